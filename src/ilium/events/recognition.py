"""Which movement a recording shows, how surely, and why."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ilium.conventions import FORWARDS, RIGHT, SIDES
from ilium.core.movement import TASKS
from ilium.core.quantity import FloatArray
from ilium.events.bending import bends
from ilium.events.drop_jump import contact_time, rebounds
from ilium.events.flights import flights
from ilium.events.foot_contacts import DETECTORS
from ilium.events.found import Scene
from ilium.events.gait_events import is_running
from ilium.events.hip_hike import hikes
from ilium.events.kickback import kicks
from ilium.events.stance_leg import standing_on
from ilium.events.standing import stances
from ilium.events.warrior import holds
from ilium.units import DEGREE, degrees

ON_ALL_FOURS = 55.0 * DEGREE
"""Median inclination of the pelvis on hands and knees [rad]."""

ALTERNATING = 0.7
"""Least share of steps that change the foot in walking [1]."""

WALKED = 0.8
"""Least distance of a walk that is not on a treadmill [m]."""

ON_THE_SPOT = 0.5
"""Largest distance covered by the pelvis while only a leg or a hip moves [m]."""

TOGETHER = 0.15
"""Time within which two feet land together [s]."""

TREADMILL_STEPS = 8
"""Least number of steps that show walking on the spot of a treadmill [1]."""

LONGEST_STRIDE = 2.0
"""Longest stride of a walk [s]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """What a recording looks like.

    Parameters
    ----------
    task
        A key of `ilium.core.movement.TASKS`.
    confidence
        From 0 to 1 [1]: ½ where what speaks for it only just reaches its threshold,
        ¾ at twice the threshold.
    why
        One sentence.
    """

    task: str
    confidence: float
    why: str


def recognise(scene: Scene) -> Guess:
    """Tell which movement a recording shows.

    Parameters
    ----------
    scene
        The recording.

    Returns
    -------
    Guess
        The first that fits in the order of `QUESTIONS`: from what moves most to what
        does not move; ``other`` where none does.
    """
    for ask in QUESTIONS:
        guess = ask(scene)
        if guess is not None:
            return guess
    return Guess(task="other", confidence=0.5, why="Nothing known was found.")


def _on_all_fours(scene: Scene) -> Guess | None:
    lean = _median(scene.body.trunk)
    if not lean > ON_ALL_FOURS:
        return None
    count = sum(len(each) for each in kicks(scene).values())
    posture = f"The pelvis lies {degrees(lean):.0f}° from upright"
    if not count:
        why = f"{posture}, and no leg extends."
        return Guess(task="other", confidence=0.5, why=why)
    return Guess(
        task="kickback_quadruped",
        confidence=_sure(lean, ON_ALL_FOURS),
        why=f"{posture}, and one hip extends {count} times.",
    )


def _gait(scene: Scene) -> Guess | None:
    body = scene.body
    if not body.seen or not body.sides:
        return None
    rule = DETECTORS["foot_velocity"]
    strikes = {side: rule.contacts(body, side).strikes for side in body.sides}
    count = sum(each.size for each in strikes.values())
    way = _way(body.pelvis)
    strides = [np.diff(each) / body.rate for each in strikes.values()]
    stride = _median(np.concatenate(strides))
    if stride > LONGEST_STRIDE or not _steps(strikes, count, way, body.rate):
        return None
    running = is_running(body)
    how = "each foot leaves before the other lands"
    if not running:
        how = "one foot is always down"
    return Guess(
        task="run" if running else "walk",
        confidence=_sure(max(way / WALKED, count / TREADMILL_STEPS), 1.0),
        why=f"{count} foot strikes that change sides over {way:.1f} m, and {how}.",
    )


def _steps(strikes: dict[str, FloatArray], count: int, way: float, rate: float) -> bool:
    if len(strikes) < len(SIDES):
        return count > 1 and way > WALKED
    if count < 3 and not (way > WALKED and all(each.size for each in strikes.values())):
        return False
    frames = np.concatenate(list(strikes.values()))
    feet = np.concatenate([np.full(len(each), s) for s, each in strikes.items()])
    order = np.argsort(frames, kind="stable")
    apart = np.diff(frames[order]) / rate > TOGETHER
    changes = float(((feet[order][1:] != feet[order][:-1]) & apart).mean())
    return changes >= ALTERNATING and (way > WALKED or count >= TREADMILL_STEPS)


def _jump(scene: Scene) -> Guess | None:
    pairs = rebounds(scene)
    if pairs:
        drop, jump = pairs[0]
        contact = contact_time(drop, jump)
        middle = (drop.landing + jump.take_off) / 2.0
        alone = standing_on(scene.body, middle - 0.05, middle + 0.05) != "both"
        fast = contact < scene.settings.fast_contact
        task = "drop_jump" if fast else "drop_vertical_jump"
        why = (
            f"A drop, {contact:.2f} s on the ground{' on one leg' * alone}, "
            f"and a flight of {jump.landing - jump.take_off:.2f} s."
        )
        return Guess(
            task="single_leg_drop_jump" if alone else task,
            confidence=_sure(jump.landing - jump.take_off, _flight(scene)),
            why=why,
        )
    return _hop(scene)


