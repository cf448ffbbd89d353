"""Turning in flight: yaw of pelvis and thorax after take-off, and which leads."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from ilium.conventions import SIGN
from ilium.core.measure import Measure
from ilium.core.movement import Repetition
from ilium.core.quantity import FloatArray
from ilium.maths.cycles import at_times
from ilium.stability.emit import measured
from ilium.stability.page import AFTER_LANDING
from ilium.stability.setup import Setup

ALIKE = 0.5
"""Correlation below which thorax and pelvis do not turn alike [1]."""


def measure_turning(setup: Setup, repetition: Repetition) -> Iterator[Measure]:
    """Yield the yaw from take-off to apex and landing, and the lead of the trunk.

    Parameters
    ----------
    setup
        The recording.
    repetition
        Which jump.

    Yields
    ------
    Measure
        Yaw towards the stance leg; after jumps from both feet to the left.
    """
    side = repetition.side
    sign = 1 if side == "both" else -SIGN[side]
    when = [repetition.events.get(each, math.nan) for each in _FLIGHT]
    for part, missing in (("pelvic_yaw", "no-pelvis-markers"),
                          ("thorax_yaw", "no-trunk-markers")):  # fmt: skip
        yaw = setup.signals[part]
        start, *ends = at_times(setup.time, yaw, np.array(when))
        lost = missing if not np.isfinite(yaw).any() else "event-not-found"
        for name, end in zip(_FLIGHT[1:], ends, strict=True):
            value = sign * float(end - start)
            flags = () if math.isfinite(value) else (lost,)
            yield measured(
                setup, repetition, side, f"{part}_take_off_to_{name}", value, *flags
            )
    lead, flag = _lead(setup, repetition)
    yield measured(setup, repetition, side, "trunk_lead_time", lead, flag)


_FLIGHT = ("take_off", "apex", "landing")


def lead_time(
    first: FloatArray, second: FloatArray, rate: float
) -> tuple[float, float]:
    """How long before the second signal the first one does the same.

    Parameters
    ----------
    first, second
        Two signals without gaps, shape (time,) [any].
    rate
        Frames a second [Hz].

    Returns
    -------
    tuple of float
        Lead of the first [s], at most a quarter of the duration, refined by a parabola
        through the three best shifts; and the correlation there [1].
    """
    most = max(first.size // 4, 1)
    shifts = np.arange(-most, most + 1)
    alike = np.array([_correlation(first, second, int(shift)) for shift in shifts])
    best = int(np.argmax(alike))
    offset = 0.0
    if 0 < best < shifts.size - 1:
        before, here, after = alike[best - 1 : best + 2]
        curved = before - 2.0 * here + after
        offset = 0.5 * (before - after) / curved if curved < 0.0 else 0.0
    return float((shifts[best] + offset) / rate), float(alike[best])


def _correlation(first: FloatArray, second: FloatArray, shift: int) -> float:
    """Correlation of the first signal with the second `shift` frames later."""
    size = first.size - abs(shift)
    early = first[max(-shift, 0) : max(-shift, 0) + size]
    late = second[max(shift, 0) : max(shift, 0) + size]
    early, late = early - early.mean(), late - late.mean()
    energy = float(np.sqrt((early**2).sum() * (late**2).sum()))
    return float((early * late).sum()) / energy if energy > 0.0 else -1.0


def _lead(setup: Setup, repetition: Repetition) -> tuple[float, str]:
    landing = repetition.events.get("landing", repetition.end)
    end = min(repetition.end, landing + AFTER_LANDING)
    frames = setup.within(repetition.start, end)
    thorax = setup.signals["thorax_yaw"][frames]
    pelvis = setup.signals["pelvic_yaw"][frames]
    known = np.isfinite(thorax + pelvis)
    if not known.any():
        return math.nan, "no-trunk-markers"
    if not known.all() or known.size < 8:
        return math.nan, "gap"
    if min(np.ptp(thorax), np.ptp(pelvis)) < setup.settings.least_rotation:
        return math.nan, "too-little-rotation"
    lead, alike = lead_time(thorax, pelvis, setup.rate)
    if alike < ALIKE or abs(lead) * setup.rate >= thorax.size // 4:
        return math.nan, "turn-differently"
    if abs(lead) < 1.0 / setup.rate:
        return lead, "together"
    return lead, "thorax-leads" if lead > 0.0 else "pelvis-leads"
