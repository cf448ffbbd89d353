"""Measures of muscle forces, joint loads and lumbar moments, by repetition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ilium.conventions import GRAVITY, SIDES, Side, SideOrBoth
from ilium.core.catalogue import MeasureKind
from ilium.core.estimate import Estimate, flagged, measured, missing
from ilium.core.measure import Measure
from ilium.core.movement import Movement, Repetition
from ilium.core.quantity import FloatArray, labels, values
from ilium.core.summary import summarised
from ilium.kinetics.result import Kinetics
from ilium.model.body_model import BodyModel
from ilium.muscles.audit import SMALL
from ilium.muscles.catalogue import (
    GLUTEAL,
    GROUPS,
    JOINTS,
    KIND,
    LUMBAR_COMPRESSION,
    LUMBAR_FORCE,
    LUMBAR_MOMENTS,
    LUMBAR_REACTION,
    LUMBAR_SHEAR,
)
from ilium.muscles.reactions import LUMBAR, trunk_muscles
from ilium.muscles.result import MuscleForces

KNOWN: Final = 0.9
"""Share of a repetition's frames that a peak needs [1]."""
UNKNOWN: Final = "forces-not-known-throughout"
"""Reason: the peak may lie where a force or moment is not known."""
NO_MODEL: Final = "not-in-the-model"
"""Reason: the model has no such muscle, joint or coordinate."""
RESERVE: Final = "reserve-carries-part"
"""Flag of a peak at which a reserve carries a good part of a moment of that leg."""
NO_MASS: Final = "mass-not-known"
"""Reason: a number by body mass needs one."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Run:
    """What every measure of one recording needs."""

    model: BodyModel
    kinetics: Kinetics
    muscles: MuscleForces
    mass: float

    def stretch(self, repetition: Repetition) -> NDArray[np.bool_]:
        """Frames of a repetition; of a drop jump from its first contact on."""
        time = self.kinetics.time
        start = repetition.events.get("initial_contact", repetition.start)
        return (time >= start) & (time < repetition.end)

    def reserve_carries(self, side: Side, frame: int) -> bool:
        return any(
            flags[frame]
            for name, flags in self.muscles.flagged.items()
            if name.endswith(f"_{side[0]}")
            and np.nanmax(np.abs(self.kinetics.moment(name))) >= SMALL
        )

    def angle(self, coordinate: str, frame: int) -> float:
        names = labels(self.kinetics.motion, "coordinate")
        if coordinate not in names:
            return float("nan")
        return float(values(self.kinetics.motion)[frame, names.index(coordinate)])


def measure_muscles(
    model: BodyModel,
    kinetics: Kinetics,
    muscles: MuscleForces,
    movement: Movement,
    *,
    mass: float | None,
) -> tuple[Measure, ...]:
    """Measure peaks of muscle forces, joint loads and lumbar moments.

    Parameters
    ----------
    model
        The model that they were computed with.
    kinetics
        Net moments and the filtered motion.
    muscles
        Muscle forces and joint loads.
    movement
        Task and repetitions. Without repetitions the whole recording counts as one on
        both legs.
    mass
        Body mass [kg]; by default the model's.

    Returns
    -------
    tuple of Measure
        For each measure and side its repetitions and their summary; on the working side
        where a repetition has one, else on both. What could not be measured is NaN,
        with the reason in `flags`.
    """
    time = kinetics.time
    if not time.size:
        return ()
    run = _Run(
        model=model,
        kinetics=kinetics,
        muscles=muscles,
        mass=model.mass if mass is None else mass,
    )
    whole = Repetition(number=1, side="both", start=time[0], end=time[-1] + 1e-9)
    repetitions = tuple(each for each in movement.repetitions if each.complete) or (
        movement.repetitions or (whole,)
    )
    return summarised(
        each for repetition in repetitions for each in _repetition(run, repetition)
    )


def _repetition(run: _Run, repetition: Repetition) -> Iterator[Measure]:
    sides = SIDES if repetition.side == "both" else (repetition.side,)
    frames = np.flatnonzero(run.stretch(repetition))
    for side in sides:
        for name, estimate in _of_side(run, side, frames):
            yield _named(name, estimate, side, repetition)
    for name, estimate in _of_trunk(run, frames):
        yield _named(name, estimate, repetition.side, repetition)


def _named(
    name: str, estimate: Estimate, side: SideOrBoth, repetition: Repetition
) -> Measure:
    return measured(KIND[name], estimate, side=side, repetition=repetition.number)


def _of_side(
    run: _Run, side: Side, frames: NDArray[np.intp]
) -> Iterator[tuple[str, Estimate]]:
    letter = side[0]
    for group in GROUPS:
        force = run.muscles.groups.get(f"{group}_{letter}")
        peak, _ = _peak(run, side, force, frames)
        yield f"{group}_force_peak", _over(peak, run.mass * GRAVITY)
        if group in GLUTEAL:
            yield f"{group}_force_peak_newtons", peak
            yield f"{group}_force_peak_by_mass", _over(peak, run.mass)
    yield from _posture(run, side, frames)
    for joint in JOINTS:
        load = _magnitude(run.muscles, f"{joint}_{letter}")
        peak, _ = _peak(run, side, load, frames)
        yield f"{joint}_reaction_peak", _over(peak, run.mass * GRAVITY)


def _of_trunk(run: _Run, frames: NDArray[np.intp]) -> Iterator[tuple[str, Estimate]]:
    load = _magnitude(run.muscles, LUMBAR)
    crossed = bool(trunk_muscles(run.model))
    kind = LUMBAR_REACTION if crossed else LUMBAR_FORCE
    peak, _ = _peak(run, None, load, frames)
    yield kind.name, _over(peak, run.mass * GRAVITY)
    if crossed:
        for part, signal in _along_and_across(run.muscles):
            yield part.name, _peak(run, None, signal, frames)[0]
    for name, (_, coordinate, way) in LUMBAR_MOMENTS.items():
        peak, _ = _peak(run, None, _directed(run, coordinate, way), frames)
        yield name, _over(peak, run.mass)


def _along_and_across(
    muscles: MuscleForces,
) -> Iterator[tuple[MeasureKind, FloatArray]]:
    """Lumbar force along the upper segment's long axis and across it [N]."""
    names = labels(muscles.reactions, "joint")
    force = values(muscles.reactions)[:, names.index(LUMBAR)]
    yield LUMBAR_COMPRESSION, force[:, 1]
    yield LUMBAR_SHEAR, np.hypot(force[:, 0], force[:, 2])


