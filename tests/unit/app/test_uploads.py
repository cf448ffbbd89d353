"""Files on their way in: nothing of them is lost, believed or left behind."""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
from pathlib import Path

import pytest

from ilium.errors import ConsentError, InputError, StoreError
from ilium.store import open_store
from stored import someone

CLIP = b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 40
PART = 1000


class Api:
    """Sends files as a program of one's own would."""

    def __init__(self, visitor, client):
        self.visitor = visitor
        self.client = client

    def announce(self, data=CLIP, name="squat.mp4", **more):
        told = {"name": name, "size": len(data), "sha256": digest(data)} | more
        return self.visitor.post(f"/api/clients/{self.client}/uploads", json=told)

    def part(self, key, data, offset):
        headers = {"upload-offset": str(offset)}
        return self.visitor.patch(f"/api/uploads/{key}", content=data, headers=headers)

    def send(self, data=CLIP, name="squat.mp4", until=None, **more):
        upload = self.announce(data, name, **more).json()
        while not upload["whole"] and (until is None or upload["offset"] < until):
            at = upload["offset"]
            answer = self.part(upload["id"], data[at : at + PART], at)
            assert answer.status_code == 200, answer.text
            upload = answer.json()
        return upload


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def store(app):
    return app.state.store


@pytest.fixture
def client(store):
    return someone(store, "Zebedee")


@pytest.fixture
def api(visitor, client):
    return Api(visitor, client)


def incoming(store) -> list[Path]:
    folder = store.uploads.folder
    return sorted(e for e in folder.glob("*") if e.name != "queue")


def test_a_file_in_parts_is_the_file(api, store):
    upload = api.send()
    assert upload["kind"] == "video"
    (path,) = incoming(store)
    assert path.read_bytes() == CLIP
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_it_goes_on_where_it_was(api, store):
    half = api.send(until=3000)
    assert half["offset"] == 3000
    again = api.announce().json()
    assert (again["id"], again["offset"]) == (half["id"], 3000)
    assert api.send()["whole"]
    assert len(incoming(store)) == 1


def test_it_goes_on_after_a_restart(api, hosting, client):
    half = api.send(until=2000)
    after = open_store(hosting.database)
    upload = after.uploads.begin(client, "x", len(CLIP), sha256=digest(CLIP))
    assert (upload.id, upload.received) == (half["id"], 2000)


def test_what_was_written_but_not_noted_is_written_anew(api, store):
    """As a kill between the disk and the table leaves it."""
    half = api.send(until=2000)
    part = store.uploads.folder / f"{half['id']}.part"
    part.write_bytes(CLIP[:2000] + b"not noted")
    assert api.send()["whole"]
    (path,) = incoming(store)
    assert path.read_bytes() == CLIP


def test_a_lost_file_begins_anew(api, store):
    """As restoring a backup leaves it: the row without its bytes."""
    half = api.send(until=2000)
    (store.uploads.folder / f"{half['id']}.part").unlink()
    assert api.announce().json()["offset"] == 0
    assert api.send()["whole"]


@pytest.mark.parametrize("offset", [0, 1999, 2001, 10**9])
def test_a_part_that_does_not_follow_is_refused(api, offset):
    half = api.send(until=2000)
    answer = api.part(half["id"], b"x" * 10, offset)
    assert answer.status_code == 422
    assert "goes on at byte 2000" in answer.json()["problem"]


def test_more_than_was_announced_is_refused(api):
    half = api.send(until=2000)
    answer = api.part(half["id"], b"x" * len(CLIP), 2000)
    assert answer.status_code == 422


def test_what_arrives_otherwise_is_refused(api, store):
    upload = api.announce(sha256=digest(b"another")).json()
    answer = api.part(upload["id"], CLIP, 0)
    assert answer.status_code == 422
    assert "did not arrive as it was sent" in answer.json()["problem"]
    assert incoming(store) == []
    assert store.uploads.get(upload["id"]).received == 0


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"Dear diary, " * 300, "squat.c3d"),
        (b"%PDF-1.7 " * 300, "squat.mp4"),
        (b"\x7fELF" + bytes(3000), "squat.mov"),
        (b"PK\x03\x04" + bytes(3000), "squat.c3d"),
        (b"<svg onload=alert(1)>" * 90, "squat.webm"),
    ],
)
def test_a_file_is_what_it_holds_and_not_its_name(api, store, data, name):
    upload = api.announce(data, name).json()
    answer = api.part(upload["id"], data, 0)
    assert answer.status_code == 422
    assert "whatever its name says" in answer.json()["problem"]
    assert incoming(store) == []
    assert api.visitor.get(f"/api/uploads/{upload['id']}").status_code == 404


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "..\\..\\boot.ini", "/root/x", "a\0b\n.mp4", "." * 999]
)
def test_a_name_is_never_a_path(api, store, tmp_path, name):
    before = beside(tmp_path)
    upload = api.send(name=name)
    assert "/" not in upload["name"]
    assert "\\" not in upload["name"]
    assert upload["name"].isprintable()
    (path,) = incoming(store)
    assert path.name == f"{upload['id']}.mp4"
    assert beside(tmp_path) == before


