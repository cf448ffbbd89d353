"""Safety questions: one yes locks the programme and says what to do."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from ilium.programme.history import History, Override, Screen
from ilium.programme.log import SYMPTOMS

ANSWERS_HOLD = dt.timedelta(days=28)
"""How long safety answers stand before they are asked again; our choice."""
IMPACT_WEEKS = 12
"""Weeks after a birth before landings and running."""
TEXTS = ("emergency_mood", "emergency", "mood", "pelvic_health", "prompt")
"""Texts that a yes can show, the most urgent first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Safety:
    """Whether a person may train, and what is said where not.

    Parameters
    ----------
    locked
        Whether the programme waits.
    texts
        Keys of what is said, under ``safety`` in the catalogue, most urgent first.
    yes
        Questions answered with yes that nobody has cleared.
    missing
        Questions that were not asked.
    date
        Day of the answers; ``None`` without any.
    """

    locked: bool
    texts: tuple[str, ...] = ()
    yes: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    date: dt.date | None = None


@cache
def questions() -> Mapping[str, Mapping[str, Any]]:
    """Every safety question by its id, with the text that a yes shows."""
    file = resources.files("ilium.programme") / "screen.toml"
    return MappingProxyType(tomllib.loads(file.read_text(encoding="utf-8")))


def asked(screen: Screen) -> tuple[str, ...]:
    """Questions that a person is to be asked."""
    general = screen.postpartum == "no"
    return tuple(
        key
        for key, each in questions().items()
        if not (general and each.get("after_birth"))
    )


def safety(history: History) -> Safety:
    """Whether the last safety answers let a person train.

    Parameters
    ----------
    history
        Of the person.

    Returns
    -------
    Safety
        Locked without answers, with one yes that no clinician has cleared since, and in
        pregnancy or after a birth until a clinician has cleared training.
    """
    if not history.screens:
        return Safety(locked=True, texts=("ask",), missing=tuple(questions()))
    screen = history.screens[-1]
    cleared = {
        each.target
        for each in history.overrides
        if each.action == "clearance" and each.clinician and each.date >= screen.date
    }
    yes = tuple(
        key
        for key, answer in screen.answers.items()
        if answer and key in questions() and key not in cleared and "" not in cleared
    )
    missing = tuple(key for key in asked(screen) if key not in screen.answers)
    found = {questions()[key]["text"] for key in yes}
    texts = [each for each in TEXTS if each in found]
    if missing:
        texts.append("ask")
    if not texts and screen.postpartum != "no" and screen.cleared is not True:
        texts.append("clearance")
    return Safety(
        locked=bool(texts),
        texts=tuple(texts),
        yes=yes,
        missing=missing,
        date=screen.date,
    )


def carried(history: History, today: dt.date) -> Screen:
    """What the last safety answers say on a later day.

    Parameters
    ----------
    history
        Of the person.
    today
        The later day.

    Returns
    -------
    Screen
        Dated `today`: weeks since a birth have gone on, and answers of the last
        `ANSWERS_HOLD` days stand; older ones are to be asked again, but a yes stays
        until it is asked again.
    """
    screens = history.until(today).screens
    if not screens:
        return Screen(date=today)
    last = screens[-1]
    recent = today - last.date <= ANSWERS_HOLD
    return replace(
        last,
        date=today,
        answers={key: each for key, each in last.answers.items() if each or recent},
        weeks_since_birth=weeks_after_birth(last, today),
    )


def weeks_after_birth(screen: Screen, today: dt.date) -> float | None:
    """Weeks since a birth on a day; ``None`` where it does not apply or is unknown."""
    if screen.postpartum != "after_birth" or screen.weeks_since_birth is None:
        return None
    return screen.weeks_since_birth + (today - screen.date).days / 7.0


def impact_hindered(history: History, today: dt.date) -> str:
    """Why landings and running wait in pregnancy or after a birth.

    Parameters
    ----------
    history
        Of the person.
    today
        The day.

    Returns
    -------
    str
        ``pregnant``, ``weeks``, ``symptoms``, ``symptoms_unsaid``; empty where nothing
        hinders, or where a clinician has decided otherwise by hand.
    """
    screen = history.screens[-1] if history.screens else None
    if screen is None or screen.postpartum == "no":
        return ""
    if screen.postpartum == "pregnant":
        return "pregnant"
    decided = clinicians_word(history)
    since = decided.date if decided else dt.date.min
    recent = [each for each in history.sessions if since <= each.date <= today][-2:]
    if any(each.symptoms for each in recent):
        return "symptoms"
    if decided:
        return ""
    weeks = weeks_after_birth(screen, today)
    if weeks is None or weeks < IMPACT_WEEKS:
        return "weeks"
    said = [all(getattr(each, name) is False for name in SYMPTOMS) for each in recent]
    return "" if len(said) == 2 and all(said) else "symptoms_unsaid"


def clinicians_word(history: History) -> Override | None:
    """A clinician's decision to let landings in; ``None`` without one."""
    found = [
        each
        for each in history.overrides
        if each.action == "gate" and each.clinician and each.target in ("5", "6", "7")
    ]
    return found[-1] if found else None
