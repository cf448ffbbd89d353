"""Level gates: what lets a person into the next level, line by line."""

from __future__ import annotations

import datetime as dt
import math
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Literal

from ilium.core.from_toml import from_table
from ilium.programme.criteria import Verdict, judge
from ilium.programme.decision import Decision, decide
from ilium.programme.history import History, SessionLog, StrengthTest
from ilium.programme.library import exercise
from ilium.programme.pain import light, settled
from ilium.programme.sessions import Done, done, evenness

TEST_WEEKS = 12
"""Weeks for which a strength test speaks."""
TESTS: Mapping[str, str] = MappingProxyType(
    {
        "calf_raise": "repetitions",
        "bridge": "repetitions",
        "side_lying_lift": "repetitions",
        "sit_to_stand": "repetitions",
        "split_squat": "repetitions",
        "single_leg_squat": "repetitions",
        "hip_hike": "repetitions",
        "hop": "repetitions",
        "side_plank": "s",
        "single_leg_stance": "s",
        "jog_on_spot": "s",
        "walk": "min",
        "hip_abduction": "N m/kg",
    }
)
"""Every strength and tolerance test, with its unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a gate that must hold.

    Parameters
    ----------
    kind
        ``pain``, ``symptoms``, ``amount``, ``even`` or ``test``.
    exercise, test
        What it is about.
    least
        Least amount [repetitions, s or min].
    share
        Least lesser side over greater side [1].
    each_side
        Whether left and right are tested apart.
    free
        Whether the test must have been free of symptoms until the next day.
    """

    kind: Literal["pain", "symptoms", "amount", "even", "test"]
    exercise: str = ""
    test: str = ""
    least: float = 0.0
    share: float = 0.0
    each_side: bool = False
    free: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """What lets a person out of a level, upwards.

    Parameters
    ----------
    must
        Lines that must hold: repetitions, strength, pain.
    signs
        Criteria that must not speak against it.
    """

    must: tuple[Line, ...]
    signs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Whether a gate opens, and why.

    Parameters
    ----------
    opens
        Whether every line holds and no sign speaks against it.
    decisions
        What is missing, and what nobody could judge.
    tests
        Strength tests that are due.
    angle_holds
        Whether a sign that was judged is what holds.
    """

    opens: bool
    decisions: tuple[Decision, ...]
    tests: tuple[str, ...] = ()
    angle_holds: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a gate looks at.

    Parameters
    ----------
    history
        Up to today.
    since
        Day on which the person came to the present level.
    today
        The day.
    skip
        Exercises that cannot be asked for: no equipment, or taken out by hand.
    """

    history: History
    since: dt.date
    today: dt.date
    skip: frozenset[str] = frozenset()

    @property
    def sessions(self) -> tuple[SessionLog, ...]:
        """Sessions at the present level."""
        return tuple(e for e in self.history.sessions if e.date >= self.since)


@cache
def gates() -> Mapping[int, Gate]:
    """Gate out of each level, upwards; none out of the top."""
    file = resources.files("ilium.programme") / "gates.toml"
    rows = tomllib.loads(file.read_text(encoding="utf-8"))
    made = {int(key): from_table(Gate, row, f"gate {key}") for key, row in rows.items()}
    return MappingProxyType(made)


def asked_for(level: int) -> tuple[str, ...]:
    """Exercises that the gate out of a level asks for."""
    return tuple(amounts_asked_for(level))


def amounts_asked_for(level: int) -> Mapping[str, int]:
    """Amount that the gate out of a level asks of each exercise."""
    gate = gates().get(level)
    rows = gate.must if gate else ()
    return {each.exercise: int(each.least) for each in rows if each.kind == "amount"}


def passage(level: int, facts: Facts) -> Passage:
    """Whether the gate out of a level opens.

    Parameters
    ----------
    level
        The present level; above 6 there is none to leave.
    facts
        What is known.

    Returns
    -------
    Passage
        With a record of every line that holds it and every sign that nobody judged.
    """
    gate = gates()[level]
    missing = [found for line in gate.must if (found := CHECKS[line.kind](line, facts))]
    due = tuple(
        line.test
        for line in gate.must
        if line.kind == "test" and _test(line, facts) is not None
    )
    verdicts = [judge(each, facts.history, facts.today) for each in gate.signs]
    against = [each for each in verdicts if each.state == "not_met"]
    said = [*missing, *(_against(each) for each in against)]
    if not missing:
        said += [_noted(each) for each in verdicts if each.state in _NOTED]
    return Passage(
        opens=not missing and not against,
        decisions=tuple(said),
        tests=due,
        angle_holds=not missing and bool(against),
    )


_NOTED = ("unknown", "plateau")


