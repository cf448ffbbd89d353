"""What a command left: bytes of every file, and what lies about."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ilium.core.atomic import PREFIX, settle


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
