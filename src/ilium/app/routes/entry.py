"""The way in: the start token becomes a cookie; the language is chosen."""

from __future__ import annotations

import hmac
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import RedirectResponse

from ilium.app.languages import LANGUAGE
from ilium.app.visit import go, inside
from ilium.findings.translations import languages

router = APIRouter(include_in_schema=False)


@router.get("/start")
def start(request: Request, token: str = "") -> RedirectResponse:
    """Turn the start token of the address into a cookie."""
    hosting = request.app.state.hosting
    if hosting.served or not hmac.compare_digest(
        token.encode(), hosting.token.encode()
    ):
        raise HTTPException(HTTPStatus.UNAUTHORIZED)
    answer = RedirectResponse("/", HTTPStatus.SEE_OTHER)
    answer.set_cookie(
        hosting.cookie, token, httponly=True, samesite="strict", secure=hosting.secure
    )
    return answer


@router.post("/language")
def choose_language(
    language: Annotated[str, Form()], back: Annotated[str, Form()] = "/"
) -> RedirectResponse:
    """Answer in this language from now on."""
    if language not in languages():
        raise HTTPException(HTTPStatus.UNPROCESSABLE_ENTITY)
    answer = go(inside(back))
    answer.set_cookie(LANGUAGE, language, max_age=31_536_000, samesite="strict")
    return answer
