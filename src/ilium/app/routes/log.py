"""The log: a day as it was done, the paper sheet typed back, the morning after."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any, cast

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from ilium.app.about import page_about
from ilium.app.forms import Sent, day, number, text, truth, whole
from ilium.app.visit import ClientVisit, Visit, go, inside
from ilium.conventions import SideOrBoth
from ilium.findings.words import say
from ilium.programme.as_planned import set_of
from ilium.programme.history import (
    History,
    PlannedExercise,
    PlannedWeek,
    SessionLog,
    SetLog,
)
from ilium.programme.library import exercise, library
from ilium.programme.log import SYMPTOMS
from ilium.programme.pain import light
from ilium.programme.texts import dose_text, history_lines, load_text
from ilium.report.sheet import DAYS, after_birth

router = APIRouter(include_in_schema=False)


@router.get("/clients/{client}/log")
def one_day(visit: ClientVisit, client: str, on: str = "") -> HTMLResponse:
    """Ask what was done on one day: today, or another."""
    history = visit.store.history_of(client)
    chosen = _day_of(on, visit.today)
    return _page(visit, client, "log.html", history, chosen)


def _page(
    visit: Visit, client: str, template: str, history: History, chosen: dt.date
) -> HTMLResponse:
    plan = plan_on(history, chosen)
    offset = (chosen - plan.date).days if plan else 0
    return page_about(
        visit,
        client,
        template,
        title=say("app_log.title"),
        tab="log",
        chosen=chosen,
        plan=plan,
        rows=[_row(each, offset) for each in plan.rows] if plan else [],
        days=[plan.date + dt.timedelta(days=each) for each in range(DAYS)]
        if plan
        else [],
        logged={each.date for each in history.sessions if each.rows},
        symptoms=SYMPTOMS if after_birth(history) else (),
        choice=[(key, say(f"exercise.{key}.name")) for key in library()],
        last=history.sessions[-1] if history.sessions else None,
        light=light(history.sessions[-1]) if history.sessions else "",
        past=history_lines(history),
    )


def _day_of(given: str, today: dt.date) -> dt.date:
    try:
        chosen = dt.date.fromisoformat(given)
    except ValueError:
        return today
    return min(chosen, today)


def plan_on(history: History, chosen: dt.date) -> PlannedWeek | None:
    """The newest plan of a day; ``None`` without one."""
    weeks = [e for e in history.weeks if not e.locked and e.date <= chosen]
    return weeks[-1] if weeks else None


def _row(each: PlannedExercise, offset: int) -> dict[str, Any]:
    timed = exercise(each.exercise).unit == "s"
    return {
        "id": each.exercise,
        "name": say(f"exercise.{each.exercise}.name"),
        "dose": f"{dose_text(each)}{load_text(each)}",
        "on": each.on,
        "now": offset in each.on,
        "timed": timed,
        "sets": each.sets,
        "amount": each.seconds if timed else each.reps,
        "load": each.load,
    }


@router.post("/clients/{client}/log")
def keep(visit: ClientVisit, client: str, sent: Sent) -> Response:
    """Keep what was done on one day, and how it felt."""
    history = visit.store.history_of(client)
    chosen = min(day(sent, "on") or visit.today, visit.today)
    plan = plan_on(history, chosen)
    rows = [_done(sent, each) for each in plan.rows] if plan else []
    done = [each for each in rows if each is not None]
    more = text(sent, "more")
    if more in library():
        done.append(_more(sent, more))
    session = SessionLog(date=chosen, rows=tuple(done), **_answers(sent))
    if session != SessionLog(date=chosen):
        visit.store.record(client, session)
    return go(inside(text(sent, "back") or f"/clients/{client}/log?on={chosen}"))


def _done(sent: FormData, row: PlannedExercise) -> SetLog | None:
    """One planned exercise as it was done; ``None`` where it was not."""
    key = row.exercise
    if not text(sent, f"did_{key}"):
        return None
    timed = exercise(key).unit == "s"
    amount, load = number(sent, f"amount_{key}"), number(sent, f"load_{key}")
    side = text(sent, f"side_{key}")
    changes: dict[str, Any] = {
        "sets": whole(sent, f"sets_{key}"),
        "seconds": amount if timed else None,
        "reps": int(amount) if amount is not None and not timed else None,
        "load": load,
        "rpe": number(sent, f"effort_{key}"),
        "extra_reps": whole(sent, f"extra_{key}"),
        "quality_stops": whole(sent, f"stops_{key}"),
        "side": side if side in ("left", "right") else None,
    }
    return replace(set_of(row), **{k: v for k, v in changes.items() if v is not None})


def _more(sent: FormData, key: str) -> SetLog:
    """An exercise that was not planned."""
    timed = exercise(key).unit == "s"
    amount = number(sent, "more_amount") or 0.0
    return SetLog(
        exercise=key,
        sets=whole(sent, "more_sets") or 1,
        seconds=amount if timed else None,
        reps=None if timed else int(amount),
        load=number(sent, "more_load") or 0.0,
    )


def _answers(sent: FormData, end: str = "") -> dict[str, Any]:
    """How it felt, where it was said."""
    side = text(sent, f"pain_side{end}")
    answers: dict[str, Any] = {
        "pain_during": number(sent, f"during{end}"),
        "pain_next_morning": number(sent, f"morning{end}"),
        "pain_where": text(sent, f"where{end}") or None,
        "pain_side": cast("SideOrBoth", side) if side in ("left", "right") else None,
        "spreading": truth(sent, f"spreading{end}"),
        "rpe": number(sent, f"effort{end}"),
        "minutes": number(sent, f"minutes{end}"),
        **{name: truth(sent, f"{name}{end}") for name in SYMPTOMS},
    }
    return {key: each for key, each in answers.items() if each is not None}


@router.get("/clients/{client}/log/week")
def week(visit: ClientVisit, client: str, on: str = "") -> HTMLResponse:
    """Ask for a whole week, in the order of the paper sheet."""
    history = visit.store.history_of(client)
    return _page(visit, client, "log_week.html", history, _day_of(on, visit.today))


@router.post("/clients/{client}/log/week")
def keep_week(visit: ClientVisit, client: str, sent: Sent) -> Response:
    """Keep every day of the sheet on which anything was written."""
    history = visit.store.history_of(client)
    plan = plan_on(history, day(sent, "on") or visit.today)
    made: list[SessionLog] = []
    for offset in range(DAYS if plan else 0):
        assert plan is not None
        when = plan.date + dt.timedelta(days=offset)
        rows = tuple(
            set_of(each)
            for each in plan.rows
            if text(sent, f"did_{each.exercise}_{offset}")
        )
        session = SessionLog(date=when, rows=rows, **_answers(sent, f"_{offset}"))
        if session != SessionLog(date=when):
            made.append(session)
    visit.store.record(client, *made)
    return go(f"/clients/{client}/log")
