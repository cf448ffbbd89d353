"""What was done in a recording: its task, repetitions, phases and stillness."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ilium.conventions import SideOrBoth
from ilium.core.declared import titles
from ilium.core.event import Event
from ilium.core.issue import Issue
from ilium.core.shown import Shown

TASKS: Mapping[str, str] = MappingProxyType(
    {
        "drop_jump": "drop jump",
        "drop_vertical_jump": "drop vertical jump",
        "countermovement_jump": "countermovement jump",
        "single_leg_drop_jump": "single-leg drop jump",
        "single_leg_hop": "single-leg hop",
        "single_leg_landing": "single-leg landing",
        "single_leg_squat": "single-leg squat",
        "squat": "squat on both legs",
        "lunge": "lunge",
        "warrior": "warrior",
        "step_down": "step-down",
        "hip_hike": "step hip hike",
        "kickback_standing": "standing kickback",
        "kickback_quadruped": "kickback on hands and knees",
        "walk": "walking",
        "run": "running",
        "quiet_standing": "quiet standing",
        "single_leg_standing": "single-leg standing",
        **titles(),
        "other": "movement that ilium does not know",
    }
)
"""Every movement that ilium knows: its name in commands and files, and in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A named stretch of a repetition, half-open [start, end) [s]."""

    name: str
    start: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Repetition:
    """One repetition, or one gait cycle.

    Parameters
    ----------
    number
        From 1, counted per side.
    side
        Stance (working) side; ``both`` for bilateral movements.
    start, end
        Half-open time range [s].
    events
        Event name to time [s], for example ``{"bottom": 1.24}``.
    phases
        Its phases in order.
    complete
        False where the recording begins or ends within it, or a marker is lost.
    """

    number: int
    side: SideOrBoth
    start: float
    end: float
    events: Mapping[str, float] = field(default_factory=dict[str, float])
    phases: tuple[Phase, ...] = ()
    complete: bool = True


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Movement(Shown):
    """What was done in a recording.

    Parameters
    ----------
    task
        A key of `TASKS`.
    how
        ``given`` or ``recognised``.
    confidence
        How sure the recognition is, from 0 to 1 [1]; 1 where given.
    why
        One sentence: what spoke for this task.
    events
        Every event found, in order of time.
    repetitions
        Every repetition or gait cycle, in order of time.
    quiet
        Time range of quiet standing on both feet [s]; ``None`` where there is none of
        at least 1 s.
    issues
        What is doubtful.
    """

    task: str
    how: str
    confidence: float
    why: str
    events: tuple[Event, ...] = ()
    repetitions: tuple[Repetition, ...] = ()
    quiet: tuple[float, float] | None = None
    issues: tuple[Issue, ...] = ()
