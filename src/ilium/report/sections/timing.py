"""When things happened: events, repetitions, their phases."""

from __future__ import annotations

from ilium.findings.words import say
from ilium.report.context import Context, Section
from ilium.report.escape import plain
from ilium.report.measure_table import measure_table
from ilium.report.plot import Table


def timing(context: Context) -> Section:
    """Build the section about events and timing.

    Parameters
    ----------
    context
        The analysis.

    Returns
    -------
    Section
        Tables of events, of repetitions with their phases, and of timing measures.
    """
    return Section(
        key="timing",
        title=say("section.timing"),
        template="timing",
        lead=_lead(context),
        view={
            "events": Table(
                head=tuple(say(f"timing.{each}") for each in _EVENT_HEAD),
                rows=tuple(
                    (
                        words(each.name),
                        each.side,
                        f"{each.time:.3f} s",
                        words(each.source),
                    )
                    for each in context.analysis.events
                ),
                words=True,
            ),
            "repetitions": _repetitions(context),
            "measures": measure_table(context.family("timing")),
        },
    )


_EVENT_HEAD = ("event", "side", "time", "source")


def words(name: str) -> str:
    """Event or phase name as people read it.

    >>> words("foot_strike")
    'foot strike'
    """
    return plain(name).replace("_", " ").replace(":", ": ")


def _lead(context: Context) -> str:
    movement = context.analysis.movement
    if movement.quiet is None:
        return say("timing.no_quiet")
    start, end = movement.quiet
    return say("timing.quiet", start=f"{start:.2f}", end=f"{end:.2f}")


def _repetitions(context: Context) -> Table:
    rows = []
    for each in context.analysis.movement.repetitions:
        phases = "; ".join(
            f"{words(phase.name)} {phase.end - phase.start:.2f} s"
            for phase in each.phases
        )
        rows.append(
            (
                f"{each.number} {each.side}",
                f"{each.start:.2f}–{each.end:.2f} s",
                phases or "–",
                "" if each.complete else say("timing.incomplete"),
            )
        )
    head = tuple(
        say(f"timing.{key}") for key in ("repetition", "range", "phases", "note")
    )
    return Table(head=head, rows=tuple(rows), words=True)
