"""What the live meter shows in each exercise that it can follow."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Final, Literal

from ilium.core.from_toml import from_table
from ilium.errors import UnknownNameError
from ilium.programme.library import number_of

Mode = Literal["hold", "travel", "still", "landing"]
Count = Literal["depth", "hike", "foot", "leg", "land", "low", "lift"]

SEVEN: Final = ("E30", "E20", "E21", "E15", "E12", "E26", "E35")
"""The movements that ilium began with, in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gauge:
    """How an exercise is followed.

    Parameters
    ----------
    exercise
        Id in the library.
    mode
        ``hold`` the pelvis level, ``travel`` down and up, stay ``still`` while the leg
        moves, or the result after ``landing``.
    views
        From where the camera may look, the usual one first.
    count
        What makes a repetition.
    task
        Movement under which the set that counts is kept as a check.
    measure
        Its measure; empty where a camera has none that is alike.
    """

    exercise: str
    mode: Mode
    views: tuple[str, ...]
    count: Count
    task: str
    measure: str = ""

    @property
    def timed(self) -> bool:
        """Whether seconds count, not repetitions."""
        return self.count in ("low", "lift")


@cache
def gauges() -> Mapping[str, Gauge]:
    """Every exercise that the meter follows, the first seven before the others."""
    file = resources.files("ilium.app.live") / "gauges.toml"
    rows = tomllib.loads(file.read_text(encoding="utf-8"))
    others = sorted(set(rows) - set(SEVEN), key=number_of)
    return MappingProxyType(
        {
            key: from_table(Gauge, {"exercise": key, **rows[key]}, key)
            for key in (*SEVEN, *others)
        }
    )


def gauge_of(exercise: str) -> Gauge:
    """How an exercise is followed.

    Parameters
    ----------
    exercise
        Id in the library.

    Returns
    -------
    Gauge
        Its row.

    Raises
    ------
    UnknownNameError
        Where the meter does not follow it.
    """
    if exercise not in gauges():
        raise UnknownNameError.among("live exercise", exercise, gauges())
    return gauges()[exercise]
