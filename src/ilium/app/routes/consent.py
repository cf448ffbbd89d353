"""Consent: four switches, each asked for itself, with their history."""

from __future__ import annotations

from typing import cast

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from ilium.app.about import page_about
from ilium.app.forms import Sent, several, text
from ilium.app.visit import ClientVisit, Visit, go
from ilium.errors import ConsentError
from ilium.findings.words import say
from ilium.store.consent import SWITCHES, By, Switch

router = APIRouter(include_in_schema=False)


@router.get("/clients/{client}/consent")
def consent(visit: ClientVisit, client: str) -> HTMLResponse:
    """What holds, and every answer that was given."""
    return _shown(visit, client)


def _shown(
    visit: Visit,
    client: str,
    said: tuple[str, str] | None = None,
    gone: str = "",
) -> HTMLResponse:
    page = page_about(
        visit,
        client,
        "consent.html",
        title=say("app_consent.title"),
        tab="data",
        switches=tuple(SWITCHES),
        history=tuple(reversed(visit.store.consents.history(client))),
        said=said,
        going=visit.store.shown_of(client).words,
        gone=gone,
    )
    page.status_code = 409 if said else 200
    return page


@router.post("/clients/{client}/consent")
def change(visit: ClientVisit, client: str, sent: Sent) -> Response:
    """Take down what changed; an answer that stays the same is not given anew."""
    now, given = visit.store.consents.of(client), several(sent, "consent")
    changes: dict[Switch, bool] = {
        each: each in given for each in SWITCHES if now[each] != (each in given)
    }
    if visit.is_coach and text(sent, "again"):
        changes |= {each: True for each in SWITCHES if each in given}
    by = text(sent, "by") if visit.is_coach else "client"
    going = visit.store.shown_of(client)
    if "video" not in given and going.kept:
        changes["video"] = False
    gone = going.words if changes.get("video") is False else ""
    try:
        if changes:
            visit.store.consents.change(
                client, changes, by=cast("By", by if by == "guardian" else "client")
            )
    except ConsentError:
        return _shown(
            visit, client, (say("app_clients.minor"), say("app_clients.minor_then"))
        )
    if gone:
        return _shown(visit, client, gone=gone)
    return go(f"/clients/{client}/consent")
