"""Every command that changes the store, ended at random moments: before, or after."""

from __future__ import annotations

import random
import shutil
import signal
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from ilium.store import open_store
from rough_commands import BEGIN, DAY, squats, sticks
from rough_left import looked_at, snapshot
from rough_runs import Place, Rough, run
from rough_stores import ADD, BACKUP, CHANGES, MIGRATE, ON

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")
SIGNALS = (signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
QUICK = [name for name, each in CHANGES.items() if not each.slow]
NO_HASH = "no hash: nobody signs in"
OLDEST = Path(__file__).parents[1] / "migrations" / "0001.sql"


def good(place, *words, rough=None):
    done = run(place, words, rough)
    assert done.code == 0, (words, done.out, done.err)
    return done.out


def database(place):
    return next((place.root / "home").rglob("*.db"))


def rows(place):
    """Number of rows of every table, and whether accounts may sign in, and how."""
    with closing(sqlite3.connect(database(place))) as store:
        query = "SELECT name FROM sqlite_master WHERE type = 'table'"
        names = [name for (name,) in store.execute(query)]
        counts = {
            name: store.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
            for name in names
        }
        query = "SELECT login, active, password = ? FROM account"
        return counts, store.execute(query, (NO_HASH,)).fetchall()


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """A store with two people, a course with one of them, accounts, a backup."""
    place = Place(tmp_path_factory.mktemp("begun"))
    squats(place.work)
    sticks(place.work)
    eve = good(place, *ADD).split()[0]
    group = good(place, "group", "new", "Monday", "--start", "2026-01-05").split()[0]
    good(place, "group", "add", group, eve)
    good(place, "questionnaire", "add", eve, "nprs", "now=5", *ON)
    good(place, "programme", "new", "--client", eve, "--date", DAY, *BEGIN)
    good(place, *BACKUP)
    ada = good(place, *ADD).split()[0]
    accounts = open_store(f"sqlite:///{database(place)}").accounts
    for login in ("coach", "other", "away"):
        accounts.add(login, NO_HASH, role="coach")
    good(place, "account", "off", "away")
    names = {"ada": ada, "eve": eve, "group": group}
    return place, names | {"backup": str(place.work / "b.zip")}


def noted(found):
    """The same rows with one more line in the log of what was done."""
    counts, accounts = found
    return {**counts, "audit": counts["audit"] + 1}, accounts


def ended(begun, folder, name, kills):
    """End a command so many times, each time from the same store."""
    first, names = begun
    change = CHANGES[name]
    words = [each.format_map(names) for each in change.words]
    rough = Rough(first=change.first)

    def copy(number):
        shutil.copytree(first.root, folder / str(number))
        return Place(folder / str(number))

    def left(place):
        looked_at(place.work)
        return snapshot(place.work, change.out)

    run(copy("first"), words, rough)  # what Python compiles, it compiles here
    whole = copy("whole")
    before, longest = rows(whole), run(whole, words, rough)
    assert longest.code == 0, longest.err
    after, written = rows(whole), left(whole)
    assert after != before
    states = [before, *([noted(before)] if change.begins else []), after]
    draw = random.Random(f"rough {name}")
    for number in range(kills):
        place = copy(number)
        moment = draw.uniform(0.0, longest.seconds)
        done = run(place, words, rough, after=moment, by=draw.choice(SIGNALS))
        assert "whole: yes" in good(place, "store", "info")
        assert rows(place) in (states if done.code else [after])
        assert left(place) in ({}, written)
        assert left(place) == written or rows(place) != after
        shutil.rmtree(place.root)


@pytest.mark.parametrize("name", QUICK)
def test_a_change_of_the_store_is_made_wholly_or_not_at_all(begun, tmp_path, name):
    ended(begun, tmp_path, name, 2)


@pytest.mark.full
@pytest.mark.parametrize("name", CHANGES)
def test_a_change_of_the_store_is_whole_after_many_kills(begun, tmp_path, name):
    ended(begun, tmp_path, name, 40)


def schema(place):
    with closing(sqlite3.connect(database(place))) as store:
        return store.execute("SELECT sql FROM sqlite_master ORDER BY name").fetchall()


def migrated(folder, kills):
    """End the way to the newest schema; go it again, and nobody is lost."""

    def oldest(name):
        place = Place(folder / name)
        (place.root / "home" / "store").mkdir()
        file = place.root / "home" / "store" / "ilium.db"
        with closing(sqlite3.connect(file)) as store:
            store.executescript(OLDEST.read_text(encoding="utf-8"))
        return place

    whole = oldest("whole")
    before, longest = schema(whole), run(whole, MIGRATE)
    assert longest.code == 0, longest.err
    after, people = schema(whole), good(whole, "client", "list", "--json")
    assert before != after
    draw = random.Random("rough migrate")
    for number in range(kills):
        place = oldest(str(number))
        moment = draw.uniform(0.0, longest.seconds)
        run(place, MIGRATE, after=moment, by=draw.choice(SIGNALS))
        assert schema(place) in (before, after)
        good(place, *MIGRATE)
        assert schema(place) == after
        assert good(place, "client", "list", "--json") == people
        assert "whole: yes" in good(place, "store", "info")


def test_a_store_is_brought_to_the_newest_schema_wholly_or_not_at_all(tmp_path):
    migrated(tmp_path, 2)


@pytest.mark.full
def test_a_store_is_brought_to_the_newest_schema_after_many_kills(tmp_path):
    migrated(tmp_path, 40)
