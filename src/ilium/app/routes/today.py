"""Today: what needs a look, and the way to everything else."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from ilium.app.visit import AnyVisit
from ilium.findings.words import say

router = APIRouter(include_in_schema=False)


@router.get("/")
def today(visit: AnyVisit) -> HTMLResponse:
    """The first page."""
    return visit.page("today.html", title=say("app.today"), here="today")
