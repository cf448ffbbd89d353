"""Finds the files of this folder that hold a measure, and asks each of them."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Final, Protocol, cast

from ilium.core.catalogue import MeasureKind, by_name
from ilium.core.estimate import Estimate, measured
from ilium.core.measure import Measure
from ilium.core.movement import Movement, Repetition
from ilium.core.summary import summarised
from ilium.core.trial import Trial
from ilium.kinematics.result import Kinematics

FOLDER: Final = Path(__file__).resolve().parent


class MeasureFile(Protocol):
    """What a file of this folder holds."""

    KINDS: tuple[MeasureKind, ...]

    def estimate(
        self,
        trial: Trial,
        kinematics: Kinematics,
        movement: Movement,
        repetition: Repetition,
    ) -> Mapping[str, Estimate]:
        """Estimate every row of `KINDS` in one repetition, by name."""
        ...


def measure_modules() -> tuple[MeasureFile, ...]:
    """Every file of this folder but this one, in the order of the alphabet."""
    names = sorted(each.name for each in iter_modules([str(FOLDER)]))
    return tuple(
        cast("MeasureFile", import_module(f"ilium.measures.{name}"))
        for name in names
        if name != "found"
    )


_FILES: Final = measure_modules()
KINDS: Final[tuple[MeasureKind, ...]] = tuple(
    kind for each in _FILES for kind in each.KINDS
)
"""Rows of every file."""
_KIND: Final = by_name(KINDS)


def measure_files(
    trial: Trial, kinematics: Kinematics, movement: Movement
) -> tuple[Measure, ...]:
    """Ask every file of this folder about every repetition.

    Parameters
    ----------
    trial
        The recording.
    kinematics
        The body; all NaN where it was not seen.
    movement
        Task and repetitions.

    Returns
    -------
    tuple of Measure
        Each repetition's, and their summary; incomplete repetitions only where there
        are no others.
    """
    whole = [each for each in movement.repetitions if each.complete]
    return summarised(
        measured(_KIND[name], found, side=repetition.side, repetition=repetition.number)
        for repetition in whole or movement.repetitions
        for each in _FILES
        for name, found in each.estimate(
            trial, kinematics, movement, repetition
        ).items()
    )
