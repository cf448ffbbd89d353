"""Small damages to bytes and to texts, each by chance alone."""

from __future__ import annotations

import random
import re
import struct
from collections.abc import Callable

from fuzz.trees import change_tree

Bytes = Callable[[bytearray, random.Random], None]

MARKS = (
    b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\0", b"\0" * 30, b"\x1a", b"\x1b[31m",
    b"\x80", b"\xed\xa0\x80", b"\xe2\x80\xa8", b"\x0c", b"\x85", b"\x1c",
)  # fmt: skip
INTEGERS = (
    0, 1, 2, 3, 4, 7, 127, 128, 255, 256, 32_767, 32_768, 65_535, 65_536,
    2**24, 2**31 - 1, 2**31, 2**32 - 1, 2**63 - 1, 2**63, 2**64 - 1,
)  # fmt: skip
FLOATS = (
    0.0, -0.0, 1.0, -1.0, 1e-310, 1e30, -1e30, 3e38, 1e300,
    float("nan"), float("inf"), float("-inf"),
)  # fmt: skip
NUMBERS = (
    "nan", "NaN", "inf", "-inf", "Infinity", "1e999", "-1e999", "", "0", "-1", "-0.0",
    "32768", "2147483648", "9223372036854775808", "1" + "0" * 400, "1e308", "1e-320",
    "0x10", "1_000", "1,5", "٣", "--1", "1e", "true", "null", "None", "1.0.0", "½",
)  # fmt: skip
WORDS = (
    "", " ", "'", '"', "\\", "\t", "\\ud800", "../../etc/passwd", "/dev/zero", "=1+1",
    "</script><script>", "{S}", "%s", "{}", "[]", "null", "true", "\x1b[2J", "\u202e",
    "\ufeff", "Ä" * 50, "x" * 3000, "nan", "-", ",", ";", "\r", "a.b.c", "🦴", "\ud7ff",
)  # fmt: skip
ENCODINGS = ("utf-16", "utf-16-le", "utf-32", "latin-1", "utf-8-sig", "cp500")
NUMBER = re.compile(rb"[-+]?\d+(?:\.\d*)?(?:[eE][-+]?\d+)?")
TOKEN = re.compile(rb"[^\s,;=:<>\[\]{}()\"']+")
NAME = re.compile(rb"[A-Za-z_]{3,12}")


def place(data: bytearray, chance: random.Random) -> int:
    """Anywhere; half of the time near the beginning, where formats keep their heads."""
    near = chance.random() < 0.5
    return chance.randrange(min(len(data), 700) if near else len(data))


def flip_bits(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 12)):
        data[place(data, chance)] ^= 1 << chance.randrange(8)


def set_bytes(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 30)):
        data[place(data, chance)] = chance.choice(
            [0, 1, 127, 128, 255, chance.randrange(256)]
        )


def fill_run(data: bytearray, chance: random.Random) -> None:
    start = place(data, chance)
    end = min(len(data), start + chance.choice([4, 64, 512, 5000]))
    data[start:end] = bytes([chance.choice([0, 32, 255])]) * (end - start)


def cut(data: bytearray, chance: random.Random) -> None:
    del data[place(data, chance) :]


def cut_out(data: bytearray, chance: random.Random) -> None:
    start = place(data, chance)
    del data[start : start + chance.choice([1, 2, 3, 64, 512, 5000])]


def repeat(data: bytearray, chance: random.Random) -> None:
    start = place(data, chance)
    stretch = bytes(data[start : start + chance.choice([1, 2, 30, 512])])
    data[start:start] = stretch * chance.choice([1, 1, 2, 40])


def move(data: bytearray, chance: random.Random) -> None:
    start, to = place(data, chance), place(data, chance)
    stretch = bytes(data[start : start + chance.choice([2, 16, 256])])
    data[to : to + len(stretch)] = stretch


def interesting(chance: random.Random) -> bytes:
    """A number that programs stumble over, in any width and order."""
    order = chance.choice("<>")
    if chance.random() < 0.3:
        kind = chance.choice("fd")
        value = chance.choice(FLOATS)
        largest = 3.4e38 if kind == "f" else float("inf")
        return struct.pack(order + kind, max(-largest, min(largest, value)))
    width = chance.choice([1, 2, 2, 4, 4, 8])
    value = chance.choice(INTEGERS) % 256**width
    return value.to_bytes(width, "little" if order == "<" else "big")


def set_number(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 4)):
        at = place(data, chance) & ~chance.choice([0, 1, 3])
        number = interesting(chance)
        data[at : at + len(number)] = number


def set_near_name(data: bytearray, chance: random.Random) -> None:
    """A number beside a name: a parameter of C3D, a box of MP4, a key of GPMF."""
    found = list(NAME.finditer(bytes(data[:20_000])))
    if not found:
        return
    name = chance.choice(found)
    at = chance.choice([name.start() - 4, name.end(), name.end() + 4])
    at = max(0, at + chance.randint(-1, 12))
    number = interesting(chance)
    data[at : at + len(number)] = number


BINARY: tuple[Bytes, ...] = (
    flip_bits, set_bytes, fill_run, cut, cut_out, repeat, move, set_number,
    set_number, set_near_name, set_near_name,
)  # fmt: skip


def replace_found(
    data: bytearray, found: list[re.Match[bytes]], chance: random.Random, text: str
) -> None:
    each = chance.choice(found)
    data[each.start() : each.end()] = text.encode("utf-8", "surrogatepass")


