"""A class on one page for its coach, before the sheets of those who take part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from ilium.findings.words import join, say
from ilium.programme.group_plan import VERSIONS, ClassPlan, Station, Variant
from ilium.programme.library import exercise
from ilium.programme.texts import dose_text
from ilium.report.paper import lying, two_poses
from ilium.report.sheet import Sheet, paper_document, sheet_page
from ilium.report.typesetting import typeset


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One version of one exercise.

    Parameters
    ----------
    name, dose, cue
        What, how much, and what to say.
    members
        Who does it.
    pictures, stacked, words
        First and last pose, how they stand, and what they show.
    """

    name: str
    dose: str
    cue: str
    members: str
    pictures: tuple[str, str]
    stacked: bool
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassPage:
    """Everything on the coach's page.

    Parameters
    ----------
    title
        Course and week.
    heads
        Of the three columns.
    rows
        Exercises, each in its versions; ``None`` where there is no harder one.
    own
        One line a row: who does an exercise of their own sheet; empty for nobody.
    notes
        What holds for all.
    """

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    own: tuple[str, ...]
    notes: tuple[str, ...]


def make_class_page(plan: ClassPlan, *, name: str, week: int) -> ClassPage:
    """Put a class into the words of its page.

    Parameters
    ----------
    plan
        The class.
    name
        Name of the course.
    week
        Which of its weeks.

    Returns
    -------
    ClassPage
        In the language that is spoken.
    """
    return ClassPage(
        title=say("class_plan.title", name=name, week=week, level=plan.level),
        heads=tuple(say(f"class_plan.{version}") for version in VERSIONS),
        rows=tuple(_cells(each) for each in plan.stations),
        own=tuple(_own(each) for each in plan.stations),
        notes=tuple(_notes(plan)),
    )


def typeset_class(
    page: ClassPage, sheets: Sequence[Sheet], *, paper: str = "a4"
) -> bytes:
    """Set a class and the sheets of its members as one PDF.

    Parameters
    ----------
    page
        The coach's page.
    sheets
        One for each member, a page each.
    paper
        ``a4`` or ``letter``.

    Returns
    -------
    bytes
        A PDF.
    """
    pages = [{"kind": "class", **asdict(page)}, *(sheet_page(each) for each in sheets)]
    return typeset("paper.typ", paper_document(pages, paper))


def _cells(station: Station) -> tuple[Cell | None, ...]:
    found = (station.variants.get(version) for version in VERSIONS)
    return tuple(None if each is None else _cell(each) for each in found)


def _cell(variant: Variant) -> Cell:
    name = variant.plan.exercise
    pictures = two_poses(name)
    way = f"exercise.{name}.easier" if variant.lighter else exercise(name).cue
    return Cell(
        name=say(f"exercise.{name}.name"),
        dose=dose_text(variant.plan),
        cue=say(way),
        members=", ".join(variant.members),
        pictures=pictures,
        stacked=lying(pictures[0]),
        words=say(f"exercise_picture.{name}"),
    )


def _own(station: Station) -> str:
    return say("class_plan.own", members=join(station.own)) if station.own else ""


def _notes(plan: ClassPlan) -> list[str]:
    notes = [say("class_plan.doses")] if plan.stations else [say("class_plan.nobody")]
    if plan.waiting:
        notes.append(say("class_plan.waiting", members=join(plan.waiting)))
    return [*notes, say("programme.not_medical")]
