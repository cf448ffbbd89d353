"""A watched folder: what is complete and new is found, and brought in once."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from ilium.app import Hosting
from ilium.app.jobs.pairing import pairs, seen_in
from ilium.app.jobs.queue import Queue
from ilium.app.watching import Watching
from ilium.capture.c3d_write import write_c3d
from ilium.core.digest import digest_of
from ilium.errors import InputError
from ilium.store import open_store
from simulated import capture
from stored import someone

CLIP = b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 20


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "nexus"
    made.mkdir()
    return made


@pytest.fixture
def store(tmp_path):
    return open_store(f"sqlite:///{tmp_path / 'store' / 'ilium.db'}")


@pytest.fixture
def watching(store, folder):
    return Watching(store, Queue(store, Hosting(workers=1)), folder)


@pytest.fixture(scope="session")
def squat(tmp_path_factory):
    """A movement and its static, as C3D files."""
    place = tmp_path_factory.mktemp("squat")
    made = capture("single_leg_squat", repetitions=1)
    return (
        write_c3d(made.trial, place / "Trial03.c3d"),
        write_c3d(made.static, place / "Trial01.c3d"),
    )


def names(watching):
    return [each.name for each in watching.found()]


def test_a_file_is_found_once_it_stops_growing(watching, folder):
    file = folder / "squat.mp4"
    file.write_bytes(CLIP[:100])
    watching.look()
    assert names(watching) == []
    file.write_bytes(CLIP)
    watching.look()
    assert names(watching) == []
    watching.look()
    assert names(watching) == ["squat.mp4"]


def test_what_is_no_recording_is_passed_over(watching, folder, tmp_path):
    (folder / "notes.c3d").write_text("Dear diary")
    (folder / ".hidden.mp4").write_bytes(CLIP)
    outside = tmp_path / "outside.mp4"
    outside.write_bytes(CLIP)
    (folder / "link.mp4").symlink_to(outside)
    for _ in range(3):
        watching.look()
    assert names(watching) == []


def test_a_file_that_stays_as_it_is_is_read_once(watching, folder, monkeypatch):
    (folder / "grf.mot").write_text("endheader\ntime\n")
    (folder / "squat.mp4").write_bytes(CLIP)
    read = []

    def digest(path):
        read.append(path.name)
        return digest_of(path)

    monkeypatch.setattr("ilium.app.watching.digest_of", digest)
    for _ in range(4):
        watching.look()
    assert read == ["squat.mp4"]


def test_of_very_many_files_the_newest_are_looked_at(watching, folder, monkeypatch):
    monkeypatch.setattr("ilium.app.watching.MOST", 2)
    for age, name in enumerate(("c.mp4", "a.mp4", "b.mp4")):
        (folder / name).write_bytes(CLIP + name.encode())
        os.utime(folder / name, (1e9 - age, 1e9 - age))
    watching.look()
    watching.look()
    assert names(watching) == ["a.mp4", "c.mp4"]


@pytest.mark.parametrize("left", [None, 100])
def test_a_file_that_changes_under_the_hands_is_told(watching, folder, store, left):
    client = someone(store)
    (folder / "squat.mp4").write_bytes(CLIP)
    watching.look()
    watching.look()
    (found,) = watching.found()
    if left is None:
        found.path.unlink()
    else:
        found.path.write_bytes(CLIP[:left])
    with pytest.raises(InputError, match="squat"):
        watching.bring(found.id, client)


def test_what_was_brought_in_is_not_found_again(watching, folder, store):
    client = someone(store)
    (folder / "squat.mp4").write_bytes(CLIP)
    watching.look()
    watching.look()
    (found,) = watching.found()
    upload = watching.bring(found.id, client)
    assert store.uploads.path(upload.id).read_bytes() == CLIP
    assert watching.found() == []
    assert (folder / "squat.mp4").read_bytes() == CLIP
    store.jobs.add(client, "video", {upload.id: "video"})
    again = Watching(store, Queue(store, Hosting(workers=1)), folder)
    again.look()
    again.look()
    assert again.found() == []
    with pytest.raises(InputError):
        watching.bring(found.id, client)


def test_a_file_can_be_set_aside(watching, folder):
    (folder / "squat.mp4").write_bytes(CLIP)
    watching.look()
    watching.look()
    watching.set_aside(watching.found()[0].id)
    assert watching.found() == []


def test_files_in_a_clients_folder_are_analysed_at_once(watching, folder, store, squat):
    client = someone(store)
    own = folder / client
    own.mkdir()
    for each in squat:
        (own / each.name).write_bytes(each.read_bytes())
    watching.look()
    watching.look()
    (job,) = store.jobs.of(client)
    assert job.kind == "laboratory"
    roles = {e.name: e.role for e in store.uploads.of(client, job=job.id)}
    assert roles == {"Trial03.c3d": "trial", "Trial01.c3d": "static"}
    watching.look()
    assert len(store.jobs.of(client)) == 1


def test_without_consent_files_stay_where_they_are(watching, folder, store):
    client = someone(store)
    store.consents.change(client, {"store": False})
    (folder / client).mkdir()
    (folder / client / "squat.mp4").write_bytes(CLIP)
    for _ in range(3):
        watching.look()
    assert store.jobs.of(client) == ()
    assert store.uploads.of(client) == ()


def test_the_folder_is_remembered(watching, store, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    watching.watch(str(other))
    assert Watching(store, watching._queue, None).folder == other
    watching.watch("")
    assert Watching(store, watching._queue, None).folder is None


@pytest.mark.parametrize("path", ["relative", "/no/such/folder"])
def test_a_folder_must_be_there(watching, path):
    with pytest.raises(InputError, match="no folder"):
        watching.watch(path)


def test_only_on_ones_own_computer(visitor, app):
    assert visitor.get("/api/watching").json() == {"folder": "", "found": []}
    hosting = replace(app.state.hosting, served=True)
    app.state.hosting = hosting
    assert visitor.get("/api/watching").status_code in (401, 404)


def test_a_movement_finds_its_static_whatever_they_are_called(squat):
    trial, static = squat
    assert pairs({"b": seen_in(trial), "a": seen_in(static)}) == {"b": "a"}
    assert pairs({"a": seen_in(trial), "b": seen_in(static)}) == {"a": "b"}


def test_another_bodys_static_is_not_taken(squat, tmp_path):
    """Negative control: the same markers on a body a tenth larger."""
    trial, static = squat
    made = capture("single_leg_squat", repetitions=1).static
    larger = replace(made, markers=made.markers * 1.1)
    other = seen_in(write_c3d(larger, tmp_path / "other.c3d"))
    assert pairs({"trial": seen_in(trial), "other": other}) == {"trial": None}
    both = {"trial": seen_in(trial), "own": seen_in(static), "other": other}
    assert pairs(both) == {"trial": "own"}


def test_who_only_stands_is_analysed_as_standing(squat):
    assert pairs({"only": seen_in(squat[1])}) == {"only": None}
