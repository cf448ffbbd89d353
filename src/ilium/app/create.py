"""The app put together: what every request passes, and every route."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from ilium import __version__
from ilium.app.assets import add_assets
from ilium.app.failures import add_failures
from ilium.app.hosting import Hosting
from ilium.app.live.places import Places
from ilium.app.names import Veil
from ilium.app.policy import add_policy
from ilium.app.routes import ROUTERS
from ilium.store import open_store


def create_app(hosting: Hosting | None = None) -> FastAPI:
    """Put the app together.

    Parameters
    ----------
    hosting
        How it is reached; by default on one's own computer.

    Returns
    -------
    FastAPI
        An ASGI application. Its ``state`` holds ``hosting``, ``store`` and ``veil``.
    """
    hosting = hosting or Hosting()
    app = FastAPI(
        title="ilium",
        version=__version__,
        summary="Measures, explains and trains pelvic stability.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=_lifespan,
    )
    app.state.hosting = hosting
    app.state.veil = Veil()
    app.state.store = open_store(hosting.database or None)
    app.state.live = Places(hosting.pose)
    add_policy(app, hosting)
    add_failures(app)
    add_assets(app)
    for router in ROUTERS:
        app.include_router(router)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Begin and end what runs beside the requests."""
    app.state.running = True
    yield
    app.state.running = False
