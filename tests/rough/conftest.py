"""Each command's old and new output, made once in a session."""

from __future__ import annotations

import itertools
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from rough_commands import Command
from rough_left import looked_at, mixed, part, snapshot
from rough_runs import Ended, Place, Rough, run


@dataclass(frozen=True, kw_only=True)
class Bench:
    """A command that begins with its old output, and what is right afterwards."""

    command: Command
    place: Place
    kept: Path
    names: dict[str, str]
    last: Ended
    old: dict[str, str]
    new: dict[str, str]

    @property
    def states(self) -> list[dict[str, str]]:
        """What may be left: the old, the new, and what lies between where it may."""
        if not self.command.apart:
            return [self.old, self.new]
        parts = [
            [part(each, out) for each in (self.old, self.new)]
            for out in self.command.out
        ]
        last = len(parts)
        return [
            dict(
                itertools.chain.from_iterable(
                    each[at < done].items() for at, each in enumerate(parts)
                )
            )
            for done in range(last + 1)
        ]

    def again(self) -> None:
        """Begin with the old output."""
        shutil.rmtree(self.place.work, ignore_errors=True)
        shutil.copytree(self.kept, self.place.work)

    def now(self) -> dict[str, str]:
        """What can be seen of the output."""
        return snapshot(self.place.work, self.command.out)

    def words(self, words) -> list[str]:
        """Words of the command with the names that they need."""
        return spoken(words, self.names)

    def run(self, rough: Rough | None = None, **how) -> Ended:
        """Begin with the old output and run the command."""
        self.again()
        return self.ran_here(rough, **how)

    def ran_here(self, rough: Rough | None = None, **how) -> Ended:
        """Run the command on what is there."""
        weather = with_first(rough, self.command)
        return run(self.place, self.words(self.command.new), weather, **how)

    def ended(self, rough: Rough | None = None, **how) -> None:
        """End the command; what it left is the old output or the new one."""
        done = self.run(rough, **how)
        where = (self.command.name, rough, how, done.code)
        assert mixed(self.now(), self.old, self.new) == [], where
        looked_at(self.place.work)
        assert self.now() in self.states, where


def spoken(words, names: dict[str, str]) -> list[str]:
    """Words with names in place of what stands in braces."""
    return [str(each).format_map(names) for each in words]


def with_first(rough: Rough | None, command: Command) -> Rough:
    """What happens to a command, after its own stand-ins are taken."""
    wanted = rough or Rough()
    return replace(wanted, first=(*command.first, *wanted.first))


def place_for(root: Path) -> Place:
    """Folders of a row; what ilium keeps lies where the command runs."""
    return Place(root, {"ILIUM_HOME": str(root / "work" / "home")})


@pytest.fixture(scope="session")
def benches(tmp_path_factory):
    made = {}

    def bench(command: Command, root: Path) -> Bench:
        if command.name not in made:
            made[command.name] = _made(command, tmp_path_factory.mktemp("rough"))
        found = Bench(command=command, place=place_for(root), **made[command.name])
        found.again()
        return found

    return bench


def _made(command: Command, root: Path):
    place, kept = place_for(root), root / "kept"
    names = command.make(place.work) or {}
    before = with_first(None, command)
    for words in (*command.begin, command.old):
        done = run(place, spoken(words, names), before)
        assert done.code == 0, (words, done.out, done.err)
    old = snapshot(place.work, command.out)
    shutil.copytree(place.work, kept)
    looking = with_first(Rough(looks=command.out), command)
    last = run(place, spoken(command.new, names), looking)
    assert last.code == 0, (last.out, last.err)
    new = snapshot(place.work, command.out)
    assert old != new
    return {"kept": kept, "names": names, "last": last, "old": old, "new": new}
