"""Clients: who they are, what was measured, what comes next."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from ilium.app.about import page_about
from ilium.app.forms import Sent, day, number, several, text
from ilium.app.visit import ClientVisit, CoachAbout, CoachVisit, Visit, go
from ilium.core.participant import Participant
from ilium.errors import IliumError
from ilium.findings.words import say
from ilium.programme.by_hand import Override
from ilium.programme.edited import edited
from ilium.programme.following import next_deed
from ilium.programme.retest import followed
from ilium.report.progress_charts import progress_charts
from ilium.report.progress_page import story_of
from ilium.store.clients import BODY_MEASURES, Client, Guardian
from ilium.store.consent import OF_AGE, SWITCHES, age
from ilium.store.following import progress_of
from ilium.store.results import Result

router = APIRouter(include_in_schema=False)
NEAR: Final = ("mass", "height", "leg_length_left", "leg_length_right")
"""Body measures that are asked for first."""


@router.get("/clients")
def everybody(visit: CoachVisit, q: str = "", erased: str = "") -> HTMLResponse:
    """Everybody, or those whose name or id holds the words."""
    found = [each for each in visit.store.clients.all() if _fits(visit, each, q)]
    return visit.page(
        "clients.html",
        title=say("app_clients.title"),
        here="clients",
        q=q,
        erased=erased,
        found=found,
        due={each.client: each for each in visit.store.clients.due(found)},
    )


def _fits(visit: Visit, client: Client, words: str) -> bool:
    """Whether a search finds somebody: by name only where names are shown."""
    looked = f"{client.id} {visit.called(client)}".casefold()
    return all(each in looked for each in words.casefold().split())


@router.get("/clients/new")
def new(visit: CoachVisit) -> HTMLResponse:
    """Ask who is to be added."""
    return _asking(visit, {})


@router.post("/clients/new")
def add(visit: CoachVisit, sent: Sent) -> Response:
    """Add a person who agrees to be kept."""
    try:
        made = visit.store.clients.add(
            text(sent, "name"),
            consent=[each for each in SWITCHES if each in several(sent, "consent")],
            born=day(sent, "born"),
            adult=text(sent, "age") == "adult",
            guardian=guardian_of(sent),
            email=text(sent, "email"),
            phone=text(sent, "phone"),
            body=body_of(sent),
            keep_until=day(sent, "keep_until"),
        )
    except IliumError as error:
        typed: dict[str, Any] = {name: text(sent, name) for name in sent}
        typed["consent"] = several(sent, "consent")
        said = trouble(visit, sent) or (error.problem, error.remedy)
        return _asking(visit, typed, said)
    return go(f"/clients/{made}")


def _asking(
    visit: Visit, typed: dict[str, Any], said: tuple[str, str] | None = None
) -> HTMLResponse:
    page = visit.page(
        "client_new.html",
        title=say("app_clients.new"),
        here="clients",
        typed=defaultdict(str, typed),
        said=said,
        switches=tuple(SWITCHES),
        near=NEAR,
        of_age=OF_AGE,
    )
    page.status_code = 422 if said else 200
    return page


def trouble(visit: Visit, sent: FormData) -> tuple[str, str] | None:
    """What somebody who adds a person most often forgets, in the app's own words."""
    key = ""
    born = day(sent, "born")
    minor = born is not None and born <= visit.today and age(born, visit.today) < OF_AGE
    if "store" not in several(sent, "consent"):
        key = "unagreed"
    elif born is None and text(sent, "age") != "adult":
        key = "ageless"
    elif minor and not text(sent, "guardian"):
        key = "minor"
    return (say(f"app_clients.{key}"), say(f"app_clients.{key}_then")) if key else None


def guardian_of(sent: FormData) -> Guardian | None:
    """Who answers for the person; ``None`` where nobody is named."""
    name = text(sent, "guardian")
    return Guardian(name=name, contact=text(sent, "guardian_contact")) if name else None


def body_of(sent: FormData) -> Participant:
    """Body measures of a form; lengths are typed in centimetres."""
    typed = {name: number(sent, name) for name in BODY_MEASURES}
    return Participant(
        **{
            name: value if value is None or name == "mass" else value / 100.0
            for name, value in typed.items()
        }
    )


@router.get("/clients/{client}")
def overview(visit: ClientVisit, client: str) -> Response:
    """What was measured, how it goes, and one thing to do next."""
    if not visit.is_coach:
        return go("/")
    history = visit.store.history_of(client)
    known = visit.store.clients.get(client)
    progress = progress_of(visit.store, client)
    charts = progress_charts(history, followed(history))
    return page_about(
        visit,
        client,
        "client.html",
        title=visit.called(known),
        tab="overview",
        deed=next_deed(history) if known.consent["store"] else "consent",
        history=history,
        story=story_of(progress),
        pelvis=next((each for each in charts if each.key == "progress-pelvis"), None),
        results=tuple(reversed(visit.store.results.of(client))),
        headline=partial(_headline, history.overrides),
        groups=[each for each in visit.store.groups.all() if client in each.members],
    )


def _headline(overrides: Sequence[Override], result: Result) -> str:
    """What a result says first, by a coach's hand or computed; empty without."""
    said = edited(result.findings, overrides, result.id)
    shown = (each for each in said if each.role == "headline" and not each.hidden)
    return next((each.sentence for each in shown), "")


def _in_form(name: str, body: Participant) -> str:
    """A body measure as it is typed: kilograms, else centimetres."""
    value = getattr(body, name)
    if value is None:
        return ""
    return f"{value if name == 'mass' else 100.0 * value:.4g}"


@router.get("/clients/{client}/data")
def data(visit: ClientVisit, client: str) -> HTMLResponse:
    """What is known of a person, and what they may do about it."""
    return page_about(
        visit,
        client,
        "client_data.html",
        title=say("app_clients.data"),
        tab="data",
        near=NEAR,
        in_form=_in_form,
        more=[each for each in BODY_MEASURES if each not in NEAR],
        due=visit.store.clients.due([visit.store.clients.get(client)]),
    )


@router.post("/clients/{client}/data")
def change(visit: CoachAbout, client: str, sent: Sent) -> Response:
    """Change name, contact, body measures, guardian, or how long all is kept."""
    contact: dict[str, str | dt.date] = {
        name: text(sent, name) for name in ("name", "email", "phone") if name in sent
    }
    until = day(sent, "keep_until")
    visit.store.clients.change(
        client,
        body=body_of(sent),
        guardian=guardian_of(sent),
        **contact,
        **({"keep_until": until} if until else {}),
    )
    return go(f"/clients/{client}/data")
