"""Static optimisation of a whole trial: from paths and moments to muscle forces."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ilium.maths.box_qp import IntArray, Sharing, share_moments
from ilium.maths.compiled import kernel, lean
from ilium.maths.hill.fibre import Fibres, Options, fibre_forces

FloatArray = NDArray[np.float64]


class Shares(NamedTuple):
    """What a trial's static optimisation leaves.

    Parameters
    ----------
    force, activation
        Of every muscle, shape (time, muscle) [N], [1]; NaN where not solved.
    reserve
        What the muscles leave of each moment, shape (time, target) [N m].
    residual
        How far each frame is from the solution's conditions, shape (time,) [1].
    """

    force: FloatArray
    activation: FloatArray
    reserve: FloatArray
    residual: FloatArray


class Recording(NamedTuple):
    """A trial's muscles and moments.

    Parameters
    ----------
    lengths
        Of the paths, shape (time, muscle) [m].
    arms
        Moment arms, shape (time, muscle, target) [m].
    touched, number
        Targets that each muscle acts on, shape (muscle, most), and how many, shape
        (muscle,).
    speeds
        Of the coordinates, shape (time, target) [rad/s].
    moments
        To be produced, shape (time, target) [N m]; a NaN drops the target from its
        frame, with the muscles that act on nothing else.
    """

    lengths: FloatArray
    arms: FloatArray
    touched: IntArray
    number: IntArray
    speeds: FloatArray
    moments: FloatArray


class Rules(NamedTuple):
    """How moments are shared.

    Parameters
    ----------
    low
        Smallest activations, shape (muscle,) [1].
    strength
        Of the reserves, shape (target,) [N m].
    exponent
        Of the activations [1].
    options
        How the muscles' tensions are computed.
    """

    low: FloatArray
    strength: FloatArray
    exponent: float
    options: Options


@kernel
def share_trial(
    fibres: Fibres, recording: Recording, rules: Rules, price: FloatArray
) -> Shares:
    """Share the moments of every frame among the muscles.

    Parameters
    ----------
    fibres
        The muscles' parameters.
    recording
        Paths and moments.
    rules
        How they are shared.
    price
        Where the first frame's search starts, and where the last one ended, shape
        (target,) [1/(N m)].

    Returns
    -------
    Shares
        Certified where `residual` is at most `ilium.maths.box_qp.TOLERANCE`.
    """
    frames, muscles = recording.lengths.shape
    targets = recording.moments.shape[1]
    shares = Shares(
        np.full((frames, muscles), math.nan),
        np.full((frames, muscles), math.nan),
        np.full((frames, targets), math.nan),
        np.full(frames, math.nan),
    )
    rate, level = np.empty(muscles), np.empty(muscles)
    tensions = np.zeros((2, muscles))
    columns = np.zeros((muscles, targets))
    reserve, target = np.empty(targets), np.empty(targets)
    touched, number = recording.touched, recording.number
    for frame in range(frames):
        _rates(recording, frame, rate)
        fibre_forces(fibres, recording.lengths[frame], rate, rules.options, tensions)
        _pose(recording, frame, tensions, columns, target)
        for j in range(targets):
            reserve[j] = rules.strength[j] * rules.strength[j]
        known = _drop_unknown(touched, number, columns, target, reserve)
        problem = Sharing(
            columns, touched, number, rules.low, reserve, target, rules.exponent
        )
        shares.residual[frame] = share_moments(problem, price, level)
        _write(problem, known, tensions, level, frame, shares)
    return shares


@lean
def _rates(recording: Recording, frame: int, rate: FloatArray) -> None:
    """Lengthening of the paths: against the arms, times the speeds [m/s]."""
    for i in range(rate.size):
        rate[i] = 0.0
        for at in range(recording.number[i]):
            j = recording.touched[i, at]
            rate[i] -= recording.arms[frame, i, j] * recording.speeds[frame, j]


@lean
def _pose(
    recording: Recording,
    frame: int,
    tensions: FloatArray,
    columns: FloatArray,
    target: FloatArray,
) -> None:
    """Moments at full activation, and what is left to the active fibres [N m]."""
    for j in range(target.size):
        target[j] = recording.moments[frame, j]
    for i in range(columns.shape[0]):
        for at in range(recording.number[i]):
            j = recording.touched[i, at]
            arm = recording.arms[frame, i, j]
            columns[i, j] = arm * tensions[0, i]
            target[j] -= arm * tensions[1, i]


@lean
def _write(  # noqa: PLR0917 - kernels take their arguments by position
    problem: Sharing,
    known: NDArray[np.bool_],
    tensions: FloatArray,
    level: FloatArray,
    frame: int,
    shares: Shares,
) -> None:
    """Write down a frame: muscles that act on something known, what is left."""
    for j in range(known.size):
        if known[j]:
            shares.reserve[frame, j] = problem.target[j]
    for i in range(level.size):
        acts = False
        for at in range(problem.number[i]):
            j = problem.touched[i, at]
            acts = acts or known[j]
            shares.reserve[frame, j] -= problem.columns[i, j] * level[i]
        if acts:
            shares.activation[frame, i] = level[i]
            shares.force[frame, i] = level[i] * tensions[0, i] + tensions[1, i]


@kernel
def _drop_unknown(
    touched: IntArray,
    number: IntArray,
    columns: FloatArray,
    target: FloatArray,
    reserve: FloatArray,
) -> NDArray[np.bool_]:
    """Take targets that are not known out of a frame; which ones are.

    A muscle whose path is not known makes everything that it acts on unknown.
    """
    known = np.ones(target.size, dtype=np.bool_)
    for i in range(number.size):
        for at in range(number[i]):
            j = touched[i, at]
            if not math.isfinite(columns[i, j]):
                for to in range(number[i]):
                    known[touched[i, to]] = False
    for j in range(target.size):
        known[j] = known[j] and math.isfinite(target[j])
        if not known[j]:
            target[j] = 0.0
            reserve[j] = 1.0
            columns[:, j] = 0.0
    return known
