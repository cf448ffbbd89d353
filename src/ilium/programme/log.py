"""What was done and measured: checks, sessions, strength tests."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from typing import Literal

from ilium.conventions import SideOrBoth
from ilium.core.measure import Tier
from ilium.errors import InputError
from ilium.programme.limits import not_below_zero, within_ten

SYMPTOMS = ("leaking", "heaviness", "doming", "bleeding")
"""What is asked once a session after birth; names of fields of `SessionLog`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckValue:
    """One measure of a check.

    Parameters
    ----------
    measure
        Name as in `ilium.core.measure.Measure`.
    side
        Side that it belongs to.
    value
        [unit].
    unit
        SI unit.
    tier
        How it was captured.
    sem
        Standard error of measurement [unit]; ``None`` where none is known.
    sd
        Standard deviation between the repetitions [unit]; ``None`` below two.
    n
        Number of repetitions.
    """

    measure: str
    side: SideOrBoth
    value: float
    unit: str
    tier: Tier
    sem: float | None = None
    sd: float | None = None
    n: int = 1

    def __post_init__(self) -> None:
        if not math.isfinite(self.value):
            raise InputError(
                f"The check's {self.measure} is no number.", "Leave it out."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """What one recording of one movement came to.

    Parameters
    ----------
    date
        Day of the recording.
    task
        A key of `ilium.core.movement.TASKS`.
    values
        Its measures, summaries over the repetitions.
    retest
        Whether it repeats an earlier check.
    recording
        Name or hash of the recording; empty without.
    """

    date: dt.date
    task: str
    values: tuple[CheckValue, ...] = ()
    retest: bool = False
    recording: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLog:
    """What was done of one exercise in one session.

    Parameters
    ----------
    exercise
        Id in the library.
    sets
        Sets done (on each side).
    reps, seconds
        Of a set, on each side; ``None`` where it does not apply.
    load
        Added load [kg]; 0 for none.
    rpe, rir
        Effort 0–10, or repetitions in reserve; ``None`` where not said.
    extra_reps
        Repetitions beyond the plan in the last set.
    quality_stops
        Sets that ended early because two repetitions left the target.
    off_target
        Share of the repetitions outside the target, 0–1; ``None`` where not seen.
    contacts
        Landings of the session in this exercise.
    side
        Side that it was done on.
    """

    exercise: str
    sets: int
    reps: int | None = None
    seconds: float | None = None
    load: float = 0.0
    rpe: float | None = None
    rir: float | None = None
    extra_reps: int = 0
    quality_stops: int = 0
    off_target: float | None = None
    contacts: int = 0
    side: SideOrBoth = "both"

    def __post_init__(self) -> None:
        within_ten(self.exercise, "rpe", self.rpe)
        not_below_zero(
            self.exercise,
            sets=self.sets,
            reps=self.reps,
            seconds=self.seconds,
            load=self.load,
            rir=self.rir,
            extra_reps=self.extra_reps,
            contacts=self.contacts,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLog:
    """One session as it was done.

    Parameters
    ----------
    date
        Its day.
    rows
        Its exercises.
    pain_during, pain_next_morning
        0 (none) to 10 [1]; ``None`` where not said.
    pain_where, pain_side
        Where it hurt, in short words, and on which side.
    spreading
        Whether it spread below the knee or felt numb; ``None`` where not said.
    leaking, heaviness, doming, bleeding
        After a birth: yes or no; ``None`` where not asked.
    rpe
        Effort of the whole session 0–10; ``None`` where not said.
    minutes
        Its length [min]; ``None`` where not said.
    """

    date: dt.date
    rows: tuple[SetLog, ...] = ()
    pain_during: float | None = None
    pain_next_morning: float | None = None
    pain_where: str = ""
    pain_side: SideOrBoth | None = None
    spreading: bool | None = None
    leaking: bool | None = None
    heaviness: bool | None = None
    doming: bool | None = None
    bleeding: bool | None = None
    rpe: float | None = None
    minutes: float | None = None

    def __post_init__(self) -> None:
        for name in ("pain_during", "pain_next_morning", "rpe"):
            within_ten("session", name, getattr(self, name))

    @property
    def symptoms(self) -> tuple[str, ...]:
        """Symptoms after a birth that were answered with yes."""
        return tuple(each for each in SYMPTOMS if getattr(self, each))


@dataclass(frozen=True, slots=True, kw_only=True)
class StrengthTest:
    """Result of a strength or tolerance test.

    Parameters
    ----------
    date
        Its day.
    test
        Name in `ilium.programme.gates.TESTS`.
    side
        Side that was tested.
    value
        [unit].
    unit
        ``repetitions``, ``s``, ``min`` or ``N m/kg``.
    mdc
        Minimal detectable change [unit]; ``None`` where none is known.
    symptom_free
        Whether neither pain nor a symptom came, until the next day; ``None`` unknown.
    """

    date: dt.date
    test: str
    value: float
    side: SideOrBoth = "both"
    unit: Literal["repetitions", "s", "min", "N m/kg"] = "repetitions"
    mdc: float | None = None
    symptom_free: bool | None = None

    def __post_init__(self) -> None:
        not_below_zero(self.test, value=self.value, mdc=self.mdc)
