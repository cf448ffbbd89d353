"""What each locked package is needed for: to run, for an extra, or only to build."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from supply_chain.locks import ROOT, Pinned, read_lock

RUN = "run"
APART = ("oracles", "mediapipe")
"""Locks of programs to compare with, in environments of their own."""

Needs = dict[tuple[str, str], tuple[str, ...]]


def needs(root: Path = ROOT) -> Needs:
    """What every version of every locked package is needed for.

    Parameters
    ----------
    root
        Folder with ``pyproject.toml`` and ``locks``.

    Returns
    -------
    dict
        From name and version to ``run``, ``extra NAME`` or the name of a group of
        tools, most needed first. What an extra shares with ``run`` is ``run`` alone.
    """
    found: dict[tuple[str, str], set[str]] = {}
    for lock, roots in _roots(root).items():
        packages = read_lock(root / "locks" / f"{lock}.txt")
        for reason, names in roots.items():
            reached = _reached(packages, names)
            for each in packages:
                if each.name in reached:
                    found.setdefault(each.key, set()).add(reason)
        lost = [each.name for each in packages if each.key not in found]
        if lost:
            raise ValueError(f"{lock}: nothing needs {', '.join(lost)}.")
    return {key: _ordered(reasons) for key, reasons in sorted(found.items())}


def shipped(reasons: Iterable[str]) -> bool:
    """Whether a person who runs ilium may have it, not only who builds it."""
    return any(each == RUN or each.startswith("extra ") for each in reasons)


def _roots(root: Path) -> Mapping[str, Mapping[str, set[str]]]:
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    project, groups = settings["project"], settings["dependency-groups"]
    roots = {RUN: _names(project["dependencies"])}
    extras = project["optional-dependencies"]
    for extra, wanted in extras.items():
        roots[f"extra {extra}"] = _names(wanted) | {
            name for inner in _inner_extras(wanted) for name in _names(extras[inner])
        }
    roots |= {
        group: _names(wanted) for group, wanted in groups.items() if group not in APART
    }
    own = {group: {group: _names(groups[group])} for group in APART}
    return {"test": roots, **own}


def _names(requirements: Iterable[str]) -> set[str]:
    heads = (re.split(r"[\s\[<>=!~;(]", each, maxsplit=1)[0] for each in requirements)
    return {normalised(head) for head in heads} - {"ilium"}


def _inner_extras(requirements: Iterable[str]) -> list[str]:
    found = (re.match(r"ilium\[([\w,\s]+)\]", each) for each in requirements)
    return [name.strip() for each in found if each for name in each[1].split(",")]


def normalised(name: str) -> str:
    """Name as locks write it: small letters, single hyphens."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _reached(packages: Iterable[Pinned], names: set[str]) -> set[str]:
    children: dict[str, set[str]] = {}
    for each in packages:
        for parent in each.parents:
            children.setdefault(parent, set()).add(each.name)
    reached: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += children.get(name, ())
    return reached


def _ordered(reasons: set[str]) -> tuple[str, ...]:
    if RUN in reasons:
        return (RUN,)
    extras = sorted(each for each in reasons if each.startswith("extra "))
    return (*extras, *sorted(reasons - set(extras)))
