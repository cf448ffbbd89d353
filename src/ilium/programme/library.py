"""The exercise library, typed: what each exercise trains, asks for and leads to."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Literal

from ilium.core.from_toml import from_table
from ilium.errors import UnknownNameError

EQUIPMENT = ("band", "weight", "step", "bench")
"""What an exercise may need; everybody is taken to have a floor, a wall, a chair."""

Count = Literal["sets", "contacts", "minutes", "none"]
Unit = Literal["reps", "s", "m", "steps"]
Load = Literal["none", "band", "weight"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Emg:
    """How active a muscle was in a study.

    Parameters
    ----------
    muscle
        Which.
    low, high
        Means that were reported [% of a maximal contraction]; NaN without a figure.
    sd
        Standard deviation [%]; NaN where not given.
    source
        Keys of `sources`; empty where recalled.
    kind
        ``published``, or ``unchecked`` where recalled and not yet looked up.
    note
        What else to know.
    """

    muscle: str
    low: float = math.nan
    high: float = math.nan
    sd: float = math.nan
    source: str = ""
    kind: Literal["published", "unchecked"] = "published"
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """One exercise of the library.

    Parameters
    ----------
    id
        ``E1`` to ``E39``; its texts stand under ``exercise.<id>`` in the catalogue, its
        pictures carry the same id.
    levels
        Levels that it belongs to; it may be given from the first one on.
    targets
        What it trains, in words.
    unit
        Of `amount`; ``reps``, ``s``, ``m`` or ``steps``.
    sets, amount
        Dose, least and most, of one session (on each side).
    days
        Most days a week.
    cue, view
        Key of its cue; from where to film it.
    groups
        Muscle groups that its hard sets count to.
    count
        What it adds to the week: sets, contacts (landings), minutes, or nothing.
    contacts
        Landings in one repetition.
    hold
        Seconds held in each repetition [s].
    one_sided
        Whether the dose holds for each side.
    load
        What makes it heavier.
    moves_body
        Whether the body's weight is part of what is moved.
    first_load
        First load as a share of body weight [1]; 0 to begin without.
    equipment
        What it needs of `EQUIPMENT`.
    ready
        Amount that makes ready for a harder one; 0 for the highest dose.
    signs
        Criteria of `ilium.programme.criteria` that go with it.
    most_pain
        Highest pain at which it progresses [1].
    harder, easier
        Where it leads up and down; `easier` is empty only at the very start.
    origin
        Whether it stands in the text that ilium began with.
    emg
        Published and recalled activity.
    """

    id: str
    levels: tuple[int, ...]
    targets: tuple[str, ...]
    unit: Unit
    sets: tuple[int, int]
    amount: tuple[int, int]
    days: int
    cue: str
    view: str
    groups: tuple[str, ...] = ()
    count: Count = "sets"
    contacts: int = 0
    hold: int = 0
    one_sided: bool = False
    load: Load = "none"
    moves_body: bool = False
    first_load: float = 0.0
    equipment: tuple[str, ...] = ()
    ready: int = 0
    signs: tuple[str, ...] = ()
    most_pain: int = 3
    harder: tuple[str, ...] = ()
    easier: str = ""
    origin: bool = False
    emg: tuple[Emg, ...] = ()

    @property
    def level(self) -> int:
        """First level at which it may be given."""
        return self.levels[0]

    @property
    def impact(self) -> bool:
        """Whether feet leave the floor and land."""
        return self.level >= IMPACT_LEVEL

    @property
    def enough(self) -> int:
        """Amount of a set that makes ready for a harder exercise."""
        return self.ready or self.amount[1]


IMPACT_LEVEL = 5
"""First level with landings."""
TOP_LEVEL = 7


@cache
def _tables() -> Mapping[str, Any]:
    file = resources.files("ilium.programme") / "exercises.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def library() -> Mapping[str, Exercise]:
    """Every exercise by its id, E1 to E39 in order."""
    rows = {key: row for key, row in _tables().items() if key != "sources"}
    made = {
        key: from_table(Exercise, {"id": key, **row}, key) for key, row in rows.items()
    }
    return MappingProxyType(made)


def sources() -> Mapping[str, str]:
    """Where figures of muscle activity come from, by their short name."""
    return MappingProxyType(_tables()["sources"])


def exercise(name: str) -> Exercise:
    """One exercise.

    Parameters
    ----------
    name
        Its id.

    Returns
    -------
    Exercise
        From the library.

    Raises
    ------
    UnknownNameError
        Where there is none of this id.
    """
    if name not in library():
        raise UnknownNameError.among("exercise", name, library())
    return library()[name]


def number_of(name: str) -> int:
    """Place of an exercise in the library, for an order that never changes."""
    return int(name.removeprefix("E"))