def _posture(
    run: _Run, side: Side, frames: NDArray[np.intp]
) -> Iterator[tuple[str, Estimate]]:
    """Hip and trunk at the abductors' peak."""
    force = run.muscles.groups.get(f"hip_abductors_{side[0]}")
    peak, at = _peak(run, side, force, frames)
    towards = {"right": 1.0, "left": -1.0}[side]
    for name, coordinate, sign in (
        ("hip_adduction_at_abductor_peak", f"hip_adduction_{side[0]}", 1.0),
        ("lumbar_bending_at_abductor_peak", "lumbar_bending", towards),
    ):
        if at is None:
            yield name, peak
            continue
        angle = sign * run.angle(coordinate, at)
        there = Estimate(value=angle) if np.isfinite(angle) else missing(NO_MODEL)
        yield name, flagged(there, peak.flags)


def _peak(
    run: _Run, side: Side | None, signal: FloatArray | None, frames: NDArray[np.intp]
) -> tuple[Estimate, int | None]:
    """Largest value of a signal in a repetition, and its frame."""
    if signal is None:
        return missing(NO_MODEL), None
    part = signal[frames]
    known = np.isfinite(part)
    if not part.size or known.mean() < KNOWN:
        return missing(UNKNOWN), None
    at = int(frames[int(np.nanargmax(part))])
    estimate = Estimate(value=float(signal[at]))
    carried = side is not None and run.reserve_carries(side, at)
    return (flagged(estimate, (RESERVE,)) if carried else estimate), at


def _over(estimate: Estimate, divisor: float) -> Estimate:
    if not divisor > 0.0:
        return missing(NO_MASS)
    return replace(estimate, value=estimate.value / divisor)


def _magnitude(muscles: MuscleForces, joint: str) -> FloatArray | None:
    names = labels(muscles.reactions, "joint")
    if joint not in names:
        return None
    force = values(muscles.reactions)[:, names.index(joint)]
    return np.sqrt(np.sum(np.square(force), axis=1))


def _directed(run: _Run, coordinate: str, way: int) -> FloatArray | None:
    """Moment in one direction, or in whichever is larger."""
    names = labels(run.kinetics.moments, "coordinate")
    if coordinate not in names:
        return None
    moment = values(run.kinetics.moments)[:, names.index(coordinate)]
    return np.abs(moment) if way == 0 else way * moment
