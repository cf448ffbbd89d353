"""How much a visitor wants to see: two switches that every page honours."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Final

from starlette.requests import HTTPConnection

SHOWN: Final = "show"
"""Cookie with the switches that are on, joined by full stops."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """What a visitor has switched on.

    Parameters
    ----------
    without_numbers
        Words and pictures without numbers.
    figure_only
        Line figures in place of video.
    """

    without_numbers: bool = False
    figure_only: bool = False

    @property
    def classes(self) -> str:
        """Classes of the page's body: ``without-numbers``, ``figure-only``."""
        return " ".join(_css(each) for each in self.on)

    @property
    def on(self) -> tuple[str, ...]:
        """Names of the switches that are on."""
        return tuple(each for each in SWITCHES if getattr(self, each))

    @property
    def cookie(self) -> str:
        """As the cookie holds it."""
        return ".".join(self.on)

    def turned(self, switch: str) -> Showing:
        """The same with one switch turned."""
        return replace(self, **{switch: not getattr(self, switch)})


SWITCHES: Final = tuple(each.name for each in fields(Showing))


def showing_of(request: HTTPConnection) -> Showing:
    """What the visitor of a request has switched on.

    Parameters
    ----------
    request
        With its cookie.

    Returns
    -------
    Showing
        Everything off where nothing was chosen.
    """
    chosen = request.cookies.get(SHOWN, "").split(".")
    return Showing(**{each: each in chosen for each in SWITCHES})


def _css(name: str) -> str:
    return name.replace("_", "-")