def _hop(scene: Scene) -> Guess | None:
    every = flights(scene)
    if not every:
        return None
    first, body = every[0], scene.body
    down = standing_on(body, first.landing + 0.1, first.landing + 0.3)
    if first.is_drop:
        why = f"A drop and a landing on {_legs(down)}, without a jump after it."
        task = "other" if down == "both" else "single_leg_landing"
        return Guess(task=task, confidence=0.7, why=why)
    up = standing_on(body, first.take_off - 0.15, first.take_off - 0.05)
    duration = first.landing - first.take_off
    task = "single_leg_landing" if down != "both" else "countermovement_jump"
    task = "single_leg_hop" if up != "both" else task
    feet = f", off {_legs(up)} and onto {_legs(down)}" if body.sides else ""
    return Guess(
        task=task,
        confidence=_sure(duration, _flight(scene)),
        why=f"A flight of {duration:.2f} s from the ground{feet}.",
    )


def _bend(scene: Scene) -> Guess | None:
    held = holds(scene)
    if held:
        (first, last), lead = held[0]
        duration = (last - first) / scene.body.rate
        return Guess(
            task="warrior",
            confidence=_sure(duration, 0.5 * scene.settings.hold_time),
            why=f"A lunge with the {lead} leg in front is held for {duration:.1f} s.",
        )
    every = bends(scene.body, scene.settings)
    if not every:
        return None
    stances = [each.stance for each in every]
    task = max(sorted(set(stances)), key=stances.count)
    alike = [each for each in every if each.stance == task]
    depth = _median(np.array([each.course.size for each in alike]))
    share = len(alike) / len(every)
    legs = " and ".join(sorted({each.side for each in alike} - {"both"}))
    return Guess(
        task=task,
        confidence=share * _sure(depth, scene.settings.squat_depth),
        why=(
            f"{len(alike)} of {len(every)} times the knees bend "
            f"(by {degrees(depth):.0f}° as a rule), the feet stand as in: "
            f"{TASKS[task]}{legs and f' ({legs})'}."
        ),
    )


def _hike(scene: Scene) -> Guess | None:
    found = hikes(scene)
    courses = [each for courses in found.values() for each in courses]
    if not courses or _way(scene.body.pelvis) > ON_THE_SPOT:
        return None
    size = 2.0 * _median(np.array([each.size for each in courses]))
    return Guess(
        task="hip_hike",
        confidence=_sure(size, scene.settings.hike),
        why=(
            f"The pelvis lowers and lifts {len(courses)} times by {degrees(size):.0f}° "
            "in all over a straight leg."
        ),
    )


def _kick(scene: Scene) -> Guess | None:
    courses = [each for courses in kicks(scene).values() for each in courses]
    if not courses or _way(scene.body.pelvis) > ON_THE_SPOT:
        return None
    size = _median(np.array([each.size for each in courses]))
    return Guess(
        task="kickback_standing",
        confidence=_sure(size, scene.settings.kick),
        why=f"One hip extends {len(courses)} times by {degrees(size):.0f}°, upright.",
    )


def _one_leg(scene: Scene) -> Guess | None:
    body = scene.body
    found = stances(body, scene.settings.still_time) if body.time.size else []
    alone = sum(last - first for (first, last), _ in found)
    if not alone:
        return None
    share = alone / body.time.size
    return Guess(
        task="single_leg_standing",
        confidence=_sure(share, 0.3),
        why=f"One foot is off the ground for {share:.0%} of the recording.",
    )


def _quiet(scene: Scene) -> Guess | None:
    if scene.still is None:
        return None
    start, end = scene.still
    if scene.quiet is None and end - start < 0.9 * _duration(scene):
        return None
    return Guess(
        task="quiet_standing",
        confidence=_sure(end - start, 0.5 * scene.settings.still_time),
        why=f"Nothing but standing still, for {end - start:.1f} s.",
    )


def _duration(scene: Scene) -> float:
    time = (
        scene.body.time if scene.body.seen or scene.force is None else scene.force.time
    )
    return float(time[-1] - time[0]) if time.size else math.inf


QUESTIONS: tuple[Callable[[Scene], Guess | None], ...] = (
    _on_all_fours,
    _gait,
    _jump,
    _bend,
    _hike,
    _kick,
    _one_leg,
    _quiet,
)
"""What is asked of a recording, in order."""


def _sure(value: float, threshold: float) -> float:
    return 1.0 - 0.5 * min(1.0, threshold / value) if value > 0.0 else 0.0


def _flight(scene: Scene) -> float:
    return scene.settings.shortest_flight


def _legs(side: str) -> str:
    return "both legs" if side == "both" else f"the {side} leg"


def _median(values: FloatArray) -> float:
    seen = values[np.isfinite(values)]
    return float(np.median(seen)) if seen.size else math.nan


def _way(pelvis: FloatArray) -> float:
    """Diagonal of the area that the pelvis covers [m]."""
    seen = pelvis[np.isfinite(pelvis).all(axis=1)]
    if not seen.size:
        return 0.0
    return float(np.hypot(*np.ptp(seen, axis=0)[[FORWARDS, RIGHT]]))
