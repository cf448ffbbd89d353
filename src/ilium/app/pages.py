"""Pages made from templates: the same words, tokens and frame everywhere."""

from __future__ import annotations

from functools import cache, partial
from typing import Any, Final

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import (
    ChoiceLoader,
    Environment,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
)

from ilium.app.assets import address_of
from ilium.app.script_words import script_words
from ilium.app.showing import showing_of
from ilium.app.visitor import Visitor, visitor_of
from ilium.findings.language import spoken_language
from ilium.findings.naming import task_words
from ilium.findings.numbers import short
from ilium.findings.sentences import capital
from ilium.findings.translations import languages
from ilium.findings.wordless import without_numbers
from ilium.findings.words import say
from ilium.programme.decision import day_words
from ilium.store.clients import Client

BARS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "coach": (
        ("today", "/"),
        ("clients", "/clients"),
        ("check", "/check"),
        ("bring", "/bring"),
        ("live", "/live"),
        ("learn", "/learn"),
    ),
    "client": (
        ("today", "/"),
        ("check", "/check"),
        ("progress", "/progress"),
        ("learn", "/learn"),
    ),
}
"""What each role finds in the bar: entry and address."""


def render(
    request: Request,
    template: str,
    **values: Any,  # noqa: ANN401
) -> HTMLResponse:
    """Make a page in the visitor's language.

    Parameters
    ----------
    request
        Who asks for it, and where they are.
    template
        Name of its template in ``app/templates``.
    **values
        What it shows; ``title`` and ``here`` (entry of the bar) are used by the frame.

    Returns
    -------
    HTMLResponse
        The page.
    """
    frame = {
        "language": spoken_language().code,
        "visitor": visitor_of(request),
        "showing": showing_of(request),
        "names_hidden": names_hidden(request),
        "called": partial(called, request),
        "path": request.url.path,
        "here": "",
    }
    return HTMLResponse(_templates().get_template(template).render(frame | values))


def names_hidden(request: Request) -> bool:
    """Whether this visitor sees ids in place of names."""
    return request.app.state.veil.hides(visitor_of(request))


def called(request: Request, client: Client) -> str:
    """What a person is called on this visitor's screen."""
    return request.app.state.veil.called(visitor_of(request), client)


def bar_of(visitor: Visitor) -> tuple[tuple[str, str], ...]:
    """Entries of the bar, each with its address."""
    return BARS.get(visitor.role, ())


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=ChoiceLoader(
            [
                PackageLoader("ilium.app"),
                PrefixLoader({"report": PackageLoader("ilium.report")}),
            ]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "say": say,
        "short": short,
        "asset": address_of,
        "script_words": script_words,
        "bar_of": bar_of,
        "languages": languages(),
        "day_words": day_words,
        "task_words": lambda task: capital(task_words(task)),
        "wordless": without_numbers,
    }
    return environment
