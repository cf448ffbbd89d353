"""Documents that an analysis leaves for the pages, from whoever makes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One document, before it is kept.

    Parameters
    ----------
    kind
        As in the store.
    content
        Its bytes, or a file with them.
    language
        Of its words; empty for none.
    ending
        Of its name; empty for the file's, or the kind's.
    """

    kind: str
    content: bytes | Path
    language: str = ""
    ending: str = ""


Maker = Callable[[Any], Iterable[Made]]
"""From an analysis, of a laboratory or of clips, to its documents."""

MAKERS: Final[Mapping[str, Maker]] = MappingProxyType({})
"""Everybody who makes documents, by what they make."""
