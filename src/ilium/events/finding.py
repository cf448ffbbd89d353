"""From a trial and its kinematics to the movement that was done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ilium.conventions import SideOrBoth
from ilium.core.declared import declared
from ilium.core.event import Event
from ilium.core.issue import Issue
from ilium.core.movement import TASKS, Movement
from ilium.core.trial import Trial
from ilium.errors import UnknownNameError
from ilium.events.body import body_of
from ilium.events.countermovement_jump import CountermovementJumps
from ilium.events.drop_jump import DropJumps
from ilium.events.found import Finder, Found, Scene
from ilium.events.gait import Gait
from ilium.events.hip_hike import HipHikes
from ilium.events.kickback import Kickbacks
from ilium.events.lunge import Lunges
from ilium.events.recognition import Guess, recognise
from ilium.events.settings import EventSettings
from ilium.events.single_leg_landing import Landings
from ilium.events.squat import Squats
from ilium.events.standing import QuietStanding, SingleLegStanding, still_standing
from ilium.events.swings import Swings
from ilium.events.warrior import Warriors
from ilium.kinematics.result import Kinematics
from ilium.kinetics.ground_force import ground_force

DEFAULT = EventSettings()

ON_BOTH_LEGS = (
    "drop_jump",
    "drop_vertical_jump",
    "countermovement_jump",
    "squat",
    "quiet_standing",
    *(name for name, each in declared().items() if each.legs == "both"),
)
"""Movements whose repetitions have no side."""

DROPS = ("drop_jump", "drop_vertical_jump")

DOUBTFUL = 0.6
"""Confidence below which a recognised movement should be named by a person [1]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nothing:
    """A movement without events that ilium knows."""

    def find(self, scene: Scene, side: SideOrBoth | None) -> Found:
        """Return nothing."""
        del scene, side
        return Found()


FINDERS: Mapping[str, Finder] = MappingProxyType(
    {
        "drop_jump": DropJumps(),
        "drop_vertical_jump": DropJumps(),
        "countermovement_jump": CountermovementJumps(),
        "single_leg_drop_jump": DropJumps(),
        "single_leg_hop": CountermovementJumps(),
        "single_leg_landing": Landings(),
        "single_leg_squat": Squats(task="single_leg_squat"),
        "squat": Squats(task="squat"),
        "lunge": Lunges(),
        "warrior": Warriors(),
        "step_down": Squats(task="step_down"),
        "hip_hike": HipHikes(),
        "kickback_standing": Kickbacks(),
        "kickback_quadruped": Kickbacks(),
        "walk": Gait(running=False),
        "run": Gait(running=True),
        "quiet_standing": QuietStanding(),
        "single_leg_standing": SingleLegStanding(),
        **{name: Swings(task=name, rule=each) for name, each in declared().items()},
        "other": Nothing(),
    }
)
"""Finder of every movement that ilium knows."""


def find_movement(
    trial: Trial,
    kinematics: Kinematics,
    *,
    task: str = "auto",
    side: SideOrBoth | None = None,
    settings: EventSettings = DEFAULT,
) -> Movement:
    """Find what was done in a recording: events, phases and repetitions.

    Parameters
    ----------
    trial
        Plates and stored events.
    kinematics
        Landmarks, joint centres and segments.
    task
        A key of `ilium.core.movement.TASKS`, or ``auto`` to recognise the movement.
    side
        Stance side of a single-leg movement, where it is known; ``None`` to find it.
    settings
        What counts as a contact, a flight, a repetition and as stillness.

    Returns
    -------
    Movement
        Every event says whether it comes from a ``plate``, from ``marker:<method>`` or
        from the ``file``. A jump after a drop is a drop jump or a drop vertical jump by
        its contact time, whichever of the two was named.

    Raises
    ------
    UnknownNameError
        Where the task is none that ilium knows.
    """
    check_task(task)
    scene = scene_of(trial, kinematics, settings)
    return movement_in(scene, recognise(scene), task=task, side=side)


