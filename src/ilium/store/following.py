"""What changed for a client since the first check, from what the store keeps."""

from __future__ import annotations

from typing import Final

from ilium.programme.history import History
from ilium.programme.retest import TOGETHER, followed
from ilium.progress.curves import VisitCurves, compare_visits
from ilium.progress.scores import ScoreChange, score_change
from ilium.report.progress_page import Progress
from ilium.report.side_cycles import from_arrays
from ilium.store.remembering import Remembered
from ilium.store.store import Store

ASKED = (("pain", "nprs"), ("activities", "psfs"))
"""What a questionnaire decides, where it was answered twice, and which one."""


def progress_of(
    store: Store, client: str, *, label: str = "", task: str = ""
) -> Progress:
    """Put together the page of progress of a client.

    Parameters
    ----------
    store
        Where everything is kept.
    client
        Id.
    label
        How the person is called on the page.
    task
        Movement to follow; empty for the one checked most often.

    Returns
    -------
    Progress
        With whole curves where both checks kept theirs.
    """
    history = store.history_of(client)
    changes = score_changes(store, client)
    return Progress(
        history=history,
        label=label,
        task=task,
        curves=_compared(store, client, history, task),
        pain=changes["pain"],
        activities=changes["activities"],
    )


def score_changes(store: Store, client: str) -> dict[str, ScoreChange | None]:
    """Changes of pain and own activities by the client's questionnaires.

    Parameters
    ----------
    store
        Where the answers are kept.
    client
        Id.

    Returns
    -------
    dict
        ``pain`` and ``activities``; ``None`` where not answered twice.
    """
    answers = store.answers.of(client)
    return {
        key: score_change(
            name, [(e.day, e.scores[name]) for e in answers if e.instrument == name]
        )
        for key, name in ASKED
    }


def _compared(
    store: Store, client: str, history: History, task: str
) -> tuple[VisitCurves, ...]:
    """Whole curves of the first and the last check, where both were kept."""
    found = followed(history, task)
    if found is None:
        return ()
    kept = store.results.of(client, task=found.task)
    if len(kept) < 2 or kept[-1].day - kept[0].day <= TOGETHER:
        return ()
    ends = kept[0], kept[-1]

    def compared() -> tuple[VisitCurves, ...]:
        first, last = (from_arrays(store.results.curves(each)) for each in ends)
        return compare_visits(first, last)

    return _KNOWN.get((ends[0].curves, ends[1].curves), compared)


_KNOWN: Final[Remembered[tuple[str, str], tuple[VisitCurves, ...]]] = Remembered(64)
