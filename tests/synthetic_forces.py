"""Jumps whose forces are known in closed form, and trials made from forces."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ilium.conventions import GRAVITY
from ilium.core.dictionary import (
    MARKER_POSITION,
    PLATE_FORCE,
    PLATE_MOMENT,
)
from ilium.core.participant import Participant
from ilium.core.plate import Plate
from ilium.core.quantity import FloatArray
from ilium.core.trial import LabFrame, Source, Trial

AXES = ["x", "y", "z"]
SQUARE = np.array([[0.3, 0, -0.3], [0.3, 0, 0.3], [-0.3, 0, 0.3], [-0.3, 0, -0.3]])


def a_plate(
    load: FloatArray,
    rate: float,
    *,
    name: str = "plate 1",
    middle: tuple[float, float] = (0.0, 0.0),
    pressure: FloatArray | None = None,
) -> Plate:
    """A plate with a vertical force, the centre of pressure in its middle or given."""
    time = np.arange(load.size) / rate
    origin = np.array([middle[0], 0.0, middle[1]])
    force = np.zeros((load.size, 3))
    force[:, 1] = load
    arm = np.zeros((load.size, 3)) if pressure is None else pressure - origin
    return Plate(
        name=name,
        kind=2,
        corners=SQUARE + origin,
        force=PLATE_FORCE.label(force, time=time, axis=AXES),
        moment=PLATE_MOMENT.label(np.cross(arm, force), time=time, axis=AXES),
        origin=origin,
        normal=np.array([0.0, 1.0, 0.0]),
    )


def a_trial(
    *plates: Plate,
    mass: float | None = None,
    markers: dict[str, FloatArray] | None = None,
    rate: float = 100.0,
) -> Trial:
    """A trial of plates and markers under the laboratory's labels."""
    markers = markers or {}
    count = max((each.shape[0] for each in markers.values()), default=0)
    stacked = np.full((count, len(markers), 3), np.nan)
    for column, path in enumerate(markers.values()):
        stacked[:, column] = path
    return Trial(
        name="synthetic",
        participant=Participant(mass=mass),
        markers=MARKER_POSITION.label(
            stacked, time=np.arange(count) / rate, marker=list(markers), axis=AXES
        ),
        lab=LabFrame(rotation=np.eye(3), forwards="+x", up="+y", how="given"),
        source=Source(format="synthetic", sha256="0" * 64),
        plates=plates,
    )


STEEP = 3
"""How late in a push the force falls to zero."""


@dataclass(frozen=True, kw_only=True)
class Push:
    """A push that begins with body weight and ends with no force at all.

    Its acceleration is A sin(πt/T) − g (t/T)³, so that the gain in speed and the
    distance are exact. Run backwards it is a landing.
    """

    gain: float
    time: float

    @property
    def top(self) -> float:
        """The sine's amplitude A [m/s²]."""
        lost = GRAVITY * self.time / (STEEP + 1)
        return (self.gain + lost) * math.pi / (2 * self.time)

    @property
    def distance(self) -> float:
        """How far the body rises from rest, or falls to rest [m]."""
        lost = GRAVITY * self.time**2 / ((STEEP + 1) * (STEEP + 2))
        return self.top * self.time**2 / math.pi - lost

    def acceleration(self, since: FloatArray) -> FloatArray:
        """Acceleration at a time since its start [m/s²]."""
        share = since / self.time
        return self.top * np.sin(math.pi * share) - GRAVITY * share**STEEP


