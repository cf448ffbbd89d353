"""Each command's old and new output, made once in a session."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from rough_commands import Command
from rough_left import looked_at, mixed, snapshot
from rough_runs import Ended, Place, Rough, run


@dataclass(frozen=True, kw_only=True)
class Bench:
    """A command that begins with its old output, and what is right afterwards."""

    command: Command
    place: Place
    kept: Path
    last: Ended
    old: dict[str, str]
    new: dict[str, str]

    def again(self) -> None:
        """Begin with the old output."""
        shutil.rmtree(self.place.work, ignore_errors=True)
        shutil.copytree(self.kept, self.place.work)

    def now(self) -> dict[str, str]:
        """What can be seen of the output."""
        return snapshot(self.place.work, self.command.out)

    def run(self, rough: Rough | None = None, **how) -> Ended:
        """Begin with the old output and run the command."""
        self.again()
        return self.ran_here(rough, **how)

    def ran_here(self, rough: Rough | None = None, **how) -> Ended:
        """Run the command on what is there."""
        return run(self.place, self.command.new, rough, **how)

    def ended(self, rough: Rough | None = None, **how) -> None:
        """End the command; what it left is the old output or the new one."""
        done = self.run(rough, **how)
        where = (self.command.name, rough, how, done.code)
        assert mixed(self.now(), self.old, self.new) == [], where
        looked_at(self.place.work)
        assert self.now() in (self.old, self.new), where


@pytest.fixture(scope="session")
def benches(tmp_path_factory):
    made = {}

    def bench(command: Command, root: Path) -> Bench:
        if command.name not in made:
            made[command.name] = _made(command, tmp_path_factory.mktemp("rough"))
        found = Bench(command=command, place=Place(root), **made[command.name])
        found.again()
        return found

    return bench


def _made(command: Command, root: Path):
    place, kept = Place(root), root / "kept"
    command.make(place.work)
    for words in (*command.begin, command.old):
        done = run(place, words)
        assert done.code == 0, (words, done.out, done.err)
    old = snapshot(place.work, command.out)
    shutil.copytree(place.work, kept)
    last = run(place, command.new)
    assert last.code == 0, (last.out, last.err)
    new = snapshot(place.work, command.out)
    assert old != new
    return {"kept": kept, "last": last, "old": old, "new": new}
