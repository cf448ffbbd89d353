"""Which segments are coupled in which movement."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Final

TRUNK: Final = ("pelvis", "thorax")
"""Segments that belong to neither leg."""


@dataclass(frozen=True, slots=True)
class Couple:
    """Two signals whose coordination is looked at.

    Parameters
    ----------
    proximal, distal
        Names of `ilium.variability.signals`, such as ``pelvis_frontal``.
    """

    proximal: str
    distal: str

    @property
    def of_trunk(self) -> bool:
        """Whether neither signal belongs to a leg."""
        return all(
            each.rsplit("_", 1)[0] in TRUNK for each in (self.proximal, self.distal)
        )

    @property
    def name(self) -> str:
        """Name in files, such as ``pelvis_frontal_thigh_frontal``."""
        return f"{self.proximal}_{self.distal}"


def couples_for(task: str) -> tuple[Couple, ...]:
    """Default couples of a movement, the most telling first.

    Parameters
    ----------
    task
        A key of `ilium.core.movement.TASKS`.

    Returns
    -------
    tuple of Couple
        Empty where the movement has none, such as quiet standing.
    """
    return _table().get(task, ())


def every_couple() -> tuple[Couple, ...]:
    """Every couple of any movement, in the order of the table."""
    return tuple(dict.fromkeys(each for some in _table().values() for each in some))


@functools.cache
def _table() -> dict[str, tuple[Couple, ...]]:
    file = resources.files("ilium.variability").joinpath("couples.toml")
    groups = tomllib.loads(file.read_text(encoding="utf-8")).values()
    return {
        task: tuple(Couple(*pair) for pair in group["couples"])
        for group in groups
        for task in group["tasks"]
    }
