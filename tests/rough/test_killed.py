"""Killed at any moment, a command leaves the old output or the new one."""

from __future__ import annotations

import random
import signal
import sys
import time
from pathlib import Path

import pytest

from rough_left import glimpse, litter, mixed
from rough_runs import Rough, run
from rough_tables import COMMANDS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")
SIGNALS = (signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
QUICK = [each for each in COMMANDS if not each.slow]
LOOKED_AT = [
    pytest.param(each, id=each.name, marks=[pytest.mark.full] if each.long else [])
    for each in COMMANDS
]
LATE = 40
"""Last steps of a run, among which files are put in place."""
PATIENCE = 120.0
"""How long one command is ended again and again in the full form [s]."""


def mended(bench):
    """The next run gives the new output and clears away."""
    if bench.now() != bench.new:
        assert bench.ran_here().code == 0
    assert bench.now() == bench.new
    assert litter(bench.place.work) == []


@pytest.mark.parametrize("command", LOOKED_AT)
def test_before_every_step_the_disk_holds_the_old_output_or_the_new_one(
    command, benches, tmp_path
):
    """One run, looked at before each step: what SIGKILL would have left there."""
    bench = benches(command, tmp_path)
    assert sum(each.steps for each in bench.last.seen) == bench.last.steps > 3
    assert bench.last.seen[0].left == bench.old
    for each in bench.last.seen:
        assert mixed(each.left, bench.old, bench.new) == [], each
        assert each.after in bench.states, each
        assert each.litter == []


@pytest.mark.parametrize("command", QUICK, ids=lambda each: each.name)
def test_ended_at_a_step_it_leaves_the_old_output_or_the_new_one(
    command, benches, tmp_path
):
    """Seeded steps among the last, where files are put in place."""
    bench = benches(command, tmp_path)
    draw = random.Random(f"rough {command.name}")
    late = range(max(1, bench.last.steps - 12), bench.last.steps + 1)
    for at in sorted(draw.sample(late, 3)):
        bench.ended(Rough(how=str(int(draw.choice(SIGNALS))), step=at))
    mended(bench)


@pytest.mark.full
@pytest.mark.parametrize("command", COMMANDS, ids=lambda each: each.name)
def test_ended_at_many_steps_and_moments(command, benches, tmp_path):
    """Ended by signals at the last 40 steps, at as many seeded others, at 12 moments.

    A run of many seconds has fewer of them: moments first, then steps from the last
    backwards and others in turn, until `PATIENCE` is over, which the line that is
    printed tells. What SIGKILL leaves at each and every step the test above looks at.
    """
    bench = benches(command, tmp_path)
    draw = random.Random(f"rough {command.name} full")
    start, kills = time.monotonic(), 0
    for _ in range(12):
        moment = draw.uniform(0.0, 1.1 * bench.last.seconds)
        bench.ended(after=moment, by=draw.choice(SIGNALS))
        kills += 1
    mended(bench)
    for at in _in_turn(bench.last.steps, draw):
        if time.monotonic() - start > PATIENCE:
            break
        bench.ended(Rough(how=str(int(draw.choice(SIGNALS))), step=at))
        kills += 1
    mended(bench)
    steps, looks = bench.last.steps, len(bench.last.seen)
    seconds = time.monotonic() - start
    told = f"{command.name}: {steps=} {looks=} {kills=} {seconds=:.0f}"
    sys.stdout.write(f"{told}\n")


def _in_turn(steps, draw):
    """The last steps, latest first, and in turn with them as many of the others."""
    late = list(range(steps, max(0, steps - LATE), -1))
    early = list(range(1, steps - LATE + 1))
    others = draw.sample(early, min(LATE, len(early)))
    for at, each in enumerate(late):
        yield each
        yield from others[at : at + 1]


def test_the_check_notices_a_file_that_is_neither():
    """Negative control: half a file, a file too many and a mixture are seen."""
    old = {"o/a": "1", "o/b": "1"}
    new = {"o/a": "2", "o/b": "2", "o/c": "2"}
    assert mixed(old, old, new) == mixed(new, old, new) == []
    assert mixed({"o/a": "half", "o/b": "1"}, old, new) == ["o/a"]
    assert mixed({"o/a": "1", "o/b": "1", "o/d": "9"}, old, new) == ["o/d"]
    assert {"o/a": "1", "o/b": "2"} not in (old, new)


def test_a_look_notices_what_a_program_that_writes_in_place_would_leave(tmp_path):
    """Negative control: half of a file, and a hidden folder that nobody owns."""
    work = tmp_path / "work"
    (work / "o").mkdir(parents=True)
    file = work / "o" / "a"
    file.write_text("old")
    before = glimpse(work, ["o"], tmp_path / "copy")
    file.write_text("ne")
    half = glimpse(work, ["o"], tmp_path / "copy")
    file.write_text("new")
    after = glimpse(work, ["o"], tmp_path / "copy")
    assert not before.same_as(half)
    assert mixed(half.left, before.left, after.left) == ["o/a"]
    (work / "o" / ".ilium-new-kept" / "x").mkdir(parents=True)
    left = glimpse(work, ["o"], tmp_path / "copy").litter
    assert left == ["o/.ilium-new-kept"]
    assert not Path(tmp_path / "copy").exists()


def test_a_run_that_is_not_looked_at_tells_nothing(tmp_path, benches):
    """Negative control: looks come from the process itself, not from its making."""
    bench = benches(QUICK[0], tmp_path)
    done = run(bench.place, ("weights", "list"), Rough(looks=("o",)))
    assert done.code == 0
    assert done.seen == ()
