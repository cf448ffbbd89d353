"""Movements that a file describes: something goes out, turns and comes back."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final, Literal

FOLDER: Final = "movements"
"""Folder of this package with one file a movement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Swing:
    """What one repetition of a movement is.

    Parameters
    ----------
    signal
        What goes out and comes back, a key of `ilium.events.swings.SIGNALS`.
    direction
        Whether it goes ``up`` or ``down`` first.
    least
        Least way out and back [m or rad].
    speed
        Speed above which a repetition has begun [m/s or rad/s].
    back
        Distance from where it began at which it has ended [m or rad].
    phases
        Names of the way out and of the way back.
    turn
        Name of the event between them.
    """

    signal: str
    least: float
    speed: float
    back: float
    direction: Literal["up", "down"] = "up"
    phases: tuple[str, str] = ("descent", "ascent")
    turn: str = "bottom"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredMovement:
    """One movement as its file describes it.

    Parameters
    ----------
    title
        Its name inside a sentence.
    repetition
        How a repetition is found.
    read
        Signal of `ilium.stability.definitions` to where it is read, keys of
        `ilium.stability.points.POINTS`.
    legs
        Whether it is done on ``both`` legs or on ``one``; on one leg a repetition
        belongs to the foot that stays where it is.
    source
        Who describes the movement.
    """

    title: str
    repetition: Swing
    read: Mapping[str, tuple[str, ...]]
    legs: Literal["both", "one"] = "both"
    source: str = ""


@cache
def titles() -> Mapping[str, str]:
    """Title of every movement that a file describes, by the file's name."""
    return MappingProxyType({name: str(e["title"]) for name, e in _tables().items()})


@cache
def declared() -> Mapping[str, DeclaredMovement]:
    """Every movement that a file describes, by the file's name.

    Returns
    -------
    Mapping
        In the order of the alphabet; read-only.

    Raises
    ------
    InputError
        Where a file has a key that is not known, or lacks one.
    """
    from ilium.core.from_toml import from_table  # noqa: PLC0415 - NumPy, for --help

    return MappingProxyType(
        {
            name: from_table(DeclaredMovement, table, f"{name}.toml")
            for name, table in _tables().items()
        }
    )


@cache
def _tables() -> Mapping[str, Mapping[str, Any]]:
    folder = files("ilium.core").joinpath(FOLDER)
    return {
        each.name.removesuffix(".toml"): tomllib.loads(each.read_text(encoding="utf-8"))
        for each in sorted(folder.iterdir(), key=lambda each: each.name)
        if each.name.endswith(".toml")
    }
