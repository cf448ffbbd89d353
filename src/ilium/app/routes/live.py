"""Live: choose an exercise, train it with the meter, keep its sets."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup
from pydantic import BaseModel

from ilium.app.live.gauges import SEVEN, Gauge, gauge_of, gauges
from ilium.app.live.session import DoneSets, Dose, dose_of, items_of
from ilium.app.visit import AnyVisit, ClientVisit, Visit, go
from ilium.findings.words import say
from ilium.programme.figures.figure import key_poses
from ilium.programme.history import History
from ilium.programme.library import exercise
from ilium.report.escape import script_json

router = APIRouter()


class Kept(BaseModel):
    """What was kept.

    Parameters
    ----------
    sets
        Rows of the log.
    counted
        Whether one of them is kept as a check as well.
    """

    sets: int
    counted: bool


@router.get("/live", include_in_schema=False)
def choose(visit: AnyVisit) -> Response:
    """Choose an exercise; a client finds their own week."""
    if visit.visitor.client:
        return go(f"/clients/{visit.visitor.client}/live")
    return _list(visit, "/live", ())


@router.get("/live/{name}", include_in_schema=False)
def practise(visit: AnyVisit, name: str) -> HTMLResponse:
    """Train an exercise; nothing is kept."""
    gauge = _known(name)
    return _meter(visit, gauge, dose_of(gauge, None, visit.today), save="")


@router.get("/clients/{client}/live", include_in_schema=False)
def choose_own(visit: ClientVisit, client: str) -> HTMLResponse:
    """Choose an exercise, those of this week first."""
    history = visit.store.history_of(client)
    if _locked(history):
        return _stopped(visit)
    weeks = [each for each in history.weeks if each.date <= visit.today]
    rows = weeks[-1].rows if weeks else ()
    week = tuple(each.exercise for each in rows if each.exercise in gauges())
    return _list(visit, f"/clients/{client}/live", week)


@router.get("/clients/{client}/live/{name}", include_in_schema=False)
def train(visit: ClientVisit, client: str, name: str) -> HTMLResponse:
    """Train an exercise with the dose of this week."""
    gauge = _known(name)
    history = visit.store.history_of(client)
    if _locked(history):
        return _stopped(visit)
    may = visit.store.consents.of(client).get("store", False)
    dose = dose_of(gauge, history, visit.today)
    return _meter(visit, gauge, dose, save=f"/api/clients/{client}/live" if may else "")


@router.post("/api/clients/{client}/live", status_code=HTTPStatus.CREATED)
def keep(visit: ClientVisit, client: str, done: DoneSets) -> Kept:
    """Keep sets that were done with the meter in the client's log."""
    items = items_of(gauge_of(done.exercise), done.sets, visit.today)
    visit.store.record(client, *items)
    return Kept(sets=len(done.sets), counted=len(items) > 1)


def _known(name: str) -> Gauge:
    """The gauge of an exercise in the address."""
    return gauge_of(name)


def _locked(history: History) -> bool:
    return bool(history.weeks) and history.weeks[-1].locked


def _stopped(visit: Visit) -> HTMLResponse:
    return visit.page("live_locked.html", title=say("app_live.title"), here="live")


def _list(visit: Visit, base: str, week: tuple[str, ...]) -> HTMLResponse:
    others = [each for each in gauges() if each not in SEVEN and each not in week]
    first = [each for each in SEVEN if each not in week]
    return visit.page(
        "live.html",
        title=say("app_live.title"),
        here="live",
        base=base,
        parts=(("week", week), ("seven", first), ("others", others)),
        cue_of=lambda each: say(exercise(each).cue),
    )


def _meter(visit: Visit, gauge: Gauge, dose: Dose, *, save: str) -> HTMLResponse:
    kind = exercise(gauge.exercise)
    told: dict[str, Any] = {
        "exercise": gauge.exercise,
        "mode": gauge.mode,
        "count": gauge.count,
        "views": list(gauge.views),
        "sides": ["left", "right"] if kind.one_sided else ["both"],
        "sets": dose.sets,
        "reps": dose.reps,
        "seconds": dose.seconds,
        "counts": dose.counts,
        "save": save,
        "cue": say(kind.cue),
    }
    poses = key_poses(gauge.exercise)
    return visit.page(
        "live_meter.html",
        title=say(f"exercise.{gauge.exercise}.name"),
        here="live",
        gauge=gauge,
        dose=dose,
        kind=kind,
        save=save,
        poses=[Markup(poses[0]), Markup(poses[-1])],  # noqa: S704 - drawn here
        told=Markup(script_json(told)),  # noqa: S704 - escaped there
    )
