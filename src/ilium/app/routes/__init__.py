"""Routes, one file an area; the order here is the order of the bar."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter

from ilium.app.routes import (
    account,
    api_clients,
    bring,
    check,
    clips,
    compare,
    entry,
    jobs,
    learn,
    live,
    look,
    marks,
    pose,
    show,
    today,
    uploads,
)

ROUTERS: Final[tuple[APIRouter, ...]] = (
    entry.router,
    account.router,
    show.router,
    today.router,
    look.router,
    marks.router,
    clips.router,
    compare.router,
    check.router,
    learn.router,
    pose.router,
    bring.router,
    uploads.router,
    jobs.router,
    api_clients.router,
    live.router,
)
