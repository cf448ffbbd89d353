"""Killed at any moment, a command leaves the old output or the new one."""

from __future__ import annotations

import random
import signal
import sys

import pytest

from rough_commands import COMMANDS
from rough_left import litter, mixed
from rough_runs import Rough, run

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")
SIGNALS = (signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
QUICK = [each for each in COMMANDS if not each.slow]


def mended(bench):
    """The next run gives the new output and clears away."""
    if bench.now() == bench.old:
        assert run(bench.place, bench.command.new).code == 0
    assert bench.now() == bench.new
    assert litter(bench.place.work) == []


@pytest.mark.parametrize("command", QUICK, ids=lambda each: each.name)
def test_ended_at_a_step_it_leaves_the_old_output_or_the_new_one(
    command, benches, tmp_path
):
    """Seeded steps among the last, where files are put in place."""
    bench = benches(command, tmp_path)
    draw = random.Random(f"rough {command.name}")
    late = range(max(1, bench.last.steps - 12), bench.last.steps + 1)
    assert bench.last.steps > 3
    for at in sorted(draw.sample(late, 3)):
        bench.ended(Rough(how=str(int(draw.choice(SIGNALS))), step=at))
    mended(bench)


@pytest.mark.full
@pytest.mark.parametrize("command", COMMANDS, ids=lambda each: each.name)
def test_ended_at_any_step_or_moment(command, benches, tmp_path):
    bench = benches(command, tmp_path)
    draw = random.Random(f"rough {command.name} full")
    for at in range(1, bench.last.steps + 1):
        bench.ended(Rough(how=str(int(draw.choice(SIGNALS))), step=at))
    mended(bench)
    for _ in range(12):
        moment = draw.uniform(0.0, 1.1 * bench.last.seconds)
        bench.ended(after=moment, by=draw.choice(SIGNALS))
    mended(bench)


def test_the_check_notices_a_file_that_is_neither():
    """Negative control: half a file, a file too many and a mixture are seen."""
    old = {"o/a": "1", "o/b": "1"}
    new = {"o/a": "2", "o/b": "2", "o/c": "2"}
    assert mixed(old, old, new) == mixed(new, old, new) == []
    assert mixed({"o/a": "half", "o/b": "1"}, old, new) == ["o/a"]
    assert mixed({"o/a": "1", "o/b": "1", "o/d": "9"}, old, new) == ["o/d"]
    assert {"o/a": "1", "o/b": "2"} not in (old, new)
