"""The app put together: what every request passes, and every route."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI
from fastapi.routing import APIRoute

from ilium import __version__
from ilium.app.assets import add_assets
from ilium.app.attempts import Attempts
from ilium.app.failures import PROBLEMS, add_failures
from ilium.app.hosting import Hosting
from ilium.app.jobs.queue import Queue
from ilium.app.live.places import Places
from ilium.app.names import Veil
from ilium.app.ownership import guard
from ilium.app.phone import Phone
from ilium.app.policy import add_policy
from ilium.app.routes import ROUTERS
from ilium.app.sample import Sample
from ilium.app.silence import NO_TELEMETRY
from ilium.app.watching import Watching
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
        An ASGI application. Its ``state`` holds ``hosting``, ``store``, ``queue`` and
        ``veil``.
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
        generate_unique_id_function=operation_name,
        telemetry=NO_TELEMETRY,
    )
    app.state.hosting = hosting
    app.state.sample = Sample(hosting.database)
    app.state.store = open_store(hosting.database or None)
    app.state.veil = Veil(None if hosting.served else app.state.store.database)
    app.state.live = Places(hosting.pose)
    app.state.seen = {}
    app.state.queue = Queue(app.state.store, hosting)
    app.state.attempts = Attempts()
    app.state.phone = Phone(app.state.store, hosting)
    app.state.watching = Watching(app.state.store, app.state.queue, hosting.watched)
    add_policy(app, hosting)
    add_failures(app)
    add_assets(app)
    for router in ROUTERS:
        app.include_router(router, dependencies=[Depends(guard)], responses=PROBLEMS)
    return app


def operation_name(route: APIRoute) -> str:
    """Name of an operation in the API's document: its area, and what it does."""
    return "_".join([*map(str, route.tags[:1]), route.name])


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Begin and end what runs beside the requests."""
    app.state.queue.start()
    app.state.watching.start()
    yield
    app.state.watching.close()
    app.state.phone.close()
    app.state.queue.close()
    app.state.sample.stop()
