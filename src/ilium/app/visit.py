"""Who asks, and what their routes use."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import Depends, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from ilium.app.hosting import Hosting
from ilium.app.jobs.queue import Queue
from ilium.app.pages import called, names_hidden, render
from ilium.app.visitor import Visitor, visitor_of
from ilium.store import Store
from ilium.store.clients import Client


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One request by somebody who is let in.

    Parameters
    ----------
    request
        The request.
    visitor
        Who asks.
    """

    request: Request
    visitor: Visitor

    @property
    def store(self) -> Store:
        """The store of clients."""
        return self.request.app.state.store

    @property
    def hosting(self) -> Hosting:
        """How the app is reached."""
        return self.request.app.state.hosting

    @property
    def today(self) -> dt.date:
        """Day of the store's clock."""
        return self.store.database.today

    @property
    def is_coach(self) -> bool:
        """Whether a coach asks, who sees everybody."""
        return self.visitor.role == "coach"

    @property
    def names_hidden(self) -> bool:
        """Whether ids stand in place of names."""
        return names_hidden(self.request)

    def called(self, client: Client) -> str:
        """Name of a person, or their id while names are hidden."""
        return called(self.request, client)

    @property
    def queue(self) -> Queue:
        """Analyses beside the pages."""
        return self.request.app.state.queue

    def page(self, template: str, **values: Any) -> HTMLResponse:  # noqa: ANN401
        """Make a page for this visitor."""
        return render(self.request, template, **values)


def _visit(request: Request) -> Visit:
    visitor = visitor_of(request)
    if visitor.role == "nobody":
        raise HTTPException(HTTPStatus.UNAUTHORIZED)
    return Visit(request=request, visitor=visitor)


def _coach(visit: AnyVisit) -> Visit:
    if visit.visitor.role != "coach":
        raise HTTPException(HTTPStatus.FORBIDDEN)
    return visit


def _about(visit: AnyVisit, client: str) -> Visit:
    """Let a coach see everybody and a client only themself: others are not there."""
    own = visit.is_coach or visit.visitor.client == client
    if not own or not visit.store.clients.knows(client):
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return visit


def _coach_about(visit: ClientVisit) -> Visit:
    return _coach(visit)


def inside(address: str) -> str:
    """An address of our own pages; Today where it leads elsewhere."""
    ours = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if ours else "/"


def go(address: str) -> RedirectResponse:
    """Lead on to another page after something was done."""
    return RedirectResponse(address, HTTPStatus.SEE_OTHER)


AnyVisit = Annotated[Visit, Depends(_visit)]
"""By anybody who is let in."""
CoachVisit = Annotated[Visit, Depends(_coach)]
"""By a coach."""
ClientVisit = Annotated[Visit, Depends(_about)]
"""About the client in the path, by a coach or that client."""
CoachAbout = Annotated[Visit, Depends(_coach_about)]
"""About the client in the path, by a coach."""
