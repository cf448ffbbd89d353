"""Full, forbidden, lonely and crowded: the command says so, or works."""

from __future__ import annotations

import os
import sys

import pytest

from conftest import lacking
from rough_commands import told
from rough_left import litter, part
from rough_runs import Rough, begin
from rough_tables import COMMANDS
from rough_weather import may_leave_the_network

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")
ROOT = sys.platform == "linux" and os.geteuid() == 0
ALL = [
    pytest.param(each, id=each.name, marks=[pytest.mark.full] if each.slow else [])
    for each in COMMANDS
]


def _within(place, outs):
    """Whether a folder is an output, or lies in one."""
    return place.is_dir() and any(each in outs for each in (place, *place.parents))


@pytest.mark.parametrize("command", ALL)
def test_no_room_at_any_step_keeps_the_old_output_and_says_so(
    command, benches, tmp_path
):
    bench = benches(command, tmp_path)
    for step in (bench.last.steps // 2, bench.last.steps - 2):
        done = bench.run(Rough(how="ENOSPC", step=step))
        if done.code == 0:
            assert bench.now() == bench.new
        else:
            assert told(done.code, done.err), (step, done.code, done.err)
            assert "Make room" in done.err, done.err
            assert bench.now() in bench.states[:-1]
        assert litter(bench.place.work) == []


@pytest.mark.parametrize("command", ALL)
def test_a_folder_that_may_not_be_written_to_stays_and_is_named(
    command, benches, tmp_path
):
    if not ROOT:
        lacking("this user is not root")
    bench = benches(command, tmp_path)
    work = bench.place.work
    outs = [work / each for each in command.out]
    shut = [work, *(each for each in work.rglob("*") if _within(each, outs))]
    for each in shut:
        each.chmod(0o500)
    try:
        done = bench.ran_here(Rough(first=("as_anybody",)))
    finally:
        for each in shut:
            each.chmod(0o700)
    assert told(done.code, done.err), (done.code, done.err)
    assert "may write to" in done.err
    assert bench.now() == bench.old


@pytest.mark.parametrize("command", ALL)
def test_neither_network_nor_home_nor_clock_change_what_is_written(
    command, benches, tmp_path
):
    """Made today; again in 2040 without any network or home; then in 1970."""
    bench = benches(command, tmp_path)
    alone = ("no_network",) if may_leave_the_network() else ()
    for first in (("no_home", "year_2040", *alone), ("year_1970",)):
        done = bench.run(Rough(first=first))
        assert done.code == 0, (first, done.err)
        assert bench.now() == bench.new


@pytest.mark.parametrize("command", ALL)
def test_two_runs_into_one_folder_leave_the_work_of_one(command, benches, tmp_path):
    if command.adds:
        pytest.skip("it adds to its file: see the test of two logs")
    bench = benches(command, tmp_path)
    rough = Rough(first=command.first)
    both = [
        begin(bench.place, bench.words(words), rough, said=f"said-{at}")
        for at, words in enumerate((command.old, command.new))
    ]
    for each in both:
        each.join(300.0)
    assert [each.exitcode for each in both] == [0, 0]
    for each in command.out if command.apart else [""]:
        mine = [part(found, each) for found in (bench.now(), bench.old, bench.new)]
        assert mine[0] in mine[1:]
    assert litter(bench.place.work) == []
