"""Readers of the app: requests, uploads and the messages of a live camera."""

from __future__ import annotations

import asyncio
import html
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from fuzz.asking import App, UnforeseenError, heard
from fuzz.pictures import frames_of_a_page
from fuzz.reader import Members, Reader, members_in
from fuzz.recordings import MOT, NEXUS, TRC, c3d_seeds
from ilium.errors import InputError

PAGES = (
    "/", "/clients", "/clients/new", "/clients/{client}", "/clients/{client}/data",
    "/clients/{client}/programme", "/clients/{client}/log", "/clients/{client}/screen",
    "/clients/{client}/log/week", "/clients/{client}/tests", "/groups", "/progress",
    "/groups/{group}", "/clients/{client}/consent", "/clients/{client}/letter",
    "/clients/{client}/questionnaires/odi", "/clients/{client}/questionnaires",
    "/clients/{client}/export", "/clients/{client}/erase", "/clients/{client}/compare",
    "/clients/{client}/results/{result}", "/welcome", "/account", "/store", "/learn",
    "/clients/{client}/check", "/clients/{client}/bring", "/bring", "/live",
    "/clients/{client}/session", "/check",
)  # fmt: skip
"""Addresses of pages whose forms are filled in."""
LEFT_OUT = ("/store/restore", "/store/backup", "/sample", "/sign-out")
"""Forms that start programs, write elsewhere or end the visit; restoring is a reader
of its own."""
FORM = re.compile(r"<form([^>]*)>(.*?)</form>", re.DOTALL)
FIELD = re.compile(r"<(?:input|select|textarea|button)\b([^>]*)>")
MARK = {"kind": "line", "points": [[0.1, 0.2], [0.3, 0.4]], "text": "", "time": 0.5}
LIVE = {
    "exercise": "E7",
    "sets": [
        {"side": "left", "shown": "without", "seconds": None, "largest": [4.0, 6.5],
         "zone": 10.0}
    ],
}  # fmt: skip
BODIES: tuple[tuple[str, Any], ...] = (
    ("POST /api/clients", {"name": "Ada", "adult": True, "consent": ["store"]}),
    ("POST /api/clients/{client}/jobs",
     {"files": {"0" * 32: "trial"}, "task": "auto", "kind": "laboratory"}),
    ("POST /api/clients/{client}/live", LIVE),
    ("POST /api/clients/{client}/results/{result}/marks", MARK),
    ("PUT /api/watching", {"folder": "/nowhere"}),
    ("POST /api/watching/0/bring", {"client": "abc"}),
    ("POST /api/clients/{client}/uploads", {"name": "a.c3d", "size": 10, "role": ""}),
    ("GET /api/clients/{client}/results", {}),
    ("GET /api/results/{result}/measures", {}),
    ("GET /api/jobs?client={client}", {}),
)  # fmt: skip

_held: dict[str, App] = {}


def begin() -> None:
    """An app of its own for every range: what one input did, the next range forgets."""
    if "app" in _held:
        _held.pop("app").close()
    _held["app"] = App()


def requests(_folder: Path) -> list[Members]:
    """Bodies of the API, every address that is read, and every form filled in."""
    app = App()
    made = [
        {"head.txt": f"{line}\ncontent-type: application/json\n".encode(),
         "body.json": json.dumps(body).encode()}
        for line, body in BODIES
    ]  # fmt: skip
    made += [
        {"head.txt": f"GET {route}\naccept-language: de\n".encode()}
        for route in routes(app.app)
    ]
    for page in PAGES:
        made += list(forms(app, page))
    app.close()
    return made


def routes(app: Any) -> Iterator[str]:
    """Every address that can be read, its names still open."""
    paths = app.openapi()["paths"]
    for path, methods in paths.items():
        if "get" in methods:
            yield path
    yield from PAGES


def forms(app: App, page: str) -> Iterator[Members]:
    try:
        _, answer = app.asked(f"GET {page}".encode(), b"")
    except InputError:
        return
    for about, inside in FORM.findall(answer.decode()):
        action = html.unescape(dict(attributes(about)).get("action", page))
        for name in ("client", "result", "group"):
            value = app.names[name]
            action = re.sub(rf"/{re.escape(value)}(?=/|$)", f"/{{{name}}}", action)
        fields = [dict(attributes(each)) for each in FIELD.findall(inside)]
        sent = "&".join(
            f"{each['name']}={each.get('value') or filled(each)}"
            for each in fields
            if "name" in each and each["name"] != "csrf"
        )
        if "post" in about and action not in LEFT_OUT:
            kind = "application/x-www-form-urlencoded"
            head = f"POST {action}\ncontent-type: {kind}\n"
            yield {"head.txt": head.encode(), "body.form": sent.encode()}


