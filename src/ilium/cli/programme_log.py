"""What the log takes down: sessions, tests, answers, changes by hand."""

from __future__ import annotations

import datetime as dt
import re
from argparse import Namespace
from dataclasses import replace
from typing import Any, get_args

from ilium.cli.programme_sheet import typed_back
from ilium.errors import InputError, UnknownNameError
from ilium.programme.as_planned import sets_of_day
from ilium.programme.by_hand import Action
from ilium.programme.criteria import criteria
from ilium.programme.gates import TESTS
from ilium.programme.history import (
    Goal,
    History,
    Item,
    Judgement,
    Override,
    SessionLog,
    SetLog,
    StrengthTest,
)
from ilium.programme.library import exercise
from ilium.programme.log import SYMPTOMS

_DID = re.compile(
    r"(?P<id>E\d+)=(?P<sets>\d+)x(?P<amount>\d+(\.\d+)?)"
    r"(@(?P<load>\d+(\.\d+)?))?(r(?P<rpe>\d+(\.\d+)?))?(i(?P<rir>\d+(\.\d+)?))?"
    r"(\+(?P<extra>\d+))?(!(?P<stops>\d+))?(/(?P<side>left|right))?"
)
_TEST = re.compile(
    r"(?P<test>\w+)=(?P<value>\d+(\.\d+)?)(~(?P<mdc>\d+(\.\d+)?))?(?P<felt>!)?"
    r"(/(?P<side>left|right))?"
)


def entries(options: Namespace, history: History, day: dt.date) -> tuple[Item, ...]:
    """Every entry that the command line and its file hold.

    Parameters
    ----------
    options
        The command line.
    history
        What is known already; its last week is the plan.
    day
        The day of the entries.

    Returns
    -------
    tuple of Item
        At least one.

    Raises
    ------
    InputError
        Where nothing was said, or something cannot be read.
    """
    made: list[Item] = [*_session(options, history, day)]
    made += [_rated(options, history, day)] if _rates(options) else []
    if options.like_sheet:
        made += typed_back(history, day)
    made += [_test(each, day) for each in options.test]
    made += [_judgement(each, day) for each in options.judge]
    if options.override:
        made.append(_override(options, day))
    if options.items:
        made += _from_file(options)
    if not made:
        raise InputError(
            "Nothing was said to take down.",
            "Give --did, --as-planned, --like-sheet, --pain, --able, --test, --judge, "
            "--override or --items.",
        )
    return tuple(made)


def _session(options: Namespace, history: History, day: dt.date) -> list[SessionLog]:
    did = [_did(each) for each in options.did]
    but = {each.exercise for each in did}
    rows = sets_of_day(history, day, but=but) if options.as_planned else []
    answers: dict[str, Any] = {
        "pain_during": options.pain,
        "pain_next_morning": options.morning,
        "pain_where": options.where or None,
        "pain_side": options.pain_side,
        "rpe": options.rpe,
        "minutes": options.minutes,
        "spreading": _truth(options.spreading),
        **{name: _truth(getattr(options, name)) for name in SYMPTOMS},
    }
    said = {key: value for key, value in answers.items() if value is not None}
    if not (did or rows or said):
        return []
    return [SessionLog(date=day, rows=(*rows, *did), **said)]


def _rates(options: Namespace) -> bool:
    return options.able is not None or options.confident is not None


def _rated(options: Namespace, history: History, day: dt.date) -> Goal:
    """The last goal, rated again."""
    if not history.goals:
        raise InputError(
            "There is no goal yet to rate.", "Begin with 'ilium programme new'."
        )
    changes = {"able": options.able, "confident": options.confident}
    return replace(history.goals[-1], date=day, **changes)


def _truth(word: str | None) -> bool | None:
    return None if word is None else word == "yes"


def _did(text: str) -> SetLog:
    found = _DID.fullmatch(text.replace(" ", ""))
    if found is None:
        raise InputError(
            f"{text!r} cannot be read as an exercise that was done.",
            "Write it as E18=3x10, with load @5, effort r7, two extra +2, side /left.",
        )
    kind = exercise(found["id"])
    timed = kind.unit == "s"
    made = SetLog(
        exercise=kind.id,
        sets=int(found["sets"]),
        seconds=float(found["amount"]) if timed else None,
        reps=None if timed else int(float(found["amount"])),
        load=float(found["load"] or 0),
        rpe=float(found["rpe"]) if found["rpe"] else None,
        rir=float(found["rir"]) if found["rir"] else None,
        extra_reps=int(found["extra"] or 0),
        quality_stops=int(found["stops"] or 0),
    )
    return replace(made, side=found["side"]) if found["side"] else made


def _test(text: str, day: dt.date) -> StrengthTest:
    found = _TEST.fullmatch(text.replace(" ", ""))
    if found is None:
        raise InputError(
            f"{text!r} cannot be read as a test.",
            "Write it as calf_raise=22/left; 22!/left where a symptom came.",
        )
    name = found["test"]
    if name not in TESTS:
        raise UnknownNameError.among("strength test", name, TESTS)
    unit: Any = TESTS[name]
    return StrengthTest(
        date=day,
        test=name,
        value=float(found["value"]),
        side=found["side"] or "both",  # type: ignore[arg-type]
        unit=unit,
        mdc=float(found["mdc"]) if found["mdc"] else None,
        symptom_free=not found["felt"],
    )


def _judgement(text: str, day: dt.date) -> Judgement:
    name, _, said = text.partition("=")
    word, _, judge = said.partition("/")
    if name not in criteria():
        raise UnknownNameError.among("criterion", name, criteria())
    if word not in ("yes", "no") or judge not in ("", "coach", "self"):
        raise InputError(
            f"{text!r} is no answer.", f"Write {name}=yes, or {name}=no/coach."
        )
    by: Any = judge or "self"
    return Judgement(date=day, criterion=name, met=word == "yes", judge=by)


def _override(options: Namespace, day: dt.date) -> Override:
    action, _, about = options.override.partition("=")
    target, _, value = about.partition(":")
    if action not in get_args(Action):
        raise UnknownNameError.among("change by hand", action, get_args(Action))
    if action in ("swap", "lock", "unlock", "add", "remove"):
        exercise(target)
    if action == "swap":
        exercise(value)
    named: Any = action
    return Override(
        date=day,
        who=options.who,
        reason=options.reason,
        action=named,
        target=target,
        value=value,
        clinician=options.clinician,
    )


def _from_file(options: Namespace) -> list[Item]:
    from ilium.core.from_toml import read_toml
    from ilium.programme.documents import KINDS, item_from

    made = []
    for kind, rows in read_toml(options.items).items():
        if kind not in KINDS:
            raise UnknownNameError.among("kind of entry", kind, KINDS)
        made += [
            item_from(kind, e) for e in (rows if isinstance(rows, list) else [rows])
        ]
    return made
