"""The store itself: where it is, whether it is whole, its backups, who is due."""

from __future__ import annotations

import shutil

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import UploadFile

from ilium.app.forms import Sent, text
from ilium.app.papers import written
from ilium.app.visit import CoachVisit, Visit, go
from ilium.core.scratch import scratch_folder
from ilium.errors import InputError
from ilium.findings.words import say

router = APIRouter(include_in_schema=False)


@router.get("/store")
def store(visit: CoachVisit) -> HTMLResponse:
    """What is kept, whether it is whole, and who is to be erased or asked again."""
    return _page(visit)


def _page(visit: Visit, typed: str = "") -> HTMLResponse:
    everybody = {each.id: each for each in visit.store.clients.all()}
    return visit.page(
        "store.html",
        title=say("app_store.title"),
        here="clients",
        look=visit.store.look(),
        due=[
            (each, everybody[each.client])
            for each in visit.store.clients.due(everybody.values())
        ],
        typed=typed,
    )


@router.post("/store/backup")
def back_up(visit: CoachVisit) -> Response:
    """Write everything into one archive."""
    name = f"ilium-{visit.today.isoformat()}.zip"
    return written(visit.store.back_up, name, "application/zip")


@router.post("/store/restore")
def restore(visit: CoachVisit, sent: Sent) -> Response:
    """Bring a backup back, in place of everything that is here now."""
    given = sent.get("backup")
    if not isinstance(given, UploadFile) or not given.filename:
        raise InputError(say("app_store.no_file"), say("app_store.no_file_then"))
    if text(sent, "typed").casefold() != say("app_store.word").casefold():
        page = _page(visit, text(sent, "typed") or "–")
        page.status_code = 422
        return page
    with scratch_folder() as folder:
        path = folder / "backup.zip"
        with path.open("wb") as file:
            shutil.copyfileobj(given.file, file)
        visit.store.restore(path, replace=True)
    return go("/clients")
