"""C3D's parameters: what the file says about itself, read without a parser library."""

from __future__ import annotations

import math
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ilium.capture.c3d_header import BLOCK, EXPORT_AGAIN, Header, floats
from ilium.errors import FileFormatError

MOST = 20_000
"""Largest plausible number of groups and parameters of a file."""

Value = NDArray[np.float64] | tuple[str, ...]

_RANKS = 7
_BYTES = {-1: 1, 1: 1, 2: 2, 4: 4}


@dataclass(frozen=True, slots=True)
class ParameterGroups:
    """ParameterGroups of a C3D file by group and name, both in capitals.

    Parameters
    ----------
    groups
        Group to name to value: numbers with C3D's dimensions (first index fastest), or
        texts in the file's order. Where a name occurs twice, the later one counts.
    spelling
        Name in capitals to name as the file spells it.
    complete
        False where the chain of parameters broke off within its section.
    """

    groups: Mapping[str, Mapping[str, Value]] = field(
        default_factory=dict[str, dict[str, Value]]
    )
    spelling: Mapping[str, str] = field(default_factory=dict[str, str])
    complete: bool = True

    def numbers(self, group: str, name: str) -> NDArray[np.float64]:
        """Numbers of a parameter with its dimensions; empty where there is none."""
        value = self.groups.get(group, {}).get(name, ())
        return value if isinstance(value, np.ndarray) else np.empty(0)

    def number(self, group: str, name: str, default: float = math.nan) -> float:
        """First number of a parameter, or the default."""
        found = self.numbers(group, name).ravel(order="F")
        return float(found[0]) if found.size else default

    def texts(self, group: str, name: str) -> tuple[str, ...]:
        """Texts of a parameter, continued in NAME2, NAME3 …; empty without."""
        found: list[str] = []
        suffix = 1
        while True:
            key = name if suffix == 1 else f"{name}{suffix}"
            value = self.groups.get(group, {}).get(key)
            if not isinstance(value, tuple):
                return tuple(found)
            found.extend(value)
            suffix += 1

    def text(self, group: str, name: str) -> str:
        """First text of a parameter, or an empty one."""
        found = self.texts(group, name)
        return found[0] if found else ""


def read_parameters(data: bytes, header: Header) -> ParameterGroups:
    """Read every parameter of a C3D file.

    Parameters
    ----------
    data
        All bytes of the file.
    header
        Its header.

    Returns
    -------
    ParameterGroups
        By group and name.

    Raises
    ------
    FileFormatError
        Where the chain of parameters leads out of the file or into itself.
    """
    names: dict[int, str] = {}
    stored: list[tuple[int, str, Value]] = []
    entries, complete = parameter_entries(data, header)
    for number, name, body in entries:
        if number < 0:
            names[-number] = name.upper()
        else:
            stored.append((number, name, _value(data, body, header.processor)))
    groups: dict[str, dict[str, Value]] = {name: {} for name in names.values()}
    for number, name, value in stored:
        if number in names:
            groups[names[number]][name.upper()] = value
    spelling = {name.upper(): name for _, name, _ in stored}
    return ParameterGroups(groups, spelling, complete)


def parameter_entries(
    data: bytes, header: Header
) -> tuple[list[tuple[int, str, int]], bool]:
    """List the chain of groups and parameters.

    Parameters
    ----------
    data
        All bytes of the file.
    header
        Its header.

    Returns
    -------
    list of tuple
        Group's number (negative: it is the group itself), name, where its body starts.
    bool
        False where the chain broke off within its section.

    Raises
    ------
    FileFormatError
        Where it leads out of the file.
    """
    end = section_end(data, header)
    found: list[tuple[int, str, int]] = []
    at = header.parameter_start + 4
    for _ in range(MOST):
        entry = next_entry(data, at, header.processor)
        if entry is None:
            break
        number, name, body, following = entry
        found.append((number, name, body))
        if following is None:
            break
        if not at < following < end:
            return found, False
        at = following
    return found, True


def section_end(data: bytes, header: Header) -> int:
    """First byte behind the parameters."""
    blocks = data[header.parameter_start + 2]
    ends = [len(data)]
    if blocks:
        ends.append(header.parameter_start + blocks * BLOCK)
    if header.data_start > header.parameter_start:
        ends.append(header.data_start)
    return min(ends)


def next_entry(
    data: bytes, at: int, processor: str
) -> tuple[int, str, int, int | None] | None:
    """Read one entry of the chain of groups and parameters.

    Parameters
    ----------
    data
        All bytes of the file.
    at
        Where the entry starts.
    processor
        As in the header.

    Returns
    -------
    tuple or None
        Group's number (negative: it is the group itself), name, where its body starts
        and where the next entry does; ``None`` at the end of the chain.

    Raises
    ------
    FileFormatError
        Where it leads out of the file.
    """
    if at + 2 > len(data):
        raise _broken()
    length, number = struct.unpack_from("2b", data, at)
    length = abs(length)
    if length == 0 or number == 0:
        return None
    body = at + 2 + length
    if body + 2 > len(data):
        raise _broken()
    name = data[at + 2 : body].decode("latin-1").strip("\x00 ")
    order = ">" if processor == "mips" else "<"
    (offset,) = struct.unpack_from(f"{order}H", data, body)
    return number, name, body + 2, body + offset if offset else None


def _value(data: bytes, at: int, processor: str) -> Value:
    if at + 2 > len(data):
        raise _broken()
    kind, rank = struct.unpack_from("bB", data, at)
    if kind not in _BYTES or rank > _RANKS or at + 2 + rank > len(data):
        raise _broken()
    dims = tuple(data[at + 2 : at + 2 + rank])
    start = at + 2 + rank
    size = _BYTES[kind] * math.prod(dims)
    raw = data[start : start + size]
    if len(raw) != size:
        raise _broken()
    if kind == -1:
        return _texts(raw, dims)
    return _numbers(raw, kind, processor).reshape(dims, order="F")


def _texts(raw: bytes, dims: tuple[int, ...]) -> tuple[str, ...]:
    width = dims[0] if dims else 1
    if width == 0:
        return ("",) * min(math.prod(dims[1:]), MOST)
    return tuple(
        raw[i : i + width].decode("utf-8", "replace").split("\x00")[0].strip()
        for i in range(0, len(raw), width)
    )


def _numbers(raw: bytes, kind: int, processor: str) -> NDArray[np.float64]:
    if kind == 4:
        return floats(raw, processor)
    if kind == 1:
        return np.frombuffer(raw, "u1").astype(np.float64)
    order = ">i2" if processor == "mips" else "<i2"
    return np.frombuffer(raw, order).astype(np.float64)


def _broken() -> FileFormatError:
    msg = "The file's parameters lead beyond its end: it is cut off or damaged."
    return FileFormatError(msg, EXPORT_AGAIN)
