"""Kickback: how far the leg moves before the pelvis does."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from ilium.conventions import SIGN, Side
from ilium.core.measure import Measure
from ilium.core.movement import Repetition
from ilium.core.quantity import FloatArray
from ilium.maths.cycles import crossing
from ilium.stability.emit import measured
from ilium.stability.setup import Setup


def measure_kickback(setup: Setup, repetition: Repetition) -> Iterator[Measure]:
    """Yield leg range, onset of the pelvis and its largest turns in its own frame.

    Parameters
    ----------
    setup
        The recording.
    repetition
        Which kick; its side is the moving leg.

    Yields
    ------
    Measure
        NaN with the reason where pelvis or leg is not measured.

    References
    ----------
    Scholtes SA, Gombatto SP, Van Dillen LR (2009). Differences in lumbopelvic motion
    between people with and people without low back pain during two lower limb movement
    tests. Clin Biomech 24(1), 7-12. doi:10.1016/j.clinbiomech.2008.09.008
    """
    if repetition.side == "both":
        return
    side: Side = repetition.side
    frames = setup.within(repetition.start, repetition.end)
    body, time = setup.kinematics, setup.time[frames]
    thigh = (body.joint(f"knee_{side}") - body.joint(f"hip_{side}"))[frames]
    pelvis = body.needing_tilt(body.segment("pelvis")[frames])
    leg = turned_line(thigh)
    yield from _onset(setup, repetition, time, leg, turned_frame(pelvis))
    turns = own_turns(pelvis) * np.array([-SIGN[side], -SIGN[side], -1.0])
    for name, turn in zip(_TURNS, turns.T, strict=True):
        yield _largest(setup, repetition, name, turn, "no-pelvis-markers")
    name, signal, missing = (
        ("kickback_lumbar_extension", "lumbar_flexion", "no-lumbar-markers")
        if setup.lumbar
        else (
            "kickback_thorax_on_pelvis_extension",
            "thorax_on_pelvis_flexion",
            "no-trunk-markers",
        )
    )
    flexion = setup.signals[signal][frames]
    yield _largest(setup, repetition, name, -(flexion - _first(flexion)), missing)


_TURNS = ("kickback_pelvic_obliquity", "kickback_pelvic_roll", "kickback_pelvic_tilt")


def turned_line(line: FloatArray) -> FloatArray:
    """Angle in space between a line and its first known direction.

    Parameters
    ----------
    line
        Shape (time, 3) [m].

    Returns
    -------
    FloatArray
        Shape (time,) [rad]; NaN where the line is.
    """
    length = np.linalg.norm(line, axis=1, keepdims=True)
    along = line / np.where(length > 0.0, length, np.nan)
    known = np.flatnonzero(np.isfinite(along).all(axis=1))
    if not known.size:
        return np.full(line.shape[0], np.nan)
    start = along[known[0]]
    across = np.linalg.norm(np.cross(along, start), axis=1)
    return np.arctan2(across, along @ start)


def own_turns(frame: FloatArray) -> FloatArray:
    """Turns of a frame since its start about its own starting axes.

    Parameters
    ----------
    frame
        Orientations, shape (time, axis, column) [1].

    Returns
    -------
    FloatArray
        Rotation vectors in the starting frame's axes x, y, z, shape (time, 3) [rad].
    """
    known = np.flatnonzero(np.isfinite(frame).all(axis=(1, 2)))
    if not known.size:
        return np.full((frame.shape[0], 3), np.nan)
    turn = frame[known[0]].T @ frame
    twice_sine = np.stack(
        [
            turn[:, 2, 1] - turn[:, 1, 2],
            turn[:, 0, 2] - turn[:, 2, 0],
            turn[:, 1, 0] - turn[:, 0, 1],
        ],
        axis=1,
    )
    sine = np.linalg.norm(twice_sine, axis=1) / 2.0
    angle = np.arctan2(sine, (np.trace(turn, axis1=1, axis2=2) - 1.0) / 2.0)
    scale = np.where(sine > 1e-9, angle / np.where(sine > 1e-9, sine, 1.0), 1.0)
    return twice_sine / 2.0 * scale[:, None]


def turned_frame(frame: FloatArray) -> FloatArray:
    """Angle by which a frame has turned in space since its start, shape (time,) [rad].

    Parameters
    ----------
    frame
        Orientations, shape (time, axis, column) [1].

    Returns
    -------
    FloatArray
        NaN where the frame is.
    """
    return np.linalg.norm(own_turns(frame), axis=1)


def _onset(
    setup: Setup,
    repetition: Repetition,
    time: FloatArray,
    leg: FloatArray,
    pelvis: FloatArray,
) -> Iterator[Measure]:
    side, moved = repetition.side, setup.settings.moved
    leg_starts, pelvis_starts = (
        crossing(time, leg, moved),
        crossing(time, pelvis, moved),
    )
    whole = float(leg[np.isfinite(leg)].max()) if np.isfinite(leg).any() else math.nan
    lost = () if np.isfinite(leg).any() else ("no-leg-markers",)
    lost = lost if np.isfinite(pelvis).any() else (*lost, "no-pelvis-markers")
    before, flags = math.nan, lost
    if not lost:
        still = math.isnan(pelvis_starts)
        before = whole if still else float(np.interp(pelvis_starts, time, leg))
        flags = ("pelvis-stays-still",) if still else ()
    delay = pelvis_starts - leg_starts
    late = () if math.isfinite(delay) else (flags or ("no-onset",))
    yield measured(setup, repetition, side, "leg_range", whole, *lost[:1])
    yield measured(
        setup, repetition, side, "leg_range_before_pelvis_moves", before, *flags
    )
    yield measured(setup, repetition, side, "pelvis_onset_delay", delay, *late)


def _largest(
    setup: Setup, repetition: Repetition, name: str, turn: FloatArray, missing: str
) -> Measure:
    seen = turn[np.isfinite(turn)]
    if not seen.size:
        return measured(setup, repetition, repetition.side, name, math.nan, missing)
    largest = float(seen[np.abs(seen).argmax()])
    return measured(setup, repetition, repetition.side, name, largest)


def _first(signal: FloatArray) -> float:
    seen = signal[np.isfinite(signal)]
    return float(seen[0]) if seen.size else math.nan
