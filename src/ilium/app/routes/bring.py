"""Bring in: the page, filming with a phone, and the watched folder."""

from __future__ import annotations

import datetime as dt
from http import HTTPStatus
from typing import Final

from fastapi import APIRouter, HTTPException, Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from ilium.app.routes.uploads import UploadTold
from ilium.app.routes.uploads import told as told_upload
from ilium.app.visit import AnyVisit, ClientVisit, CoachAbout, CoachVisit, Visit, go
from ilium.app.watching import Watching
from ilium.core.movement import TASKS
from ilium.findings.naming import task_words
from ilium.findings.words import say
from ilium.store.clients import Client

router = APIRouter(tags=["bring in"])

UNNAMED: Final = ("other",)
"""Movements that nobody chooses."""


class InvitationTold(BaseModel):
    """A phone's way in."""

    code: str = Field(description="QR code of the address, SVG.")
    fingerprint: str = Field(description="SHA-256 of the certificate, in pairs.")
    minutes: int = Field(description="How long it lets a phone begin [min].")
    ends: dt.datetime = Field(description="UTC")


class FoundTold(BaseModel):
    """A file in the watched folder."""

    id: str
    name: str
    size: int = Field(description="[bytes]")
    kind: str


class FolderTold(BaseModel):
    """The watched folder."""

    folder: str = Field(description="Its path; empty for none.")
    found: list[FoundTold]


class Folder(BaseModel):
    """A folder that is to be watched."""

    folder: str = Field(description="Its path; empty for none.", max_length=4000)


class Whose(BaseModel):
    """Whose a file is."""

    client: str


@router.get("/bring", include_in_schema=False)
def bring(visit: AnyVisit, client: str = "") -> Response:
    """Bring in recordings of anybody, or one's own."""
    if not visit.is_coach:
        return go(f"/clients/{visit.visitor.client}/bring")
    return _page(visit, visit.store.clients.all(), client)


@router.get("/clients/{client}/bring", include_in_schema=False)
def bring_for(visit: ClientVisit, client: str) -> HTMLResponse:
    """Bring in recordings of one client."""
    return _page(visit, (visit.store.clients.get(client),), client)


def _page(visit: Visit, clients: tuple[Client, ...], chosen: str) -> HTMLResponse:
    agreed = [each for each in clients if each.consent["store"]]
    tasks = sorted(
        ((each, task_words(each)) for each in TASKS if each not in UNNAMED),
        key=lambda pair: pair[1],
    )
    return visit.page(
        "bring.html",
        title=say("app_bring.title"),
        here="bring",
        clients=agreed,
        films=[each.id for each in agreed if each.consent["video"]],
        chosen=chosen,
        single=len(clients) == 1 and bool(chosen),
        tasks=tasks,
        today=visit.today.isoformat(),
        largest=f"{visit.hosting.largest / 1e9:g}",
        phones=bool(visit.hosting.phone) and visit.is_coach,
        may_watch=visit.is_coach and not visit.hosting.served,
    )


@router.post("/api/clients/{client}/phone")
def invite(visit: CoachAbout, client: str) -> InvitationTold:
    """Let a phone in the same network bring in clips of a client for ten minutes."""
    made = visit.request.app.state.phone.invite(client)
    return InvitationTold(
        code=made.code,
        fingerprint=made.fingerprint,
        minutes=round((made.ends - visit.store.database.now()).total_seconds() / 60),
        ends=made.ends,
    )


@router.delete("/api/clients/{client}/phone", status_code=HTTPStatus.NO_CONTENT)
def uninvite(visit: CoachAbout, client: str) -> None:
    """End the invitation."""
    visit.request.app.state.phone.end(client)


@router.get("/api/watching")
def watching(visit: CoachVisit) -> FolderTold:
    """What lies in the watched folder and waits for its client."""
    return _folder(_watching(visit))


@router.put("/api/watching")
def watch(visit: CoachVisit, folder: Folder) -> FolderTold:
    """Watch a folder of this computer, or none."""
    watching = _watching(visit)
    watching.watch(folder.folder.strip())
    return _folder(watching)


@router.post("/api/watching/{found}/bring", status_code=HTTPStatus.CREATED)
def bring_found(visit: CoachVisit, found: str, whose: Whose) -> UploadTold:
    """Bring in a file of the watched folder for a client."""
    return told_upload(visit.store, _watching(visit).bring(found, whose.client))


@router.delete("/api/watching/{found}", status_code=HTTPStatus.NO_CONTENT)
def set_aside(visit: CoachVisit, found: str) -> None:
    """Show a file no more; it stays in the folder."""
    _watching(visit).set_aside(found)


def _watching(visit: Visit) -> Watching:
    """The watched folder, on one's own computer alone."""
    if visit.hosting.served:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return visit.request.app.state.watching


def _folder(watching: Watching) -> FolderTold:
    return FolderTold(
        folder=str(watching.folder or ""),
        found=[
            FoundTold(id=each.id, name=each.name, size=each.size, kind=each.kind)
            for each in watching.found()
            if not each.client
        ],
    )
