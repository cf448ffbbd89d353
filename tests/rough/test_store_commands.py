"""Every command that changes the store, ended at random moments: before, or after."""

from __future__ import annotations

import random
import shutil
import signal
import sqlite3
import sys
from contextlib import closing

import pytest

from ilium.store import open_store
from rough_runs import Place, run

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")
SIGNALS = (signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
DAY = ("--on", "2026-01-05")
COMMANDS = {
    "group-new": ("group", "new", "Tuesday", "--start", "2026-01-06"),
    "group-add": ("group", "add", "{group}", "{ada}"),
    "group-attend": ("group", "attend", "{group}", "{eve}", *DAY),
    "questionnaire": ("questionnaire", "add", "{ada}", "nprs", "now=3", *DAY),
    "screen": ("client", "screen", "{ada}", "--all-no", *DAY),
    "consent": ("client", "consent", "{ada}", "--withdraw", "store"),
    "erase": ("client", "erase", "{eve}", "--yes"),
    "restore": ("store", "restore", "{backup}", "--replace"),
    "account": ("account", "off", "coach"),
}


def good(place, *words):
    done = run(place, words)
    assert done.code == 0, (words, done.out, done.err)
    return done.out


def rows(place):
    """Number of rows of every table, and whether accounts may sign in."""
    file = next((place.root / "home").rglob("*.db"))
    with closing(sqlite3.connect(file)) as store:
        query = "SELECT name FROM sqlite_master WHERE type = 'table'"
        names = [name for (name,) in store.execute(query)]
        counts = {
            name: store.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
            for name in names
        }
        return counts, store.execute("SELECT login, active FROM account").fetchall()


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """A store with two people, a course with one of them, an account, a backup."""
    place = Place(tmp_path_factory.mktemp("begun"))
    add = ("client", "add", "--adult", "--consent", "store")
    eve = good(place, *add).split()[0]
    group = good(place, "group", "new", "Monday", "--start", "2026-01-05").split()[0]
    good(place, "group", "add", group, eve)
    good(place, "questionnaire", "add", eve, "nprs", "now=5", *DAY)
    good(place, "store", "backup", "b.zip")
    ada = good(place, *add).split()[0]
    database = next((place.root / "home").rglob("*.db"))
    for login in ("coach", "other"):
        accounts = open_store(f"sqlite:///{database}").accounts
        accounts.add(login, "no hash: nobody signs in", role="coach")
    names = {"ada": ada, "eve": eve, "group": group}
    return place, names | {"backup": str(place.work / "b.zip")}


def ended(begun, folder, name, kills):
    """End a command so many times, each time from the same store."""
    first, names = begun
    words = [each.format_map(names) for each in COMMANDS[name]]

    def copy(number):
        shutil.copytree(first.root, folder / str(number))
        return Place(folder / str(number))

    whole = copy("whole")
    before, longest = rows(whole), run(whole, words)
    assert longest.code == 0, longest.err
    after = rows(whole)
    assert after != before
    draw = random.Random(f"rough {name}")
    for number in range(kills):
        place = copy(number)
        moment = draw.uniform(0.0, longest.seconds)
        done = run(place, words, after=moment, by=draw.choice(SIGNALS))
        assert rows(place) in ((before, after) if done.code else (after,))
        assert "whole: yes" in good(place, "store", "info")


@pytest.mark.parametrize("name", COMMANDS)
def test_a_change_of_the_store_is_made_wholly_or_not_at_all(begun, tmp_path, name):
    ended(begun, tmp_path, name, 2)


@pytest.mark.full
@pytest.mark.parametrize("name", COMMANDS)
def test_a_change_of_the_store_is_whole_after_many_kills(begun, tmp_path, name):
    ended(begun, tmp_path, name, 40)
