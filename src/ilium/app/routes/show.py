"""What a visitor wants to see: numbers or not, video or figures, names or ids."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Form, HTTPException
from fastapi.responses import RedirectResponse

from ilium.app.showing import SHOWN, SWITCHES, showing_of
from ilium.app.visit import AnyVisit, CoachVisit, go, inside
from ilium.errors import InputError
from ilium.findings.words import say

router = APIRouter(include_in_schema=False)


@router.post("/show")
def turn(
    visit: AnyVisit,
    switch: Annotated[str, Form()],
    back: Annotated[str, Form()] = "/",
) -> RedirectResponse:
    """Turn one switch."""
    if switch not in SWITCHES:
        raise HTTPException(HTTPStatus.UNPROCESSABLE_ENTITY)
    answer = go(inside(back))
    cookie = showing_of(visit.request).turned(switch).cookie
    answer.set_cookie(SHOWN, cookie, max_age=31_536_000, samesite="strict")
    return answer


@router.post("/show/names")
def names(
    visit: CoachVisit,
    hide: Annotated[Literal["yes", "no"], Form()],
    code: Annotated[str, Form()] = "",
    back: Annotated[str, Form()] = "/",
) -> RedirectResponse:
    """Hide every name, or show them again."""
    veil = visit.request.app.state.veil
    if hide == "yes":
        veil.draw(visit.visitor, code)
    elif not veil.lift(visit.visitor, code):
        raise InputError(say("app_show.wrong"), say("app_show.wrong_then"))
    return go(inside(back))