def _pain(_: Line, facts: Facts) -> Decision | None:
    sessions = [each for each in facts.sessions if each.rows]
    said = [e for e in sessions if light(e) == "stop" or _answered(e)]
    last = said[-2:]
    if len(last) == 2 and all(settled(each) for each in last):
        later = [each for each in sessions if each.date > last[-1].date]
        if all(light(each) in ("go", "unsaid") for each in later):
            return None
    sore = [each for each in last if not settled(each)]
    if sore:
        return _sore(sore[-1])
    return decide("gate-pain", "held", "two_calm_sessions")


def _answered(session: SessionLog) -> bool:
    return session.pain_during is not None and session.pain_next_morning is not None


def _sore(session: SessionLog) -> Decision:
    known = (session.pain_during or 0.0, session.pain_next_morning or 0.0)
    return decide(
        "gate-pain",
        "held",
        "pain_holds",
        dates=(session.date,),
        pain=max(known),
        day=session.date,
    )


def _symptoms(_: Line, facts: Facts) -> Decision | None:
    for each in facts.sessions[-2:]:
        for name in each.symptoms:
            return decide(
                "gate-symptoms",
                "held",
                "symptom_holds",
                dates=(each.date,),
                symptom=name,
                day=each.date,
            )
    return None


def _amount(line: Line, facts: Facts) -> Decision | None:
    if line.exercise in facts.skip or _tested(line, facts):
        return None
    last = done(line.exercise, facts.sessions)[-2:]
    if len(last) == 2 and all(each.amount >= line.least for each in last):
        return None
    best = max((each.amount for each in last), default=0.0)
    unit = exercise(line.exercise).unit
    return decide(
        "gate-amount",
        "held",
        f"amount_{unit}",
        exercise=line.exercise,
        dates=tuple(each.date for each in last),
        least=line.least,
        best=best,
        other=line.exercise,
    )


def _tested(line: Line, facts: Facts) -> bool:
    found = _newest(line.test, facts)
    return bool(found) and min(each.value for each in found) >= line.least


def _even(line: Line, facts: Facts) -> Decision | None:
    share = _share(line, facts)
    if line.exercise in facts.skip or share is None or share >= line.share:
        return None
    return decide(
        "gate-even",
        "held",
        "uneven",
        exercise=line.exercise,
        share=round(100 * share),
        least=round(100 * line.share),
        other=line.exercise,
    )


def _share(line: Line, facts: Facts) -> float | None:
    """Lesser over greater side of the last two sessions or the test; None unknown."""
    known: list[Done] = done(line.exercise, facts.sessions)[-2:]
    shares = [evenness(each) for each in known]
    tests = {each.side: each.value for each in _newest(line.test, facts)}
    if {"left", "right"} <= set(tests):
        sides = (tests["left"], tests["right"])
        shares.append(min(sides) / max(sides) if max(sides) else 1.0)
    finite = [each for each in shares if math.isfinite(each)]
    return min(finite, default=None)


def _test(line: Line, facts: Facts) -> Decision | None:
    found = {each.side: each for each in _newest(line.test, facts)}
    sides = ("left", "right") if line.each_side else tuple(found) or ("both",)
    for side in sides:
        each = found.get(side)
        if each is None:
            return _wanting(line, "test_due")
        if each.value < line.least:
            return _wanting(line, "test_below", best=each.value)
        if line.free and each.symptom_free is not True:
            return _wanting(line, "test_symptoms")
    return None


def _wanting(line: Line, because: str, best: float = 0.0) -> Decision:
    return decide(
        "gate-test", "held", because, test=line.test, least=line.least, best=best
    )


def _newest(test: str, facts: Facts) -> tuple[StrengthTest, ...]:
    """Newest result of a test on each side, of the last weeks."""
    fresh: dict[str, StrengthTest] = {
        each.side: each
        for each in facts.history.tests
        if each.test == test and 0 <= (facts.today - each.date).days <= 7 * TEST_WEEKS
    }
    return tuple(fresh.values())


def _against(verdict: Verdict) -> Decision:
    return decide(
        "gate-sign",
        "held",
        "sign_holds",
        dates=(verdict.date,) if verdict.date else (),
        criterion=verdict.criterion,
        judge=verdict.judge,
    )


def _noted(verdict: Verdict) -> Decision:
    if verdict.state == "unknown":
        return decide("gate-sign", "noted", "sign_unseen", criterion=verdict.criterion)
    return decide(
        "escape",
        "noted",
        "sign_plateau",
        dates=(verdict.date,) if verdict.date else (),
        criterion=verdict.criterion,
    )


CHECKS: Mapping[str, Callable[[Line, Facts], Decision | None]] = {
    "pain": _pain,
    "symptoms": _symptoms,
    "amount": _amount,
    "even": _even,
    "test": _test,
}
"""What judges each kind of line: ``None`` where it holds."""
