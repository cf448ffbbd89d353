"""Documents that an analysis leaves for the pages, from whoever makes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from ilium.app.look.package import ENDINGS, FILM, LOOK, film_of, look_package
from ilium.app.reports import report_documents


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


def _look(analysis: Any) -> Iterable[Made]:  # noqa: ANN401
    yield Made(kind=LOOK, content=look_package(analysis), ending=ENDINGS[LOOK])


def _film(analysis: Any) -> Iterable[Made]:  # noqa: ANN401
    content = film_of(analysis)
    if content:
        yield Made(kind=FILM, content=content, ending=ENDINGS[FILM])


def _reports(analysis: Any) -> Iterable[Made]:  # noqa: ANN401
    """The report in each language, on screen and printed; line figures, no pictures."""
    for kind, language, content in report_documents(analysis):
        yield Made(kind=kind, content=content, language=language)


MAKERS: Final[Mapping[str, Maker]] = MappingProxyType(
    {"report": _reports, "look": _look, "film": _film}
)
"""Everybody who makes documents, by what they make."""
WITH_FILM: Final = ("film",)
"""What is made only where the film itself is kept."""
