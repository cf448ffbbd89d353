"""The story's pages: four reports and one of progress, all marked as simulated."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from ilium.core.atomic import together
from ilium.core.system_errors import not_writable
from ilium.findings.words import say
from ilium.outputs.folder import FILES, write_results
from ilium.pipeline import Analysis
from ilium.programme.checks import check_of
from ilium.programme.history import History
from ilium.programme.texts import reason, week_lines
from ilium.programme.week import Week
from ilium.progress.curves import VisitCurves, compare_visits
from ilium.report.page import build_context
from ilium.report.pictures import stances
from ilium.report.progress_page import Picture, Progress, render_progress
from ilium.report.side_cycles import side_cycles
from ilium.story.captures import AFTER, BEFORE, visit
from ilium.story.weeks import START, after, lived, newcomer, retest_date

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Told:
    """The story as it was made.

    Parameters
    ----------
    before, after
        Analyses of both visits: squat, then jump.
    history
        Everything between them.
    weeks
        The weeks as they were given out.
    """

    before: tuple[Analysis, ...]
    after: tuple[Analysis, ...]
    history: History
    weeks: tuple[Week, ...]


def make_story() -> Told:
    """Capture, train and capture again; the same every time.

    Returns
    -------
    Told
        Two visits and the twelve weeks between them.
    """
    logger.info("Simulating the first visit")
    first = tuple(_simulated(each) for each in visit(BEFORE))
    logger.info("Training for twelve weeks")
    began = newcomer().adding(
        *(check_of(each.measures, each.movement.task, START) for each in first)
    )
    trained, weeks = lived(began)
    logger.info("Simulating the second visit")
    second = tuple(_simulated(each) for each in visit(AFTER))
    ended = after(trained).adding(
        *(
            check_of(each.measures, each.movement.task, retest_date(), retest=True)
            for each in second
        )
    )
    return Told(before=first, after=second, history=ended, weeks=weeks)


def _simulated(analysis: Analysis) -> Analysis:
    """The same analysis under a name that says that nobody was measured."""
    name = f"{analysis.trial.name} ({say('progress.simulated')})"
    return replace(analysis, trial=replace(analysis.trial, name=name))


def write_story(told: Told, folder: Path) -> Path:
    """Write the story's pages: all of them, or none.

    Parameters
    ----------
    told
        The story.
    folder
        Where to; made where it does not exist.

    Returns
    -------
    Path
        The page of progress, ``before-after.html``.

    Raises
    ------
    InputError
        Where the folder cannot be written to.
    """
    page = "before-after.html"
    try:
        with together(folder) as files:
            for name, analyses in (("before", told.before), ("after", told.after)):
                for each in analyses:
                    inner = f"{name}/{each.movement.task}"
                    files.folder(inner, partial(write_results, each), FILES)
            for number, week in enumerate(told.weeks, start=1):
                known = told.history.until(week.date)
                lines = [say("progress.simulated"), "", *week_lines(week, known), ""]
                files.text(f"weeks/week-{number:02}.txt", "\n".join(lines))
            files.text(page, render_progress(progress_of(told)))
    except OSError as error:
        raise not_writable(folder, error) from error
    return folder / page


def progress_of(told: Told) -> Progress:
    """What the page of progress shows of the story."""
    squat, again = told.before[0], told.after[0]
    return Progress(
        history=told.history,
        label=say("story.label"),
        pictures=(*_pictures(squat, "before"), *_pictures(again, "after")),
        curves=_compared(squat, again),
        decisions=_turning_points(told.weeks),
        simulated=True,
        task=squat.movement.task,
    )


def _pictures(analysis: Analysis, when: str) -> Sequence[Picture]:
    return [
        Picture(
            title=say(f"story.{when}", title=each.title),
            svg=each.svg,
            sentence=each.sentence,
        )
        for each in stances(build_context(analysis))
    ]


def _compared(before: Analysis, after_: Analysis) -> tuple[VisitCurves, ...]:
    first, last = (
        side_cycles(build_context(each).signals, each.movement)
        for each in (before, after_)
    )
    return compare_visits(first, last)


def _turning_points(weeks: Sequence[Week]) -> list[str]:
    """Decisions about whole weeks, each once: what was unlocked, held or lighter."""
    said = [
        say("story.in_week", week=number, reason=reason(each))
        for number, week in enumerate(weeks, start=1)
        for each in week.decisions
    ]
    return list(dict.fromkeys(said))
