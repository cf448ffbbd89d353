"""Movements whose times are known because they were posed.

A planar two-link leg puts each ankle where a path says, so that knees, hips and markers
follow from the paths of pelvis and feet. Directions are x forwards and y up; a height
is that of the ankle above its place in flat standing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from builders import SHANK, THIGH, a_body, a_clock, a_trial
from ilium.conventions import SIDES
from ilium.core.plate import Plate
from ilium.core.trial import Trial
from ilium.kinematics.result import Kinematics
from ilium.units import DEGREE
from synthetic_forces import a_plate

STANDING = 0.97
"""Height of the pelvis in standing [m]."""

HIP = (0.04, -0.09)
ANKLE = 0.07
RATE = 100.0


def bump(time, start: float, duration: float):
    """Rise from 0 to 1 and fall again: a raised cosine."""
    share = np.clip((time - start) / duration, 0.0, 1.0)
    return 0.5 - 0.5 * np.cos(2.0 * np.pi * share)


def ramp(time, start: float, duration: float):
    """Rise smoothly from 0 to 1."""
    share = np.clip((time - start) / duration, 0.0, 1.0)
    return 0.5 - 0.5 * np.cos(np.pi * share)


@dataclass(frozen=True, kw_only=True)
class FootPath:
    """Where an ankle is: forwards of the laboratory's origin, and height [m]."""

    ahead: object = 0.0
    height: object = 0.0
    pitch: object = 0.0


def posed(time, *, ahead=0.0, height=STANDING, left=None, right=None, **pose):
    """Pose a body from the paths of its pelvis and its feet."""
    shape = np.ones(time.size)
    feet = {"left": left or FootPath(), "right": right or FootPath()}
    angles = {}
    for side in SIDES:
        path = feet[side]
        forwards = path.ahead * shape - (ahead * shape + HIP[0])
        up = path.height * shape + ANKLE - (height * shape + HIP[1])
        reach = np.minimum(np.hypot(forwards, up), (THIGH + SHANK) * (1 - 1e-9))
        bend = np.arccos((reach**2 - THIGH**2 - SHANK**2) / (2 * THIGH * SHANK))
        lean = np.arctan2(forwards, -up) + np.arcsin(SHANK * np.sin(bend) / reach)
        angles[f"hip_flexion_{side}"] = lean
        angles[f"knee_flexion_{side}"] = bend
        angles[f"dorsiflexion_{side}"] = path.pitch - lean + bend
    return a_body(
        time, lift=height * shape - 0.98, travel=ahead * shape, **angles, **pose
    )


def knee_speed_delay(depth: float, duration: float, speed: float) -> float:
    """How long after its start a raised cosine of a depth is faster than a speed."""
    share = speed * duration / (np.pi * depth)
    return float(duration / (2 * np.pi) * np.arcsin(share))


def return_lead(depth: float, duration: float, left: float) -> float:
    """How long before its end a raised cosine of a depth is down to what is left."""
    return float(duration / (2 * np.pi) * np.arccos(1 - 2 * left / depth))


def bending(
    side: str = "both", *, depth=60.0, times=(1.5, 4.0, 6.5), free="behind", **pose
):
    """Squats: the knee follows raised cosines of two seconds; depth in degrees."""
    time = a_clock(times[-1] + 3.0, RATE)
    knee = sum(bump(time, start, 2.0) for start in times) * depth * DEGREE
    legs = {"hip_flexion": knee / 2, "knee_flexion": knee, "dorsiflexion": knee / 2}
    if side == "both":
        return a_body(time, standing_on="left", **legs, **pose)
    other = "left" if side == "right" else "right"
    free_leg = {
        "behind": (0.0, 80.0, 0.0),
        "front": (60.0, 20.0, 10.0),
        "below": (0.0, 0.0, 0.0),
    }[free]
    made = {f"{name}_{side}": value for name, value in legs.items()}
    for name, value in zip(legs, free_leg, strict=True):
        made[f"{name}_{other}"] = value * DEGREE
    return a_body(time, standing_on=side, **made, **pose)


def step_down(
    side: str = "left", *, step=0.18, drop=0.12, times=(1.5, 4.0, 6.5), **pose
):
    """Lowerings from a step on which one foot stays; the other hangs beside it."""
    time = a_clock(times[-1] + 3.0, RATE)
    lower = drop * sum(bump(time, start, 2.0) for start in times)
    stance = FootPath(height=step)
    hanging = FootPath(height=step - 0.02 - lower, ahead=0.05)
    feet = {side: stance, "left" if side == "right" else "right": hanging}
    return posed(time, height=STANDING + step - lower, **feet, **pose)


def lunge(lead: str = "right", *, split: bool = False, hold: float = 0.0, **pose):
    """One lunge: step from 1.0 to 1.6 s, down at 2.4 s (held), back from 3.2 s on."""
    time = a_clock(6.0 + hold, RATE)
    late = 3.2 + hold
    there = ramp(time, 1.0, 0.6) - ramp(time, late, 0.6)
    lifted = 0.08 * (bump(time, 1.0, 0.6) + bump(time, late, 0.6))
    if split:
        there, lifted = 1.0, 0.0
    down = ramp(time, 1.6, 0.8) - ramp(time, 2.4 + hold, 0.8)
    front = FootPath(ahead=0.75 * there, height=lifted)
    pitch = -35.0 * DEGREE * (down if not split else 1.0)
    rise = 0.14 * np.sin(-pitch)
    rear = FootPath(ahead=-0.14 * (1 - np.cos(pitch)) * 0, height=rise, pitch=pitch)
    feet = {lead: front, "left" if lead == "right" else "right": rear}
    start = STANDING - (0.06 if split else 0.0)
    return posed(
        time,
        ahead=0.35 * there * np.ones(time.size),
        height=start - 0.25 * down,
        **feet,
        **pose,
    )


