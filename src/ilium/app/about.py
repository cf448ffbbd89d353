"""Pages about one person: whose they are, and the way between them."""

from __future__ import annotations

from typing import Any, Final

from fastapi.responses import HTMLResponse

from ilium.app.visit import Visit

TABS: Final = (
    ("overview", ""),
    ("programme", "/programme"),
    ("log", "/log"),
    ("progress", "/progress"),
    ("questionnaires", "/questionnaires"),
    ("data", "/data"),
)
"""Parts of a person's pages, each with the end of its address."""
HERE: Final = {"overview": "today", "progress": "progress", "results": "progress"}
"""Where a client finds a part of their pages in the bar."""


def page_about(
    visit: Visit,
    client: str,
    template: str,
    *,
    title: str,
    tab: str,
    **values: Any,  # noqa: ANN401
) -> HTMLResponse:
    """Make a page about one person.

    Parameters
    ----------
    visit
        Who asks.
    client
        Id.
    template
        Extends ``client_frame.html``.
    title
        Its heading.
    tab
        A name of `TABS`, or of none.
    **values
        What else it shows.

    Returns
    -------
    HTMLResponse
        With the person as ``client`` and the tabs as ``tabs``.
    """
    return visit.page(
        template,
        title=title,
        here="clients" if visit.is_coach else HERE.get(tab, "today"),
        client=visit.store.clients.get(client),
        base=f"/clients/{client}",
        tab=tab,
        tabs=TABS,
        **values,
    )
