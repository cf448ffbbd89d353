"""Objects as small cards of HTML: what a notebook shows, light or dark as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Final

import numpy as np

from ilium.catalogue import kind_of
from ilium.core.measure import Measure
from ilium.core.movement import Movement
from ilium.core.quantity import labels, values
from ilium.core.trial import Trial
from ilium.filmed import VideoAnalysis
from ilium.findings.error import half_width
from ilium.findings.finding import Finding
from ilium.findings.naming import event_words, task_words, title_of
from ilium.findings.numbers import fixed, short, write
from ilium.findings.pairs import Pair, pair_up
from ilium.findings.rules import speaking_order
from ilium.findings.words import say
from ilium.kinematics.result import Kinematics
from ilium.pipeline import Analysis
from ilium.report.escape import text
from ilium.report.tokens import DARK, LIGHT, custom_properties
from ilium.units import in_unit

MOST: Final = 8
"""Rows of a table before the rest is only counted."""
DARK_PAGES: Final = (
    '[data-jp-theme-light="false"] .ilium-card',
    'body[data-theme="dark"] .ilium-card',
    "body.vscode-dark .ilium-card",
    'html[theme="dark"] .ilium-card',
)
"""Where notebooks say that they are dark."""

Row = tuple[str, str]


def card(thing: object) -> str:
    """Draw an object of ilium's as a card.

    Parameters
    ----------
    thing
        An analysis, a trial, kinematics, a movement, a finding or a measure.

    Returns
    -------
    str
        HTML with its own style and without script; labels of files are escaped.

    Raises
    ------
    TypeError
        Where it is none of these.
    """
    for kind, draw in _CARDS.items():
        if isinstance(thing, kind):
            return f'<div class="ilium-card">{style()}{draw(thing)}</div>'
    raise TypeError(type(thing).__name__)


class Table(Sequence[Measure]):
    """Measures that show themselves as a table.

    Parameters
    ----------
    measures
        Summaries and repetitions; the card shows the summaries.
    """

    def __init__(self, measures: Iterable[Measure]) -> None:
        self._held = tuple(measures)

    def __len__(self) -> int:
        return len(self._held)

    def __getitem__(self, at: Any) -> Any:  # noqa: ANN401 - an index or a slice
        return self._held[at]

    def _repr_html_(self) -> str:
        pairs = list(pair_up(self._held).values())
        return f'<div class="ilium-card">{style()}{_pairs(pairs, len(pairs))}</div>'


def table(measures: Iterable[Measure]) -> Table:
    """Give measures as a table that a notebook shows.

    Parameters
    ----------
    measures
        For example ``analysis.measures``.

    Returns
    -------
    Table
        The same measures.
    """
    return Table(measures)


@cache
def style() -> str:
    """The cards' style sheet, in a style element."""
    light, dark = custom_properties(LIGHT), custom_properties(DARK)
    return (
        f"<style>.ilium-card{{{light}background:var(--card);color:var(--ink);"
        "border:1px solid var(--line);border-radius:8px;padding:12px 16px;"
        "max-width:46em;font:14px/1.5 system-ui,sans-serif}"
        ".ilium-card h4{margin:0 0 4px;font-size:16px;color:var(--ink)}"
        ".ilium-card p{margin:4px 0}.ilium-card .q{color:var(--quiet)}"
        ".ilium-card table{border-collapse:collapse;margin:8px 0 0;width:100%;"
        "background:none;font-variant-numeric:tabular-nums}"
        ".ilium-card tr{background:none!important}"
        ".ilium-card td,.ilium-card th{border:0;border-top:1px solid var(--line);"
        "padding:3px 12px 3px 0;text-align:left;font-weight:400;color:var(--ink);"
        "background:none;white-space:normal;vertical-align:top}"
        ".ilium-card th{color:var(--quiet)}"
        ".ilium-card .n{max-height:32em;overflow:auto}"
        ".ilium-card .n th{position:sticky;top:0;background:var(--card)!important}"
        ".ilium-card .n td+td,.ilium-card .n th{white-space:nowrap}"
        ".ilium-card .left{color:var(--left)}.ilium-card .right{color:var(--right)}"
        f"@media(prefers-color-scheme:dark){{body:not([data-jp-theme-light]):not("
        f".vscode-light) .ilium-card{{{dark}}}}}"
        f"{','.join(DARK_PAGES)}{{{dark}}}</style>"
    )


def _analysis(analysis: Analysis | VideoAnalysis) -> str:
    first = analysis.first_screen
    task = analysis.movement.task
    pairs = pair_up(analysis.measures, analysis.norms)
    order = [each for each in speaking_order(task) if each in pairs]
    order += [each for each in pairs if each not in order]
    doubts = [x.what for x in analysis.issues if x.severity != "note"]
    lines = "".join(f"<p>{text(each.sentence)}</p>" for each in first.findings)
    return (
        f'<p class="q">{text(first.context)}</p><h4>{text(first.headline)}</h4>{lines}'
        f"{_pairs([pairs[each] for each in order], MOST)}{_doubts(doubts)}"
    )


def _doubts(doubts: Sequence[str]) -> str:
    if not doubts:
        return ""
    shown = "<br>".join(text(each) for each in doubts[:3])
    rest = f"<br>{_more(len(doubts) - 3)}" if len(doubts) > 3 else ""
    return f'<p class="q">{say("exchange.remarks")}: {shown}{rest}</p>'


