"""Groups of muscles that people know, summed over the model's parts of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np

from ilium.core.from_toml import from_table, read_toml
from ilium.core.quantity import FloatArray

_FILE: Final = Path(__file__).with_name("groups.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class MuscleGroup:
    """Muscles that act as one in people's words.

    Parameters
    ----------
    name, title
        In files, and for people.
    muscles
        Regular expressions of OpenSim's names without the side.
    """

    name: str
    title: str
    muscles: tuple[str, ...]

    def holds(self, muscle: str) -> bool:
        """Whether a muscle of this name, without its side, belongs to it."""
        return any(re.fullmatch(each, muscle) for each in self.muscles)


@lru_cache(maxsize=1)
def muscle_groups() -> tuple[MuscleGroup, ...]:
    """Every group, gluteal ones first."""
    table = read_toml(_FILE)
    return tuple(
        from_table(MuscleGroup, each, f"{_FILE.name}: group") for each in table["group"]
    )


def members(muscles: Sequence[str]) -> Mapping[str, tuple[int, ...]]:
    """Find the parts of each group among a model's muscles.

    Parameters
    ----------
    muscles
        OpenSim's names with their side, such as ``glmed1_r``.

    Returns
    -------
    Mapping
        Group and side (``gluteus_medius_r``) to indices; only groups that the model
        has.
    """
    return _members(tuple(muscles))


@lru_cache(maxsize=4)
def _members(muscles: tuple[str, ...]) -> Mapping[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for group in muscle_groups():
        for side in ("l", "r"):
            parts = tuple(
                at
                for at, name in enumerate(muscles)
                if name.endswith(f"_{side}") and group.holds(name[:-2])
            )
            if parts:
                found[f"{group.name}_{side}"] = parts
    return found


def group_forces(muscles: Sequence[str], forces: FloatArray) -> dict[str, FloatArray]:
    """Sum the forces of each group's parts.

    Parameters
    ----------
    muscles
        OpenSim's names.
    forces
        Shape (time, muscle) [N].

    Returns
    -------
    dict
        Group and side to its summed force, shape (time,) [N]; NaN where one of its
        parts is.
    """
    return {
        name: np.asarray(forces[:, list(parts)].sum(axis=1), dtype=np.float64)
        for name, parts in members(muscles).items()
    }
