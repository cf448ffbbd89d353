"""Documents that an analysis leaves for the pages, from whoever makes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from ilium.app.look.film import film_of
from ilium.app.look.package import look_package
from ilium.app.reports import PHOTOGRAPH, report_documents
from ilium.filmed import VideoAnalysis
from ilium.store import Store
from ilium.store.documents import FILM, LOOK, REPORT


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
    person
        Whether pictures in it show the person.
    """

    kind: str
    content: bytes | Path
    language: str = ""
    ending: str = ""
    person: bool = False


Maker = Callable[[Any, bool], Iterable[Made]]
"""From an analysis, of a laboratory or of clips, to its documents.

And whether the film is kept too, so that pictures of the person may stand in them.
"""


def _look(analysis: Any, film: bool) -> Iterable[Made]:  # noqa: ANN401, FBT001
    del film
    yield Made(kind=LOOK, content=look_package(analysis))


def _film(analysis: Any, film: bool) -> Iterable[Made]:  # noqa: ANN401, FBT001
    content = film_of(analysis) if film else b""
    if content:
        yield Made(kind=FILM, content=content)


def _reports(analysis: Any, film: bool) -> Iterable[Made]:  # noqa: ANN401, FBT001
    """The report in each language, on screen and printed."""
    pictures = film and isinstance(analysis, VideoAnalysis)
    made = report_documents(analysis, pictures=pictures)
    shows = any(PHOTOGRAPH in each for kind, _, each in made if kind == REPORT)
    for kind, language, content in made:
        yield Made(kind=kind, content=content, language=language, person=shows)


MAKERS: Final[Mapping[str, Maker]] = MappingProxyType(
    {"report": _reports, "look": _look, "film": _film}
)
"""Everybody who makes documents, by what they make."""


def keep(store: Store, client: str, result: int, made: Iterable[Made]) -> None:
    """Keep documents of a result, except those that are there.

    Parameters
    ----------
    store
        Where to.
    client, result
        Whose, and of which analysis.
    made
        As `MAKERS` give them.
    """
    kept = store.documents.of(client, result=result)
    there = {(each.kind, each.language) for each in kept}
    for each in made:
        if (each.kind, each.language) not in there:
            store.documents.add(
                client,
                each.kind,
                each.content,
                result=result,
                language=each.language,
                ending=each.ending,
                person=each.person,
            )
