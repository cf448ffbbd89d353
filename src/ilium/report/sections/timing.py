"""When things happened: events, repetitions, their phases."""

from __future__ import annotations

from ilium.findings.naming import event_words
from ilium.findings.numbers import fixed
from ilium.findings.words import say
from ilium.report.context import Context, Section
from ilium.report.escape import English, plain
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
                        plain(event_words(each.name)),
                        say(f"side_word.{each.side}"),
                        f"{fixed(each.time, 3)} s",
                        English(plain(each.source).replace("_", " ")),
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


def _lead(context: Context) -> str:
    movement = context.analysis.movement
    if movement.quiet is None:
        return say("timing.no_quiet")
    start, end = movement.quiet
    return say("timing.quiet", start=fixed(start, 2), end=fixed(end, 2))


def _repetitions(context: Context) -> Table:
    rows = []
    for each in context.analysis.movement.repetitions:
        phases = "; ".join(
            f"{event_words(phase.name)} {fixed(phase.end - phase.start, 2)} s"
            for phase in each.phases
        )
        rows.append(
            (
                say("timing.number", number=each.number, side=each.side),
                f"{fixed(each.start, 2)}–{fixed(each.end, 2)} s",
                phases or "–",
                "" if each.complete else say("timing.incomplete"),
            )
        )
    head = tuple(
        say(f"timing.{key}") for key in ("repetition", "range", "phases", "note")
    )
    return Table(head=head, rows=tuple(rows), words=True)
