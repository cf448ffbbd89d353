"""One exercise for the next step of a report: where a finding speaks."""

from __future__ import annotations

from dataclasses import dataclass

from ilium.findings.first_screen import FirstScreen
from ilium.findings.words import count, say
from ilium.programme.figures.figure import key_poses
from ilium.programme.library import exercise
from ilium.programme.patterns import suggest
from ilium.programme.texts import dose_text


@dataclass(frozen=True, slots=True, kw_only=True)
class NextExercise:
    """An exercise as the first screen shows it.

    Parameters
    ----------
    id
        Of the library.
    title
        Its name with the dose to begin with.
    how, safe
        What to do, and what to keep in mind.
    pictures
        Its key poses, one SVG each.
    sentence
        What they show, for those who cannot see them.
    """

    id: str
    title: str
    how: str
    safe: str
    pictures: tuple[str, ...]
    sentence: str


def next_exercise(first: FirstScreen, task: str) -> NextExercise | None:
    """Exercise that answers the most telling finding.

    Parameters
    ----------
    first
        What the first screen says.
    task
        A key of `ilium.core.movement.TASKS`.

    Returns
    -------
    NextExercise or None
        ``None`` where nothing that was found asks for training.
    """
    shown = first.shown
    if not shown:
        return None
    plan = suggest(shown, task)
    name, base = plan.exercise, f"exercise.{plan.exercise}"
    days = min(len(plan.on), exercise(name).days)
    return NextExercise(
        id=name,
        title=say(
            "next.exercise",
            name=say(f"{base}.name"),
            dose=dose_text(plan),
            days=count(days, "training_day"),
        ),
        how=say(f"{base}.how"),
        safe=say(f"{base}.safe"),
        pictures=key_poses(name),
        sentence=say(f"exercise_picture.{name}"),
    )
