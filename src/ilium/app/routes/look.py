"""Look: the viewer of one result, its data and its film."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, HTTPException
from fastapi.responses import FileResponse, HTMLResponse, Response

from ilium.app.look.packing import read_header
from ilium.app.look.wording import words_of
from ilium.app.visit import ClientVisit, Visit
from ilium.findings.naming import task_words
from ilium.findings.sentences import capital
from ilium.findings.words import say
from ilium.programme.edited import edited
from ilium.report.escape import script_json
from ilium.store.documents import FILM, LOOK, Document
from ilium.store.results import Result

router = APIRouter()
API = "/api/clients/{client}/results/{result}"


@router.get("/clients/{client}/results/{result}/look", include_in_schema=False)
def look(visit: ClientVisit, client: str, result: int) -> HTMLResponse:
    """The viewer of one result."""
    found = result_of(visit, client, result)
    document = newest(visit, client, result, LOOK)
    task = capital(task_words(found.task))
    title = say("app_look.title", task=task)
    if document is None:
        return visit.page(
            "look_none.html",
            title=title,
            here="clients",
            person=visit.store.clients.get(client),
            found=found,
        )
    header = read_header(visit.store.documents.open(document.id).read_bytes())
    overrides = visit.store.history_of(client).overrides
    said = edited(found.findings, overrides, result)
    words = words_of(header, said) | addresses(visit, client, result)
    return visit.page(
        "look.html",
        title=title,
        here="clients",
        person=visit.store.clients.get(client),
        found=found,
        task=task,
        findings=words["findings"],
        film=bool(words["film"]),
        words=script_json(words),
    )


def result_of(visit: Visit, client: str, result: int) -> Result:
    """One result of the client in the path; another's is not there."""
    found = visit.store.results.get(result)
    if found.client != client:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return found


def newest(visit: Visit, client: str, result: int, kind: str) -> Document | None:
    """Last document of a kind that was made of a result; ``None`` without one."""
    found = visit.store.documents.of(client, result=result, kind=kind)
    return found[-1] if found else None


def addresses(visit: Visit, client: str, result: int) -> dict[str, Any]:
    """Where the viewer's scripts find the data of a result."""
    base = API.format(client=client, result=result)
    film = newest(visit, client, result, FILM)
    return {
        "result": result,
        "data": f"{base}/look",
        "film": f"{base}/film" if film is not None else "",
        "marks": f"{base}/marks",
        "clip": f"{base}/clip",
    }


@router.get(
    f"{API}/look",
    tags=["look"],
    response_class=Response,
    responses={200: {"content": {"application/octet-stream": {}}}},
)
def look_data(visit: ClientVisit, client: str, result: int) -> Response:
    """Data of the viewer: one package, as the how-to page about Look describes it."""
    document = newest(visit, client, result, LOOK)
    if document is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return Response(
        visit.store.documents.open(document.id).read_bytes(),
        media_type="application/octet-stream",
        headers={"content-encoding": "gzip"},
    )


@router.get(
    f"{API}/film",
    tags=["look"],
    response_class=FileResponse,
    responses={200: {"content": {"video/mp4": {}}}},
)
def look_film(visit: ClientVisit, client: str, result: int) -> FileResponse:
    """Film of the viewer, H.264; any part of it by ``Range``."""
    document = newest(visit, client, result, FILM)
    if document is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return FileResponse(visit.store.documents.open(document.id), media_type="video/mp4")
