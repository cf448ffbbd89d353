"""Every dependency with its licence and what it is needed for, and what is wrong."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution
from pathlib import Path

from supply_chain import rules
from supply_chain.locks import ROOT, read_page_lock
from supply_chain.needs import needs, normalised, shipped

Key = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Row:
    """One version of one dependency.

    Parameters
    ----------
    kind
        ``python`` or ``page``.
    name, version
        As the lock has them.
    licence
        SPDX expression; empty where it is not known.
    needed
        What for.
    shipped
        Whether a person who runs ilium may have it.
    """

    kind: str
    name: str
    version: str
    licence: str
    needed: tuple[str, ...]
    shipped: bool

    @property
    def problem(self) -> str:
        """What stops it from being used, or nothing."""
        if not rules.known(self.licence):
            said = self.licence or "none is stated"
            return f"{self.name} {self.version}: licence not known ({said})"
        if self.shipped and not rules.compatible(self.licence):
            return f"{self.name} {self.version}: {self.licence} beside ilium's MIT"
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """What was decided by reading.

    Parameters
    ----------
    licences
        Expression by package.
    carried
        Expression by package and beginning of a library's file name.
    excepted
        Libraries of a package that are named though they are not compatible.
    """

    licences: Mapping[str, str]
    carried: Mapping[str, Mapping[str, str]]
    excepted: Mapping[str, tuple[str, ...]]


def decisions(root: Path = ROOT) -> Decisions:
    """Read ``locks/licences.toml``."""
    said = tomllib.loads((root / "locks/licences.toml").read_text(encoding="utf-8"))
    return Decisions(
        licences={name: each[0] for name, each in said["decided"].items()},
        carried=said["carried"],
        excepted={name: tuple(each) for name, each in said["excepted"].items()},
    )


def kept(root: Path = ROOT) -> dict[Key, str]:
    """Read ``locks/licences.json``: what packages stated when they were locked."""
    said = json.loads((root / "locks/licences.json").read_text(encoding="utf-8"))
    return {(name, version): spdx for name, each in said.items()
            for version, spdx in each.items()}  # fmt: skip


def rows(root: Path = ROOT) -> list[Row]:
    """Every locked dependency, Python's first.

    Parameters
    ----------
    root
        Folder of the project.

    Returns
    -------
    list of Row
        By kind and name.
    """
    stated, decided = kept(root), decisions(root).licences
    python = [
        Row(
            kind="python",
            name=name,
            version=version,
            licence=decided.get(name) or stated.get((name, version), ""),
            needed=reasons,
            shipped=shipped(reasons),
        )
        for (name, version), reasons in needs(root).items()
    ]
    pages = [
        Row(
            kind="page",
            name=each.name,
            version=each.version,
            licence=each.licence,
            needed=("test",) if each.tool else ("extra app",),
            shipped=not each.tool,
        )
        for each in read_page_lock(root / "package-lock.json")
    ]
    return [*python, *pages]


def problems(table: list[Row], decided: Decisions) -> list[str]:
    """Everything that is not known or not compatible.

    Parameters
    ----------
    table
        The dependencies.
    decided
        What was decided by reading.

    Returns
    -------
    list of str
        One sentence each; empty where all is well.
    """
    found = [each.problem for each in table if each.problem]
    for package, libraries in decided.carried.items():
        for library, licence in libraries.items():
            named = library in decided.excepted.get(package, ())
            if not rules.known(licence):
                found.append(f"{package} carries {library}: licence not known")
            elif not rules.compatible(licence) and not named:
                found.append(f"{package} carries {library}: {licence}")
    return found


def undeclared(
    table: list[Row], local: Mapping[Key, Distribution], decided: Decisions
) -> Iterator[str]:
    """Libraries inside installed wheels that ``locks/licences.toml`` does not name.

    Parameters
    ----------
    table
        The dependencies.
    local
        Installed packages.
    decided
        What was decided by reading.

    Yields
    ------
    str
        One sentence each.
    """
    wanted = {(each.name, each.version) for each in table if each.shipped}
    for key, distribution in sorted(local.items()):
        known = tuple(decided.carried.get(normalised(key[0]), ()))
        for file in distribution.files or () if key in wanted else ():
            if file.parts[0].endswith(".libs") and not file.name.startswith(known):
                yield f"{key[0]} {key[1]} carries {file.name}, which is not declared"
