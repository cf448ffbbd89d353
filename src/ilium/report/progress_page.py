"""Progress as one page: what changed, what did not, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from ilium.conventions import SIDES
from ilium.findings.naming import name_words, task_words
from ilium.findings.numbers import fixed
from ilium.findings.sentences import capital
from ilium.findings.words import join, say
from ilium.programme.across import several_movements
from ilium.programme.history import History
from ilium.programme.retest import followed, retest
from ilium.progress.curves import VisitCurves
from ilium.progress.scores import ScoreChange
from ilium.progress.week_six import Story, tell
from ilium.report.across_table import across_table
from ilium.report.progress_charts import progress_charts
from ilium.report.shell import render_page
from ilium.stability.definitions import BY_NAME

MOST: Final = 3
"""Stretches of a curve that are named one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One picture of the pair before and after.

    Parameters
    ----------
    title
        Words over it.
    svg
        The picture.
    sentence
        What it shows, for those who cannot see it.
    """

    title: str
    svg: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What the page of progress is made from.

    Parameters
    ----------
    history
        Of one person.
    label
        How the person is called on the page; no name unless the person chose one.
    pictures
        Before and after, in pairs; empty without.
    curves
        Whole curves of the two visits compared; names of `ilium.stability.definitions`.
    decisions
        What was unlocked or held, and by which rule, as sentences.
    simulated
        Whether the person is made up: said on the page.
    task
        Movement to follow; empty for the one checked most often.
    pain, activities
        Changes of questionnaires; ``None`` for those of the logged sessions and goals.
    """

    history: History
    label: str = ""
    pictures: Sequence[Picture] = ()
    curves: Sequence[VisitCurves] = ()
    decisions: Sequence[str] = ()
    simulated: bool = False
    task: str = ""
    pain: ScoreChange | None = None
    activities: ScoreChange | None = None


def story_of(progress: Progress) -> Story | None:
    """Words of retest day; ``None`` without a single check."""
    found = retest(
        progress.history,
        task=progress.task,
        pain=progress.pain,
        activities=progress.activities,
    )
    return None if found is None else tell(found)


def render_progress(progress: Progress) -> str:
    """Render the page of progress.

    Parameters
    ----------
    progress
        What it is made from.

    Returns
    -------
    str
        One HTML document that opens anywhere, offline; without a check it says what to
        record first.
    """
    found = followed(progress.history, progress.task)
    story = story_of(progress)
    line = say("progress.nothing") if story is None else story.line
    return render_page(
        "progress.html",
        title=f"{line} · ilium",
        context=_context(progress, "" if found is None else found.task),
        line=line,
        story=story,
        pictures=progress.pictures,
        charts=progress_charts(progress.history, found),
        curves=[_sentence(each) for each in progress.curves if each.can_tell],
        across=_across(progress.history),
        decisions=progress.decisions,
        goals=_goals(progress.history),
    )


def _context(progress: Progress, task: str) -> str:
    parts = [progress.label, capital(task_words(task)) if task else ""]
    if progress.simulated:
        parts.append(say("progress.simulated"))
    return " · ".join(each for each in parts if each)


def _across(history: History) -> dict[str, Any] | None:
    """Newest checks of several movements: table and sentences; ``None`` of one."""
    found = several_movements(history)
    if found is None:
        return None
    words = found.sentences or (say("across.nothing"),)
    return {"table": across_table(found), "sentences": words}


def _goals(history: History) -> list[str]:
    return list(dict.fromkeys(each.words for each in history.goals))


def _sentence(curves: VisitCurves) -> str:
    """Where along the repetition the two visits differ."""
    signal = name_words(BY_NAME[curves.name].title)
    key = "side" if curves.side in SIDES else "both"
    if not curves.stretches:
        return say(f"progress.curve_same_{key}", signal=signal, side=curves.side)
    where = _where(curves.stretches)
    return say(
        f"progress.curve_differs_{key}", signal=signal, side=curves.side, where=where
    )


def _where(stretches: Sequence[tuple[float, float]]) -> str:
    """Stretches one by one, or many as their range."""
    if len(stretches) > MOST:
        first, last = stretches[0][0], stretches[-1][1]
        between = f"{fixed(first, 0)}–{fixed(last, 0)} %"
        return say("progress.stretches", number=len(stretches), between=between)
    return join(f"{fixed(start, 0)}–{fixed(end, 0)} %" for start, end in stretches)
