"""Safety questions, one a screen: what was said travels with the form until its end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, cast, get_args

from starlette.datastructures import FormData

from ilium.app.forms import number, text, truth
from ilium.errors import InputError
from ilium.findings.words import say
from ilium.programme.history import Screen
from ilium.programme.person import Postpartum
from ilium.programme.screen import asked, questions

STEP: Final = "question"
"""Field with the question that is answered now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How far the safety questions got.

    Parameters
    ----------
    screen
        What was said so far.
    begun
        Whether pregnancy and birth were asked already.
    newest
        The question that was answered just now; empty for none.
    """

    screen: Screen
    begun: bool = False
    newest: str = ""

    @property
    def questions(self) -> tuple[str, ...]:
        """Every question that is to be asked."""
        return asked(self.screen)

    @property
    def question(self) -> str:
        """The next question; empty after the last."""
        return next(iter(self._left), "")

    @property
    def stop(self) -> str:
        """The text that the newest answer shows at once; empty for none."""
        yes = self.screen.answers.get(self.newest, False)
        return str(questions()[self.newest]["text"]) if yes else ""

    @property
    def place(self) -> int:
        """Which question that is, from 1."""
        return len(self.questions) - len(self._left) + 1

    @property
    def _left(self) -> tuple[str, ...]:
        return tuple(e for e in self.questions if e not in self.screen.answers)

    @property
    def before(self) -> str:
        """The question answered last; empty at the first."""
        done = [e for e in self.questions if e in self.screen.answers]
        return done[-1] if done else ""

    @property
    def complete(self) -> bool:
        """Whether nothing is left to ask."""
        return self.begun and not self._left

    @property
    def carried(self) -> Mapping[str, str]:
        """Hidden fields that carry what was said."""
        screen = self.screen
        said = screen.answers.items()
        fields = {f"a_{key}": "yes" if on else "no" for key, on in said}
        if self.begun:
            fields["birth"] = screen.postpartum
            fields["weeks"] = f"{screen.weeks_since_birth or ''}"
            fields["cleared"] = {True: "yes", False: "no", None: ""}[screen.cleared]
        return fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Begin:
    """What safety questions begin with.

    Parameters
    ----------
    day
        When they are asked.
    kept
        What stays of the last ones: equipment, days, weight.
    """

    day: dt.date
    kept: Mapping[str, Any] = field(default_factory=dict)


def read(sent: FormData, begin: Begin) -> Asked:
    """What a form says so far.

    Parameters
    ----------
    sent
        With the answers before, in hidden fields, and the newest.
    begin
        Day, and what stays.

    Returns
    -------
    Asked
        With the answer that is taken back left out.
    """
    answers = {
        key: said
        for key in questions()
        if (said := truth(sent, f"a_{key}")) is not None
    }
    answers.pop(text(sent, "undo"), None)
    now, said = text(sent, STEP), truth(sent, "said")
    if now in questions() and said is not None:
        answers[now] = said
    birth = text(sent, "birth")
    if birth and birth not in get_args(Postpartum):
        raise InputError(say("app_form.choice"), say("app_form.choice_then"))
    screen = Screen(
        date=begin.day,
        answers=answers,
        postpartum=cast("Postpartum", birth or "no"),
        weeks_since_birth=number(sent, "weeks"),
        cleared=truth(sent, "cleared"),
        **begin.kept,
    )
    return Asked(screen=screen, begun=bool(birth), newest=now if now in answers else "")
