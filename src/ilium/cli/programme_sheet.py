"""The week on paper: printed, and typed back in the order of the page."""

from __future__ import annotations

import datetime as dt
from argparse import Namespace
from typing import Any

from ilium.errors import InputError
from ilium.programme.as_planned import last_plan, set_of
from ilium.programme.history import History, PlannedWeek, SessionLog, SetLog
from ilium.programme.log import SYMPTOMS

YES, NO = ("y", "yes", "j", "ja"), ("n", "no", "nein")
ALL = ("a", "all", "alle")


def print_sheet(options: Namespace, history: History, day: dt.date) -> None:
    """Write the week's page to the file that `--sheet` names."""
    from ilium.cli.paper import write_paper
    from ilium.programme.week import next_week
    from ilium.report.sheet import make_sheet, render_sheet, typeset_sheets

    sheet = make_sheet(
        next_week(history, today=day),
        history,
        contact=options.contact,
        label=options.label,
    )
    write_paper(
        options.sheet,
        lambda: render_sheet(sheet, paper=options.paper),
        lambda: typeset_sheets([sheet], paper=options.paper),
    )
    print(f"Wrote {options.sheet}")


def typed_back(history: History, day: dt.date) -> list[SessionLog]:
    """Ask for what stands on the sheet, day by day, in the order of its lines.

    Parameters
    ----------
    history
        Its last week is the sheet; days that are logged already are left out.
    day
        The last day to ask for.

    Returns
    -------
    list of SessionLog
        One for each day on which anything was ticked.
    """
    from ilium.findings.words import say
    from ilium.programme.decision import day_words

    plan = last_plan(history, day)
    logged = {each.date for each in history.sessions}
    for place, row in enumerate(plan.rows, start=1):
        print(f"  {place}  {say(f'exercise.{row.exercise}.name')}")
    made = []
    for offset in sorted({each for row in plan.rows for each in row.on}):
        when = plan.date + dt.timedelta(days=offset)
        if when > day or when in logged:
            continue
        print(day_words(when))
        rows = _ticked(plan, offset)
        if rows:
            made.append(SessionLog(date=when, rows=rows, **_answers(history)))
    return made


def _ticked(plan: PlannedWeek, offset: int) -> tuple[SetLog, ...]:
    from ilium.findings.words import say

    while True:
        said = _asked(say("sheet.ask.ticked")).lower()
        if said in ALL:
            return tuple(set_of(each) for each in plan.rows if offset in each.on)
        numbers = said.replace(",", " ").split()
        known = [str(place + 1) for place in range(len(plan.rows))]
        if all(each in known for each in numbers):
            return tuple(set_of(plan.rows[int(each) - 1]) for each in numbers)
        print(say("sheet.ask.again"))


def _answers(history: History) -> dict[str, Any]:
    """Answers of one day in the order of `ilium.report.sheet.Sheet.answers`."""
    from ilium.findings.words import say
    from ilium.report.sheet import after_birth

    made: dict[str, Any] = {
        "pain_during": _pain(say("sheet.during")),
        "pain_next_morning": _pain(say("sheet.morning")),
        "spreading": _yes(say("sheet.spreading")),
    }
    if after_birth(history):
        for each in SYMPTOMS:
            made[each] = _yes(say(f"programme.symptom_question.{each}"))
    return made


def _pain(question: str) -> float | None:
    from ilium.findings.words import say

    while True:
        said = _asked(question).replace(",", ".")
        try:
            found = float(said) if said else None
        except ValueError:
            found = -1.0
        if found is None or 0.0 <= found <= 10.0:
            return found
        print(say("sheet.ask.again"))


def _yes(question: str) -> bool | None:
    from ilium.findings.words import say

    while True:
        said = _asked(f"{question} {say('sheet.y_n')}").lower()
        if not said:
            return None
        if said in YES or said in NO:
            return said in YES
        print(say("sheet.ask.again"))


def _asked(question: str) -> str:
    try:
        return input(f"  {question}: ").strip()
    except EOFError as error:
        raise InputError(
            "The sheet was not typed to its end; nothing was kept.",
            "Type it at a terminal, or give --did, --pain and --morning.",
        ) from error
