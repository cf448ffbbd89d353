"""What a muscle fibre can produce on a tendon that does not stretch."""

from __future__ import annotations

import math
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ilium.maths.compiled import lean
from ilium.maths.hill.analytic import (
    degroote_active,
    degroote_passive,
    degroote_velocity,
    thelen_active,
    thelen_passive,
    thelen_velocity,
)
from ilium.maths.hill.bezier import curve_value

FloatArray = NDArray[np.float64]

MILLARD: Final = 0
THELEN: Final = 1
DEGROOTE: Final = 2


class Fibres(NamedTuple):
    """Parameters of every muscle, one row or number each.

    Parameters
    ----------
    kind
        `MILLARD`, `THELEN` or `DEGROOTE`, shape (muscle,).
    strength
        F0, shape (muscle,) [N].
    optimal, slack
        Optimal fibre length and tendon slack length, shape (muscle,) [m].
    height
        Distance between the two tendons, which stays, shape (muscle,) [m].
    steepest
        Sine of the largest pennation, shape (muscle,) [1].
    shortest
        Fibre length from which on a muscle produces no force, shape (muscle,) [m].
    fastest
        Greatest speed of shortening, shape (muscle,) [m/s].
    active, velocity, passive
        Curves of Millard's muscles, shape (muscle, `bezier.WIDTH`).
    shape
        Of Thelen's: ``KshapeActive``, ``KshapePassive``, ``FmaxMuscleStrain``, ``Af``,
        ``Flen``, ``fv_linear_extrap_threshold``; of De Groote's:
        ``active_force_width_scale``, ``passive_fiber_strain_at_one_norm_force``; shape
        (muscle, 6).
    """

    kind: NDArray[np.int64]
    strength: FloatArray
    optimal: FloatArray
    slack: FloatArray
    height: FloatArray
    steepest: FloatArray
    shortest: FloatArray
    fastest: FloatArray
    active: FloatArray
    velocity: FloatArray
    passive: FloatArray
    shape: FloatArray


class Options(NamedTuple):
    """How the tensions are computed.

    Parameters
    ----------
    compatible
        Whether the slant is taken as OpenSim 4.6 takes it in static optimisation: the
        sine of Millard's pennation is the height over the *normalised* fibre length
        (opensim-core issue 4390), De Groote's tension is along the fibre.
    with_passive
        Whether the passive share is computed; 0 otherwise.
    """

    compatible: bool
    with_passive: bool


@lean
def fibre_forces(
    fibres: Fibres,
    lengths: FloatArray,
    speeds: FloatArray,
    options: Options,
    tensions: FloatArray,
) -> None:
    """Tension of every muscle at full activation, and its passive share.

    The fibre slants between two tendons that stay a fixed distance apart, and takes up
    all of the muscle's change of length.

    Parameters
    ----------
    fibres
        The muscles.
    lengths, speeds
        Length of each path and its rate (lengthening is positive), shape (muscle,)
        [m], [m/s].
    options
        Slant and passive share.
    tensions
        Receives the active and the passive tension along the tendon, shape (2, muscle)
        [N]; 0 where the fibre is too short, NaN where its length is not known.
    """
    for m in range(lengths.size):
        along = lengths[m] - fibres.slack[m]
        height = fibres.height[m]
        length = math.sqrt(along * along + height * height)
        tensions[0, m] = tensions[1, m] = 0.0 * lengths[m]
        short = along <= 0.0 or length <= fibres.shortest[m]
        if fibres.kind[m] != DEGROOTE and short:
            continue
        cosine = along / length
        norm = length / fibres.optimal[m]
        speed = speeds[m] * cosine / fibres.fastest[m]
        slant = _slant(fibres, m, norm, cosine) if options.compatible else cosine
        force = fibres.strength[m] * _active(fibres, m, norm, speed)
        tensions[0, m] = slant * max(force, 0.0 * force)
        if options.with_passive:
            force = fibres.strength[m] * _passive(fibres, m, norm)
            tensions[1, m] = cosine * max(force, 0.0 * force)


@lean
def _active(fibres: Fibres, m: int, norm: float, speed: float) -> float:
    shape = fibres.shape[m]
    if fibres.kind[m] == MILLARD:
        force = curve_value(fibres.active[m], norm)
        if force <= 0.0:
            return 0.0
        return force * curve_value(fibres.velocity[m], speed)
    if fibres.kind[m] == THELEN:
        force = thelen_active(norm, shape[0])
        return force * thelen_velocity(speed, shape[3], shape[4], shape[5])
    return degroote_active(norm, shape[0]) * degroote_velocity(speed)


@lean
def _passive(fibres: Fibres, m: int, norm: float) -> float:
    shape = fibres.shape[m]
    if fibres.kind[m] == MILLARD:
        return curve_value(fibres.passive[m], norm)
    if fibres.kind[m] == THELEN:
        return thelen_passive(norm, shape[1], shape[2])
    return degroote_passive(norm, shape[1])


@lean
def _slant(fibres: Fibres, m: int, norm: float, cosine: float) -> float:
    """Cosine of the pennation as OpenSim takes it in static optimisation."""
    if fibres.kind[m] == MILLARD:
        sine = min(fibres.height[m] / norm, fibres.steepest[m])
        return math.sqrt(1.0 - sine * sine)
    return cosine if fibres.kind[m] == THELEN else 1.0
