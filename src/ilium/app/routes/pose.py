"""Pictures of a camera in, poses out, over one websocket."""

from __future__ import annotations

import asyncio
import importlib
from contextlib import suppress

from fastapi import APIRouter, Response, WebSocket, WebSocketDisconnect

from ilium.app.live.following import Following, unpacked
from ilium.app.live.places import Places
from ilium.app.visit import AnyVisit
from ilium.app.visitor import visitor_of
from ilium.errors import IliumError, InputError

router = APIRouter()

NOT_ALLOWED, STOPPED = 1008, 1011
"""Codes with which a websocket is closed."""


@router.websocket("/api/pose")
async def pose(socket: WebSocket) -> None:
    """Follow one person through the pictures that a page sends.

    A message is the time of the picture [s] as a 64-bit number, then the picture; its
    answer is laid out as `ilium.app.live.following.Following.look` says. The first
    word, ``{"ready": …}``, comes once the model is open. No picture is kept.
    """
    if visitor_of(socket).role == "nobody":
        await socket.close(NOT_ALLOWED)
        return
    await socket.accept()
    places: Places = socket.app.state.live
    with suppress(WebSocketDisconnect):
        try:
            with places.take() as following:
                name = await asyncio.to_thread(following.open)
                await socket.send_json({"ready": name})
                await _follow(socket, following)
        except IliumError as error:
            said = {"problem": error.problem, "remedy": error.remedy}
            await socket.send_json(said)
            await socket.close(STOPPED)


@router.get("/api/pose/model", response_class=Response)
def model(visit: AnyVisit) -> Response:
    """Weights of the pose model, for a page that follows a camera by itself."""
    del visit
    try:
        bundles = importlib.import_module("ilium.vision.blazepose.task_bundle")
    except ModuleNotFoundError as error:
        raise InputError(
            f"Video needs the package {error.name}, which is not installed.",
            "Install it with: pip install 'ilium[video]'.",
        ) from error
    kept = {"cache-control": "private, max-age=86400"}
    content: bytes = bundles.task_bundle()
    return Response(content, media_type="application/octet-stream", headers=kept)


async def _follow(socket: WebSocket, following: Following) -> None:
    """Answer picture by picture, until the page leaves."""
    while True:
        picture = unpacked(await _message(socket))
        await socket.send_bytes(await asyncio.to_thread(following.look, picture))


async def _message(socket: WebSocket) -> bytes:
    """Bytes of the next message; empty where it is a text."""
    message = await socket.receive()
    if message["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(message.get("code") or NOT_ALLOWED)
    return message.get("bytes") or b""
