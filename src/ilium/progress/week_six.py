"""Retest day: what the pelvis, the pain and the own activities did, kept apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from ilium.conventions import Side
from ilium.core.catalogue import MeasureKind
from ilium.findings.naming import title_of
from ilium.findings.numbers import write
from ilium.findings.sentences import capital
from ilium.findings.words import say, spoken
from ilium.progress.change import Change
from ilium.progress.scores import ScoreChange
from ilium.units import in_unit

Course = Literal["better", "same", "worse", "unknown"]
MISSED: Final = 2
"""Weeks without a session from which the plan starts one step earlier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retest:
    """What is known on retest day.

    Parameters
    ----------
    kind
        The measure of the pelvis that was followed.
    sides
        Its change by side.
    pain
        Change of pain; ``None`` where it was not asked twice.
    activities
        Change of the own activities; ``None`` where they were not asked twice.
    missed
        Weeks of the plan without a session.
    aim
        Value that training aims at [the measure's unit].
    """

    kind: MeasureKind
    sides: Mapping[Side, Change]
    pain: ScoreChange | None = None
    activities: ScoreChange | None = None
    missed: int = 0
    aim: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The words of retest day.

    Parameters
    ----------
    verdict
        The word that comes first.
    line
        One sentence: the pelvis.
    sides
        One sentence a side, with both values and the error.
    apart
        Pelvis and pain beside each other; never one as the cause of the other.
    activities
        The person's own activities; empty where not asked.
    then
        What comes next.
    """

    verdict: str
    line: str
    sides: tuple[str, ...]
    apart: str
    activities: str
    then: str


def tell(retest: Retest) -> Story:
    """Say what changed and what did not, without promises.

    Parameters
    ----------
    retest
        What is known.

    Returns
    -------
    Story
        Never empty: without a second measurement it says what to record.
    """
    pelvis, pain = pelvis_course(retest), pain_course(retest.pain)
    sides = tuple(_side(retest, side) for side in retest.sides)
    return Story(
        verdict=say(f"progress.verdict_{_verdict(retest)}"),
        line=_line(retest, pelvis),
        sides=sides,
        apart=say(f"progress.apart.{pelvis}_{pain}"),
        activities=_activities(retest.activities),
        then=_then(retest, pelvis, pain),
    )


def pelvis_course(retest: Retest) -> Course:
    """Whether the pelvis came nearer to its aim on a side, or farther from it."""
    changed = [each for each in retest.sides.values() if each.verdict == "changed"]
    if any(not each.nearer(retest.aim) for each in changed):
        return "worse"
    if changed:
        return "better"
    told = any(each.verdict == "within_error" for each in retest.sides.values())
    return "same" if told else "unknown"


def pain_course(pain: ScoreChange | None) -> Course:
    """Whether pain went down or up by more than what people notice."""
    if pain is None:
        return "unknown"
    if not pain.changed:
        return "same"
    return "better" if pain.improved else "worse"


def _verdict(retest: Retest) -> str:
    verdicts = {each.verdict for each in retest.sides.values()}
    order = ("changed", "within_error", "cannot_tell")
    return next((each for each in order if each in verdicts), "cannot_tell")


def _line(retest: Retest, course: Course) -> str:
    if course == "unknown":
        reasons = {each.reason for each in retest.sides.values()} or {"baseline"}
        return say(f"progress.reason_{min(reasons)}")
    if course == "same":
        return say("progress.line_same", subject=_subject(retest))
    told: list[Side] = [
        side
        for side, change in retest.sides.items()
        if change.verdict == "changed"
        and change.nearer(retest.aim) == (course == "better")
    ]
    return _side(retest, told[0])


def _side(retest: Retest, side: Side) -> str:
    change, kind = retest.sides[side], retest.kind
    values = {
        "side": side,
        "before": write(_read(kind, change.before), kind.display),
        "after": write(_read(kind, change.after), kind.display),
        "error": write(_read(kind, change.mdc), kind.display),
        "title": title_of(kind),
    }
    key = change.reason if change.verdict == "cannot_tell" else change.verdict
    return say(f"progress.side_{key}", **values)


def _read(kind: MeasureKind, value: float) -> float:
    return in_unit(value, kind.unit, kind.display)


def _subject(retest: Retest) -> str:
    subject = spoken(retest.kind.name, "subject") or title_of(retest.kind)
    return capital(subject)


def _activities(change: ScoreChange | None) -> str:
    if change is None:
        return ""
    key = "same"
    if change.changed:
        key = "better" if change.improved else "worse"
    return say(
        f"progress.activities_{key}",
        before=write(change.before, "1"),
        after=write(change.after, "1"),
        least=write(change.least, "1"),
    )


def _then(retest: Retest, pelvis: Course, pain: Course) -> str:
    if pain == "worse":
        return say("progress.then_pain")
    parts = [say("progress.then_welcome")] if retest.missed >= MISSED else []
    parts.append(say(f"progress.then_{'on' if pelvis == 'better' else pelvis}"))
    return " ".join(parts)
