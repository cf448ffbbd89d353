"""Inputs that once found a fault, kept beside the readers' names.

A case is a folder with its files. Where it holds a file `LIKE`, that is the number of a
whole input of the reader; the other files of the case replace those of that input, and
empty ones named in `GONE` are not there.
"""

from __future__ import annotations

from pathlib import Path

from fuzz.reader import Members, members_in

PLACE = Path(__file__).parent / "corpus"
LIKE, GONE = "like.txt", "gone.txt"
LARGEST = 20_000
"""Most bytes of a kept input [1]."""


def cases() -> list[str]:
    """Reader and name of every case."""
    return [
        f"{reader.name}/{case.name}"
        for reader in sorted(PLACE.iterdir())
        for case in sorted(reader.iterdir())
    ]


def input_of(case: str, seeds: list[Members]) -> Members:
    """Files of a case, those of the whole input that it is like included."""
    members = members_in(PLACE / case)
    like = members.pop(LIKE, b"").decode().strip()
    gone = members.pop(GONE, b"").decode().split()
    whole = {**seeds[int(like)], **members} if like else members
    return {name: data for name, data in whole.items() if name not in gone}
