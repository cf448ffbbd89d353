"""What people decide themselves: answers, a coach's changes, attendance."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from ilium.conventions import SideOrBoth
from ilium.errors import InputError

Judge = Literal["coach", "self"]
Action = Literal[
    "swap",
    "lock",
    "unlock",
    "add",
    "remove",
    "gate",
    "clearance",
    "hide_finding",
    "reword_finding",
    "add_finding",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Somebody's answer to a criterion's plain question.

    Parameters
    ----------
    date
        When it was given.
    criterion
        Id of the criterion in `ilium.programme.gates`.
    met
        Yes or no.
    judge
        The coach's eye, or the person's own answer.
    side
        Side that it is about.
    """

    date: dt.date
    criterion: str
    met: bool
    judge: Judge = "self"
    side: SideOrBoth = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """What a coach or clinician decided by hand; nothing overwrites it.

    Parameters
    ----------
    date
        When.
    who
        Who decided, as they sign.
    reason
        Why, in their words; must be given.
    action
        ``swap`` (target out, value in), ``lock`` and ``unlock`` (an exercise stays as
        it is), ``add``, ``remove`` (an exercise), ``gate`` (target: level that may be
        entered), ``clearance`` (a clinician's, after a birth), ``hide_finding``,
        ``reword_finding``, ``add_finding``.
    target
        Exercise, level or finding that it is about.
    value
        What goes in its place: an exercise or words.
    clinician
        Whether a clinician decided.
    """

    date: dt.date
    who: str
    reason: str
    action: Action
    target: str = ""
    value: str = ""
    clinician: bool = False

    def __post_init__(self) -> None:
        if not self.who.strip() or not self.reason.strip():
            raise InputError(
                "A change by hand names neither who nor why.",
                "Give who decides and the reason.",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """Whether a person came to a class.

    Parameters
    ----------
    date
        Day of the class.
    group
        Name of the group.
    present
        Whether the person came.
    """

    date: dt.date
    group: str
    present: bool = True
