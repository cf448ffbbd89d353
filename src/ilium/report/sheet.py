"""The next week on one printed page, to be filled in by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from ilium.findings.words import say
from ilium.programme.decision import day_words
from ilium.programme.history import History
from ilium.programme.library import exercise
from ilium.programme.log import SYMPTOMS
from ilium.programme.texts import dose_text, load_text
from ilium.programme.week import Prescription, Week
from ilium.report.escape import plain
from ilium.report.paper import (
    PAPERS,
    known_paper,
    lying,
    paper_style,
    two_poses,
)
from ilium.report.shell import page_language, render_page
from ilium.report.tokens import LIGHT
from ilium.report.typesetting import typeset

DAYS: Final = 7
LINE, ROOM, FEW = 52, 44.0, 3
"""Letters in a line beside the pictures; lines on a page before it is set closer;
exercises of which the pictures may be larger."""
GOAL, CONTACT = 110, 60
"""Most characters of the goal and of the contact that fit on the page."""
SAID: Final = ("welcome_back", "easy", "level_up", "consider", "pelvic_health")
"""What is said on paper too; the first one that the week says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One exercise on the sheet.

    Parameters
    ----------
    exercise
        Its id, for typing the sheet back.
    name, dose
        What and how much.
    cue, easier, harder
        Lines under it.
    pictures
        First and last pose, SVG.
    stacked
        Whether the pictures stand one over the other.
    words
        What the pictures show.
    on
        Days on which it is planned, 0 for the first.
    """

    exercise: str
    name: str
    dose: str
    cue: str
    easier: str
    harder: str
    pictures: tuple[str, str]
    stacked: bool
    words: str
    on: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Everything on the page, in the order in which it is read and typed back.

    Parameters
    ----------
    label
        Whose it is; no name unless the person chose one.
    title, goal, note
        The week, the goal in own words, what else is said; the last two may be empty.
    days
        Heads of the seven columns: day of the week and of the month.
    rows
        Exercises; none where the safety answers come first.
    answers
        What is written in for each day of training.
    safety
        What is said where there are no exercises.
    lights
        What pain means for the next session, from go on to stop.
    retest, contact, statement
        The last lines.
    """

    label: str
    title: str
    goal: str
    note: str
    days: tuple[tuple[str, str], ...]
    rows: tuple[SheetRow, ...]
    answers: tuple[str, ...]
    safety: tuple[str, ...]
    lights: tuple[tuple[str, str], ...]
    retest: str
    contact: str
    statement: str

    @property
    def training(self) -> tuple[int, ...]:
        """Days on which anything is planned."""
        return tuple(sorted({day for row in self.rows for day in row.on}))

    @property
    def crowded(self) -> bool:
        """Whether a page of fixed lines has to be set closer to hold everything."""
        least = 7 if len(self.rows) <= FEW else 5
        lines = 0.0
        for row in self.rows:
            beside = (row.name, row.dose, row.cue, row.easier, row.harder)
            lines += max(sum(-(-len(each) // LINE) for each in beside), least)
        around = sum(map(len, (self.title, self.goal, self.note, *self.lights[-1])))
        more = 1.5 * len(self.answers) + around / (2 * LINE)
        return lines + more > ROOM


def make_sheet(
    week: Week, history: History, *, contact: str = "", label: str = ""
) -> Sheet:
    """Put a week into the words of its page.

    Parameters
    ----------
    week
        The week.
    history
        Whose it is; for the goal, and for the questions after a birth.
    contact
        How to reach the coach; empty for a line to write on.
    label
        Whose sheet it is.

    Returns
    -------
    Sheet
        In the language that is spoken.
    """
    goal = history.goals[-1].words if history.goals else ""
    reached = plain(contact, CONTACT)
    return Sheet(
        label=plain(label, CONTACT),
        title=_title(week),
        goal=plain(goal, GOAL),
        note=_note(week),
        days=tuple(_days(week.date)),
        rows=tuple(_row(each) for each in week.prescriptions),
        answers=tuple(_answers(history)),
        safety=tuple(say(f"safety.{each}") for each in week.safety.texts),
        lights=_lights(reached),
        retest=_retest(week),
        contact=reached,
        statement=say("programme.not_medical"),
    )


def render_sheet(sheet: Sheet, *, paper: str = "a4") -> str:
    """Render a sheet as a page that a browser prints.

    Parameters
    ----------
    sheet
        Its words.
    paper
        ``a4`` or ``letter``.

    Returns
    -------
    str
        One HTML document that opens nothing by itself.
    """
    return render_page(
        "sheet.html", style=paper_style(paper), title=sheet.title, sheets=[sheet]
    )


def typeset_sheets(sheets: Sequence[Sheet], *, paper: str = "a4") -> bytes:
    """Set sheets as PDF, one page each.

    Parameters
    ----------
    sheets
        At least one.
    paper
        ``a4`` or ``letter``.

    Returns
    -------
    bytes
        A PDF.
    """
    return typeset(
        "paper.typ", paper_document([sheet_page(each) for each in sheets], paper)
    )


def paper_document(pages: Sequence[dict[str, Any]], paper: str) -> dict[str, Any]:
    """Pages for the template of printed pages.

    Parameters
    ----------
    pages
        Each with its ``kind``.
    paper
        ``a4`` or ``letter``.

    Returns
    -------
    dict
        Ready for `typeset`.
    """
    return {
        "paper": PAPERS[known_paper(paper)],
        "language": page_language(),
        "colours": LIGHT,
        "pages": list(pages),
        "words": {key: say(f"sheet.{key}") for key in ("goal", "coach", "pain")},
    }


def sheet_page(sheet: Sheet) -> dict[str, Any]:
    """A sheet as a page of `paper_document`."""
    return {"kind": "sheet", **asdict(sheet), "training": sheet.training}


def _title(week: Week) -> str:
    if week.locked:
        return say("programme.locked")
    key = "sheet.title_easy" if week.easy else "sheet.title"
    return say(key, day=day_words(week.date))


def _note(week: Week) -> str:
    found = next((each for each in SAID if each in week.texts), "")
    return say(f"programme.say.{found}") if found else ""


def _days(first: dt.date) -> Iterator[tuple[str, str]]:
    for offset in range(DAYS):
        day = first + dt.timedelta(days=offset)
        yield say(f"sheet.weekday.{day.isoweekday()}"), str(day.day)


def _row(each: Prescription) -> SheetRow:
    base = f"exercise.{each.exercise}"
    pictures = two_poses(each.exercise)
    later = say(f"exercise.{each.harder[0]}.name") if each.harder else ""
    return SheetRow(
        exercise=each.exercise,
        name=say(f"{base}.name"),
        dose=f"{dose_text(each.plan)}{load_text(each.plan)}",
        cue=say("programme.cue", cue=say(exercise(each.exercise).cue)),
        easier=say("programme.easier", words=say(f"{base}.easier")),
        harder=say("sheet.harder", words=later) if later else say("sheet.harder_more"),
        pictures=pictures,
        stacked=lying(pictures[0]),
        words=say(f"exercise_picture.{each.exercise}"),
        on=each.plan.on,
    )


def _answers(history: History) -> Iterator[str]:
    yield say("sheet.during")
    yield say("sheet.morning")
    asked = [say("sheet.spreading")]
    if after_birth(history):
        asked += [say(f"programme.symptom_question.{each}") for each in SYMPTOMS]
    yield from (f"{question} {say('sheet.y_n')}" for question in asked)


def after_birth(history: History) -> bool:
    """Whether the questions after a birth stand on the sheet."""
    return bool(history.screens) and history.screens[-1].postpartum == "after_birth"


def _lights(contact: str) -> tuple[tuple[str, str], ...]:
    whom = contact or say("sheet.whom")
    return tuple(
        (say(f"sheet.{light}"), say(f"sheet.{light}_then", whom=whom))
        for light in ("go", "keep", "stop")
    )


def _retest(week: Week) -> str:
    if week.retest is None:
        return say("sheet.no_check")
    return say("programme.retest", day=day_words(week.retest))
