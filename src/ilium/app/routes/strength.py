"""Strength tests, and what somebody saw with their own eyes."""

from __future__ import annotations

from typing import Any, cast

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from ilium.app.about import page_about
from ilium.app.forms import Sent, day, number, text, truth
from ilium.app.visit import ClientVisit, go
from ilium.errors import UnknownNameError
from ilium.findings.words import say
from ilium.programme.by_hand import Judge
from ilium.programme.criteria import criteria
from ilium.programme.gates import TESTS
from ilium.programme.history import History, Judgement, StrengthTest
from ilium.programme.library import exercise
from ilium.programme.week import next_week

router = APIRouter(include_in_schema=False)


@router.get("/clients/{client}/tests")
def tests(visit: ClientVisit, client: str) -> HTMLResponse:
    """What is due, what was tested, and what somebody should look at."""
    history = visit.store.history_of(client)
    week = next_week(history, today=visit.today)
    return page_about(
        visit,
        client,
        "strength.html",
        title=say("app_tests.title"),
        tab="tests",
        due=week.tests,
        kinds=TESTS,
        done=tuple(reversed(history.tests)),
        signs=_signs(history),
    )


def _signs(history: History) -> dict[str, bool | None]:
    """Signs that go with the exercises of the last week, and what was said of them."""
    rows = history.weeks[-1].rows if history.weeks else ()
    said = {each.criterion: each.met for each in history.judgements}
    signs = [one for row in rows for one in exercise(row.exercise).signs]
    return {each: said.get(each) for each in dict.fromkeys(signs)}


@router.post("/clients/{client}/tests")
def keep(visit: ClientVisit, client: str, sent: Sent) -> Response:
    """Keep a test, of one side or of both."""
    name = text(sent, "test")
    if name not in TESTS:
        raise UnknownNameError.among("strength test", name, TESTS)
    unit: Any = TESTS[name]
    made = [
        StrengthTest(
            date=day(sent, "on") or visit.today,
            test=name,
            side=side,
            value=value,
            unit=unit,
            symptom_free=truth(sent, "free"),
        )
        for side in ("left", "right", "both")
        if (value := number(sent, side)) is not None
    ]
    visit.store.record(client, *made)
    return go(f"/clients/{client}/tests")


@router.post("/clients/{client}/tests/seen")
def seen(visit: ClientVisit, client: str, sent: Sent) -> Response:
    """Keep what somebody saw of the signs of this week's exercises."""
    judge: Judge = "coach" if visit.is_coach else "self"
    made = [
        Judgement(date=visit.today, criterion=each, met=met, judge=cast("Judge", judge))
        for each in criteria()
        if (met := truth(sent, f"sign_{each}")) is not None
    ]
    visit.store.record(client, *made)
    return go(f"/clients/{client}/tests")
