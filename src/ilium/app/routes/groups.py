"""Groups: a course with its members, who came, one class, everybody's sheet."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from ilium.app.forms import Sent, day, several, text, whole
from ilium.app.papers import printed
from ilium.app.visit import CoachVisit, Visit, go
from ilium.findings.words import say
from ilium.report.class_page import ClassPage, typeset_class
from ilium.store.groups import Group
from ilium.store.papers import class_of

router = APIRouter(include_in_schema=False)
LENGTH = 12
"""Weeks of a course unless said otherwise."""


@router.get("/groups")
def groups(visit: CoachVisit) -> HTMLResponse:
    """Every course, and a new one."""
    return visit.page(
        "groups.html",
        title=say("app_groups.title"),
        here="clients",
        groups=visit.store.groups.all(),
        today=visit.today,
        length=LENGTH,
    )


@router.post("/groups")
def begin(visit: CoachVisit, sent: Sent) -> Response:
    """Begin a course."""
    made = visit.store.groups.new(
        text(sent, "name"),
        starts_on=day(sent, "starts_on") or visit.today,
        weeks=whole(sent, "weeks") or LENGTH,
    )
    return go(f"/groups/{made}")


@router.get("/groups/{group}")
def group(visit: CoachVisit, group: str) -> HTMLResponse:
    """One course: its class, its members, who came."""
    known = visit.store.groups.get(group)
    everybody = {each.id: each for each in visit.store.clients.all()}
    return visit.page(
        "group.html",
        title=known.name,
        here="clients",
        group=known,
        week=known.week_of(visit.today),
        members=[everybody[each] for each in known.members],
        others=[
            each
            for each in everybody.values()
            if each.consent["store"] and each.id not in known.members
        ],
        page=_class(visit, known),
        today=visit.today,
        called_by_id={key: visit.called(each) for key, each in everybody.items()},
    )


def _class(visit: Visit, known: Group) -> ClassPage | None:
    """Today's class as a page; ``None`` while nobody takes part."""
    if not any(visit.store.consents.of(each)["store"] for each in known.members):
        return None
    return class_of(visit.store, known.id, on=visit.today)[0]


@router.post("/groups/{group}/members")
def join(visit: CoachVisit, group: str, sent: Sent) -> Response:
    """Let people take part."""
    visit.store.groups.add(group, several(sent, "client"))
    return go(f"/groups/{group}")


@router.post("/groups/{group}/came")
def came(visit: CoachVisit, group: str, sent: Sent) -> Response:
    """Say who came; the others did not."""
    visit.store.groups.attend(group, several(sent, "client"), day=day(sent, "on"))
    return go(f"/groups/{group}")


@router.get("/groups/{group}/class.pdf")
def class_pdf(
    visit: CoachVisit,
    group: str,
    contact: str = "",
    names: str = "",
    paper: Literal["a4", "letter"] = "a4",
) -> Response:
    """Today's class and everybody's sheet in one file for the printer."""
    shown = bool(names) and not visit.names_hidden
    page, sheets = class_of(
        visit.store, group, on=visit.today, contact=contact, names=shown
    )
    return printed(typeset_class(page, sheets, paper=paper), "class.pdf")