def beside(folder: Path) -> set[str]:
    """What lies there that is neither an upload nor the database's own."""
    names = {str(each.relative_to(folder)) for each in folder.rglob("*")}
    return {each for each in names if not each.startswith(("incoming", "ilium.db"))}


def test_a_part_has_a_size(api):
    upload = api.announce(b"", size=10**8).json()
    assert api.part(upload["id"], bytes(8_000_001), 0).status_code == 413


def test_a_file_has_a_size(api, hosting):
    answer = api.announce(size=hosting.largest + 1)
    assert answer.status_code == 422
    assert "at most 2000 MB" in answer.json()["problem"]
    assert api.announce(size=0).status_code == 422


def test_a_disk_without_room_says_so(api, monkeypatch):
    monkeypatch.setattr("ilium.store.incoming.SPARE", 10**18)
    answer = api.announce()
    assert answer.status_code == 409
    assert "Make room" in answer.json()["remedy"]


def test_a_disk_that_fills_up_keeps_what_arrived(api, store, monkeypatch):
    half = api.send(until=2000)

    def full(_handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("ilium.store.incoming.os.fsync", full)
        answer = api.part(half["id"], CLIP[2000:3000], 2000)
    assert answer.status_code == 409
    assert "full" in answer.json()["problem"]
    assert store.uploads.get(half["id"]).received == 2000
    assert api.send()["whole"]


def test_without_consent_nothing_is_taken(visitor, store, app):
    client = someone(store, "Quentin")
    store.consents.change(client, {"store": False})
    assert Api(visitor, client).announce().status_code == 409
    with pytest.raises(ConsentError):
        store.uploads.begin(client, "x", 10)
    assert incoming(store) == []


def test_what_nobody_analysed_goes_after_a_day(hosting, client):
    now = [dt.datetime(2026, 3, 2, 9, 30)]  # noqa: DTZ001 - UTC, as the store has it
    store = open_store(hosting.database, now=lambda: now[0])
    upload = store.uploads.begin(client, "a.mp4", len(CLIP))
    store.uploads.write(upload.id, 0, CLIP[:50])
    now[0] += dt.timedelta(hours=23)
    assert store.uploads.sweep() == 0
    assert len(incoming(store)) == 1
    now[0] += dt.timedelta(hours=2)
    assert store.uploads.sweep() == 1
    assert incoming(store) == []


def test_what_no_upload_names_goes(store, client):
    store.uploads.begin(client, "a.mp4", 10)
    stray = store.uploads.folder
    stray.mkdir(exist_ok=True)
    (stray / f"{'ab' * 16}.part").write_bytes(b"x")
    assert store.uploads.tidy() == 1


def test_nothing_of_an_erased_client_is_left(api, store, client):
    kept = someone(store, "Quentin")
    Api(api.visitor, kept).send(CLIP + b"quiet", "own.mp4")
    api.send(CLIP + b"zinc-body" * 30, "zigzag.mp4")
    api.send(CLIP + b"zinc-half" * 900, "zigzag-half.mp4", until=11_000)
    assert hits(store)
    store.erase(client)
    assert hits(store) == []
    assert len(incoming(store)) == 1


def hits(store) -> list[str]:
    needles = (b"zigzag", b"zinc-body", b"zinc-half", b"Zebedee")
    return [
        path.name
        for path in store.database.folder.rglob("*")
        if path.is_file() and any(each in path.read_bytes() for each in needles)
    ]


def test_many_files_at_a_time_have_an_end(api, store, monkeypatch):
    monkeypatch.setattr("ilium.store.uploads.MOST", 2)
    for at in range(2):
        assert api.announce(CLIP + bytes([at])).status_code == 201
    assert api.announce(CLIP + b"more").status_code == 422


def test_an_upload_leaves_when_asked(api, store):
    upload = api.send()
    address = f"/api/uploads/{upload['id']}"
    assert api.visitor.delete(address).status_code == 204
    assert api.visitor.get(address).status_code == 404
    assert incoming(store) == []


def test_an_empty_announcement_is_refused(store, client):
    with pytest.raises(InputError, match="empty"):
        store.uploads.begin(client, "a.mp4", 0)
    with pytest.raises(StoreError, match="GB free"):
        store.uploads.begin(client, "a.mp4", 10**17)


def test_a_file_whose_beginning_alone_looked_like_a_recording_is_refused(api, store):
    data = b'{"frames": [' + b"1, " * 30 + b"\xff" * 400
    upload = api.announce(data, "points.json").json()
    assert api.part(upload["id"], data[:50], 0).status_code == 200
    answer = api.part(upload["id"], data[50:], 50)
    assert answer.status_code == 422
    assert "neither a recording nor a clip" in answer.json()["problem"]
    assert not store.uploads.of(api.client)
