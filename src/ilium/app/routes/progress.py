"""Progress: what changed since the first check, judged against its error."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from ilium.app.about import page_about
from ilium.app.papers import own_document
from ilium.app.told import main_of
from ilium.app.visit import AnyVisit, ClientVisit, Visit, go
from ilium.findings.words import say
from ilium.report.progress_page import render_progress, story_of
from ilium.store.following import progress_of

router = APIRouter(include_in_schema=False)


@router.get("/progress")
def own(visit: AnyVisit) -> Response:
    """A client's own progress; a coach chooses whose."""
    if visit.is_coach:
        return go("/clients")
    return _page(visit, visit.visitor.client, "")


@router.get("/clients/{client}/progress")
def progress(visit: ClientVisit, client: str, task: str = "") -> HTMLResponse:
    """What changed for one person, inside the app."""
    return _page(visit, client, task)


def _page(visit: Visit, client: str, task: str) -> HTMLResponse:
    results = visit.store.results.of(client)
    tasks = list(dict.fromkeys(each.task for each in results))
    found = progress_of(visit.store, client, task=task if task in tasks else "")
    return page_about(
        visit,
        client,
        "client_progress.html",
        title=say("app_clients.tab.progress"),
        tab="progress",
        told=main_of(render_progress(found)),
        story=story_of(found),
        tasks=tasks,
        task=task,
        results=tuple(reversed(results)),
    )


@router.get("/clients/{client}/progress.html")
def page(visit: ClientVisit, client: str, task: str = "") -> Response:
    """The page of progress as a document of its own."""
    label = visit.called(visit.store.clients.get(client))
    return own_document(
        render_progress(progress_of(visit.store, client, label=label, task=task))
    )