def hip_hike(side: str = "left", *, drop=8.0, hike=5.0, times=(1.0, 4.0, 7.0)):
    """Lower by `drop`, lift to `hike` above level, back to level; degrees.

    The stance leg stays straight: it is the pelvis that turns about its hip.
    """
    time = a_clock(times[-1] + 3.5, RATE)
    course = np.zeros(time.size)
    for start in times:
        course += drop * (ramp(time, start, 0.8) - ramp(time, start + 0.8, 0.6))
        course -= hike * (ramp(time, start + 1.4, 0.6) - ramp(time, start + 2.2, 0.6))
    sign = -1.0 if side == "left" else 1.0
    angle = sign * course * DEGREE
    legs = {f"hip_adduction_{side}": course * DEGREE}
    legs[f"hip_adduction_{'left' if side == 'right' else 'right'}"] = -course * DEGREE
    return a_body(time, obliquity=angle, standing_on=side, **legs)


def kickback(
    side: str = "right", *, tilt=0.0, size=25.0, times=(1.5, 4.5, 7.5), **pose
):
    """Hip extensions of 2 s with a hold of 0.6 s on top; degrees."""
    time = a_clock(times[-1] + 3.0, RATE)
    out = sum(ramp(time, s, 0.7) - ramp(time, s + 1.3, 0.7) for s in times)
    base = tilt
    other = "left" if side == "right" else "right"
    knee = tilt
    return a_body(
        time,
        tilt=tilt * DEGREE,
        standing_on=other,
        **{
            f"hip_flexion_{side}": (base - size * out) * DEGREE,
            f"knee_flexion_{side}": (knee + 5.0) * DEGREE,
            f"hip_flexion_{other}": base * DEGREE,
            f"knee_flexion_{other}": knee * DEGREE,
        },
        **pose,
    )


def standing(duration: float = 3.0, *, on: str | None = None) -> Kinematics:
    """Stand still, on both feet or with one lifted 15 cm."""
    time = a_clock(duration, RATE)
    if on is None:
        return posed(time)
    other = "left" if on == "right" else "right"
    return posed(time, **{on: FootPath(), other: FootPath(height=0.15, ahead=0.1)})


def gait(
    *,
    speed=1.3,
    stride=1.1,
    duty=0.62,
    lift=0.08,
    treadmill=False,
    duration=6.0,
    **pose,
) -> Kinematics:
    """Walk, or run where `duty` is below ½; left lands at whole strides."""
    time = a_clock(duration, RATE)
    feet = {}
    for side, late in (("left", 0.0), ("right", 0.5)):
        phase = time / stride - late
        whole = np.floor(phase)
        share = np.clip((phase - whole - duty) / (1.0 - duty), 0.0, 1.0)
        swung = share - 0.6 * np.sin(2 * np.pi * share) / (2 * np.pi)
        length = speed * stride
        ahead = length * (whole + late + swung) + 0.5 * duty * length
        height = lift * np.sin(np.pi * share)
        feet[side] = FootPath(
            ahead=ahead - (speed * time if treadmill else 0.0), height=height
        )
    bob = 0.02 * np.cos(4 * np.pi * time / stride)
    walked = 0.0 if treadmill else speed * time
    return posed(time, ahead=walked, height=STANDING - 0.08 + bob, **feet, **pose)


def jump(made, *, side: str = "both", box: float = 0.0, rate: float = 200.0):
    """Kinematics of a jump of known force; `made` has a force, bounds and a weight.

    The pelvis follows from the force integrated twice. The feet stay on the ground
    while there is force and hang from the pelvis while there is none.
    """
    force = made.force(1000.0)
    fine = np.arange(force.size) / 1000.0
    mass = made.weight / 9.80665
    speed = np.cumsum(force / mass - 9.80665) / 1000.0
    if box:
        started = fine < made.bounds[0] - np.sqrt(2 * box / 9.80665)
        speed = np.cumsum(np.where(started, 0.0, force / mass - 9.80665)) / 1000.0
    path = np.cumsum(speed) / 1000.0
    time = np.arange(0.0, fine[-1], 1.0 / rate)
    rise = np.interp(time, fine, path) + box
    loaded = np.interp(time, fine, (force > 0.0).astype(float)) > 0.5
    hanging = np.where(loaded, 0.0, np.maximum(rise, 0.0))
    feet = {each: FootPath(height=hanging) for each in SIDES}
    if side != "both":
        other = "left" if side == "right" else "right"
        feet[other] = FootPath(height=hanging + 0.15)
    return posed(time, height=STANDING - 0.12 + rise, **feet)


def jump_plates(made, rate: float = 1000.0) -> tuple[Plate, ...]:
    """Return the plate that would have felt it, wide enough for both feet."""
    return (a_plate(made.force(rate), rate),)


def trial(body: Kinematics, *plates: Plate) -> Trial:
    """Return the trial of a posed body, on plates."""
    return a_trial(body, plates=plates)
