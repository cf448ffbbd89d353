"""Quiet standing on both legs, and standing on one."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ilium.conventions import UP, Side, SideOrBoth
from ilium.core.event import Event
from ilium.core.issue import Issue
from ilium.core.movement import Repetition
from ilium.core.quantity import FloatArray
from ilium.events.body import Body
from ilium.events.found import Found, Scene, events_of, known, phases
from ilium.events.intervals import Interval, Mask, bridged, intervals, longest
from ilium.events.stance_leg import APART, foot_gap
from ilium.kinetics.ground_force import GroundForce
from ilium.maths.moving import moving_spread
from ilium.units import DEGREE

UPRIGHT = 0.04
"""How far below its highest standing the pelvis may be in quiet standing, as a share
of that height [1]."""

UPRIGHT_PELVIS = 45.0 * DEGREE
"""Largest inclination of the pelvis in standing [rad]."""

STILL_FORCE = 0.5
"""Length of the windows in which a steady force shows standing still [s]."""

SPREAD = 0.03
"""Largest standard deviation of the force in quiet standing, as a share of its mean."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietStanding:
    """The longest stretch of standing still is the only repetition."""

    def find(self, scene: Scene, side: SideOrBoth | None) -> Found:
        """Return that stretch."""
        del side
        if scene.still is None:
            return Found()
        start, end = scene.still
        only = Repetition(
            number=1,
            side="both",
            start=start,
            end=end,
            phases=phases(("quiet", start), end=end),
        )
        return Found(repetitions=(only,), issues=_too_short(scene))


def _too_short(scene: Scene) -> tuple[Issue, ...]:
    if scene.quiet is not None or scene.still is None:
        return ()
    start, end = scene.still
    what = (
        f"The person stands still for {end - start:.2f} s only; quiet standing takes "
        f"{scene.settings.still_time:g} s."
    )
    return (
        Issue(
            kind="quiet-standing-short",
            where="recording",
            what=what,
            severity="caution",
            value=end - start,
            unit="s",
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleLegStanding:
    """Stretches of at least a second with the other foot off the ground."""

    def find(self, scene: Scene, side: SideOrBoth | None) -> Found:
        """Look for every stance on one leg."""
        body = scene.body
        numbers: dict[str, int] = {}
        events: list[Event] = []
        repetitions: list[Repetition] = []
        for (first, last), leg in stances(body, scene.settings.still_time):
            if side not in (None, "both", leg):
                continue
            numbers[leg] = numbers.get(leg, 0) + 1
            cut = first == 0 or last == body.time.size
            start, end = float(body.time[first]), float(body.time[last - 1])
            found = Repetition(
                number=numbers[leg],
                side=leg,
                start=start,
                end=end,
                events=known(
                    lift_off=start if first else math.nan,
                    touch_down=end if last < body.time.size else math.nan,
                ),
                phases=phases(("hold", start), end=end),
                complete=not cut,
            )
            repetitions.append(found)
            events += events_of(found, {}, "marker:foot_height")
        return Found(events=tuple(sorted(events)), repetitions=tuple(repetitions))


def stances(body: Body, least: float) -> list[tuple[Interval, Side]]:
    """Stretches on one leg in frames, with that leg, in order of time."""
    gap = np.nan_to_num(foot_gap(body))
    sides: tuple[tuple[Side, Mask], ...] = (
        ("left", gap > APART),
        ("right", gap < -APART),
    )
    found: list[tuple[Interval, Side]] = [
        (each, side)
        for side, mask in sides
        for each in intervals(
            bridged(mask, round(0.1 * body.rate)), least=round(least * body.rate)
        )
    ]
    return sorted(found)


def still_standing(
    body: Body, force: GroundForce | None, *, speed: float, turning: float
) -> tuple[float, float] | None:
    """Longest stretch of standing still and upright on both feet.

    Parameters
    ----------
    body
        Pelvis and feet.
    force
        Vertical force under the plates, which decides where no marker was seen.
    speed
        Speed that pelvis and feet stay below [m/s].
    turning
        Speed that the pelvis's obliquity stays below [rad/s].

    Returns
    -------
    tuple of float or None
        Start and end [s]; ``None`` where nobody ever stands still.
    """
    if not body.seen:
        return _still_force(force) if force is not None else None
    height = body.pelvis[:, UP]
    paths: list[FloatArray] = [body.pelvis]
    for side in body.sides:
        paths += [body.heel[side], body.forefoot[side]]
    with np.errstate(invalid="ignore"):
        still = np.logical_and.reduce([body.speed(path) < speed for path in paths])
        still &= height > (1.0 - UPRIGHT) * _standing_height(height)
        still &= ~(np.abs(foot_gap(body)) > APART)
        still &= ~(np.abs(body.rate_of(body.rise)) > turning)
        still &= ~(body.trunk > UPRIGHT_PELVIS)
    best = longest(intervals(bridged(still, 2), least=2))
    if best is None:
        return None
    return float(body.time[best[0]]), float(body.time[best[1] - 1])


def _standing_height(height: FloatArray) -> float:
    """Height of the pelvis when it is up, but not in flight [m]."""
    seen = height[np.isfinite(height)]
    return float(np.median(seen[seen >= np.percentile(seen, 50.0)]))


def _still_force(force: GroundForce) -> tuple[float, float] | None:
    width = max(round(STILL_FORCE * force.rate), 2)
    mean, spread = moving_spread(force.total, width)
    with np.errstate(invalid="ignore"):
        still = (spread < SPREAD * mean) & (mean > 10.0 * force.threshold)
    best = longest(intervals(still))
    if best is None:
        return None
    last = min(best[1] - 1 + width - 1, force.time.size - 1)
    return float(force.time[best[0]]), float(force.time[last])
