"""Marks on frames: lines, angles, pencil, words and spoken notes of a coach."""

from __future__ import annotations

import datetime as dt
from http import HTTPStatus
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Body, HTTPException, Query, Request, Response
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from ilium.app.routes.look import API, result_of
from ilium.app.visit import ClientVisit, Visit
from ilium.errors import InputError
from ilium.findings.words import say

router = APIRouter(prefix=f"{API}/marks", tags=["marks"])

VOICES: Final = {"audio/webm": "webm", "audio/ogg": "ogg", "audio/mp4": "m4a"}
"""What browsers record, and the ending of its name."""
MOST_BYTES: Final = 1_000_000
"""Largest spoken note: about a minute [bytes]."""

Share = Annotated[float, Field(ge=0.0, le=1.0)]


class Eye(BaseModel):
    """From where the figure in space was seen."""

    turn: Annotated[float, Field(description="About the upright from behind [rad].")]
    lift: Annotated[float, Field(description="Above level [rad].")]
    near: Annotated[float, Field(gt=0.0, description="Magnification [1].")]


class Content(BaseModel):
    """What a mark is."""

    kind: Literal["line", "angle", "pencil", "text", "voice"]
    points: Annotated[
        list[tuple[Share, Share]],
        Field(
            max_length=2000,
            description="Shares of the picture's width from the left and height from "
            "the top; an angle is at its second point.",
        ),
    ] = []
    text: Annotated[str, Field(max_length=300)] = ""
    on: Annotated[
        Literal["film", "figure", "body"], Field(description="Which picture.")
    ] = "body"
    view: Eye | None = None


class NewMark(Content):
    """A mark to be kept."""

    time: Annotated[float, Field(description="Of the frame [s].", ge=0.0, le=86_400.0)]


class Mark(BaseModel):
    """A mark that was kept."""

    id: int
    time: Annotated[float, Field(description="Of the frame [s].")]
    content: Content
    voice: Annotated[bool, Field(description="Whether a spoken note belongs to it.")]
    who: Annotated[str, Field(description="Account; empty on one's own computer.")]
    made: Annotated[dt.datetime, Field(description="When (UTC).")]


class Kept(BaseModel):
    """Number of what was kept."""

    id: int


@router.get("")
def marks(visit: ClientVisit, client: str, result: int) -> list[Mark]:
    """Marks on a result, in order of time."""
    result_of(visit, client, result)
    return [
        Mark(
            id=each.id,
            time=each.time,
            content=Content.model_validate(each.content),
            voice=each.voice,
            who=each.who,
            made=each.made,
        )
        for each in visit.store.marks.of(client, result)
    ]


@router.post("", status_code=HTTPStatus.CREATED)
def add_mark(
    visit: ClientVisit, client: str, result: int, mark: Annotated[NewMark, Body()]
) -> Kept:
    """Keep a mark; coaches only."""
    _coach(visit)
    result_of(visit, client, result)
    needed = {"line": 2, "angle": 3, "pencil": 2}.get(mark.kind, 0)
    if len(mark.points) < needed or (mark.kind == "text" and not mark.text.strip()):
        raise InputError(say("app_look.mark_short"), say("app_look.mark_again"))
    kept = visit.store.marks.add(
        client,
        result,
        time=mark.time,
        content=mark.model_dump(exclude={"time"}),
        who=visit.visitor.account,
    )
    return Kept(id=kept)


@router.post(
    "/voice",
    status_code=HTTPStatus.CREATED,
    openapi_extra={"requestBody": {"content": {each: {} for each in VOICES}}},
)
async def add_voice(
    visit: ClientVisit,
    request: Request,
    client: str,
    result: int,
    time: Annotated[float, Query(description="Of the frame [s].", ge=0.0)],
) -> Kept:
    """Keep a spoken note, as the browser recorded it; coaches only."""
    _coach(visit)
    result_of(visit, client, result)
    kind = request.headers.get("content-type", "").split(";")[0]
    data = await request.body()
    if kind not in VOICES or not 0 < len(data) <= MOST_BYTES:
        raise InputError(say("app_look.voice_unusable"), say("app_look.voice_again"))
    kept = await run_in_threadpool(
        visit.store.marks.add,
        client,
        result,
        time=time,
        content=Content(kind="voice").model_dump(),
        voice=(data, VOICES[kind]),
        who=visit.visitor.account,
    )
    return Kept(id=kept)


@router.get("/{mark}/voice", response_class=Response)
def voice(visit: ClientVisit, client: str, result: int, mark: int) -> Response:
    """Play the spoken note of a mark."""
    _own(visit, client, result, mark)
    data = visit.store.marks.voice(client, mark)
    if not data:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return Response(data, media_type=_kind_of(data))


@router.delete("/{mark}", status_code=HTTPStatus.NO_CONTENT)
def remove_mark(visit: ClientVisit, client: str, result: int, mark: int) -> None:
    """Delete a mark and its spoken note; coaches only."""
    _coach(visit)
    _own(visit, client, result, mark)
    visit.store.marks.remove(client, mark)


def _kind_of(voice: bytes) -> str:
    """Media type of a spoken note, by how it begins."""
    begins = (
        ("audio/ogg", voice.startswith(b"OggS")),
        ("audio/mp4", voice[4:8] == b"ftyp"),
    )
    return next((kind for kind, fits in begins if fits), "audio/webm")


def _own(visit: Visit, client: str, result: int, mark: int) -> None:
    if mark not in {each.id for each in visit.store.marks.of(client, result)}:
        raise HTTPException(HTTPStatus.NOT_FOUND)


def _coach(visit: Visit) -> None:
    if visit.visitor.role != "coach":
        raise HTTPException(HTTPStatus.FORBIDDEN)
