"""Learn: eight pages of one screen, each with a drawing to play with."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from fastapi import APIRouter, HTTPException
from fastapi.responses import HTMLResponse

from ilium.app.visit import AnyVisit
from ilium.findings.words import catalogue, say

router = APIRouter(include_in_schema=False)

PAGES: Final = (
    "drop",
    "headlights",
    "glass",
    "varied",
    "plus_minus",
    "ladder",
    "practice",
    "pain",
)
"""In the order of reading; each has its texts and its drawing under this name."""


@router.get("/learn")
def learn(visit: AnyVisit) -> HTMLResponse:
    """All pages with a sentence each."""
    return visit.page(
        "learn.html", title=say("app_learn.title"), here="learn", pages=PAGES
    )


@router.get("/learn/{page}")
def learn_page(page: str, visit: AnyVisit) -> HTMLResponse:
    """One page."""
    if page not in PAGES:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    number = PAGES.index(page)
    return visit.page(
        "learn_page.html",
        title=say(f"app_learn.{page}.title"),
        here="learn",
        page=page,
        number=number + 1,
        count=len(PAGES),
        before=PAGES[number - 1] if number else "",
        after=PAGES[number + 1] if number + 1 < len(PAGES) else "",
        words=_drawn(page),
    )


def _drawn(page: str) -> dict[str, str]:
    """Words inside a page's drawing, with their names left to be filled in."""
    start = f"app_learn.{page}."
    known = {"title", "short", "meaning", "picture", "evidence"}
    names = (key.removeprefix(start) for key in catalogue() if key.startswith(start))
    drawn = {
        name: say(start + name, change="{change}", error="{error}")
        for name in names
        if name not in known and not name.startswith(("text_", "evidence", "control"))
    }
    return {"left": say("letter.left"), "right": say("letter.right"), **drawn}
