"""Files on their way in: announced, sent in parts, gone on with after a break."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Header, HTTPException, Request
from pydantic import BaseModel, Field

from ilium.app.visit import AnyVisit, ClientVisit
from ilium.errors import InputError
from ilium.store import Store
from ilium.store.uploads import Upload

router = APIRouter(prefix="/api", tags=["uploads"])

LARGEST_PART = 8_000_000
"""Largest part of a file that is taken at a time [bytes]."""
Role = Literal["", "trial", "static", "forces", "video", "keypoints"]


class Announced(BaseModel):
    """A file that is to be sent."""

    name: str = Field(description="Its name, to be shown.", max_length=1000)
    size: int = Field(description="Its size [bytes].", ge=1)
    role: Role = Field("", description="What it is; empty: found out.")
    sha256: str = Field(
        "",
        description="Hash of its bytes, hexadecimal. A file that is here in part is "
        "gone on with, and one that arrives otherwise is refused.",
        pattern="^([0-9a-f]{64})?$",
    )


class UploadTold(BaseModel):
    """A file on its way in."""

    id: str
    client: str
    name: str
    role: str
    size: int = Field(description="[bytes]")
    offset: int = Field(description="Where to go on: what is safely here [bytes].")
    whole: bool
    kind: str = Field(description="What a whole file holds; empty before.")


def told(store: Store, upload: Upload) -> UploadTold:
    """An upload as the API says it."""
    return UploadTold(
        id=upload.id,
        client=upload.client,
        name=upload.name,
        role=upload.role,
        size=upload.size,
        offset=upload.received,
        whole=upload.whole,
        kind=store.uploads.kind(upload.id) if upload.whole else "",
    )


@router.post("/clients/{client}/uploads", status_code=HTTPStatus.CREATED)
def announce(visit: ClientVisit, client: str, file: Announced) -> UploadTold:
    """Announce a file; the answer says from where on it is wanted."""
    return begun(visit.store, client, file, visit.hosting.largest)


def begun(store: Store, client: str, file: Announced, largest: int) -> UploadTold:
    """Begin an upload of a file that is not too large."""
    if file.size > largest:
        raise InputError(
            f"This file has {file.size / 1e6:.0f} MB; at most {largest / 1e6:.0f} MB "
            "are taken.",
            "Cut the clip to the sets that matter, or film at 1080p.",
        )
    made = store.uploads.begin(
        client, file.name, file.size, sha256=file.sha256, role=file.role
    )
    return told(store, made)


@router.get("/clients/{client}/uploads")
def waiting(visit: ClientVisit, client: str) -> list[UploadTold]:
    """Files of a client that are not analysed yet."""
    return [told(visit.store, each) for each in visit.store.uploads.of(client)]


@router.get("/uploads/{upload}")
def one(visit: AnyVisit, upload: str) -> UploadTold:
    """How far a file got."""
    return told(visit.store, visit.store.uploads.get(upload))


async def part_of(request: Request) -> bytes:
    """Read the body of a request, and no more than one part of a file."""
    body = bytearray()
    async for each in request.stream():
        body += each
        if len(body) > LARGEST_PART:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return bytes(body)


Part = Annotated[bytes, Depends(part_of)]
Offset = Annotated[
    int, Header(alias="upload-offset", ge=0, description="Where the part begins.")
]


@router.patch(
    "/uploads/{upload}",
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/octet-stream": {"schema": {"type": "string"}}},
        }
    },
)
def go_on(visit: AnyVisit, upload: str, part: Part, offset: Offset) -> UploadTold:
    """Send the next part of a file, at most 8 MB; it is safe once this answers."""
    return told(visit.store, visit.store.uploads.write(upload, offset, part))


@router.delete("/uploads/{upload}", status_code=HTTPStatus.NO_CONTENT)
def remove(visit: AnyVisit, upload: str) -> None:
    """Let a file go that is not being analysed."""
    if visit.store.uploads.get(upload).job is not None:
        raise HTTPException(HTTPStatus.CONFLICT)
    visit.store.uploads.remove(upload)
