"""Foot strike and foot off of one foot from its markers: interchangeable rules.

Every rule starts from the two turning points that Zeni and colleagues named: the foot
farthest in front of the pelvis, and farthest behind it. They hold on the ground and on
a treadmill, and in turns: they are read in the heading of the pelvis. The refined
rules then look for the contact itself close to them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol

import numpy as np

from ilium.conventions import UP, Side
from ilium.core.quantity import FloatArray
from ilium.events.body import Body
from ilium.events.extrema import first_peak_above, peak_in, peaks, rising_through


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FootContacts:
    """Fractional frame numbers of one foot's events, in order of time."""

    strikes: FloatArray
    offs: FloatArray


class ContactRule(Protocol):
    """Reads one foot's events from its markers."""

    def contacts(self, body: Body, side: Side) -> FootContacts:
        """Foot strikes and foot offs of one foot."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Zeni:
    """Farthest in front of the pelvis, farthest behind it.

    Parameters
    ----------
    reach
        Least travel of the foot against the pelvis between the two [m].
    apart
        Least time between two strikes of the same foot [s].

    References
    ----------
    Zeni JA, Richards JG, Higginson JS (2008). Two simple methods for determining gait
    events during treadmill and overground walking using kinematic data. Gait Posture
    27(4), 710-714. doi:10.1016/j.gaitpost.2007.07.007
    """

    reach: float = 0.15
    apart: float = 0.35

    def contacts(self, body: Body, side: Side) -> FootContacts:
        """Foot strikes and foot offs of one foot."""
        heel = ahead_of_pelvis(body, body.heel[side])
        toe = -ahead_of_pelvis(body, body.forefoot[side])
        gap = round(self.apart * body.rate)
        found = (
            peaks(each, prominence=self.reach, distance=gap) for each in (heel, toe)
        )
        strikes, offs = (np.asarray(each, dtype=np.float64) for each in found)
        return FootContacts(strikes=strikes, offs=offs)


@dataclass(frozen=True, slots=True, kw_only=True)
class FootVelocity:
    """Walking: the foot's fall ends; the toe has nearly caught up with the body.

    Foot strike is the fastest fall of the middle of the foot, shortly after the foot
    was farthest in front. Foot off is when the toe moves forwards with a share of the
    body's speed, shortly before it was farthest behind (which is a share of 1).

    Parameters
    ----------
    start
        Rule whose events are refined.
    early, late
        Where the fall is looked for, around the farthest point in front [s].
    share
        Forward speed of the toe at foot off, in speeds of the body over the ground [1].
    before
        Longest time from there to the farthest point behind [s].

    References
    ----------
    O'Connor CM, Thorpe SK, O'Malley MJ, Vaughan CL (2007). Automatic detection of gait
    events using kinematic data. Gait Posture 25(3), 469-474.
    doi:10.1016/j.gaitpost.2006.05.016
    """

    start: Zeni = field(default_factory=Zeni)
    early: float = 0.03
    late: float = 0.12
    share: float = 0.8
    before: float = 0.1

    def contacts(self, body: Body, side: Side) -> FootContacts:
        """Foot strikes and foot offs of one foot."""
        rough = self.start.contacts(body, side)
        fall = -body.rate_of(body.middle(side)[:, UP])
        strikes = [
            peak_in(fall, at - self.early * body.rate, at + self.late * body.rate)
            for at in rough.strikes
        ]
        slip = body.rate_of(ahead_of_pelvis(body, body.forefoot[side]))
        offs = [self._off(slip, int(at), body.rate) for at in rough.offs]
        return FootContacts(
            strikes=_kept(strikes, rough.strikes), offs=_kept(offs, rough.offs)
        )

    def _off(self, slip: FloatArray, behind: int, rate: float) -> float:
        """`slip` is the toe's speed against the pelvis: −(body speed) in stance."""
        first = max(behind - round(0.4 * rate), 0)
        stance = slip[first : behind + 1]
        if not np.isfinite(stance).any():
            return float("nan")
        speed = -float(np.nanmedian(np.sort(stance)[: max(stance.size // 2, 1)]))
        level = -(1.0 - self.share) * speed
        return rising_through(
            slip, level, behind - round(self.before * rate), behind + 1
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FootImpact:
    """Running: the foot's fall is braked; the toe is pulled up hardest.

    Foot strike lies midway between the fastest fall of the middle of the foot and its
    hardest upward acceleration after it; foot off is the first hard upward acceleration
    of the toe before the foot is farthest behind.

    Parameters
    ----------
    start
        Rule whose events are refined.
    early, late
        Where the fall is looked for, around the farthest point in front [s].
    brake
        Longest time from the fastest fall to the hardest braking [s].
    before
        Longest time from foot off to the farthest point behind [s].
    hard
        Share of the hardest acceleration there that counts as hard [1].

    References
    ----------
    Hreljac A, Marshall RN (2000). Algorithms to determine event timing during normal
    walking using kinematic data. J Biomech 33(6), 783-786.
    doi:10.1016/S0021-9290(00)00014-2
    """

    start: Zeni = field(default_factory=lambda: Zeni(apart=0.25))
    early: float = 0.02
    late: float = 0.07
    brake: float = 0.04
    before: float = 0.15
    hard: float = 0.5

    def contacts(self, body: Body, side: Side) -> FootContacts:
        """Foot strikes and foot offs of one foot."""
        rough = self.start.contacts(body, side)
        velocity = body.rate_of(body.middle(side)[:, UP])
        braking = body.rate_of(velocity)
        toe = body.rate_of(body.rate_of(body.forefoot[side][:, UP]))
        strikes = [
            self._strike(velocity, braking, at, body.rate) for at in rough.strikes
        ]
        offs = [self._off(toe, at, body.rate) for at in rough.offs]
        return FootContacts(
            strikes=_kept(strikes, rough.strikes), offs=_kept(offs, rough.offs)
        )

    def _off(self, pull: FloatArray, behind: float, rate: float) -> float:
        first = behind - self.before * rate
        hardest = peak_in(pull, first, behind)
        if not np.isfinite(hardest):
            return hardest
        level = self.hard * pull[round(hardest)]
        return first_peak_above(pull, level, first, behind)

    def _strike(
        self, velocity: FloatArray, braking: FloatArray, ahead: float, rate: float
    ) -> float:
        fall = peak_in(-velocity, ahead - self.early * rate, ahead + self.late * rate)
        if not np.isfinite(fall):
            return fall
        return (fall + peak_in(braking, fall, fall + self.brake * rate)) / 2.0


DETECTORS: Mapping[str, ContactRule] = MappingProxyType(
    {"zeni": Zeni(), "foot_velocity": FootVelocity(), "foot_impact": FootImpact()}
)
"""Every rule by its name."""


def ahead_of_pelvis(body: Body, point: FloatArray) -> FloatArray:
    """How far a point is in front of the pelvis in its heading, shape (time,) [m]."""
    return ((point - body.pelvis) * body.facing).sum(axis=1)


def _kept(refined: list[float], rough: FloatArray) -> FloatArray:
    """Refined events; the rough one where nothing was found near it."""
    found = np.asarray(refined, dtype=np.float64)
    return np.where(np.isfinite(found), found, rough) if found.size else found
