"""The first ten minutes: language, goal, safety, consent, then the first check.

Nothing is kept before somebody agreed to it: what was said travels with the form.
"""

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from ilium.app.asking import Asked, Begin, read
from ilium.app.forms import Sent, day, several, text
from ilium.app.routes.clients import guardian_of, trouble
from ilium.app.routes.programme import GOALS, goals_of
from ilium.app.visit import CoachVisit, Visit, go
from ilium.errors import IliumError
from ilium.findings.words import say
from ilium.programme.history import Screen
from ilium.store.consent import OF_AGE, SWITCHES, Switch

router = APIRouter(include_in_schema=False)
STEPS: Final = ("language", "goal", "safety", "consent")
CARRIED: Final = tuple(
    f"{name}_{place}"
    for place in range(1, GOALS + 1)
    for name in ("goal", "able", "confident")
)
"""Fields of the goals, carried to the end."""


@router.get("/welcome")
def language(visit: CoachVisit) -> HTMLResponse:
    """Ask for the language."""
    return _page(visit, "language")


@router.post("/welcome/goal")
def goal(visit: CoachVisit, sent: Sent) -> HTMLResponse:
    """Ask what they want to do again."""
    return _page(visit, "goal", hidden=_goals(sent))


@router.post("/welcome/safety")
def safety(visit: CoachVisit, sent: Sent) -> HTMLResponse:
    """Ask the safety questions, one a screen."""
    found = _asked(visit, sent)
    if found.complete and not found.stop:
        return _consent(visit, sent, found)
    return _page(
        visit,
        "safety",
        found=found,
        action="/welcome/safety",
        hidden=_goals(sent),
    )


def _asked(visit: Visit, sent: FormData) -> Asked:
    if "birth" not in sent:
        return Asked(screen=Screen(date=visit.today))
    return read(sent, Begin(day=visit.today))


@router.post("/welcome/consent")
def consent(visit: CoachVisit, sent: Sent) -> Response:
    """Ask for consent; with it, keep everything and go on to the first check."""
    found = _asked(visit, sent)
    agreed: list[Switch] = [
        each for each in SWITCHES if each in several(sent, "consent")
    ]
    try:
        client = visit.store.clients.add(
            text(sent, "name"),
            consent=agreed,
            born=day(sent, "born"),
            adult=text(sent, "age") == "adult",
            guardian=guardian_of(sent),
        )
    except IliumError as error:
        said = trouble(visit, sent) or (error.problem, error.remedy)
        page = _consent(visit, sent, found, said)
        page.status_code = 422
        return page
    visit.store.record(client, found.screen, *goals_of(sent, visit.today))
    waits = any(found.screen.answers.values())
    return go(f"/clients/{client}/{'screen/said' if waits else 'check'}")


def _consent(
    visit: Visit, sent: FormData, found: Asked, said: tuple[str, str] | None = None
) -> HTMLResponse:
    return _page(
        visit,
        "consent",
        said=said,
        hidden=_goals(sent) | dict(found.carried),
        switches=tuple(SWITCHES),
        agreed=several(sent, "consent"),
        typed={name: text(sent, name) for name in ("name", "born", "guardian", "age")},
        of_age=OF_AGE,
    )


def _goals(sent: FormData) -> dict[str, str]:
    return {name: text(sent, name) for name in CARRIED if text(sent, name)}


def _page(visit: Visit, step: str, **values: Any) -> HTMLResponse:  # noqa: ANN401
    return visit.page(
        f"welcome_{step}.html",
        title=say(f"app_welcome.{step}.title"),
        here="check",
        step=step,
        steps=STEPS,
        **{"hidden": {}, **values},
    )
