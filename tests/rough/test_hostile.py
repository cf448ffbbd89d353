"""Full, forbidden, nameless, lonely and crowded: the command says so or works."""

from __future__ import annotations

import os
import shutil
import sys

import pytest

from conftest import lacking
from rough_commands import COMMANDS, Command, told
from rough_left import litter, snapshot
from rough_runs import Place, Rough, begin, run

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")
BY_NAME = {each.name: each for each in COMMANDS}
QUICK = [each for each in COMMANDS if not each.slow]
ALL = [
    pytest.param(each, id=each.name, marks=[pytest.mark.full] if each.slow else [])
    for each in COMMANDS
]
ROOT = os.geteuid() == 0 if hasattr(os, "geteuid") else False


@pytest.fixture
def place(tmp_path):
    return Place(tmp_path)


def prepared(place: Place, command: Command) -> dict[str, str]:
    """The command's old output."""
    command.make(place.work)
    for words in (*command.begin, command.old):
        done = run(place, words)
        assert done.code == 0, (words, done.err)
    return snapshot(place.work, command.out)


def needs_root() -> None:
    if not ROOT:
        lacking("this user is not root")


@pytest.mark.parametrize("command", ALL)
def test_no_room_at_any_step_keeps_the_old_output_and_says_so(command, place):
    old = prepared(place, command)
    kept = place.root / "kept"
    shutil.copytree(place.work, kept)
    steps = run(place, command.new).steps
    for step in (1, steps // 2, steps - 1):
        shutil.rmtree(place.work)
        shutil.copytree(kept, place.work)
        done = run(place, command.new, Rough(how="ENOSPC", step=max(step, 1)))
        now = snapshot(place.work, command.out)
        if done.code == 0:
            assert now != old, "it says that all is well, and wrote nothing"
        else:
            assert told(done.code, done.err), (step, done.code, done.err)
            assert "oom" in done.err, done.err
            assert now == old
        assert litter(place.work) == []


@pytest.mark.parametrize("command", ALL)
def test_a_folder_that_may_not_be_written_to_stays_and_is_named(command, place):
    needs_root()
    old = prepared(place, command)
    shut = [place.work, *(x for x in place.work.rglob("*") if x.is_dir())]
    for each in shut:
        each.chmod(0o500)
    try:
        done = run(place, command.new, Rough(first=("as_anybody",)))
    finally:
        for each in shut:
            each.chmod(0o700)
    assert told(done.code, done.err), (done.code, done.err)
    assert "may write to" in done.err
    assert snapshot(place.work, command.out) == old


@pytest.mark.parametrize("command", ALL)
def test_neither_network_nor_home_nor_clock_change_what_is_written(command, place):
    """Year 1970 and after it 2040; loopback is absent too."""
    prepared(place, command)
    kept = place.root / "kept"
    shutil.copytree(place.work, kept)
    weather = ("no_home", "year_2040", *(("no_network",) if ROOT else ()))
    seen = []
    for first in ((), weather, ("year_1970",)):
        shutil.rmtree(place.work)
        shutil.copytree(kept, place.work)
        done = run(place, command.new, Rough(first=first))
        assert done.code == 0, (first, done.err)
        seen.append(snapshot(place.work, command.out))
    assert seen[0] == seen[1] == seen[2]


@pytest.mark.parametrize("command", ALL)
def test_two_runs_into_one_folder_leave_the_work_of_one(command, place):
    if command.name == "programme-log":
        pytest.skip("adds to its file: see the test of two logs")
    seen = [prepared(place, command)]
    assert run(place, command.new).code == 0
    seen.append(snapshot(place.work, command.out))
    both = [
        begin(place, words, said=f"said-{at}")
        for at, words in enumerate((command.old, command.new))
    ]
    for each in both:
        each.join(300.0)
    assert {each.exitcode for each in both} <= {0, 2}
    assert snapshot(place.work, command.out) in seen
    assert litter(place.work) == []
