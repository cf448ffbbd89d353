"""Names out of recordings: a copy that reads the same and says nobody's name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ilium.capture.c3d_header import Header, read_header
from ilium.capture.c3d_parameters import (
    MOST,
    ParameterGroups,
    next_entry,
    read_parameters,
    section_end,
)
from ilium.capture.c3d_points import split_subject

_KEPT_TEXTS: Final = {
    "POINT": re.compile(r"(?!DESCRIPTIONS)"),
    "ANALOG": re.compile(""),
    "FORCE_PLATFORM": re.compile(""),
    "MANUFACTURER": re.compile(r"COMPANY|SOFTWARE|VERSION"),
    "EVENT": re.compile(r"CONTEXTS|LABELS"),
    "EVENT_CONTEXT": re.compile(r"LABELS"),
}
"""Texts that analysis reads, by group; every other text goes."""
_RESERVED: Final = ((24, 294), (468, 512))
"""Bytes of the header that mean nothing to a reader."""
_BEHIND: Final = 0
"""Kind of the bytes behind the last entry."""
_SHORTEST: Final = 3
"""Letters of a name that is searched for in texts that stay."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """One group or parameter: where its text and its description are."""

    group: str
    name: str
    kind: int
    dims: tuple[int, ...]
    start: int
    size: int


def scrub(data: bytes, ending: str) -> bytes:
    """Take names of people and paths out of a recording.

    Parameters
    ----------
    data
        Bytes of the file.
    ending
        Ending of its name: ``c3d``, ``trc``, ``csv``, ``mot``, ``sto``; any other file
        comes back as it is.

    Returns
    -------
    bytes
        The same measurements; where texts named somebody there are blanks.

    Raises
    ------
    FileFormatError
        Where a C3D file is damaged, so that a name could stay in it.
    """
    if ending == "c3d":
        return _scrub_c3d(data)
    if ending in ("trc", "mot", "sto"):
        return _scrub_first_line(data, ending)
    if ending == "csv":
        return re.sub(
            rb"(^|,)[^,:\r\n]+:(?=[^,\r\n])", rb"\1", data, flags=re.MULTILINE
        )
    return data


def _scrub_first_line(data: bytes, ending: str) -> bytes:
    """Replace the name of the file's maker by its ending's."""
    first, feed, rest = data.partition(b"\n")
    told = f"recording.{ending}".encode()
    if ending == "trc":
        fields = first.rstrip(b"\r").split(b"\t")
        first = b"\t".join([*fields[:3], told])
        lines = rest.split(b"\n", 3)
        if len(lines) > 2:
            lines[2] = re.sub(rb"(\t)[^\t:\r]+:(?=[^\t\r])", rb"\1", lines[2])
        rest = b"\n".join(lines)
    elif b"=" not in first and first.strip() != b"endheader":
        first = told
    return first + feed + rest


def _scrub_c3d(data: bytes) -> bytes:
    header = read_header(data)
    parameters = read_parameters(data, header)
    made = bytearray(data)
    numbers, names = _people(parameters)
    for entry in _entries(data, header):
        stop = entry.start + entry.size
        if entry.kind == _BEHIND:
            made[entry.start : stop] = bytes(entry.size)
        if entry.kind != -1 or not entry.size:
            continue
        kept = _KEPT_TEXTS.get(entry.group)
        if entry.name and kept is not None and kept.match(entry.name):
            text = made[entry.start : stop]
            width = entry.dims[0] if len(entry.dims) > 1 else entry.size
            made[entry.start : stop] = _without(bytes(text), width, numbers, names)
        else:
            made[entry.start : stop] = b" " * entry.size
    for start, stop in _RESERVED:
        made[start:stop] = bytes(stop - start)
    return bytes(made)


def _people(parameters: ParameterGroups) -> tuple[dict[str, str], list[bytes]]:
    """Prefix of labels to what replaces it, and names that must not stand anywhere."""
    labels = parameters.texts("POINT", "LABELS")
    prefixes = list(dict.fromkeys(split_subject(each)[0] for each in labels))
    people = [each for each in prefixes if each]
    one = len(people) == 1
    numbers = {each: "" if one else f"{at}:" for at, each in enumerate(people, start=1)}
    told = set(people)
    for group in ("SUBJECTS", "SUBJECT", "EVENT"):
        for name in ("NAMES", "NAME", "SUBJECTS"):
            told.update(parameters.texts(group, name))
    words = {word for each in told for word in re.split(r"[\s_,;.]+", each)} | told
    names = [each.encode("utf-8") for each in words if len(each) >= _SHORTEST]
    return numbers, sorted(names, key=len, reverse=True)


def _without(
    text: bytes, width: int, numbers: dict[str, str], names: list[bytes]
) -> bytes:
    """Texts of one parameter, each of the same width, without anybody's name."""
    made: list[bytes] = []
    for at in range(0, len(text), width):
        part = text[at : at + width]
        prefix, colon, label = part.rpartition(b":")
        known = prefix.decode("utf-8", "replace").strip()
        if colon and known in numbers:
            part = (numbers[known].encode() + label).ljust(width)[:width]
        else:
            for name in names:
                blank = b" " * len(name)
                alone = rb"(?<![A-Za-z0-9])" + re.escape(name) + rb"(?![A-Za-z0-9])"
                part = re.sub(alone, blank, part, flags=re.IGNORECASE)
        made.append(part)
    return b"".join(made)


def _entries(data: bytes, header: Header) -> Iterator[_Entry]:
    """Texts and descriptions of every group and parameter, then what is behind them."""
    end = section_end(data, header)
    groups: dict[int, str] = {}
    found: list[tuple[int, str, _Entry]] = []
    at = header.parameter_start + 4
    for _ in range(MOST):
        entry = next_entry(data, at, header.processor)
        if entry is None:
            break
        number, name, body, following = entry
        if number < 0:
            groups[-number] = name.upper()
            told = body
        else:
            kind = int.from_bytes(data[body : body + 1], "little", signed=True)
            rank = data[body + 1]
            dims = tuple(data[body + 2 : body + 2 + rank])
            start = body + 2 + rank
            size = abs(kind) * _product(dims)
            found.append(
                (number, name.upper(), _Entry("", "", kind, dims, start, size))
            )
            told = start + size
        if told < end:
            size = min(data[told], end - told - 1)
            found.append((0, "", _Entry("", "", -1, (size,), told + 1, size)))
            at = told + 1 + size
        if following is None or not told < following < end:
            break
        at = following
    for number, name, each in found:
        group = groups.get(number, "")
        yield _Entry(group, name, each.kind, each.dims, each.start, each.size)
    if at < end:
        yield _Entry("", "", _BEHIND, (end - at,), at, end - at)


def _product(dims: tuple[int, ...]) -> int:
    total = 1
    for each in dims:
        total *= each
    return total
