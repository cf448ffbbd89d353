"""Killed at any moment, a command leaves the old output or the new one."""

from __future__ import annotations

import random
import shutil
import signal

import pytest

from rough_commands import COMMANDS
from rough_left import litter, looked_at, mixed, snapshot
from rough_runs import Place, Rough, run

pytestmark = pytest.mark.skipif(
    not hasattr(signal, "SIGKILL"), reason="needs SIGKILL and fork"
)
SIGNALS = (signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
QUICK = [each for each in COMMANDS if not each.slow]


class Killing:
    """One command with its old and its new output, and kills in between."""

    def __init__(self, command, root):
        self.command, self.place = command, Place(root)
        work = self.place.work
        command.make(work)
        for words in command.begin:
            assert run(self.place, words).code == 0
        self.before = root / "before"
        shutil.copytree(work, self.before)
        self._good(command.old)
        self.old = snapshot(work, command.out)
        self.kept = root / "kept"
        shutil.copytree(work, self.kept)
        self.last = self._good(command.new)
        self.new = snapshot(work, command.out)
        assert self.old != self.new

    def _good(self, words):
        done = run(self.place, words)
        assert done.code == 0, (words, done.out, done.err)
        return done

    def again(self):
        """Begin with the old output."""
        shutil.rmtree(self.place.work)
        shutil.copytree(self.kept, self.place.work)

    def killed(self, rough=None, **how):
        """End the command; look at what it left; then let it work to its end."""
        self.again()
        work = self.place.work
        done = run(self.place, self.command.new, rough, **how)
        now = snapshot(work, self.command.out)
        where = (self.command.name, rough, how, done.code)
        assert mixed(now, self.old, self.new) == [], where
        looked_at(work)
        assert snapshot(work, self.command.out) in (self.old, self.new), where
        return done

    def mended(self):
        """The next run gives the new output and clears away."""
        if snapshot(self.place.work, self.command.out) == self.old:
            self._good(self.command.new)
        assert snapshot(self.place.work, self.command.out) == self.new
        assert litter(self.place.work) == []


def seeded(command):
    return random.Random(f"rough {command.name}")


@pytest.mark.parametrize("command", QUICK, ids=lambda each: each.name)
def test_ended_at_a_step_it_leaves_the_old_output_or_the_new_one(command, tmp_path):
    killing = Killing(command, tmp_path)
    draw = seeded(command)
    steps = range(1, killing.last.steps + 1)
    late = steps[-min(len(steps), 12) :]
    for at in sorted(draw.sample(late, min(3, len(late)))):
        killing.killed(Rough(how=str(int(draw.choice(SIGNALS))), step=at))
    killing.mended()


@pytest.mark.full
@pytest.mark.parametrize("command", COMMANDS, ids=lambda each: each.name)
def test_killed_at_any_step_or_moment(command, tmp_path):
    killing = Killing(command, tmp_path)
    draw = seeded(command)
    for at in range(1, killing.last.steps + 1):
        killing.killed(Rough(how=str(int(draw.choice(SIGNALS))), step=at))
    killing.mended()
    for _ in range(12):
        moment = draw.uniform(0.0, 1.1 * killing.last.seconds)
        killing.killed(after=moment, by=draw.choice(SIGNALS))
    killing.mended()


def test_the_check_notices_a_file_that_is_neither(tmp_path):
    """Negative control: half a file, a file too many and a mixture are seen."""
    old = {"o/a": "1", "o/b": "1"}
    new = {"o/a": "2", "o/b": "2", "o/c": "2"}
    assert mixed(old, old, new) == mixed(new, old, new) == []
    assert mixed({"o/a": "half", "o/b": "1"}, old, new) == ["o/a"]
    assert mixed({"o/a": "1", "o/b": "1", "o/d": "9"}, old, new) == ["o/d"]
    assert {"o/a": "1", "o/b": "2"} not in (old, new)
