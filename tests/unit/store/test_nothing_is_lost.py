"""Killed, crowded, full or forbidden: the store loses nothing that it acknowledged."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import lacking
from ilium.errors import StoreError
from ilium.programme.history import Goal
from ilium.store import open_store
from ilium.store.recordings import Original
from kill_store import DAY, faults
from stored import Squat, angles, someone

TESTS = Path(__file__).resolve().parents[2]


def child(*arguments: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(TESTS), *sys.path])
    return subprocess.run(
        arguments,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": path},
    )


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL and fork")
def test_killed_200_times_it_keeps_every_acknowledged_record(tmp_path):
    done = child(
        sys.executable, str(TESTS / "kill_store.py"), str(tmp_path), "200", "7"
    )
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen["faults"] == []
    assert seen["acknowledged"] >= 200
    assert seen["imports"] > 20


def test_the_check_after_a_kill_notices_a_loss(tmp_path):
    """Negative control: a lost file, a lost entry and half a result are seen."""
    store = open_store(f"sqlite:///{tmp_path / 'ilium.db'}")
    client = someone(store)
    store.record(client, Goal(date=DAY, words="goal 1"))
    store.results.add(client, Squat(drop=3 / 1e4), curves=angles())
    assert faults(tmp_path, ["goal 1", "result 1 3"]) == []
    next(store.files.kept()).unlink()
    with store.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM entry")
        connection.exec_driver_sql("DELETE FROM measure WHERE repetition = 1")
    told = faults(tmp_path, ["goal 1", "result 1 4"])
    assert [each.split()[0] for each in told] == ["half", "lost", "lost", "no"]


def write_many(address: str, folder: Path, client: str, who: int) -> None:
    """Entry point of a process of its own."""
    store = open_store(address, folder=folder)
    for at in range(15):
        store.record(client, Goal(date=DAY, words=f"{who} {at}"))
        if at % 5 == 0:
            data = Original(role="trial", format="json", data=b"same bytes")
            store.results.add(client, Squat(), originals=[data])


def test_two_processes_write_at_once(address, store, tmp_path):
    client = someone(store)
    spawn = multiprocessing.get_context("spawn")
    writers = [
        spawn.Process(target=write_many, args=(address, tmp_path / "store", client, at))
        for at in range(2)
    ]
    for each in writers:
        each.start()
    for each in writers:
        each.join(120)
    assert [each.exitcode for each in writers] == [0, 0]
    words = [each.words for each in store.history_of(client).goals]
    assert sorted(words) == sorted(
        f"{who} {at}" for who in range(2) for at in range(15)
    )
    assert len(store.results.of(client)) == 6
    assert store.look().faults == ()


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 1 MB."""
    place = tmp_path / "small"
    place.mkdir()
    mount = shutil.which("mount")
    if mount is None:
        lacking("there is no mount command for a full disk")
    done = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)],
        capture_output=True,
        check=False,
    )
    if done.returncode:
        lacking("a small file system may not be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def fill(store, client: str, acknowledged: list[str]) -> None:
    for at in range(2000):
        words = f"{at} " * 500
        store.record(client, Goal(date=DAY, words=words))
        acknowledged.append(words)


def test_a_full_disk_is_an_error_that_loses_nothing(small_disk):
    store = open_store(f"sqlite:///{small_disk / 'ilium.db'}")
    client = someone(store, "Ada")
    acknowledged: list[str] = []
    with pytest.raises(StoreError, match="full") as caught:
        fill(store, client, acknowledged)
    assert "room" in caught.value.remedy
    assert len(acknowledged) > 20
    words = [each.words for each in store.history_of(client).goals]
    assert words == acknowledged
    big = Original(role="trial", format="json", data=os.urandom(1_000_000))
    with pytest.raises(StoreError, match="full"):
        store.results.add(client, Squat(), originals=[big])
    assert store.results.of(client) == ()
    assert list(store.files.kept()) == []


READ_ONLY = """
import sys
from ilium.errors import StoreError
from ilium.store import open_store
try:
    store = open_store(sys.argv[1])
    store.clients.add(consent=["store"], adult=True)
except StoreError as error:
    print(error)
"""


def test_a_folder_that_may_not_be_written_to_is_told(tmp_path):
    if sys.platform == "win32":
        pytest.skip("rights of folders are other ones here")
    folder = tmp_path / "store"
    address = f"sqlite:///{folder / 'ilium.db'}"
    store = open_store(address)
    someone(store)
    (folder / "ilium.db").chmod(0o400)
    folder.chmod(0o500)
    without: list[str] = []
    if os.geteuid() == 0:
        tool = shutil.which("setpriv")
        if tool is None:
            lacking("there is no setpriv to give up root's rights")
        rights = "-dac_override,-dac_read_search"
        without = [str(tool), f"--bounding-set={rights}", f"--inh-caps={rights}"]
    done = child(*without, sys.executable, "-c", READ_ONLY, address)
    folder.chmod(0o700)
    assert "may not be written to" in done.stdout, done.stderr
    assert "ILIUM_HOME" in done.stdout


def test_a_file_that_is_no_database_is_told(tmp_path):
    (tmp_path / "ilium.db").write_bytes(b"this is a letter, not a database" * 100)
    with pytest.raises(StoreError, match="damaged"):
        open_store(f"sqlite:///{tmp_path / 'ilium.db'}")


@pytest.mark.parametrize("address", ["mysql://x/y", "nonsense"])
def test_an_address_of_another_kind_is_told(address, tmp_path):
    with pytest.raises(StoreError, match="neither"):
        open_store(address, folder=tmp_path)


def test_a_server_that_does_not_run_is_told_without_its_password(tmp_path):
    address = "postgresql://ada:secret@127.0.0.1:1/clinic"
    with pytest.raises(StoreError, match="cannot be reached") as caught:
        open_store(address, folder=tmp_path)
    assert "secret" not in str(caught.value)
