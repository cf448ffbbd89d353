"""Everything that the measures of one recording are read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ilium.conventions import SIDES, SideOrBoth
from ilium.core.movement import Movement, Repetition
from ilium.core.quantity import FloatArray
from ilium.core.trial import Trial
from ilium.kinematics.result import Kinematics
from ilium.stability.definitions import BY_NAME
from ilium.stability.heading import Heading, find_heading
from ilium.stability.leg import SHOWN, shown_in_plane
from ilium.stability.press import press_signals
from ilium.stability.settings import StabilitySettings
from ilium.stability.signals import angles_over_time
from ilium.stability.standing import Standing, find_standing
from ilium.stability.trunk import has_lumbar_markers


@dataclass(frozen=True, kw_only=True, eq=False)
class Setup:
    """One recording, its heading, its standing and its signals.

    Parameters
    ----------
    trial, kinematics, movement, settings
        As given to `measure_stability`.
    heading
        The direction that defines the frontal plane.
    standing
        Quiet standing.
    signals
        Every signal by name, shape (time,) [rad or 1].
    """

    trial: Trial
    kinematics: Kinematics
    movement: Movement
    settings: StabilitySettings
    heading: Heading
    standing: Standing
    signals: Mapping[str, FloatArray]

    @property
    def time(self) -> FloatArray:
        """Times of the frames, shape (time,) [s]."""
        return self.kinematics.time

    @property
    def rate(self) -> float:
        """Camera frames a second [Hz]."""
        return float((self.time.size - 1) / (self.time[-1] - self.time[0]))

    @cached_property
    def matrix(self) -> FloatArray:
        """Every signal as a column, shape (time, signal) [rad or 1]."""
        return np.stack(list(self.signals.values()), axis=1)

    @cached_property
    def column(self) -> Mapping[str, int]:
        """Signal's name to its column."""
        return {name: index for index, name in enumerate(self.signals)}

    @cached_property
    def lumbar(self) -> bool:
        """Whether the lumbar spine has markers of its own."""
        return has_lumbar_markers(self.kinematics)

    @cached_property
    def repetitions(self) -> tuple[Repetition, ...]:
        """Complete repetitions, else all; the whole recording where there is none."""
        every = self.movement.repetitions
        if not every:
            start, end = float(self.time[0]), float(self.time[-1])
            return (Repetition(number=1, side="both", start=start, end=end),)
        return tuple(each for each in every if each.complete) or every

    def key(self, signal: str, side: SideOrBoth) -> str:
        """Name of a signal's array for one side."""
        return f"{signal}_{side}" if BY_NAME[signal].sided else signal

    def within(self, start: float, end: float) -> slice:
        """Frames of a half-open time range [s]; always at least one."""
        first, last = np.searchsorted(self.time, (start - 1e-9, end - 1e-9))
        first = min(int(first), self.time.size - 1)
        return slice(first, max(int(last), first + 1))

    def knee_flexion(self, side: SideOrBoth) -> FloatArray:
        """Flexion of the stance knee, shape (time,) [rad]; of both: their mean."""
        if side != "both":
            return self.signals[f"knee_flexion_{side}"]
        knees = np.stack([self.signals[f"knee_flexion_{each}"] for each in SIDES])
        seen = np.isfinite(knees)
        count = seen.sum(axis=0)
        return np.where(seen, knees, 0.0).sum(axis=0) / np.where(count, count, np.nan)


def set_up(
    trial: Trial,
    kinematics: Kinematics,
    movement: Movement,
    settings: StabilitySettings,
) -> Setup:
    """Compute heading, signals and standing once for all measures.

    Parameters
    ----------
    trial, kinematics, movement, settings
        As given to `measure_stability`.

    Returns
    -------
    Setup
        Ready to be read from.
    """
    heading = find_heading(kinematics, movement)
    angles = angles_over_time(kinematics, heading)
    standing = find_standing(kinematics, movement, heading, angles)
    press = press_signals(kinematics, trial.plates, standing)
    shown = {
        f"{SHOWN}_{side}": shown_in_plane(kinematics, heading, side) for side in SIDES
    }
    return Setup(
        trial=trial,
        kinematics=kinematics,
        movement=movement,
        settings=settings,
        heading=heading,
        standing=standing,
        signals={**angles, **press, **shown},
    )
