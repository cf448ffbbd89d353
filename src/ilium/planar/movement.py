"""What was done in a video: task, repetitions, phases and sides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from ilium.conventions import SideOrBoth
from ilium.core.issue import Issue
from ilium.core.movement import TASKS, Movement
from ilium.events.finding import FINDERS, check_task, movement_in
from ilium.events.found import Finder, Found, Scene
from ilium.events.recognition import Guess, recognise
from ilium.events.settings import EventSettings
from ilium.planar.postures import (
    DeepBends,
    DeepHolds,
    LargeHikes,
    LiftedFeet,
    StillFoot,
)
from ilium.planar.result import PlanarKinematics
from ilium.planar.rhythm import Rhythm, rhythm
from ilium.planar.scene import planar_scene
from ilium.planar.settings import PLANAR, PlanarSettings
from ilium.planar.steps import FrontalGait, guess_gait

EVENTS = EventSettings()

INSTEAD: Mapping[str, Finder] = MappingProxyType(
    {
        "single_leg_squat": DeepBends(),
        "step_down": DeepBends(),
        "lunge": DeepBends(),
        "warrior": DeepHolds(),
        "kickback_standing": LiftedFeet(),
        "kickback_quadruped": LiftedFeet(),
        "other": Rhythm(),
    }
)
"""Finders for what one camera does not show in depth, where the usual one is blind."""

UNSEEN: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"front": (), "rear": (), "side": ("hip_hike",)}
)
"""Movements that a view does not show."""

JUMPS = (
    "drop_jump", "drop_vertical_jump", "countermovement_jump", "single_leg_drop_jump",
    "single_leg_hop", "single_leg_landing",
)  # fmt: skip

DOUBTFUL = 0.6
"""Confidence below which a rhythm is believed before a movement with a name [1]."""


def find_planar_movement(
    planar: PlanarKinematics,
    *,
    task: str = "auto",
    side: SideOrBoth | None = None,
    events: EventSettings = EVENTS,
    settings: PlanarSettings = PLANAR,
) -> Movement:
    """Find what was done in front of one camera.

    The figure in the picture's plane is shown to the same finders as a laboratory's
    recording; where one camera does not see what they look at (how far a foot is
    ahead), finders of the picture's own stand in.

    Parameters
    ----------
    planar
        The figure in the picture's plane.
    task
        A key of `ilium.core.movement.TASKS`, or ``auto`` to recognise the movement.
    side
        Working side, where somebody named it.
    events
        What counts as a repetition and as stillness.
    settings
        Least frame rate for contact times.

    Returns
    -------
    Movement
        A movement without a name of its own has repetitions where it has a rhythm.

    Raises
    ------
    UnknownNameError
        Where the task is none that ilium knows.
    """
    check_task(task)
    scene = planar_scene(planar, events)
    guess = _guess(scene, planar.view)
    if task != "auto" and task in UNSEEN[planar.view]:
        return _unseen(task, planar.view, scene)
    found = movement_in(
        scene, guess, task=task, side=side, finders=_finders(planar.view)
    )
    return replace(found, issues=(*found.issues, *_slow(planar, found, settings)))


def _guess(scene: Scene, view: str) -> Guess:
    if view != "side":
        gait = guess_gait(scene)
        if gait is not None:
            return gait
    guess = recognise(scene)
    swings = rhythm(scene)
    hidden = guess.task in UNSEEN[view]
    sure = guess.confidence >= DOUBTFUL and guess.task not in (
        "other",
        "quiet_standing",
    )
    if hidden or (not sure and swings):
        count = len(swings)
        why = (
            f"Something swings {count} times." if count else "Nothing known was found."
        )
        return Guess(task="other", confidence=DOUBTFUL, why=why)
    return guess


def _finders(view: str) -> Mapping[str, Finder]:
    """The usual finders, and the picture's own where those are blind."""
    own: dict[str, Finder] = dict(FINDERS)
    if view != "side":
        own |= {
            "walk": FrontalGait(),
            "run": FrontalGait(),
            "single_leg_standing": StillFoot(),
            "hip_hike": LargeHikes(),
        }
    for task, finder in INSTEAD.items():
        own[task] = _Either(first=own[task], second=finder)
    return own


class _Either:
    """One finder, and another where the first finds no repetition."""

    def __init__(self, *, first: Finder, second: Finder) -> None:
        self._first, self._second = first, second

    def find(self, scene: Scene, side: SideOrBoth | None) -> Found:
        found = self._first.find(scene, side)
        return found if found.repetitions else self._second.find(scene, side)


def _unseen(task: str, view: str, scene: Scene) -> Movement:
    what = (
        f"No {view} view shows this movement: {TASKS[task]}. Film it from the front or"
        " from behind."
    )
    issue = Issue(
        kind="no-repetitions", where="movement", what=what, severity="caution"
    )
    return Movement(
        task=task,
        how="given",
        confidence=1.0,
        why=f"It was named: {TASKS[task]}.",
        quiet=scene.quiet,
        issues=(issue,),
    )


def _slow(
    planar: PlanarKinematics, movement: Movement, settings: PlanarSettings
) -> tuple[Issue, ...]:
    rate = planar.trial.rate
    timed = movement.task in (*JUMPS, "run")
    if not timed or rate >= settings.contact_rate - 1.0:
        return ()
    what = (
        f"Contact and flight times are not measured: {rate:.0f} frames a second leave"
        f" ± {1000.0 / rate:.0f} ms, {settings.contact_rate:.0f} are needed. Set the"
        " camera to slow motion."
    )
    return (
        Issue(
            kind="contact-times-refused",
            where="movement",
            what=what,
            severity="caution",
            value=rate,
            unit="Hz",
        ),
    )
