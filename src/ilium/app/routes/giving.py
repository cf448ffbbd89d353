"""What leaves: a letter, everything about a person in one file, or for good."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from ilium.app.about import page_about
from ilium.app.forms import Sent, day, several, text
from ilium.app.papers import to_keep, written
from ilium.app.visit import ClientVisit, CoachAbout, Visit, go
from ilium.errors import InputError
from ilium.findings.words import say
from ilium.report.letter import CHOICES, Letter, render_letter, typeset_letter
from ilium.store.papers import letter_about

router = APIRouter(include_in_schema=False)


@router.get("/clients/{client}/letter")
def letter(visit: CoachAbout, client: str) -> HTMLResponse:
    """Ask what goes into the letter."""
    return _letter(visit, client, None, CHOICES[:3], "")


def _letter(
    visit: Visit,
    client: str,
    made: Letter | None,
    chosen: tuple[str, ...],
    sender: str,
) -> HTMLResponse:
    return page_about(
        visit,
        client,
        "letter.html",
        title=say("app_letter.title"),
        tab="letter",
        letter=made,
        choices=[e for e in CHOICES if e != "name" or not visit.names_hidden],
        chosen=chosen,
        sender=sender,
    )


@router.post("/clients/{client}/letter")
def write(visit: CoachAbout, client: str, sent: Sent) -> Response:
    """Show the letter word by word; write it once somebody agreed to it."""
    chosen = tuple(e for e in CHOICES if e in several(sent, "part"))
    if not set(chosen) - {"name"}:
        return _letter(visit, client, None, chosen, text(sent, "sender"))
    if visit.names_hidden:
        chosen = tuple(e for e in chosen if e != "name")
    made = letter_about(
        visit.store,
        client,
        choices=chosen,
        today=day(sent, "on") or visit.today,
        sender=text(sent, "sender"),
    )
    paper = "letter" if text(sent, "paper") == "letter" else "a4"
    how = text(sent, "how")
    if how == "pdf":
        data = typeset_letter(made, paper=paper)
        return to_keep(data, "letter.pdf", "application/pdf")
    if how == "html":
        page = render_letter(made, paper=paper).encode()
        return to_keep(page, "letter.html", "text/html; charset=utf-8")
    return _letter(visit, client, made, chosen, text(sent, "sender"))


@router.get("/clients/{client}/export")
def export(visit: ClientVisit, client: str) -> HTMLResponse:
    """Show exactly what goes into the file."""
    return page_about(
        visit,
        client,
        "export.html",
        title=say("app_export.title"),
        tab="data",
        counts=visit.store.holdings(client),
        hidden=visit.names_hidden,
    )


@router.post("/clients/{client}/export")
def write_export(visit: ClientVisit, client: str) -> Response:
    """Write everything about a person into one file."""
    if visit.names_hidden:
        raise InputError(say("app_clients.hidden"), say("app_clients.hidden_then"))
    return written(
        lambda path: visit.store.export(client, path),
        f"{client}.zip",
        "application/zip",
    )


@router.get("/clients/{client}/erase")
def erase(visit: CoachAbout, client: str) -> HTMLResponse:
    """Say what will be gone, and ask for the id."""
    return _erase(visit, client, "")


def _erase(visit: Visit, client: str, typed: str) -> HTMLResponse:
    return page_about(
        visit,
        client,
        "erase.html",
        title=say("app_erase.title"),
        tab="data",
        counts=visit.store.holdings(client),
        typed=typed,
    )


@router.post("/clients/{client}/erase")
def erase_now(visit: CoachAbout, client: str, sent: Sent) -> Response:
    """Erase everything about a person, for good."""
    typed = text(sent, "typed")
    if typed.lower() != client:
        page = _erase(visit, client, typed or "–")
        page.status_code = 422
        return page
    visit.store.erase(client)
    return go("/clients?erased=1")
