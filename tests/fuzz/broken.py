"""Readers that are wrong on purpose: the harness must notice each of them."""

from __future__ import annotations

import ctypes
from pathlib import Path

from fuzz.reader import Members, Reader, the_file
from ilium.errors import InputError

WHOLE = "width = 10\nheight = 20\n"


def whole(_folder: Path) -> list[Members]:
    return [{"a.toml": WHOLE.encode()}]


def damaged(folder: Path) -> bool:
    return the_file(folder).read_bytes() != WHOLE.encode()


def forgets_a_key(folder: Path) -> None:
    if damaged(folder):
        {}["width"]


def never_ends(folder: Path) -> None:
    while damaged(folder):
        pass


def takes_all_memory(folder: Path) -> None:
    if damaged(folder):
        bytearray(3_000_000_000)


def crashes(folder: Path) -> None:
    if damaged(folder):
        ctypes.string_at(0)


def says_too_little(folder: Path) -> None:
    if damaged(folder):
        raise InputError("Wrong.", "")


def quotes_its_library(folder: Path) -> None:
    if damaged(folder):
        try:
            int("ten")
        except ValueError as error:
            raise InputError(str(error), "Try again.") from error


def tells_its_path(folder: Path) -> None:
    if damaged(folder):
        raise InputError(f"{the_file(folder)} is damaged.", "Copy it again.")


READERS = tuple(
    Reader(f"broken_{each.__name__}", whole, each, seconds=1.0)
    for each in (
        forgets_a_key, never_ends, takes_all_memory, crashes, says_too_little,
        quotes_its_library, tells_its_path,
    )
)  # fmt: skip
