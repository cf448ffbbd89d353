"""All of the analysis, in order: the first file a newcomer opens."""

from __future__ import annotations

from dataclasses import dataclass, field

from ilium.core.issue import Issue
from ilium.core.measure import Measure
from ilium.core.movement import Movement
from ilium.core.provenance import Provenance
from ilium.core.trial import Trial
from ilium.kinematics.result import Kinematics


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Analysis:
    """Everything that one run computed, from the recording to its measures.

    Parameters
    ----------
    trial
        The recording after gap filling and filtering, as the settings ask.
    kinematics
        Joint centres, segments and angles.
    movement
        Task, events and repetitions.
    measures
        Every measure, per repetition and in summary.
    provenance
        What made it: inputs by hash, effective options and settings, version.
    """

    trial: Trial
    kinematics: Kinematics
    movement: Movement
    measures: tuple[Measure, ...]
    provenance: Provenance = field(default_factory=Provenance)

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What is doubtful, from every stage in order."""
        return (*self.trial.issues, *self.kinematics.issues, *self.movement.issues)
