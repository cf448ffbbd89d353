"""Check: the seven movements as one list, each filmed with a guide."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup

from ilium.app.checks import CHECKS, check_named, standings
from ilium.app.visit import AnyVisit, ClientVisit, go
from ilium.findings.words import say
from ilium.programme.figures.figure import key_poses
from ilium.report.escape import script_json

router = APIRouter(include_in_schema=False)


@router.get("/check")
def choose(visit: AnyVisit) -> Response:
    """Choose who is checked; a client is themself."""
    if visit.visitor.client:
        return go(f"/clients/{visit.visitor.client}/check")
    return visit.page(
        "check_who.html",
        title=say("app_check.title"),
        here="check",
        people=[(each, visit.called(each)) for each in visit.store.clients.all()],
        checks=CHECKS,
    )


@router.get("/clients/{client}/check")
def check(visit: ClientVisit, client: str) -> HTMLResponse:
    """The seven movements, and where each stands today."""
    agreed = visit.store.consents.of(client)
    return visit.page(
        "check.html",
        title=say("app_check.title"),
        here="check",
        client=client,
        who=visit.called(visit.store.clients.get(client)),
        may=agreed.get("store", False),
        rows=standings(visit.store, client, visit.today),
        poses=key_poses,
    )


@router.get("/clients/{client}/check/{movement}")
def film(visit: ClientVisit, client: str, movement: str) -> Response:
    """Film one movement with a guide."""
    one = check_named(movement)
    agreed = visit.store.consents.of(client)
    if not agreed.get("store", False):
        return go(f"/clients/{client}/check")
    names = [each.name for each in CHECKS]
    after = names[names.index(one.name) + 1 :]
    told = one.told | {"client": client, "results": f"/clients/{client}/results/"}
    return visit.page(
        "check_film.html",
        title=say(f"exercise.{one.name}.name"),
        here="check",
        client=client,
        check=one,
        poses=key_poses(one.name),
        after=after[0] if after else "",
        may_keep=agreed.get("video", False),
        told=Markup(script_json(told)),  # noqa: S704 - escaped there
    )
