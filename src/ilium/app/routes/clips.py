"""Clips: a short film of a stretch of a recording, to keep or to share."""

from __future__ import annotations

import datetime as dt
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Body, HTTPException, Query, Response
from fastapi.responses import FileResponse
from pydantic import BaseModel, Field

from ilium.app.look.clip import Asked, draw_picture, make_clip
from ilium.app.routes.look import API, newest, result_of
from ilium.app.visit import ClientVisit, Visit
from ilium.store.documents import CLIP, FILM, LOOK

router = APIRouter(prefix=API, tags=["clips"])
VIDEO: Final = "video/mp4"


class Wanted(BaseModel):
    """What goes into a clip of at most 15 s."""

    start: Annotated[float, Field(description="Of the recording [s].")]
    end: Annotated[float, Field(description="Of the recording [s].")]
    speed: Annotated[float, Field(ge=0.1, le=2.0, description="Against real time.")] = 1
    picture: Annotated[
        Literal["film", "figure"],
        Field(description="The film with the face hidden, or the figure alone."),
    ] = "figure"
    pelvis: Annotated[bool, Field(description="Pelvis line and horizon.")] = True
    angle: Annotated[bool, Field(description="Angle of the pelvis with its ±.")] = True
    turn: Annotated[
        float, Field(description="From where, about the upright from behind [rad].")
    ] = 0.0

    def asked(self) -> Asked:
        """The same, checked."""
        names = ("start", "end", "speed", "picture", "pelvis", "angle", "turn")
        return Asked(**{name: getattr(self, name) for name in names})


class WantedNow(Wanted):
    """What goes into a clip, and whether it is kept."""

    keep: Annotated[bool, Field(description="Keep it here, or hand it over.")] = True


class ShownAt(Wanted):
    """What goes into a clip, and which moment of it is asked for."""

    at: Annotated[float, Field(description="Of the recording [s].")]


class Clip(BaseModel):
    """A clip that was kept."""

    id: int
    made: Annotated[dt.datetime, Field(description="When (UTC).")]


@router.get(
    "/clip/picture",
    response_class=Response,
    responses={200: {"content": {"image/jpeg": {}}}},
)
def clip_picture(
    visit: ClientVisit, client: str, result: int, wanted: Annotated[ShownAt, Query()]
) -> Response:
    """Return one picture exactly as the clip will show it."""
    look, film = _sources(visit, client, result)
    data = draw_picture(look, film, wanted.asked(), wanted.at)
    return Response(data, media_type="image/jpeg")


@router.post(
    "/clip",
    response_class=Response,
    response_model=None,
    responses={
        200: {"content": {VIDEO: {}}, "description": "The clip, not kept."},
        201: {"model": Clip, "description": "The clip was kept."},
    },
)
def clip(
    visit: ClientVisit, client: str, result: int, wanted: Annotated[WantedNow, Body()]
) -> Response:
    """Make a clip: keep it, or hand it over as a file; there is never a link to it."""
    look, film = _sources(visit, client, result)
    asked = wanted.asked()
    data = make_clip(look, film, asked)
    if not wanted.keep:
        return Response(data, media_type=VIDEO)
    documents = visit.store.documents
    figure = asked.picture == "figure"
    number = documents.add(client, CLIP, data, result=result, figure=figure)
    kept = Clip(id=number, made=documents.get(number).made)
    return Response(
        kept.model_dump_json(), HTTPStatus.CREATED, media_type="application/json"
    )


@router.get("/clips")
def clips(visit: ClientVisit, client: str, result: int) -> list[Clip]:
    """Clips of a result that were kept, oldest first."""
    result_of(visit, client, result)
    found = visit.store.documents.of(client, result=result, kind=CLIP)
    return [Clip(id=each.id, made=each.made) for each in found]


@router.get(
    "/clips/{document}",
    response_class=FileResponse,
    responses={200: {"content": {VIDEO: {}}}},
)
def kept_clip(
    visit: ClientVisit, client: str, result: int, document: int
) -> FileResponse:
    """Play or save a clip that was kept."""
    found = visit.store.documents.of(client, result=result, kind=CLIP)
    if document not in {each.id for each in found}:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return FileResponse(visit.store.documents.open(document), media_type=VIDEO)


def _sources(visit: Visit, client: str, result: int) -> tuple[Path, Path | None]:
    """Data of the viewer and the film of a result, where they lie."""
    result_of(visit, client, result)
    look = newest(visit, client, result, LOOK)
    if look is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    film = newest(visit, client, result, FILM)
    documents = visit.store.documents
    return documents.open(look.id), None if film is None else documents.open(film.id)
