"""Every way into ilium, in one table."""

from __future__ import annotations

from fuzz import asked, broken, exchanged, pictures, recordings, words
from fuzz.reader import Reader

READERS: tuple[Reader, ...] = (
    *recordings.READERS,
    *pictures.READERS,
    *words.READERS,
    *exchanged.READERS,
    *asked.READERS,
)
ALL = {
    each.name: each for each in (*READERS, recordings.OF_LABORATORIES, *broken.READERS)
}


def reader_of(name: str) -> Reader:
    """A reader by its name."""
    return ALL[name]


def shares(total: int, readers: tuple[Reader, ...] = READERS) -> dict[str, int]:
    """How many of so many inputs each reader is given."""
    whole = sum(each.share for each in readers)
    return {each.name: max(1, round(total * each.share / whole)) for each in readers}
