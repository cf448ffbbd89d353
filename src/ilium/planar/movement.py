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
from ilium.events.warrior import holds
from ilium.planar.kicks_seen import LYING, LiftedFeet, guess_kicks
from ilium.planar.picture_feet import PictureFeet, picture_feet
from ilium.planar.postures import DeepBends, DeepHolds, LargeHikes, StillFoot
from ilium.planar.result import PlanarKinematics
from ilium.planar.rhythm import Rhythm, rhythm
from ilium.planar.scene import calm_scene, planar_scene
from ilium.planar.settings import PLANAR, PlanarSettings
from ilium.planar.split_stance import SplitBends, SplitHolds, guess_split
from ilium.planar.steps import FrontalGait, guess_gait

EVENTS = EventSettings()

UNSEEN: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"front": (), "rear": (), "side": ("hip_hike",)}
)
"""Movements that a view does not show."""

JUMPS = (
    "drop_jump", "drop_vertical_jump", "countermovement_jump", "single_leg_drop_jump",
    "single_leg_hop", "single_leg_landing",
)  # fmt: skip

LITTLE = ("single_leg_standing", "quiet_standing", "other")
"""What a kickback is taken for in front and rear view."""

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
    calm = calm_scene(planar, scene)
    feet = picture_feet(planar, settings)
    if planar.view == "side":
        guess = _held(calm) or _guess(scene, "side")
        finders = _finders_beside(calm, feet)
    else:
        guess = _guess_along(scene, feet, planar.view)
        finders = _finders_along(feet)
    if task != "auto" and task in UNSEEN[planar.view]:
        return _unseen(task, planar.view, scene)
    found = movement_in(scene, guess, task=task, side=side, finders=finders)
    return replace(found, issues=(*found.issues, *_slow(planar, found, settings)))


def _guess_along(scene: Scene, feet: PictureFeet, view: str) -> Guess:
    """What somebody in front or behind sees; standing on one leg comes last."""
    for guess in (guess_gait(scene), guess_split(feet, scene.settings.hold_time)):
        if guess is not None:
            return guess
    guess = _guess(scene, view)
    if feet.upright < LYING or guess.task in LITTLE:
        return guess_kicks(feet) or guess
    return guess


def _held(calm: Scene) -> Guess | None:
    """A warrior seen from the side: only slowly filtered points stand still."""
    found = holds(calm)
    if not found:
        return None
    why = f"A lunge is held {len(found)} times for at least five seconds."
    return Guess(task="warrior", confidence=0.8, why=why)


def _guess(scene: Scene, view: str) -> Guess:
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


def _finders_along(feet: PictureFeet) -> Mapping[str, Finder]:
    """The usual finders, and the picture's own for what has depth in it."""
    own: dict[str, Finder] = {
        **FINDERS,
        **dict.fromkeys(("walk", "run"), FrontalGait()),
        **dict.fromkeys(
            ("kickback_standing", "kickback_quadruped"), LiftedFeet(feet=feet)
        ),
        "single_leg_standing": StillFoot(),
        "hip_hike": LargeHikes(),
        "lunge": SplitBends(feet=feet),
        "warrior": SplitHolds(feet=feet),
    }
    seconds: dict[str, Finder] = {
        **dict.fromkeys(("single_leg_squat", "step_down"), DeepBends()),
        "other": Rhythm(),
    }
    return _with_seconds(own, seconds)


def _finders_beside(calm: Scene, feet: PictureFeet) -> Mapping[str, Finder]:
    """The usual finders, and others where trembling points make them blind."""
    own = {**FINDERS, "warrior": _Calm(finder=FINDERS["warrior"], calm=calm)}
    seconds: dict[str, Finder] = {
        **dict.fromkeys(("single_leg_squat", "step_down", "lunge"), DeepBends()),
        **dict.fromkeys(
            ("kickback_standing", "kickback_quadruped"), LiftedFeet(feet=feet)
        ),
        "warrior": DeepHolds(),
        "other": Rhythm(),
    }
    return _with_seconds(own, seconds)


def _with_seconds(
    first: Mapping[str, Finder], seconds: Mapping[str, Finder]
) -> Mapping[str, Finder]:
    """The same finders, some with another where they find no repetition."""
    either: dict[str, Finder] = {
        task: _Either(first=first[task], second=second)
        for task, second in seconds.items()
    }
    return {**first, **either}


class _Calm:
    """A finder that looks at slowly filtered points."""

    def __init__(self, *, finder: Finder, calm: Scene) -> None:
        self._finder, self._calm = finder, calm

    def find(self, scene: Scene, side: SideOrBoth | None) -> Found:
        del scene
        return self._finder.find(self._calm, side)


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
