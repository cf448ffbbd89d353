"""The curves of Thelen 2003 and De Groote–Fregly 2016 muscles, in closed form."""

from __future__ import annotations

import math

from ilium.maths.compiled import lean


@lean
def thelen_active(length: float, shape: float) -> float:
    """Active force over fibre length, in F0 and optimal lengths.

    Parameters
    ----------
    length
        Fibre length [1].
    shape
        OpenSim's ``KshapeActive`` [1].

    Returns
    -------
    float
        Force [1].

    References
    ----------
    Thelen DG (2003). Adjustment of muscle mechanics model parameters to simulate
    dynamic contractions in older adults. J Biomech Eng 125(1), 70-77.
    doi:10.1115/1.1531112
    """
    return math.exp(-(length - 1.0) * (length - 1.0) / shape)


@lean
def thelen_passive(length: float, shape: float, strain: float) -> float:
    """Passive force over fibre length, in F0 and optimal lengths.

    Parameters
    ----------
    length
        Fibre length [1].
    shape
        OpenSim's ``KshapePassive`` [1].
    strain
        Strain at F0, ``FmaxMuscleStrain`` [1].

    Returns
    -------
    float
        Force [1]; 0 below the optimal length.
    """
    if length <= 1.0:
        return 0.0
    return math.expm1(shape * (length - 1.0) / strain) / math.expm1(shape)


@lean
def thelen_velocity(
    speed: float, curvature: float, most: float, threshold: float
) -> float:
    """Force of a fully active fibre over its speed, in its isometric force and vmax.

    Hill's hyperbola; 0 beyond the greatest speed of shortening, straight on from the
    share `threshold` of the greatest force of lengthening.

    Parameters
    ----------
    speed
        Lengthening is positive [1].
    curvature
        OpenSim's ``Af`` [1].
    most
        Greatest force of lengthening, ``Flen`` [1].
    threshold
        ``fv_linear_extrap_threshold`` [1].

    Returns
    -------
    float
        Force [1].
    """
    if speed < -1.0:
        return 0.0
    if speed <= 0.0:
        return (1.0 + speed) / (1.0 - speed / curvature)
    ratio = (2.0 + 2.0 / curvature) / (most - 1.0)
    last = threshold * most
    room = ratio * (most - last)
    edge = (last - 1.0) / room
    if speed <= edge:
        return (1.0 + speed * ratio * most) / (1.0 + speed * ratio)
    return last + (speed - edge) / (1.0 / room + (last - 1.0) * ratio / room**2)


@lean
def degroote_active(length: float, width: float) -> float:
    """Active force over fibre length, in F0 and optimal lengths.

    Parameters
    ----------
    length
        Fibre length [1].
    width
        OpenSim's ``active_force_width_scale`` [1].

    Returns
    -------
    float
        Force [1].

    References
    ----------
    De Groote F, Kinney AL, Rao AV, Fregly BJ (2016). Evaluation of direct collocation
    optimal control problem formulations for solving the muscle redundancy problem. Ann
    Biomed Eng 44(10), 2922-2936. doi:10.1007/s10439-016-1591-9 (the figures are those
    of OpenSim, whose sum is 1 at the optimal length)
    """
    x = (length - 1.0) / width + 1.0
    first = (x - 1.055033428970575) / (0.162384573599574 + 0.063303448465465 * x)
    second = (x - 0.716775413397760) / (-0.029947116970696 + 0.200356847296188 * x)
    third = (x - 1.0) / 0.353553390593274
    return (
        0.8150671134243542 * math.exp(-0.5 * first * first)
        + 0.433004984392647 * math.exp(-0.5 * second * second)
        + 0.1 * math.exp(-0.5 * third * third)
    )


@lean
def degroote_passive(length: float, strain: float) -> float:
    """Passive force over fibre length, in F0 and optimal lengths.

    Parameters
    ----------
    length
        Fibre length [1].
    strain
        Strain at F0, ``passive_fiber_strain_at_one_norm_force`` [1].

    Returns
    -------
    float
        Force [1]; 0 at OpenSim's shortest length of 0.2, negative below it.
    """
    least = math.exp(4.0 * (0.2 - 1.0) / strain)
    value = math.exp(4.0 * (length - 1.0) / strain)
    return (value - least) / (math.exp(4.0) - least)


@lean
def degroote_velocity(speed: float) -> float:
    """Force of an active fibre over its speed, in its isometric force and vmax.

    Parameters
    ----------
    speed
        Lengthening is positive [1].

    Returns
    -------
    float
        Force [1].
    """
    scaled = -8.149 * speed - 0.374
    return 0.8825327733249912 - 0.3211346127989808 * math.asinh(scaled)