def _pairs(pairs: Sequence[Pair], most: int) -> str:
    """Measures by side, each with its error."""
    found = {str(side) for each in pairs[:most] for side in each.sides}
    sides = [each for each in ("left", "right", "both") if each in found]
    head = [say("exchange.measure"), *(_shape(each) for each in sides)]
    rows = [
        [text(title_of(each.kind)), *(_value(each, side) for side in sides)]
        for each in pairs[:most]
    ]
    more = f'<p class="q">{_more(len(pairs) - most)}</p>' if len(pairs) > most else ""
    return (f'<div class="n">{_table(head, rows)}</div>' if rows else "") + more


def _shape(side: str) -> str:
    """Name of a side in its colour, with its shape."""
    mark = {"left": "● ", "right": "▲ "}.get(side, "")
    return f'<span class="{side}">{mark}{say(f"side_word.{side}")}</span>'


def _value(pair: Pair, side: str) -> str:
    found = {str(key): each for key, each in pair.sides.items()}.get(side)
    return "" if found is None else text(_written(found))


def _written(measure: Measure) -> str:
    display = kind_of(measure.name).display
    value, error = (
        in_unit(each, measure.unit, display)
        for each in (measure.value, half_width(measure))
    )
    return write(value, display, error)


def _trial(trial: Trial) -> str:
    time = trial.time
    size = say("exchange.single_frame")
    if time.size > 1:
        size = say(
            "exchange.frames",
            frames=time.size,
            rate=short(round(trial.rate, 3)),
            duration=say("exchange.seconds", value=fixed(time[-1] - time[0], 2)),
        )
    emg = () if trial.emg is None else labels(trial.emg, "channel")
    rows = [
        (say("exchange.recording"), size),
        (say("exchange.markers"), _named(trial.marker_names)),
        (say("exchange.plates"), _named([each.name for each in trial.plates])),
        (say("exchange.emg"), _named(emg)),
        (say("exchange.events"), _named([event_words(x.name) for x in trial.events])),
    ]
    return f"<h4>{text(trial.name)}</h4>{_rows(rows)}{_doubts(_told(trial))}"


def _told(thing: Trial | Kinematics | Movement) -> list[str]:
    return [each.what for each in thing.issues if each.severity != "note"]


def _kinematics(found: Kinematics) -> str:
    seen = [
        name
        for name in labels(found.angles, "angle")
        if np.isfinite(values(found.angles.sel(angle=name))).any()
    ]
    rows = [
        (say("exchange.marker_set"), found.marker_set),
        (say("exchange.angles"), _named(seen)),
        (say("exchange.method"), found.method),
    ]
    return f"{_rows(rows)}{_doubts(_told(found))}"


def _movement(movement: Movement) -> str:
    how = say("exchange.given" if movement.how == "given" else "exchange.recognised")
    head = [say("exchange.number"), say("exchange.side"), say("exchange.from_to")]
    rows = [
        [str(x.number), _shape(x.side), f"{fixed(x.start, 2)} – {fixed(x.end, 2)} s"]
        for x in movement.repetitions[:MOST]
    ]
    count = len(movement.repetitions)
    more = f'<p class="q">{_more(count - MOST)}</p>' if count > MOST else ""
    shown = _table(head, rows) if rows else ""
    title = f'<h4>{text(task_words(movement.task))}</h4><p class="q">{how}</p>'
    return f"{title}{shown}{more}{_doubts(_told(movement))}"


def _finding(finding: Finding) -> str:
    rest = " ".join(each for each in (finding.share, finding.remark) if each)
    cue = f"<p>{text(finding.cue)}</p>" if finding.cue else ""
    return (
        f"<h4>{text(finding.sentence or title_of(finding.pair.kind))}</h4>"
        f'{_pairs([finding.pair], 1)}<p class="q">{text(rest)}</p>{cue}'
    )


def _measure(measure: Measure) -> str:
    kind = kind_of(measure.name)
    rows = [(say("exchange.side"), say(f"side_word.{measure.side}"))]
    if measure.method:
        rows.append((say("exchange.method"), measure.method))
    return (
        f'<p class="q">{text(title_of(kind))}</p><h4>{text(_written(measure))}</h4>'
        f"{_rows(rows)}"
    )


def _named(names: Sequence[str]) -> str:
    if not names:
        return say("exchange.nothing")
    shown = ", ".join(names[:MOST])
    rest = f" {_more(len(names) - MOST)}" if len(names) > MOST else ""
    return f"{len(names)}: {shown}{rest}"


def _more(number: int) -> str:
    return say("exchange.more", number=number)


def _rows(rows: Iterable[Row]) -> str:
    return _table((), [[text(name), text(value)] for name, value in rows])


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table of cells that are markup already."""
    top = "".join(f"<th>{each}</th>" for each in head)
    top = f"<thead><tr>{top}</tr></thead>" if top else ""
    body = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows
    )
    return f"<table>{top}<tbody>{body}</tbody></table>"


_CARDS: Final[Mapping[type, Callable[[Any], str]]] = {
    Analysis: _analysis,
    VideoAnalysis: _analysis,
    Trial: _trial,
    Kinematics: _kinematics,
    Movement: _movement,
    Finding: _finding,
    Measure: _measure,
}
