"""A person as a programme knows them: goals and safety answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ilium.errors import InputError
from ilium.programme.limits import not_below_zero, within_ten

Ladder = Literal[
    "lunges",
    "warrior",
    "sun_salutation",
    "pilates_mat",
    "running",
    "jumping",
    "carrying",
]
Postpartum = Literal["no", "pregnant", "after_birth"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What a person wants to do again.

    Parameters
    ----------
    date
        When it was said.
    words
        In the person's own words.
    ladder
        Ladder that it was matched to; ``None`` until somebody chose.
    able, confident
        0 (not at all) to 10 [1]; the second is ilium's own question, not validated.
    """

    date: dt.date
    words: str
    ladder: Ladder | None = None
    able: int | None = None
    confident: int | None = None

    def __post_init__(self) -> None:
        within_ten("goal", "able", self.able)
        within_ten("goal", "confident", self.confident)


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """Safety questions and what a programme needs to know of a person.

    Parameters
    ----------
    date
        When it was asked.
    answers
        Yes (true) or no to every question that was asked, by the question's id.
    postpartum
        Whether pregnant or after a birth.
    weeks_since_birth
        On `date` [weeks]; ``None`` where it does not apply or is not known.
    cleared
        After a birth: whether a clinician cleared training and wounds have healed.
    history
        What happened before, in short words.
    equipment
        Names of `ilium.programme.library.EQUIPMENT` that are at hand.
    days_a_week
        On how many days the person trains, 1 to 7.
    bodyweight
        [kg]; ``None`` where not given.
    """

    date: dt.date
    answers: Mapping[str, bool] = field(default_factory=dict)
    postpartum: Postpartum = "no"
    weeks_since_birth: float | None = None
    cleared: bool | None = None
    history: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    days_a_week: int = 3
    bodyweight: float | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.days_a_week <= 7:
            raise InputError(
                f"A week has no {self.days_a_week} days of training.", "Give 1 to 7."
            )
        not_below_zero(
            "screen",
            weeks_since_birth=self.weeks_since_birth,
            bodyweight=self.bodyweight,
        )