def odd_number(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice([1, 1, 3, 20])):
        found = list(NUMBER.finditer(bytes(data)))
        if found:
            replace_found(data, found, chance, chance.choice(NUMBERS))


def odd_column(data: bytearray, chance: random.Random) -> None:
    """The same wrong number in many places: a whole column, or every clock."""
    found = list(NUMBER.finditer(bytes(data)))
    if found:
        wanted = chance.choice(found)[0]
        data[:] = bytes(data).replace(wanted, chance.choice(NUMBERS).encode())


def odd_word(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice([1, 1, 4])):
        found = list(TOKEN.finditer(bytes(data)))
        if found:
            own = chance.choice(found)[0].decode("utf-8", "replace")
            replace_found(data, found, chance, chance.choice((*WORDS, own, own)))


def change_lines(data: bytearray, chance: random.Random) -> None:
    lines = bytes(data).split(b"\n")
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    what = chance.randrange(6)
    if what == 0:
        del lines[at]
    elif what == 1:
        lines.insert(other, lines[at])
    elif what == 2:
        lines[at], lines[other] = lines[other], lines[at]
    elif what == 3:
        lines[at] = b""
    elif what == 4:
        lines[at] = lines[at] * chance.choice([2, 50])
    else:
        lines[at:at] = [lines[at]] * chance.choice([2, 300])
    data[:] = b"\n".join(lines)


def change_brackets(data: bytearray, chance: random.Random) -> None:
    at = place(data, chance)
    marks = [b"[", b"]", b"{", b"}", b"(", b")", b"<", b">", b'"', b"'", b",", b"\\"]
    if chance.random() < 0.5:
        data[at:at] = chance.choice(marks)
    else:
        found = [i for i, each in enumerate(data) if bytes([each]) in marks]
        if found:
            del data[chance.choice(found)]


def nest(data: bytearray, chance: random.Random) -> None:
    """Brackets within brackets, deeper than any stack."""
    depth = chance.choice([40, 1200, 30_000])
    opens, closes = chance.choice(
        [(b"[", b"]"), (b'{"a":', b"}"), (b"<a>", b"</a>"), (b"{a=", b"}"),
         (b"a.", b""), (b"- ", b""), (b'<Body name="b">', b"</Body>")]
    )  # fmt: skip
    found = [each.start() for each in NUMBER.finditer(bytes(data))] or [0]
    at = chance.choice(found)
    inside = b"1" + closes * depth if chance.random() < 0.7 else b""
    data[at:at] = opens * depth + inside


def lengthen(data: bytearray, chance: random.Random) -> None:
    """A very long line, cell or word."""
    at = place(data, chance)
    stuff = chance.choice([b"a", b"1", b",", b"\t", b" ", b"1\t", b"1,", b"\xc3\xa4"])
    data[at:at] = stuff * chance.choice([5000, 100_000, 400_000])


def mark(data: bytearray, chance: random.Random) -> None:
    """Byte-order marks, NUL and control characters, lone continuation bytes."""
    at = chance.choice([0, place(data, chance)])
    data[at:at] = chance.choice(MARKS)


def encode(data: bytearray, chance: random.Random) -> None:
    text = bytes(data).decode("utf-8", "replace")
    data[:] = text.encode(chance.choice(ENCODINGS), "replace")


def end_lines(data: bytearray, chance: random.Random) -> None:
    end = chance.choice([b"\r\n", b"\r", b"\n\n", b"\x0b", b" \n", b""])
    data[:] = bytes(data).replace(b"\n", end)


def separate(data: bytearray, chance: random.Random) -> None:
    """Another separator everywhere, or a number with a comma."""
    own, other = chance.sample([b"\t", b",", b";", b" ", b".", b"=", b'"'], 2)
    data[:] = bytes(data).replace(own, other)


SLIGHT: tuple[Bytes, ...] = (
    odd_number, odd_number, odd_number, odd_column, odd_word, odd_word, change_lines,
    change_lines, change_brackets, flip_bits, cut_out, repeat,
)  # fmt: skip
"""What leaves most of a text as it was, so that its reader gets far."""
GROSS: tuple[Bytes, ...] = (
    nest, nest, lengthen, mark, encode, end_lines, separate, cut, set_bytes,
)  # fmt: skip


def is_text(data: bytes) -> bool:
    """Whether a seed is text."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\0" not in data


def splice(one: bytes, other: bytes, chance: random.Random) -> bytes:
    """Head of one and tail of the other."""
    a, b = chance.randrange(len(one) + 1), chance.randrange(len(other) + 1)
    return one[:a] + other[b:]


LARGEST = 3_000_000
"""Most bytes that a damaged file has: what is larger is cut [1]."""


def mutated(
    data: bytes, others: list[bytes], chance: random.Random, name: str
) -> bytes:
    """Damage one file.

    Parameters
    ----------
    data
        Its bytes.
    others
        Files of the same kind, to splice with.
    chance
        Decides everything.
    name
        Its name, whose ending tells of JSON, TOML and XML.
    """
    text = is_text(data)
    if text and chance.random() < 0.5:
        changed = change_tree(data, name, chance)
        if changed is not None:
            data = changed
            if chance.random() < 0.85:
                return data[:LARGEST]
    if others and chance.random() < 0.1:
        data = splice(data, chance.choice(others), chance)
    held = bytearray(data)
    kinds = (SLIGHT if chance.random() < 0.75 else GROSS) if text else BINARY
    for _ in range(chance.choice([1, 1, 1, 2, 4])):
        if held:
            chance.choice(kinds)(held, chance)
            del held[LARGEST:]
    return bytes(held[:LARGEST])
