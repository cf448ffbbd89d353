"""Beside the person's own usual: repetitions more alike or more varied than before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ilium.catalogue import kind_of
from ilium.core.measure import Measure
from ilium.findings.finding import Finding
from ilium.findings.naming import title_of
from ilium.findings.numbers import write
from ilium.findings.pairs import Pair
from ilium.findings.sentences import inside
from ilium.findings.words import say
from ilium.variability.axes import LEAST_VISITS, Placed, axis_of, place_on_axes


def varied(
    measures: Iterable[Measure], task: str, earlier: Sequence[Sequence[Measure]]
) -> tuple[Finding, ...]:
    """Measures of variability outside the own baseline, in either direction.

    Parameters
    ----------
    measures
        Of one recording.
    task
        A key of `ilium.core.movement.TASKS`.
    earlier
        Measures of earlier visits of the same movement; three make a usual.

    Returns
    -------
    tuple of Finding
        Those whose whole interval lies more than one standard deviation from the
        mean of the earlier visits, the farthest first; neither direction is called
        better.
    """
    summaries = [each for each in measures if each.repetition is None]
    outside = [
        each
        for each in place_on_axes(summaries, task=task, earlier=earlier)
        if each.against == "baseline" and each.label in ("lower", "higher")
    ]
    outside.sort(key=lambda each: (-abs(each.percentile - 0.5), each.measure.name))
    return tuple(_finding(each) for each in outside)


def needed(measures: Iterable[Measure], earlier: Sequence[Sequence[Measure]]) -> str:
    """What is missing for a usual of the person's own; empty where nothing is.

    Parameters
    ----------
    measures
        Of one recording.
    earlier
        Measures of earlier visits of the same movement.

    Returns
    -------
    str
        A sentence; empty too without any measure of variability.
    """
    own = any(axis_of(each.name) for each in measures if each.repetition is None)
    if not own or len(earlier) >= LEAST_VISITS:
        return ""
    return say("usual.needed", least=LEAST_VISITS, known=len(earlier))


def _finding(placed: Placed) -> Finding:
    measure = placed.measure
    pair = Pair(kind=kind_of(measure.name), sides={measure.side: measure})
    key = "alike" if placed.label == "lower" else "varied"
    shown = write(pair.read(measure.value), pair.kind.display)
    return Finding(
        role="own_usual",
        sentence=say(
            f"usual.{key}" if measure.side != "both" else f"usual.{key}_both",
            side=measure.side,
            title=inside(title_of(pair.kind)),
            number=shown,
        ),
        pair=pair,
        reference=None,
        bands={measure.side: "unknown"},
        remark=say("usual.remark"),
    )