@dataclass(frozen=True, kw_only=True)
class Countermovement:
    """A countermovement jump from stillness to stillness.

    Velocity in the dip is −v₁ sin²(πt/T₁) and in the rise v₄ sin²(πt/T₄); between them
    lie a push and a landing, so that heights, times and impulses are exact.
    """

    mass: float = 70.0
    dip: float = 0.9
    dip_time: float = 0.5
    speed: float = 2.4
    push_time: float = 0.3
    landing_time: float = 0.25
    rise_time: float = 0.8
    before: float = 1.5
    after: float = 2.0

    @property
    def weight(self) -> float:
        """Body weight [N]."""
        return self.mass * GRAVITY

    @property
    def height(self) -> float:
        """Height from take-off [m]."""
        return self.speed**2 / (2 * GRAVITY)

    @property
    def depth(self) -> float:
        """Depth of the countermovement [m]."""
        return self.dip * self.dip_time / 2

    @property
    def stretch(self) -> float:
        """How much higher the body is at take-off than in standing [m]."""
        return self.push.distance - self.depth

    @property
    def push(self) -> Push:
        """From the bottom to take-off."""
        return Push(gain=self.speed, time=self.push_time)

    @property
    def catch(self) -> Push:
        """The landing, backwards in time."""
        return Push(gain=self.speed, time=self.landing_time)

    @property
    def flight(self) -> float:
        """Time in the air [s]."""
        return 2 * self.speed / GRAVITY

    @property
    def bounds(self) -> list[float]:
        """Start of dip, push, flight, landing, rise, stillness; and the end [s]."""
        spans = (self.before, self.dip_time, self.push_time, self.flight)
        spans = (*spans, self.landing_time, self.rise_time, self.after)
        return list(np.cumsum(spans))

    def acceleration(self, time: FloatArray) -> FloatArray:
        """Vertical acceleration of the centre of mass [m/s²]."""
        dip, push, air, land, rise, still, _ = self.bounds
        climb = 2 * (self.catch.distance - self.stretch) / self.rise_time
        down, back = math.pi / self.dip_time, math.pi / self.rise_time
        pieces = [
            (time < dip, 0 * time),
            (time < push, -self.dip * down * np.sin(2 * down * (time - dip))),
            (time < air, self.push.acceleration(time - push)),
            (time < land, 0 * time - GRAVITY),
            (time < rise, self.catch.acceleration(rise - time)),
            (time < still, climb * back * np.sin(2 * back * (time - rise))),
        ]
        return np.select([each[0] for each in pieces], [each[1] for each in pieces])

    def force(self, rate: float) -> FloatArray:
        """Vertical ground reaction force [N]."""
        time = np.arange(0.0, self.bounds[-1], 1.0 / rate)
        return self.mass * (GRAVITY + self.acceleration(time))


@dataclass(frozen=True, kw_only=True)
class Bounce:
    """A drop on to a spring without loss, a rebound, and a landing that stays down.

    The first contact is that of a mass on a spring: stiffness, contact time, peak
    force and compression are exact, and it rebounds as high as it fell.
    """

    mass: float = 60.0
    fall: float = 0.30
    stiffness: float = 18_000.0
    landing_time: float = 0.3
    rise_time: float = 0.8
    before: float = 1.0
    after: float = 2.0

    @property
    def weight(self) -> float:
        """Body weight [N]."""
        return self.mass * GRAVITY

    @property
    def speed(self) -> float:
        """Speed at contact and at take-off [m/s]."""
        return math.sqrt(2 * GRAVITY * self.fall)

    @property
    def flight(self) -> float:
        """Time in the air [s]."""
        return 2 * self.speed / GRAVITY

    @property
    def frequency(self) -> float:
        """Natural frequency of the spring [rad/s]."""
        return math.sqrt(self.stiffness / self.mass)

    @property
    def amplitude(self) -> float:
        """Amplitude about the resting compression [m]."""
        return math.hypot(GRAVITY / self.frequency**2, self.speed / self.frequency)

    @property
    def compression(self) -> float:
        """Deepest compression [m]."""
        return GRAVITY / self.frequency**2 + self.amplitude

    @property
    def contact(self) -> float:
        """Contact time [s]."""
        sink = math.atan2(self.speed * self.frequency, GRAVITY)
        return 2 * (math.pi - sink) / self.frequency

    @property
    def peak(self) -> float:
        """Peak force [N]."""
        return self.stiffness * self.compression

    @property
    def bounds(self) -> list[float]:
        """First contact, take-off, landing, rise, stillness; and the end [s]."""
        spans = (self.before, self.contact, self.flight, self.landing_time)
        return list(np.cumsum((*spans, self.rise_time, self.after)))

    def force(self, rate: float) -> FloatArray:
        """Vertical ground reaction force [N]."""
        touch, off, land, rise, still, end = self.bounds
        time = np.arange(0.0, end, 1.0 / rate)
        w, rest = self.frequency, GRAVITY / self.frequency**2
        phase = w * (time - touch)
        spring = self.stiffness * (
            rest + self.speed / w * np.sin(phase) - rest * np.cos(phase)
        )
        catch, back = (
            Push(gain=self.speed, time=self.landing_time),
            math.pi / self.rise_time,
        )
        climb = 2 * catch.distance / self.rise_time
        braking = catch.acceleration(rise - time)
        rising = climb * back * np.sin(2 * back * (time - rise))
        return np.select(
            [time < touch, time < off, time < land, time < rise, time < still],
            [
                0 * time,
                spring,
                0 * time,
                self.mass * (GRAVITY + braking),
                self.mass * (GRAVITY + rising),
            ],
            self.weight,
        )
