"""A kept report as it is told: with a coach's changes, with or without numbers."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from typing import Final
from urllib.parse import quote

from ilium.findings.wordless import without_numbers
from ilium.findings.words import say
from ilium.programme.edited import Said

_MAIN: Final = re.compile(r'<main id="main">(.*)</main>', re.DOTALL)
_DATA: Final = re.compile(
    r'<script type="application/json" id="player-data">(.*?)</script>', re.DOTALL
)
_HEAD: Final = re.compile(r'(<h1 data-finding="headline">)(.*?)(</h1>)', re.DOTALL)
_CARD: Final = re.compile(
    r'<li class="card" data-finding="([^"]*)">\n<h3>(.*?)</h3>.*?</li>\n', re.DOTALL
)
_TITLE: Final = re.compile(r'(<li class="card"[^>]*>\n?<h3>)(.*?)(</h3>)', re.DOTALL)
_NEXT: Final = re.compile(r'(<span data-finding="next_step">)(.*?)(</span>)', re.DOTALL)
_END: Final = "</li>\n"
_LIST: Final = '<ul class="findings">\n'


def main_of(document: str) -> str:
    """What stands between a document's ``main``; all of it where there is none."""
    found = _MAIN.search(document)
    return found.group(1) if found else document


def player_data(document: str) -> str:
    """JSON of a report's figure, ready for a script of that kind; empty without."""
    found = _DATA.search(document)
    return found.group(1) if found else ""


def told(document: str, said: Sequence[Said]) -> str:
    """A report in which a coach's changes are made.

    Parameters
    ----------
    document
        The report as it was computed, or its `main_of`.
    said
        What is said of its result, by `ilium.programme.edited.edited`.

    Returns
    -------
    str
        Hidden findings are left out; other words say whose they are, and when.
    """
    changed = {each.measure or each.role: each for each in said if each.by is not None}
    made = _CARD.sub(lambda found: _card(found, changed), document)
    made = _HEAD.sub(lambda found: _line(found, changed.get("headline"), "h1"), made)
    made = _NEXT.sub(lambda found: _line(found, changed.get("next_step"), ""), made)
    added = "".join(_added(each) for each in said if each.role == "added")
    return made.replace(_LIST, f"{_LIST}{added}", 1) if added else made


def with_moments(document: str, viewer: str) -> str:
    """A report whose findings lead to the moment that shows them.

    Parameters
    ----------
    document
        As `told` gave it.
    viewer
        Address of the viewer of the same result; empty without one.

    Returns
    -------
    str
        With a second link on every card.
    """
    if not viewer:
        return document

    def led(found: re.Match[str]) -> str:
        address = html.escape(f"{viewer}?finding={quote(found.group(1))}")
        of = f'<span class="visually-hidden">: {found.group(2)}</span>'
        words = html.escape(say("app_results.moment"))
        link = f'<a class="moment" href="{address}">{words}{of}</a>'
        return f"{found.group(0).removesuffix(_END)}{link}{_END}"

    return _CARD.sub(led, document)


def numberless(document: str) -> str:
    """A report whose sentences hold no numbers; the style sheet hides the rest.

    Parameters
    ----------
    document
        As `told` gave it.

    Returns
    -------
    str
        Headline, findings and next step without amounts and errors.
    """
    bare: Callable[[re.Match[str]], str] = lambda found: (  # noqa: E731
        f"{found.group(1)}{without_numbers(found.group(2))}{found.group(3)}"
    )
    made = _HEAD.sub(bare, document)
    return _TITLE.sub(bare, made)


def _card(found: re.Match[str], changed: dict[str, Said]) -> str:
    said = changed.get(found.group(1))
    if said is None:
        return found.group(0)
    if said.hidden:
        return ""
    words = f"<h3>{found.group(2)}</h3>"
    return found.group(0).replace(words, f"<h3>{_words(said)}</h3>{_by(said)}", 1)


def _line(found: re.Match[str], said: Said | None, kind: str) -> str:
    if said is None:
        return found.group(0)
    words = "" if said.hidden else _words(said)
    by = "" if said.hidden else _by(said)
    opened = found.group(1)
    return f"{opened}{words}{found.group(3)}{by if kind else ''}"


def _added(said: Said) -> str:
    return f'<li class="card">\n<h3>{_words(said)}</h3>{_by(said)}</li>\n'


def _words(said: Said) -> str:
    return html.escape(said.sentence)


def _by(said: Said) -> str:
    assert said.by is not None
    key = "added" if said.role == "added" else "reworded"
    words = say(f"hand.{key}", who=said.by.who, day=said.by.date.isoformat())
    return f'<p class="quiet">{html.escape(words)}</p>'
