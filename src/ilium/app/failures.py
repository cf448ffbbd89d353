"""Errors as pages and as JSON: what is wrong, and what to do."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from ilium.app.pages import render
from ilium.errors import IliumError, InputError, StoreError
from ilium.findings.words import has, say


def add_failures(app: FastAPI) -> None:
    """Answer every error with problem and remedy."""
    app.add_exception_handler(IliumError, _known)
    app.add_exception_handler(HTTPException, _http)


def status_of(error: IliumError) -> int:
    """HTTP status of an error: 422 for what was given, 409 for the store, else 500."""
    if isinstance(error, InputError):
        return HTTPStatus.UNPROCESSABLE_ENTITY
    if isinstance(error, StoreError):
        return HTTPStatus.CONFLICT
    return HTTPStatus.INTERNAL_SERVER_ERROR


async def _known(request: Request, error: Exception) -> Response:
    assert isinstance(error, IliumError)
    return _answer(request, status_of(error), error.problem, error.remedy)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    key = f"app.failure.{error.status_code}"
    key = key if has(f"{key}.problem") else "app.failure.other"
    problem, remedy = say(f"{key}.problem"), say(f"{key}.remedy")
    return _answer(request, error.status_code, problem, remedy)


def _answer(request: Request, status: int, problem: str, remedy: str) -> Response:
    if request.url.path.startswith("/api/"):
        content = {"problem": problem, "remedy": remedy}
        return JSONResponse(content, status_code=status)
    page = render(
        request, "failure.html", title=problem, problem=problem, remedy=remedy
    )
    page.status_code = status
    return page
