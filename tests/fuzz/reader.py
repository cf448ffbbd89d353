"""One way into ilium: whole files of its kind, and the call that reads them."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fuzz.mutations import mutated

SEED = 20_261_122
Members = dict[str, bytes]
"""Names and bytes of an input's files; most inputs have one."""


def members_in(folder: Path) -> Members:
    """Every file below a folder."""
    return {
        each.relative_to(folder).as_posix(): each.read_bytes()
        for each in sorted(folder.rglob("*"))
        if each.is_file()
    }


def the_file(folder: Path) -> Path:
    """The only file of an input."""
    return next(each for each in sorted(folder.iterdir()) if each.is_file())


def nothing() -> None:
    """Prepare nothing."""


def nobody() -> Sequence[int]:
    return ()


@dataclass(eq=False)
class Reader:
    """One way into ilium.

    Parameters
    ----------
    name
        Also the name of its folder in the corpus.
    make
        Makes whole inputs in an empty folder.
    call
        Reads an input that lies in a folder.
    share
        Its part of all inputs, against the others [1].
    seconds
        How long an input may take [s].
    mend
        Makes a damaged input fit again where a sum would refuse it at once.
    kept
        Files that are not damaged.
    begin
        Called before every range.
    children
        Processes that work for it.
    whole
        Whether every seed must be read; of requests, some are refused by design.
    """

    name: str
    make: Callable[[Path], Sequence[Members]]
    call: Callable[[Path], Any]
    share: float = 1.0
    seconds: float = 10.0
    mend: Callable[[Members], Members] | None = None
    kept: tuple[str, ...] = ()
    begin: Callable[[], None] = nothing
    children: Callable[[], Sequence[int]] = nobody
    whole: bool = True
    _seeds: list[Members] = field(default_factory=list)

    def seeds(self) -> list[Members]:
        """Whole inputs, made once."""
        if not self._seeds:
            with tempfile.TemporaryDirectory(prefix="ilium-fuzz-seeds-") as folder:
                self._seeds = [dict(each) for each in self.make(Path(folder))]
        return self._seeds

    def damaged(self, number: int) -> Members:
        """One damaged input; the same number gives the same."""
        chance = random.Random(f"{SEED}/{self.name}/{number}")
        members = dict(chance.choice(self.seeds()))
        names = [each for each in members if each not in self.kept]
        if len(names) > 1 and chance.random() < 0.1:
            one, other = chance.sample(names, 2)
            if chance.random() < 0.5:
                del members[one]
            else:
                members[one] = members[other]
        else:
            for name in chance.sample(names, min(len(names), chance.choice([1, 1, 2]))):
                members[name] = mutated(members[name], self._alike(name), chance, name)
        return self.mend(members) if self.mend else members

    def _alike(self, name: str) -> list[bytes]:
        ending = name.rpartition(".")[2]
        return [
            data
            for each in self.seeds()
            for key, data in each.items()
            if key.rpartition(".")[2] == ending
        ]


def texts(**named: str) -> list[Members]:
    """Inputs of one file each; ``a__toml`` is a.toml."""
    return [{name.replace("__", "."): text.encode()} for name, text in named.items()]


def each_file(paths: Mapping[str, Path] | Sequence[Path]) -> list[Members]:
    """Inputs of one file each, read from where they were made."""
    found = paths.values() if isinstance(paths, Mapping) else paths
    return [{path.name: path.read_bytes()} for path in found]
