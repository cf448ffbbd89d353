"""What a command left: bytes of every file, and what lies about."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path

from ilium.core.atomic import PREFIX, settle


@dataclass(kw_only=True)
class Glimpse:
    """What a kill would have left before some steps of a run.

    `left` is the output as it lies there, `after` as it is once the next command has
    looked into its folders, `litter` what lies about even then; `steps` the number of
    steps in a row before which this was so.
    """

    left: dict[str, str]
    after: dict[str, str]
    litter: list[str]
    steps: int = 1

    def same_as(self, other: Glimpse) -> bool:
        """Whether the same was seen."""
        mine, theirs = ((x.left, x.after, x.litter) for x in (self, other))
        return mine == theirs


def snapshot(work: Path, outputs) -> dict[str, str]:
    """Hash of every visible file of the outputs."""
    found = {}
    for output in outputs:
        place = work / output
        files = [place] if place.is_file() else sorted(place.rglob("*"))
        for each in files:
            parts = each.relative_to(work).parts
            hidden = any(part.startswith(PREFIX) for part in parts)
            if each.is_file() and not hidden:
                name = each.relative_to(work).as_posix()
                found[name] = hashlib.sha256(each.read_bytes()).hexdigest()
    return found


def glimpse(work: Path, outputs, copy: Path) -> Glimpse:
    """Look at a copy of the folder, in which every lock is free as after a kill."""
    shutil.copytree(work, copy, symlinks=True)
    left = snapshot(copy, outputs)
    looked_at(copy)
    found = Glimpse(left=left, after=snapshot(copy, outputs), litter=litter(copy))
    shutil.rmtree(copy)
    return found


def mixed(now, old, new) -> list[str]:
    """Files that are neither as they were nor as they become."""
    names = {*now, *old, *new}
    return sorted(
        each for each in names if now.get(each) not in (old.get(each), new.get(each))
    )


def looked_at(work: Path) -> None:
    """Do what every command does first with a folder that it reads or writes."""
    for each in (work, *(x for x in work.rglob("*") if x.is_dir())):
        if not each.name.startswith(PREFIX) and each.exists():
            settle(each)


def litter(root: Path) -> list[str]:
    """Hidden and temporary folders of ilium below a folder."""
    marks = (PREFIX, "ilium-scratch-")
    return sorted(
        each.relative_to(root).as_posix()
        for each in root.rglob("*")
        if each.name.startswith(marks)
    )


def part(found: dict[str, str], output: str) -> dict[str, str]:
    """What belongs to one of several outputs; everything to none."""
    return {
        name: each
        for name, each in found.items()
        if not output or name == output or name.startswith(f"{output}/")
    }
