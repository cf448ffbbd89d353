"""The store of clients and cohorts under kills, and two programs at once."""

from __future__ import annotations

import json
import random
import re
import shutil
import signal
import sys

import pytest

from rough_commands import BEGIN, DAY, nothing, study, told
from rough_left import litter, snapshot
from rough_runs import Place, Rough, begin, run
from rough_stores import ADD, BACKUP, COHORT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")


@pytest.fixture
def place(tmp_path):
    return Place(tmp_path)


def good(place, *words, rough=None):
    done = run(place, words, rough)
    assert done.code == 0, (words, done.out, done.err)
    return done


def people(place):
    return {
        each["id"]
        for each in json.loads(good(place, "client", "list", "--json").out)["clients"]
    }


def killed_adding(place, draw, kills, longest):
    """Add people and kill while it happens; who was announced is there."""
    known = people(place)
    for _ in range(kills):
        by = draw.choice((signal.SIGKILL, signal.SIGTERM, signal.SIGINT))
        done = run(place, ADD, after=draw.uniform(0.0, longest), by=by)
        now = people(place)
        announced = set(re.findall(r"^\S+$", done.out, re.MULTILINE))
        assert known <= now
        assert announced <= now
        assert len(now - known) <= 1
        known = now
    assert "whole: yes" in good(place, "store", "info").out
    return known


def test_people_who_were_announced_are_there_after_kills(place):
    longest = good(place, *ADD).seconds
    killed_adding(place, random.Random("people"), 4, longest)


@pytest.mark.full
def test_people_who_were_announced_are_there_after_many_kills(place):
    longest = good(place, *ADD).seconds
    assert len(killed_adding(place, random.Random("many"), 60, longest)) > 10


def test_a_clock_that_goes_back_loses_nobody(place):
    for year in ("year_2040", "year_1970", "year_2040"):
        good(place, *ADD, rough=Rough(first=(year,)))
    assert len(people(place)) == 3
    assert "whole: yes" in good(place, "store", "info").out


def test_a_backup_that_is_ended_leaves_the_one_before(place):
    good(place, *ADD)
    good(place, *BACKUP)
    old = snapshot(place.work, ["b.zip"])
    good(place, *ADD)
    for step in (1, 2, 3):
        for how in (str(int(signal.SIGKILL)), str(int(signal.SIGTERM)), "ENOSPC"):
            done = run(place, BACKUP, Rough(how=how, step=10 + step))
            if done.code:
                assert snapshot(place.work, ["b.zip"]) == old
    good(place, *BACKUP)
    assert snapshot(place.work, ["b.zip"]) != old
    assert litter(place.root) == []


def test_two_logs_at_once_are_both_in_the_file(place):
    nothing(place.work)
    good(place, "programme", "new", "--file", "p.json", "--date", DAY, *BEGIN)
    log = ("programme", "log", "--file", "p.json", "--as-planned", "--date")
    days = [f"2026-01-{day:02d}" for day in (5, 6, 7, 8)]
    both = [begin(place, (*log, day), said=f"said-{day}") for day in days]
    for each in both:
        each.join(300.0)
    assert {each.exitcode for each in both} == {0}
    text = (place.work / "p.json").read_text(encoding="utf-8")
    assert all(day in text for day in days)


def test_a_second_cohort_run_into_one_folder_is_told(place):
    study(place.work)
    first = begin(place, COHORT, said="said-first")
    while not (place.work / "o" / ".lock").exists():
        assert first.exitcode is None
        first.join(0.05)
    second = run(place, COHORT)
    first.join(300.0)
    assert first.exitcode == 0
    if second.code:
        assert told(second.code, second.err)
        assert "Another run" in second.err


def cohort_killed(place, shares, before=None):
    """Kill a cohort's run after shares of its time, and resume it each time.

    Every second one begins with results from before, where there are some.
    """
    out = place.work / "o"
    whole = good(place, *COHORT)
    new = snapshot(place.work, ["o"])
    for number, share in enumerate(shares):
        shutil.rmtree(out)
        if before and number % 2:
            shutil.copytree(before, out)
            assert snapshot(place.work, ["o"]) != new
        run(place, COHORT, after=share * whole.seconds, by=signal.SIGKILL)
        good(place, *COHORT, "--resume")
        assert snapshot(place.work, ["o"]) == new
    assert litter(place.root) == []


def test_a_cohort_that_was_killed_ends_with_the_same_bytes(place):
    study(place.work)
    cohort_killed(place, (0.3, 0.7))


@pytest.mark.full
def test_a_cohort_that_was_killed_often_ends_with_the_same_bytes(place):
    study(place.work)
    (place.work / "other.toml").write_text("[smoothing]\ncutoff = 5.0\n")
    good(place, *COHORT, "--settings", "other.toml")
    before = (place.work / "o").rename(place.work / "before")
    draw = random.Random("cohort")
    cohort_killed(place, [draw.uniform(0.0, 1.0) for _ in range(40)], before)
