"""A week in words, for a terminal or a page, and as plain tables for programs."""

from __future__ import annotations

from typing import Any

from ilium.findings.numbers import short
from ilium.findings.words import has, join, say
from ilium.programme.decision import Decision, day_words, read, table_of
from ilium.programme.documents import item_table, plain_table
from ilium.programme.history import (
    Goal,
    History,
    Override,
    PlannedExercise,
    SessionLog,
    StrengthTest,
)
from ilium.programme.library import exercise
from ilium.programme.overload import dose_words
from ilium.programme.week import Prescription, Week

SHOWN = 6
"""Entries of each kind that are shown."""


def week_lines(week: Week, history: History) -> list[str]:
    """A week as lines of text, in the order of the paper sheet.

    Parameters
    ----------
    week
        The week.
    history
        Whose it is; for the goal in the person's own words.

    Returns
    -------
    list of str
        Without line feeds.
    """
    if week.locked:
        return [say("programme.locked"), *safety_lines(week)]
    lines = [*_head(week, history), ""]
    for place, each in enumerate(week.prescriptions, start=1):
        lines += [*prescription_lines(place, each), ""]
    lines.append(say("programme.lights"))
    said = [say(f"programme.say.{each}") for each in week.texts] + test_lines(week)
    lines += ["", *said] if said else []
    if week.decisions:
        lines += ["", f"{say('programme.reasons')}:"]
        lines += [f"- {reason(each)}" for each in week.decisions]
    if week.retest:
        lines += ["", say("programme.retest", day=day_words(week.retest))]
    return [*lines, "", say("programme.not_medical")]


def safety_lines(week: Week) -> list[str]:
    """What is said where safety answers lock the programme."""
    said = [say(f"safety.{each}") for each in week.safety.texts]
    return [*said, *(reason(each) for each in week.decisions)]


def reason(decision: Decision) -> str:
    """A decision as a sentence of its own, with the name of its exercise."""
    words = read(decision)
    if not decision.exercise or words[:1].isupper():
        return words
    return f"{say(f'exercise.{decision.exercise}.name')}: {words}."


def test_lines(week: Week) -> list[str]:
    """Strength tests that are due, each with how it is done."""
    return [
        f"- {say(f'strength_test.{each}.name')}: {say(f'strength_test.{each}.how')}"
        for each in week.tests
    ]


def prescription_lines(place: int, each: Prescription) -> list[str]:
    """One exercise: dose, how, cue, easier, and why it is as it is."""
    kind = exercise(each.exercise)
    base = f"exercise.{each.exercise}"
    lines = [
        say(
            "programme.line",
            place=place,
            name=say(f"{base}.name"),
            dose=dose_text(each.plan),
            load=load_text(each.plan),
            days=days_text(each.plan),
        ),
        f"   {say(f'{base}.how')}",
        f"   {say('programme.cue', cue=say(kind.cue))}",
        f"   {say('programme.easier', words=say(f'{base}.easier'))}",
    ]
    if kind.first_load and not each.plan.load:
        lines.append(f"   {say('programme.carry_note')}")
    if each.decision:
        lines.append(f"   {say('programme.because', reason=read(each.decision))}")
    return lines


def dose_text(plan: PlannedExercise) -> str:
    """Sets and amount of a session: ``3 × 10 on each side``."""
    dose = dose_words(plan)
    if exercise(plan.exercise).one_sided:
        return say("programme.every_side", dose=dose)
    return dose


def load_text(plan: PlannedExercise) -> str:
    """Load or band, with a comma before it; empty without."""
    kind = exercise(plan.exercise)
    if kind.load == "band":
        return say("programme.band", band=int(plan.load) + 1)
    return say("programme.load", load=short(plan.load)) if plan.load else ""


def days_text(plan: PlannedExercise) -> str:
    """Days of an exercise by their places in the week: ``on days 1, 3 and 5``."""
    return say("programme.times_a_week", days=join([str(day + 1) for day in plan.on]))


def week_table(week: Week) -> dict[str, Any]:
    """A week as plain tables, for programs."""
    return {
        "schema_version": 1,
        **item_table(week.planned),
        "ladder": week.ladder,
        "stands": week.stands,
        "safety": {"texts": list(week.safety.texts), "yes": list(week.safety.yes)},
        "tests": list(week.tests),
        "retest": week.retest.isoformat() if week.retest else None,
        "prescriptions": [
            {
                **plain_table(each.plan),
                "figure": each.exercise,
                "easier": each.easier,
                "harder": list(each.harder),
                "decision": table_of(each.decision) if each.decision else None,
            }
            for each in week.prescriptions
        ],
        "decisions": [table_of(each) for each in week.decisions],
        "texts": [say(f"programme.say.{each}") for each in week.texts],
    }


def _head(week: Week, history: History) -> list[str]:
    key = "programme.title_easy" if week.easy else "programme.title"
    lines = [say(key, day=day_words(week.date), level=week.level)]
    goal = history.goals[-1] if history.goals else None
    if goal:
        lines.append(say("programme.goal", words=goal.words))
        lines += _scores(goal)
    return lines


def _scores(goal: Goal) -> list[str]:
    if goal.able is None or goal.confident is None:
        return []
    return [say("programme.goal_score", able=goal.able, confident=goal.confident)]


def history_lines(history: History) -> list[str]:
    """The last sessions, tests and changes by hand, newest last.

    Parameters
    ----------
    history
        Of the person.

    Returns
    -------
    list of str
        Without line feeds; empty without entries.
    """
    parts = (
        ("sessions", [_session_line(e) for e in history.sessions[-SHOWN:]]),
        ("tests", [_test_line(e) for e in history.tests[-SHOWN:]]),
        ("hands", [_hand_line(e) for e in history.overrides[-SHOWN:]]),
    )
    lines: list[str] = []
    for name, rows in parts:
        if rows:
            lines += [f"{say(f'programme.log.{name}')}:", *(f"- {e}" for e in rows)]
    return lines


def _session_line(session: SessionLog) -> str:
    rows = [
        f"{say(f'exercise.{row.exercise}.name')} {dose_words(row)}"
        for row in session.rows
    ]
    unsaid = say("programme.log.unsaid")
    told = [
        unsaid if each is None else short(each)
        for each in (session.pain_during, session.pain_next_morning)
    ]
    pain = say("programme.log.pain", during=told[0], morning=told[1])
    return say(
        "programme.log.session",
        day=day_words(session.date),
        rows=", ".join(rows) or "–",
        pain=pain,
    )


def _test_line(test: StrengthTest) -> str:
    return say(
        "programme.log.test",
        day=day_words(test.date),
        name=say(f"strength_test.{test.test}.name"),
        value=short(test.value),
        side="" if test.side == "both" else test.side,
    )


def _hand_line(each: Override) -> str:
    return say(
        "programme.log.hand",
        day=day_words(each.date),
        who=each.who,
        what=say(
            f"programme.hand.{each.action}",
            target=_name(each.target),
            value=_name(each.value),
        ),
        reason=each.reason,
    )


def _name(target: str) -> str:
    """Name of an exercise; anything else as it was written."""
    key = f"exercise.{target}.name"
    return say(key) if has(key) else target
