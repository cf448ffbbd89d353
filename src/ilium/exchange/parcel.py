"""What is carried from one format to another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np

from ilium.core.event import Event
from ilium.core.issue import Issue
from ilium.core.measure import Measure
from ilium.core.quantity import FloatArray
from ilium.core.trial import Trial
from ilium.errors import UnknownNameError
from ilium.model.body_model import BodyModel
from ilium.outputs.courses import Course

PARTS: Final[dict[str, str]] = {
    "markers": "marker trajectories",
    "forces": "force plates",
    "emg": "electromyograms",
    "vendor": "the vendor's own model outputs",
    "events": "events with their sides",
    "body": "body measures",
    "curves": "curves: angles, moments, powers, muscle forces",
    "measures": "measures with their errors",
    "model": "a musculoskeletal model",
}
"""What a parcel may hold, and how it is called."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Parcel:
    """Everything that a file, a folder or an analysis holds.

    Parameters
    ----------
    name
        Label, without a path.
    trial
        Markers, plates, electromyograms and body measures; ``None`` without.
    events
        Events found and stored, in order of time.
    courses
        Curves, one table for each clock and kind.
    measures
        Measures in SI units, per repetition and in summary.
    model
        A musculoskeletal model; ``None`` without.
    task
        A key of `ilium.core.movement.TASKS`; empty where not known.
    headline
        What the first screen says; empty without.
    sha256
        Hash of the recording that it comes from; empty where not known.
    issues
        What is doubtful, or was left out on the way in.
    """

    name: str
    trial: Trial | None = None
    events: tuple[Event, ...] = ()
    courses: tuple[Course, ...] = ()
    measures: tuple[Measure, ...] = ()
    model: BodyModel | None = None
    task: str = ""
    headline: str = ""
    sha256: str = ""
    issues: tuple[Issue, ...] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """Keys of `PARTS` that it holds, in their order."""
        trial = self.trial
        held = {
            "markers": trial is not None and bool(trial.marker_names),
            "forces": trial is not None and bool(trial.plates),
            "emg": trial is not None and trial.emg is not None,
            "vendor": trial is not None and trial.vendor is not None,
            "events": bool(self.events),
            "body": trial is not None and known_body(trial),
            "curves": bool(self.courses),
            "measures": bool(self.measures),
            "model": self.model is not None,
        }
        return tuple(part for part in PARTS if held[part])

    def course(self, name: str) -> Course:
        """One table of curves.

        Parameters
        ----------
        name
            As in `Course`.

        Returns
        -------
        Course
            The table.

        Raises
        ------
        UnknownNameError
            With the nearest name that exists.
        """
        for each in self.courses:
            if each.name == name:
                return each
        names = [each.name for each in self.courses]
        raise UnknownNameError.among("table", name, names)

    def has(self, name: str) -> bool:
        """Whether it holds a table of curves."""
        return any(each.name == name for each in self.courses)


def known_body(trial: Trial) -> bool:
    """Whether any body measure is known."""
    body = trial.participant
    return any(getattr(body, name) is not None for name in body.__dataclass_fields__)


def same_clock(one: FloatArray, two: FloatArray) -> bool:
    """Whether two clocks [s] tick together, to a thousandth of a tick."""
    if one.shape != two.shape:
        return False
    tick = float(np.median(np.diff(one))) if one.size > 1 else 1.0
    return bool(np.allclose(one, two, rtol=0.0, atol=1e-3 * tick))


def left_out(parts: Iterable[str], format_title: str) -> tuple[Issue, ...]:
    """Say what a format cannot carry.

    Parameters
    ----------
    parts
        Keys of `PARTS`.
    format_title
        How the format is called.

    Returns
    -------
    tuple of Issue
        One for each part.
    """
    return tuple(
        Issue(
            kind="left-out",
            where=part,
            what=f"{format_title} has no place for {PARTS[part]}: left out.",
            severity="caution",
        )
        for part in parts
    )
