"""Today: what needs a look, and the way to everything else."""

from __future__ import annotations

import datetime as dt
from typing import Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response
from pydantic import BaseModel

from ilium.app.about import page_about
from ilium.app.forms import Sent, number, truth
from ilium.app.routes.log import plan_on
from ilium.app.routes.programme import exercise_card
from ilium.app.sample import Sample, State
from ilium.app.visit import AnyVisit, ClientVisit, CoachVisit, Visit, go
from ilium.findings.language import spoken_language
from ilium.findings.words import say
from ilium.programme.following import next_deed
from ilium.programme.history import History, SessionLog
from ilium.programme.log import SYMPTOMS
from ilium.programme.pain import light
from ilium.programme.screen import safety
from ilium.programme.week import next_week
from ilium.progress.questionnaires import score
from ilium.report.sheet import after_birth
from ilium.store.overview import Glance
from ilium.store.sample import sample_client

router = APIRouter()
DAY = dt.timedelta(days=1)


@router.get("/", include_in_schema=False)
def today(visit: AnyVisit) -> HTMLResponse:
    """The first page: a coach's, or a client's own."""
    return _coach(visit) if visit.is_coach else _client(visit, visit.visitor.client)


def _coach(visit: Visit) -> HTMLResponse:
    everybody = visit.store.overview()
    groups = [
        (each, each.week_of(visit.today))
        for each in visit.store.groups.all()
        if each.week_of(visit.today) <= each.weeks
    ]
    return visit.page(
        "today.html",
        title=say("app.today"),
        here="today",
        everybody=everybody,
        look=[each for each in everybody if each.pain or each.refused],
        retests=[each for each in everybody if each.retest],
        quiet=[each for each in everybody if each.quiet],
        pain_words=pain_words,
        groups=groups,
        sample=sample_client(visit.store.database),
        loading=sample_of(visit).state(visit.store),
    )


def pain_words(each: Glance) -> str:
    """What a session said that somebody should look at."""
    assert each.pain is not None
    session = each.pain
    parts = [
        say(f"app_today.{key}", points=f"{value:g}")
        for key, value in (
            ("during", session.pain_during),
            ("morning", session.pain_next_morning),
        )
        if value is not None
    ]
    if session.spreading:
        parts.append(say("app_today.spreading"))
    parts += [say(f"programme.symptom.{name}") for name in session.symptoms]
    return ", ".join(parts)


def sample_of(visit: Visit) -> Sample:
    """What loads the sample client."""
    return visit.request.app.state.sample


@router.post("/sample", include_in_schema=False)
def sample(visit: CoachVisit) -> Response:
    """Open the sample client; make it first where there is none."""
    known = sample_client(visit.store.database)
    if known:
        return go(f"/clients/{known}")
    sample_of(visit).load(spoken_language().code)
    return go("/")


class SampleState(BaseModel):
    """How far the sample client is, and its id once it is there."""

    state: State
    client: str


@router.get("/api/sample", tags=["clients"])
def sample_state(visit: CoachVisit) -> SampleState:
    """Tell how far the sample client is."""
    return SampleState(
        state=sample_of(visit).state(visit.store),
        client=sample_client(visit.store.database),
    )


def _client(visit: Visit, client: str) -> HTMLResponse:
    history = visit.store.history_of(client)
    week = next_week(history, today=visit.today)
    return page_about(
        visit,
        client,
        "today_client.html",
        title=say("app.today"),
        tab="overview",
        history=history,
        deed=next_deed(history),
        week=week,
        days=_days(history, visit.today),
        now=_now(history, visit.today),
        symptoms=SYMPTOMS if after_birth(history) else (),
        asked=_unanswered(history, visit.today) is not None,
        guard=safety(history),
    )


def _days(history: History, day: dt.date) -> list[tuple[dt.date, str]]:
    """Days of training of this week: done, today, or still to come."""
    plan = plan_on(history, day)
    if plan is None:
        return []
    done = {each.date for each in history.sessions if each.rows}
    days = [
        plan.date + each * DAY for each in sorted({o for r in plan.rows for o in r.on})
    ]
    return [(e, "done" if e in done else "now" if e == day else "open") for e in days]


def _now(history: History, day: dt.date) -> list[str]:
    """Exercises of today; those of the next day of training where today has none."""
    plan = plan_on(history, day)
    if plan is None:
        return []
    offset = (day - plan.date).days
    named = [each.exercise for each in plan.rows if offset in each.on]
    return named or [each.exercise for each in plan.rows]


def _unanswered(history: History, day: dt.date) -> SessionLog | None:
    """Yesterday's session, where nobody has said how the morning after was."""
    found = [each for each in history.sessions if each.date == day - DAY]
    if not found or any(each.pain_next_morning is not None for each in found):
        return None
    return found[0]


@router.post("/clients/{client}/feeling", include_in_schema=False)
def feeling(visit: ClientVisit, client: str, sent: Sent) -> Response:
    """Keep how it is today: the morning after a session, or the pain now."""
    points = number(sent, "pain")
    answers: dict[str, Any] = {
        name: said
        for name in ("spreading", *SYMPTOMS)
        if (said := truth(sent, name)) is not None
    }
    yesterday = _unanswered(visit.store.history_of(client), visit.today)
    if yesterday is not None and (points is not None or answers):
        said = SessionLog(date=yesterday.date, pain_next_morning=points, **answers)
        visit.store.record(client, said)
    elif points is not None:
        given = {"now": points}
        visit.store.answers.add(client, "nprs", given, score("nprs", given))
    told = light(SessionLog(date=visit.today, pain_during=points, **answers))
    return go(f"/clients/{client}/session?light={told}" if told == "stop" else "/")


@router.get("/clients/{client}/session", include_in_schema=False)
def session(visit: ClientVisit, client: str, light: str = "") -> HTMLResponse:
    """Today's exercises, one after the other, each with the meter or without."""
    history = visit.store.history_of(client)
    week = next_week(history, today=visit.today)
    named = _now(history, visit.today)
    return page_about(
        visit,
        client,
        "session.html",
        title=say("app_today.session"),
        tab="programme",
        light=light if light == "stop" else "",
        locked=week.locked,
        cards=[exercise_card(e) for e in week.prescriptions if e.exercise in named],
    )
