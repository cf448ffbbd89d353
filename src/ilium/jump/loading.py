"""How hard and how fast the ground is met."""

from __future__ import annotations

import math

import numpy as np

from ilium.core.estimate import Estimate, missing
from ilium.core.quantity import FloatArray
from ilium.jump.settings import JumpSettings
from ilium.jump.trace import JumpTrace, sampling_error

LOADING = "doi:10.1249/01.mss.0000183477.75808.92"


def peak_force(trace: JumpTrace, start: float, end: float, noise: float) -> Estimate:
    """Largest vertical force in a stretch, in body weights.

    Parameters
    ----------
    trace
        Force on the person.
    start, end
        The stretch [s].
    noise
        Standard deviation of the unloaded signal [N].

    Returns
    -------
    Estimate
        [1]; its uncertainty is the signal's noise and that of the body weight.
    """
    force = trace.force[(trace.time >= start) & (trace.time < end)]
    if not force.size:
        return missing("not-recorded")
    weight = trace.weight
    value = float(force.max()) / weight.value
    unsure = 0.0 if math.isnan(weight.error) else weight.error
    heard = 0.0 if math.isnan(noise) else noise
    error = math.hypot(heard, value * unsure) / weight.value
    return Estimate(value=value, error=error)


def loading_rate(
    trace: JumpTrace, start: float, end: float, settings: JumpSettings
) -> Estimate:
    """Slope of the force on the way from contact to its impact peak.

    The impact peak is the largest force within 0.1 s after contact, as long as the
    force falls below it before it rises further. The slope is taken between 20 % and
    80 % of the time from contact to that peak.

    Parameters
    ----------
    trace
        Force on the person.
    start, end
        From contact on [s].
    settings
        Impact peak and shares.

    Returns
    -------
    Estimate
        [body weights/s]; NaN without an impact peak or with fewer than five samples
        before it.
    """
    part = (trace.time >= start) & (trace.time < end)
    force, time = trace.force[part], trace.time[part]
    weight = trace.weight.value
    peak = _impact_peak(force, time - start, settings, weight)
    if peak is None:
        return missing("no-impact-peak")
    if peak < 5:
        return missing("sampled-too-slowly")
    low, high = settings.steady_share
    reach = float(time[peak]) - start
    at = np.interp((start + low * reach, start + high * reach), time, force)
    value = float(at[1] - at[0]) / ((high - low) * reach * weight)
    return Estimate(
        value=value,
        error=abs(value) * sampling_error(trace.rate) / reach,
        method=(
            f"mean slope of the unfiltered vertical force between {low:.0%} and "
            f"{high:.0%} of the time from contact to the impact peak, the largest "
            f"force within {settings.impact:g} s ({LOADING})"
        ),
    )


def _impact_peak(
    force: FloatArray, since: FloatArray, settings: JumpSettings, weight: float
) -> int | None:
    """Index of the impact peak; `None` where the force still rises after it."""
    within = int(np.searchsorted(since, settings.impact))
    if not within:
        return None
    peak = int(np.argmax(force[:within]))
    later = force[peak:]
    fallen = np.flatnonzero(later < force[peak] - settings.peak_fall * weight)
    higher = np.flatnonzero(later > force[peak])
    if not fallen.size or (higher.size and higher[0] < fallen[0]):
        return None
    return peak