def attributes(text: str) -> list[tuple[str, str]]:
    return re.findall(r'([a-z-]+)="([^"]*)"', text)


def filled(field: dict[str, str]) -> str:
    kinds = {"number": "3", "date": "2026-03-02", "checkbox": "yes", "email": "a@b.c"}
    return kinds.get(field.get("type", ""), "word")


def ask(folder: Path) -> None:
    members = members_in(folder)
    head = members.pop("head.txt", b"")
    body = b"".join(members.values())
    _held["app"].asked(head, body)


def uploads(folder: Path) -> list[Members]:
    whole = {
        "recording.c3d": c3d_seeds(folder)[0]["walk.c3d"],
        "walk.trc": TRC.encode(),
        "forces.mot": MOT.encode(),
        "walk.csv": NEXUS.encode(),
    }
    return [
        {"told.json": json.dumps({"name": name, "role": ""}).encode(),
         "file.bin": data, "offset.txt": b"0"}
        for name, data in whole.items()
    ]  # fmt: skip


def bring(folder: Path) -> None:
    """Announce a file, send it in two parts, ask what it is, let it go again."""
    app = _held["app"]
    members = members_in(folder)
    data = members.get("file.bin", b"")
    body = members.get("told.json", b"")
    try:
        told = json.loads(body)
        if isinstance(told, dict) and "size" not in told:
            body = json.dumps({**told, "size": len(data)}).encode()
    except (ValueError, RecursionError):
        pass
    kind = b"\ncontent-type: application/json"
    _, answer = app.asked(b"POST /api/clients/{client}/uploads" + kind, body)
    key = json.loads(answer)["id"].encode()
    offset = members.get("offset.txt", b"").replace(b"\n", b" ")
    half = len(data) // 2
    try:
        for at, part in ((offset, data[:half]), (b"%d" % half, data[half:])):
            app.asked(b"PATCH /api/uploads/%s\nupload-offset: %s" % (key, at), part)
        app.asked(b"GET /api/uploads/" + key, b"")
        app.asked(b"GET /api/clients/{client}/pairs", b"")
    finally:
        with suppress(InputError):  # removed where its part was refused
            app.asked(b"DELETE /api/uploads/" + key, b"")


class KeptPlaces:
    """One process that follows every camera, so that an input costs no start of one."""

    def __init__(self) -> None:
        from ilium.app.live.following import Following

        self.following = Following("stand_in:Bright")

    @contextmanager
    def take(self) -> Iterator[Any]:
        yield self.following


_places: list[KeptPlaces] = []


def begin_live() -> None:
    begin()
    if not _places:
        _places.append(KeptPlaces())
    _held["app"].app.state.live = _places[0]


def messages(folder: Path) -> list[Members]:
    frames = [next(iter(each.values())) for each in frames_of_a_page(folder)]
    return [
        {"0.bin": frames[0], "1.bin": frames[1], "2.bin": frames[2]},
        {"0.bin": frames[1], "1.txt": b'{"ready": 1}'},
    ]


def follow(folder: Path) -> None:
    """Send the messages of a page; those in texts as texts."""
    app = _held["app"]
    scope = app.scope("websocket", b"/api/pose", headers=app.headers, subprotocols=[])
    sent: list[dict[str, Any]] = [{"type": "websocket.connect"}]
    for name, data in members_in(folder).items():
        if name.endswith(".txt"):
            text = data.decode("utf-8", "replace")
            sent.append({"type": "websocket.receive", "text": text, "bytes": None})
        else:
            sent.append({"type": "websocket.receive", "bytes": data, "text": None})
    answers: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(0)
        if any(each["type"] == "websocket.close" for each in answers) or not sent:
            return {"type": "websocket.disconnect", "code": 1000}
        return sent.pop(0)

    async def send(message: Any) -> None:
        answers.append(message)

    with heard() as said:
        app.loop.run_until_complete(app.app(scope, receive, send))
    if said:
        raise UnforeseenError(" | ".join(said)[:400] + " … " + " | ".join(said)[-700:])
    told = [json.loads(each["text"]) for each in answers if each.get("text")]
    for each in told:
        if "problem" in each:
            raise InputError(each["problem"], each["remedy"])


READERS = (
    Reader("requests", requests, ask, share=4, begin=begin, whole=False),
    Reader("uploads", uploads, bring, share=2, begin=begin),
    Reader("live_socket", messages, follow, share=2, begin=begin_live, whole=False),
)
