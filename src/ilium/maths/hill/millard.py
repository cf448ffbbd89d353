"""The curves of Millard 2012 muscles from their parameters, with OpenSim's defaults."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ilium.maths.hill.bezier import Knot, curve_of

FloatArray = NDArray[np.float64]

_SHOULDER: Final = 0.05
"""How far the plateau's shoulders reach from the optimal length, in such [1]."""
_STEEPER: Final = 1.25
"""Slope of the steep ascending limb over that of its chord [1]."""


def active_force_length(
    given: Mapping[str, float], *, lowest: float | None = None
) -> FloatArray:
    """Force of an active fibre over its length, in F0 and optimal lengths.

    Parameters
    ----------
    given
        OpenSim's properties of ``ActiveForceLengthCurve``; what is missing has its
        default.
    lowest
        Replaces ``minimum_value`` [1].

    Returns
    -------
    FloatArray
        A curve as `ilium.maths.hill.bezier.curve_of` describes it.

    References
    ----------
    Millard M, Uchida T, Seth A, Delp SL (2013). Flexing computational muscle. J Biomech
    Eng 135(2), 021005. doi:10.1115/1.4023390
    """
    start = given.get("min_norm_active_fiber_length", 0.4441)
    shoulder = given.get("transition_norm_fiber_length", 0.73)
    end = given.get("max_norm_active_fiber_length", 1.8123)
    shallow = given.get("shallow_ascending_slope", 0.8616)
    least = given.get("minimum_value", 0.1) if lowest is None else lowest
    bent = 1.0 - shallow * (1.0 - _SHOULDER - shoulder)
    steep = _STEEPER * bent / (shoulder - start)
    falling = -1.0 / (end - 1.0 - 2.0 * _SHOULDER)
    knots = (
        Knot(start, least, 0.0),
        Knot(0.5 * (start + shoulder), 0.5 * bent, steep),
        Knot(0.5 * (shoulder + 1.0 - _SHOULDER), 0.5 * (1.0 + bent), shallow),
        Knot(1.0, 1.0, 0.0),
        Knot(0.5 * (1.0 + _SHOULDER + end), 0.5, falling),
        Knot(end, least, 0.0),
    )
    return curve_of(knots, (1.0,) * 5)


def force_velocity(
    given: Mapping[str, float], *, slope_at_vmax: float | None = None
) -> FloatArray:
    """Force of an active fibre over its speed, in its isometric force and vmax.

    Parameters
    ----------
    given
        OpenSim's properties of ``ForceVelocityCurve``; what is missing has its default.
    slope_at_vmax
        Replaces the slopes at both greatest speeds [1].

    Returns
    -------
    FloatArray
        A curve as `ilium.maths.hill.bezier.curve_of` describes it; lengthening is
        positive.
    """
    conc = given.get("concentric_slope_at_vmax", 0.0)
    ecc = given.get("eccentric_slope_at_vmax", 0.0)
    if slope_at_vmax is not None:
        conc = ecc = slope_at_vmax
    conc_near = given.get("concentric_slope_near_vmax", 0.25)
    ecc_near = given.get("eccentric_slope_near_vmax", 0.15)
    most = given.get("max_eccentric_velocity_force_multiplier", 1.4)
    knots = (
        Knot(-1.0, 0.0, conc),
        Knot(-0.9, 0.05 * (conc_near + conc), conc_near),
        Knot(0.0, 1.0, given.get("isometric_slope", 5.0)),
        Knot(0.9, most - 0.05 * (ecc_near + ecc), ecc_near),
        Knot(1.0, most, ecc),
    )
    c = given.get("concentric_curviness", 0.6)
    e = given.get("eccentric_curviness", 0.9)
    return curve_of(knots, (c, c, e, e))


def passive_force_length(given: Mapping[str, float]) -> FloatArray:
    """Force of a passive fibre over its length, in F0 and optimal lengths.

    Parameters
    ----------
    given
        OpenSim's properties of ``FiberForceLengthCurve``; what is missing has its
        default.

    Returns
    -------
    FloatArray
        A curve as `ilium.maths.hill.bezier.curve_of` describes it.
    """
    zero = given.get("strain_at_zero_force", 0.0)
    one = given.get("strain_at_one_norm_force", 0.7)
    low = given.get("stiffness_at_low_force", 0.2)
    stiff = given.get("stiffness_at_one_norm_force", 2.0 / (one - zero))
    bend = given.get("curviness", 0.75)
    toe = min(0.1 / stiff, 0.1 * (one - zero))
    knots = (
        Knot(1.0 + zero, 0.0, 0.0),
        Knot(1.0 + zero + toe, low * 0.5 * toe, low),
        Knot(1.0 + one, 1.0, stiff),
    )
    return curve_of(knots, (bend, bend))


def tendon_force_length(given: Mapping[str, float]) -> FloatArray:
    """Force of a tendon over its length, in F0 and slack lengths.

    Parameters
    ----------
    given
        OpenSim's properties of ``TendonForceLengthCurve``; what is missing has its
        default.

    Returns
    -------
    FloatArray
        A curve as `ilium.maths.hill.bezier.curve_of` describes it.
    """
    one = given.get("strain_at_one_norm_force", 0.049)
    stiff = given.get("stiffness_at_one_norm_force", 1.375 / one)
    toe = given.get("norm_force_at_toe_end", 2.0 / 3.0)
    bend = given.get("curviness", 0.5)
    end = 1.0 + one + (toe - 1.0) / stiff
    foot = 1.0 + 0.1 * (end - 1.0)
    middle = 1.0 + one + (0.5 * toe - 1.0) / stiff
    slope = 0.5 * toe / (middle - foot)
    knots = (
        Knot(1.0, 0.0, 0.0),
        Knot(0.5 * (foot + middle), 0.5 * slope * (middle - foot), slope),
        Knot(end, toe, stiff),
    )
    return curve_of(knots, (bend, bend))
