"""The programme: goal, this week with its reasons, and what a coach decides."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any, Literal, cast, get_args

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from ilium.app.about import page_about
from ilium.app.forms import Sent, number, several, text, whole
from ilium.app.live.gauges import gauges
from ilium.app.papers import own_document, printed
from ilium.app.visit import ClientVisit, CoachAbout, go, inside
from ilium.findings.words import say
from ilium.programme.by_hand import Action
from ilium.programme.decision import read
from ilium.programme.figures.figure import key_poses
from ilium.programme.goals import matched
from ilium.programme.history import Goal, Item, Override, Screen
from ilium.programme.library import EQUIPMENT, TOP_LEVEL, exercise, library
from ilium.programme.person import Ladder
from ilium.programme.screen import carried
from ilium.programme.texts import (
    days_text,
    dose_text,
    history_lines,
    load_text,
    reason,
    safety_lines,
    test_lines,
)
from ilium.programme.week import Prescription, next_week
from ilium.report.sheet import make_sheet, render_sheet, typeset_sheets

router = APIRouter(include_in_schema=False)
GOALS = 3
"""Most own activities that are asked for."""


@router.get("/clients/{client}/programme")
def programme(visit: ClientVisit, client: str) -> HTMLResponse:
    """The week, with figures, doses, cues and reasons."""
    history = visit.store.history_of(client)
    week = next_week(history, today=visit.today)
    return page_about(
        visit,
        client,
        "programme.html",
        title=say("app_programme.title"),
        tab="programme",
        week=week,
        history=history,
        goals=_goals(history.goals),
        setting=carried(history, visit.today),
        cards=[exercise_card(each) for each in week.prescriptions],
        safety=safety_lines(week) if week.locked else (),
        reasons=[reason(each) for each in week.decisions],
        tests=test_lines(week),
        said=[say(f"programme.say.{each}") for each in week.texts],
        past=history_lines(history),
        choice=[(key, say(f"exercise.{key}.name")) for key in library()],
        equipment=EQUIPMENT,
        ladders=get_args(Ladder),
        levels=range(1, TOP_LEVEL + 1),
        who=history.overrides[-1].who if history.overrides else "",
    )


def exercise_card(each: Prescription) -> dict[str, Any]:
    """One prescription as the page shows it."""
    kind, base = exercise(each.exercise), f"exercise.{each.exercise}"
    return {
        "id": each.exercise,
        "name": say(f"{base}.name"),
        "dose": f"{dose_text(each.plan)}{load_text(each.plan)}",
        "days": days_text(each.plan),
        "on": each.plan.on,
        "how": say(f"{base}.how"),
        "cue": say(kind.cue),
        "easier": say(f"{base}.easier"),
        "back": say(f"exercise.{each.easier}.name") if each.easier else "",
        "harder": [say(f"exercise.{one}.name") for one in each.harder],
        "why": read(each.decision) if each.decision else "",
        "poses": key_poses(each.exercise),
        "sentence": say(f"exercise_picture.{each.exercise}"),
        "meter": each.exercise in gauges(),
    }


def _goals(goals: tuple[Goal, ...]) -> list[Goal]:
    """The newest rating of each goal, in the order in which they were said."""
    newest = {each.words.strip().casefold(): each for each in goals}
    return list(newest.values())[-GOALS:]


@router.post("/clients/{client}/programme/goal")
def goal(visit: ClientVisit, client: str, sent: Sent) -> Response:
    """Take down goals in own words, with what is at hand."""
    items: list[Item] = [*goals_of(sent, visit.today)]
    known = carried(visit.store.history_of(client), visit.today)
    if "days" in sent:
        items.append(_setting(sent, known))
    visit.store.record(client, *items)
    return go(f"/clients/{client}/programme")


def goals_of(sent: FormData, today: dt.date) -> list[Goal]:
    """Goals of a form: words, nearest ladder, able and confident."""
    made = []
    for place in range(1, GOALS + 1):
        words = text(sent, f"goal_{place}")
        if words:
            ladder = text(sent, f"ladder_{place}")
            chosen = cast("Ladder", ladder) if ladder in get_args(Ladder) else None
            made.append(
                Goal(
                    date=today,
                    words=words,
                    ladder=chosen or matched(words),
                    able=whole(sent, f"able_{place}"),
                    confident=whole(sent, f"confident_{place}"),
                )
            )
    return made


def _setting(sent: FormData, known: Screen) -> Screen:
    return replace(
        known,
        equipment=tuple(e for e in EQUIPMENT if e in several(sent, "equipment")),
        days_a_week=whole(sent, "days") or known.days_a_week,
        bodyweight=number(sent, "bodyweight"),
    )


@router.post("/clients/{client}/programme/begin")
def begin(visit: ClientVisit, client: str) -> Response:
    """Give out the week that follows from everything so far."""
    week = next_week(visit.store.history_of(client), today=visit.today)
    if not week.stands:
        visit.store.record(client, week.planned)
    return go(f"/clients/{client}/programme")


@router.post("/clients/{client}/programme/hand")
def by_hand(visit: CoachAbout, client: str, sent: Sent) -> Response:
    """Keep what a coach decides, with who and why."""
    action = text(sent, "action")
    if action not in get_args(Action):
        return go(f"/clients/{client}/programme")
    target, value = text(sent, "target"), text(sent, "value")
    if action in ("swap", "lock", "unlock", "add", "remove"):
        exercise(target)
    if action == "swap":
        exercise(value)
    visit.store.record(
        client,
        Override(
            date=visit.today,
            who=text(sent, "who"),
            reason=text(sent, "reason"),
            action=cast("Action", action),
            target=target,
            value=value,
            clinician=bool(text(sent, "clinician")),
        ),
    )
    return go(inside(text(sent, "back") or f"/clients/{client}/programme"))


@router.get("/clients/{client}/sheet.{ending}")
def sheet(
    visit: ClientVisit,
    client: str,
    ending: Literal["html", "pdf"],
    paper: Literal["a4", "letter"] = "a4",
    contact: str = "",
) -> Response:
    """The week on one page, for paper."""
    history = visit.store.history_of(client)
    label = visit.called(visit.store.clients.get(client))
    made = make_sheet(
        next_week(history, today=visit.today), history, contact=contact, label=label
    )
    if ending == "pdf":
        return printed(typeset_sheets([made], paper=paper), "week.pdf")
    return own_document(render_sheet(made, paper=paper))
