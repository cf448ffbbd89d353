"""Errors as pages and as JSON: what is wrong, and what to do."""

from __future__ import annotations

import logging
import traceback
from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ilium.app.pages import render
from ilium.errors import IliumError, InputError, StoreError
from ilium.findings.words import has, say

LOG = logging.getLogger(__name__)


class Problem(BaseModel):
    """Why a request was refused."""

    problem: str = Field(description="What is wrong.")
    remedy: str = Field(description="What to do about it.")


PROBLEMS: dict[int | str, dict[str, object]] = {
    status: {"model": Problem, "description": text}
    for status, text in (
        (401, "Nobody is signed in."),
        (403, "Not for this visitor, or without the visitor's own secret."),
        (404, "Not there, or about somebody else."),
        (409, "The store could not keep or find it."),
        (413, "More than a request may hold."),
        (422, "What was given cannot be used."),
    )
}
"""What every operation of the API may answer beside its own."""


def add_failures(app: FastAPI) -> None:
    """Answer every error with problem and remedy."""
    app.add_exception_handler(IliumError, _known)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _unreadable)


def status_of(error: IliumError) -> int:
    """HTTP status of an error: 422 for what was given, 409 for the store, else 500."""
    if isinstance(error, InputError):
        return HTTPStatus.UNPROCESSABLE_ENTITY
    if isinstance(error, StoreError):
        return HTTPStatus.CONFLICT
    return HTTPStatus.INTERNAL_SERVER_ERROR


def answer_http(request: Request, status: int, why: str = "") -> Response:
    """Answer with the words of a status.

    Parameters
    ----------
    request
        What is answered.
    status
        HTTP status.
    why
        Key of other words than those of the status.

    Returns
    -------
    Response
        A page, or JSON for an address of the API.
    """
    key = f"app.failure.{why or status}"
    key = key if has(f"{key}.problem") else "app.failure.other"
    return _answer(request, status, say(f"{key}.problem"), say(f"{key}.remedy"))


class Caught:
    """Answers what nobody foresaw, without showing where in the code it happened.

    The log says where, but not the error's own words: they may quote a person.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, also where a route fails."""
        began = False

        async def watched(message: Message) -> None:
            nonlocal began
            began = True
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception as error:
            if scope["type"] != "http":
                raise
            where = "".join(traceback.format_tb(error.__traceback__))
            kind = type(error).__name__
            LOG.error("%s in %s\n%s", kind, scope["path"], where)  # noqa: TRY400
            LOG.debug("unforeseen", exc_info=True)
            if not began:
                answer = answer_http(Request(scope), 500)
                await answer(scope, receive, send)


async def _known(request: Request, error: Exception) -> Response:
    assert isinstance(error, IliumError)
    return _answer(request, status_of(error), error.problem, error.remedy)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    answer = answer_http(request, error.status_code)
    answer.headers.update(error.headers or {})
    return answer


async def _unreadable(request: Request, error: Exception) -> Response:
    """Name the fields that cannot be read; what was typed is not said again."""
    assert isinstance(error, RequestValidationError)
    names = [str(each["loc"][-1]) for each in error.errors()]
    known = sorted({each for each in names if each.isidentifier()})
    problem = say("app.failure.unreadable.problem", fields=", ".join(known) or "–")
    remedy = say("app.failure.unreadable.remedy")
    return _answer(request, HTTPStatus.UNPROCESSABLE_ENTITY, problem, remedy)


def _answer(request: Request, status: int, problem: str, remedy: str) -> Response:
    if request.url.path.startswith("/api/"):
        content = Problem(problem=problem, remedy=remedy)
        return JSONResponse(content.model_dump(), status_code=status)
    page = render(
        request, "failure.html", title=problem, problem=problem, remedy=remedy
    )
    page.status_code = status
    return page
