"""Backups and exports are whole, checked and repeatable."""

from __future__ import annotations

import hashlib
import json
import stat
import zipfile

import pytest

from ilium.errors import FileFormatError, InputError, StoreError
from ilium.programme.history import Goal
from ilium.store import open_store
from ilium.store.recordings import Original
from stored import Squat, angles, someone

KEYPOINTS = b"<keypoints>"


def filled(store) -> str:
    client = someone(store, "Ada")
    given = Original(role="trial", format="json", data=KEYPOINTS)
    store.results.add(client, Squat(), originals=[given], curves=angles())
    store.record(client, Goal(date=store.database.today, words="Ausfallschritt ä"))
    store.answers.add(client, "nprs", {"now": 3}, {"nprs": 3.0})
    group = store.groups.new("Tuesday", starts_on=store.database.today, weeks=6)
    store.groups.add(group, [client])
    return client


def everything(store, client: str) -> tuple:
    results = store.results.of(client)
    return (
        store.clients.all(),
        store.history_of(client),
        repr(results),
        store.answers.of(client),
        store.groups.all(),
        [store.files.get(each.curves) for each in results],
        store.look().faults,
    )


def test_a_backup_brings_everything_back(store, tmp_path, clock):
    client = filled(store)
    assert store.back_up(tmp_path / "b.zip") == 1
    assert stat.S_IMODE((tmp_path / "b.zip").stat().st_mode) == 0o600
    copy = open_store(f"sqlite:///{tmp_path / 'copy' / 'ilium.db'}", now=clock)
    assert copy.restore(tmp_path / "b.zip") == 1
    assert everything(copy, client) == everything(store, client)
    assert copy.look().faults == ()
    someone(copy)
    assert copy.results.add(client, Squat()) == 2


def test_a_backup_mends_a_file_that_was_changed_on_the_disk(store, tmp_path):
    filled(store)
    store.back_up(tmp_path / "b.zip")
    next(store.files.kept()).write_bytes(b"rot")
    assert store.look().faults
    store.restore(tmp_path / "b.zip", replace=True)
    assert store.look().faults == ()


def test_a_backup_of_a_file_goes_into_a_server(tmp_path, store, clock):
    small = open_store(f"sqlite:///{tmp_path / 'small' / 'ilium.db'}", now=clock)
    client = filled(small)
    small.back_up(tmp_path / "b.zip")
    store.restore(tmp_path / "b.zip")
    assert everything(store, client) == everything(small, client)
    assert store.results.add(client, Squat()) == 2
    store.record(client, Goal(date=store.database.today, words="next"))


def test_restoring_never_replaces_clients_unasked(store, tmp_path):
    filled(store)
    store.back_up(tmp_path / "b.zip")
    later = someone(store, "Later")
    with pytest.raises(StoreError, match="--replace"):
        store.restore(tmp_path / "b.zip")
    assert store.clients.get(later).name == "Later"
    assert store.restore(tmp_path / "b.zip", replace=True) == 1
    with pytest.raises(InputError):
        store.clients.get(later)
    assert store.look().faults == ()


@pytest.mark.parametrize("where", [40, 400, None])
def test_a_damaged_backup_is_refused_and_changes_nothing(store, tmp_path, where):
    client = filled(store)
    store.back_up(tmp_path / "b.zip")
    before = everything(store, client)
    data = bytearray((tmp_path / "b.zip").read_bytes())
    if where is None:
        del data[-30:]
    else:
        data[where] ^= 0xFF
    (tmp_path / "b.zip").write_bytes(data)
    with pytest.raises(FileFormatError):
        store.restore(tmp_path / "b.zip", replace=True)
    assert everything(store, client) == before


def test_a_backup_with_another_file_in_it_is_refused(store, tmp_path):
    filled(store)
    store.back_up(tmp_path / "b.zip")
    with zipfile.ZipFile(tmp_path / "b.zip", "a") as archive:
        archive.writestr("files/more", b"more")
    with pytest.raises(FileFormatError, match="manifest"):
        store.restore(tmp_path / "b.zip", replace=True)


def test_a_store_with_a_lost_file_is_not_backed_up_as_if_whole(store, tmp_path):
    filled(store)
    next(store.files.kept()).unlink()
    with pytest.raises(StoreError, match="missing"):
        store.back_up(tmp_path / "b.zip")
    assert not (tmp_path / "b.zip").exists()
    assert store.look().faults


def test_an_export_holds_everything_under_its_hashes(store, tmp_path):
    client = filled(store)
    stranger = someone(store, "Stranger")
    store.record(stranger, Goal(date=store.database.today, words="not hers"))
    path = store.export(client, tmp_path / "ada.zip")
    with zipfile.ZipFile(path) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        members = {name: archive.read(name) for name in manifest["files"]}
    for name, digest in manifest["files"].items():
        assert hashlib.sha256(members[name]).hexdigest() == digest
    person = json.loads(members["person.json"])
    assert person["client"][0]["name"] == "Ada"
    assert person["entry"][0]["content"]["words"] == "Ausfallschritt ä"
    assert len(person["measure"]) == 3
    assert KEYPOINTS in members.values()
    table = members["tables/measure.csv"].decode().splitlines()
    assert table[0].startswith("id,result_id,name,side")
    curve = members["curves/result_1_angles.csv"].decode().splitlines()
    assert curve[0] == "time,LPelvis.X,LPelvis.Y,LPelvis.Z"
    assert curve[4] == "0.03,,,"
    whole = b"".join(members.values())
    assert stranger.encode() not in whole
    assert b"not hers" not in whole


def test_an_export_is_the_same_bytes_every_time(store, tmp_path):
    client = filled(store)
    first = store.export(client, tmp_path / "a.zip").read_bytes()
    assert store.export(client, tmp_path / "b.zip").read_bytes() == first


def test_an_export_works_after_withdrawal(store, tmp_path):
    client = filled(store)
    store.consents.change(client, {"store": False})
    assert store.export(client, tmp_path / "a.zip").exists()


def test_an_archive_that_cannot_be_written_is_told(store, tmp_path):
    client = filled(store)
    with pytest.raises(InputError, match="folder"):
        store.export(client, tmp_path / "nowhere" / "a.zip")
