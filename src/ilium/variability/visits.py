"""Earlier visits: what a recording is compared with as the person's own usual."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ilium.core.measure import Measure
from ilium.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Visit:
    """What one earlier analysis found.

    Parameters
    ----------
    task
        Its movement, a key of `ilium.core.movement.TASKS`.
    surface
        What it was done on, as in `VariabilitySettings.surface`; empty where not said.
    measures
        Its measures; those of variability count.
    sha256
        Hash of what they were read from; empty where they were not read.
    """

    task: str
    measures: tuple[Measure, ...]
    surface: str = ""
    sha256: str = ""


def check_visits(visits: Sequence[Visit], *, task: str, surface: str) -> None:
    """Refuse earlier visits that are not like this one.

    Parameters
    ----------
    visits
        Oldest first.
    task, surface
        Of this recording.

    Raises
    ------
    InputError
        Where one is another movement, or was done on another surface.
    """
    for number, each in enumerate(visits, 1):
        if each.task != task:
            raise InputError(
                f"Earlier visit {number} is a {each.task}; this recording is a {task}.",
                "Give earlier visits of the same movement, or name it with --task.",
            )
        if each.surface != surface:
            raise InputError(
                f"Earlier visit {number} was done on {each.surface or 'no surface'!r}; "
                f"this recording on {surface or 'no surface'!r}.",
                "Give visits on the same surface, or name it in the settings: the "
                "ground alone changes how repetitions vary.",
            )


def like(visits: Sequence[Visit], *, task: str, surface: str) -> tuple[Visit, ...]:
    """Visits that a recording can be compared with.

    Parameters
    ----------
    visits
        Of one person, oldest first.
    task, surface
        Of this recording.

    Returns
    -------
    tuple of Visit
        The same movement on the same surface, in their order.
    """
    return tuple(e for e in visits if (e.task, e.surface) == (task, surface))
