"""The safety questions of a client, one a screen, and what the answers ask for."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from ilium.app.about import page_about
from ilium.app.asking import Asked, Begin, read
from ilium.app.forms import Sent, text
from ilium.app.visit import ClientVisit, CoachAbout, Visit, go
from ilium.findings.words import say
from ilium.programme.following import next_deed
from ilium.programme.history import Override, Screen
from ilium.programme.screen import carried, safety

router = APIRouter(include_in_schema=False)


@router.get("/clients/{client}/screen")
def first(visit: ClientVisit, client: str) -> HTMLResponse:
    """Begin with what decides which questions are asked."""
    known = carried(visit.store.history_of(client), visit.today)
    return _page(visit, client, Asked(screen=known))


@router.post("/clients/{client}/screen")
def next_question(visit: ClientVisit, client: str, sent: Sent) -> Response:
    """Take an answer, then ask the next question or keep all of them."""
    known = carried(visit.store.history_of(client), visit.today)
    found = read(sent, Begin(day=visit.today, kept=_kept(known)))
    if not found.complete or found.stop:
        return _page(visit, client, found)
    visit.store.record(client, found.screen)
    return go(f"/clients/{client}/screen/said")


def _kept(known: Screen) -> dict[str, Any]:
    names = ("history", "equipment", "days_a_week", "bodyweight")
    return {name: getattr(known, name) for name in names}


def _page(visit: Visit, client: str, found: Asked) -> HTMLResponse:
    return page_about(
        visit,
        client,
        "screen.html",
        title=say("app_screen.title"),
        tab="screen",
        found=found,
        action=f"/clients/{client}/screen",
        hidden={},
    )


@router.get("/clients/{client}/screen/said")
def said(visit: ClientVisit, client: str) -> HTMLResponse:
    """What the answers ask for: what to do and whom to call; no score."""
    history = visit.store.history_of(client)
    return page_about(
        visit,
        client,
        "screen_said.html",
        title=say("app_screen.title"),
        tab="screen",
        found=safety(history),
        deed=next_deed(history),
        who=history.overrides[-1].who if history.overrides else "",
    )


@router.post("/clients/{client}/screen/clearance")
def clearance(visit: CoachAbout, client: str, sent: Sent) -> Response:
    """Keep a clinician's word that training may begin."""
    visit.store.record(
        client,
        Override(
            date=visit.today,
            who=text(sent, "who"),
            reason=text(sent, "reason"),
            action="clearance",
            target=text(sent, "target"),
            clinician=True,
        ),
    )
    return go(f"/clients/{client}/screen/said")