def check_task(task: str) -> None:
    """Raise an `UnknownNameError` unless a task is ``auto`` or known."""
    if task not in (*TASKS, "auto"):
        raise UnknownNameError.among("task", task, (*TASKS, "auto"))


def movement_in(
    scene: Scene,
    guess: Guess,
    *,
    task: str = "auto",
    side: SideOrBoth | None = None,
    finders: Mapping[str, Finder] = FINDERS,
) -> Movement:
    """Find the movement in a scene, once somebody has looked at it.

    Parameters
    ----------
    scene
        The recording as the finders see it.
    guess
        What it looks like.
    task, side
        As for `find_movement`.
    finders
        Finder of every task.

    Returns
    -------
    Movement
        As of `find_movement`.
    """
    chosen = guess.task if task == "auto" else task
    found = finders[chosen].find(scene, _side(chosen, side))
    named = _by_contact(chosen, found, scene.settings)
    return Movement(
        task=named,
        how="recognised" if task == "auto" else "given",
        confidence=guess.confidence if task == "auto" else 1.0,
        why=guess.why if task == "auto" else f"It was named: {TASKS[chosen]}.",
        events=_with_stored(found.events, scene.trial.events),
        repetitions=found.repetitions,
        quiet=scene.quiet,
        issues=(*found.issues, *_doubts(task, named, guess, found)),
    )


def scene_of(trial: Trial, kinematics: Kinematics, settings: EventSettings) -> Scene:
    """Put together what the finders look at."""
    body = body_of(kinematics, settings)
    force = ground_force(trial, settings.force)
    still = still_standing(
        body, force, speed=settings.still_speed, turning=settings.hold_speed
    )
    return Scene(
        trial=trial,
        kinematics=kinematics,
        body=body,
        force=force,
        still=still,
        settings=settings,
    )


def _side(task: str, side: SideOrBoth | None) -> SideOrBoth | None:
    if task in ON_BOTH_LEGS:
        return "both"
    return None if side == "both" else side


def _by_contact(task: str, found: Found, settings: EventSettings) -> str:
    """Return drop jump or drop vertical jump, by the median contact time."""
    if task not in DROPS or not found.repetitions:
        return task
    contacts = sorted(
        each.events["take_off"] - each.events["initial_contact"]
        for each in found.repetitions
    )
    return DROPS[contacts[len(contacts) // 2] >= settings.fast_contact]


def _with_stored(
    events: tuple[Event, ...], stored: tuple[Event, ...]
) -> tuple[Event, ...]:
    """Add the file's events whose names were not found."""
    names = {each.name for each in events}
    return tuple(sorted((*events, *(e for e in stored if e.name not in names))))


def _doubts(task: str, named: str, guess: Guess, found: Found) -> tuple[Issue, ...]:
    issues: list[Issue] = []
    if task == "auto" and guess.confidence < DOUBTFUL:
        what = (
            f"The movement looks like: {TASKS[guess.task]}, but this is not sure "
            f"({guess.confidence:.0%}). Name it to be sure."
        )
        issues.append(_issue("task-unsure", what))
    elif task not in ("auto", *declared()) and not _alike(named, guess.task):
        what = (
            f"The movement was named {TASKS[task]}, but the recording looks like: "
            f"{TASKS[guess.task]} ({guess.confidence:.0%}). {guess.why}"
        )
        issues.append(_issue("task-differs", what))
    elif task in DROPS and named != task:
        what = (
            f"It was named {TASKS[task]}; by its contact time it is a {TASKS[named]}."
        )
        issues.append(_issue("task-relabelled", what))
    if not found.repetitions and named != "other":
        what = f"No repetition of this movement was found: {TASKS[named]}."
        issues.append(_issue("no-repetitions", what))
    return tuple(issues)


def _alike(named: str, seen: str) -> bool:
    return named == seen or (named in DROPS and seen in DROPS)


def _issue(kind: str, what: str) -> Issue:
    return Issue(kind=kind, where="movement", what=what, severity="caution")
