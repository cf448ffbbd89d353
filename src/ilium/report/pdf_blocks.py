"""Sections as plain blocks: titles, words, lists, tables, charts."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from typing import Any

from ilium.findings.words import say
from ilium.report.context import Section
from ilium.report.measure_table import Row
from ilium.report.plot import Table

Block = dict[str, Any]
View = Mapping[str, Any]
_TAG = re.compile(r"<[^>]+>")


def blocks_of(section: Section) -> list[Block]:
    """What a section shows, as blocks.

    Parameters
    ----------
    section
        One part of the report.

    Returns
    -------
    list of dict
        Each with its ``kind``; the tables behind the plots stay in the page.
    """
    return _BLOCKS[section.template](section.view)


def _title(words: str) -> Block:
    return {"kind": "title", "words": words}


def _list(items: list[str]) -> list[Block]:
    return [{"kind": "list", "items": items}] if items else []


def _table(table: Table | None, title: str = "") -> list[Block]:
    if table is None or not table.rows:
        return []
    made = {
        "kind": "table",
        "head": list(table.head),
        "rows": list(map(list, table.rows)),
    }
    return [_title(title), made] if title else [made]


def _charts(view: View) -> list[Block]:
    return [{"kind": "charts", "charts": view["charts"]}] if view["charts"] else []


def _measures(rows: list[Row], title: str = "") -> list[Block]:
    sided = [each for each in rows if each.both == "–"]
    whole = [each for each in rows if each.both != "–"]
    keys = ("measure", "difference", "remarks", "value")
    measure, difference, remarks, value = (say(f"table.{key}") for key in keys)
    two = Table(
        head=(measure, say("side.left"), say("side.right"), difference, remarks),
        rows=tuple(
            (one.title, one.left, one.right, one.difference, _remarks(one))
            for one in sided
        ),
    )
    one = Table(
        head=(measure, value, remarks),
        rows=tuple((each.title, each.both, _remarks(each)) for each in whole),
    )
    tables = [*_table(two), *_table(one)]
    return [_title(title), *tables] if title and tables else tables


def _remarks(row: Row) -> str:
    return "; ".join(each for each in (row.place, row.remarks) if each)


def _missing(view: View) -> list[Block]:
    missing = view["missing"]
    if not missing:
        return []
    lines = [f"{title}: {why}" for title, why in missing]
    return [_title(say("table.missing", number=len(lines))), *_list(lines)]


def _recording(view: View) -> list[Block]:
    return [
        *_list(
            [f"{name}: {words} {more}".strip() for name, words, more in view["facts"]]
        ),
        *_table(view["body"], say("recording.body")),
        *_table(view["calibration"], say("recording.calibration")),
    ]


def _film(view: View) -> list[Block]:
    return _list([f"{name}: {words}" for name, words in view["facts"]])


def _timing(view: View) -> list[Block]:
    return [
        *_table(view["repetitions"], say("timing.repetitions")),
        *_table(view["events"], say("timing.events")),
        *_measures(view["measures"]),
    ]


def _stability(view: View) -> list[Block]:
    more = say("table.more", number=len(view["more"]))
    return [
        *_charts(view),
        *_measures(view["measures"], say("stability.measures")),
        *_measures(view["more"], more),
        *_missing(view),
    ]


def _kinematics(view: View) -> list[Block]:
    missing = view["missing"]
    words = {"kind": "words", "words": say("kinematics.missing", angles=missing)}
    return [*_charts(view), *([words] if missing else [])]


def _forces(view: View) -> list[Block]:
    tables = [part for one in view["charts"] for part in _table(one.table, one.title)]
    idle = [{"kind": "words", "words": view["idle"]}] if view["idle"] else []
    return [*_charts(view), *tables, *idle]


def _plain_measures(view: View) -> list[Block]:
    return [*_measures(view["measures"]), *_missing(view)]


def _asymmetry(view: View) -> list[Block]:
    keys = ("table.measure", "side.left", "side.right", "table.difference")
    head = (*(say(key) for key in keys), say("asymmetry.verdict"))
    made: list[Block] = []
    for part in ("first", "rest"):
        rows = tuple(
            (row.title, row.left, row.right, row.difference,
             f"{verdict}; {indices}" if indices else verdict)
            for row, verdict, indices in view[part]
        )  # fmt: skip
        more = say("table.more", number=len(rows)) if part == "rest" else ""
        made += _table(Table(head=head, rows=rows), more)
    return made


def _quality(view: View) -> list[Block]:
    issues = [
        f"{one['severity']} · {one['where']}: {one['what']} {one['when']}".strip()
        for one in view["issues"]
    ]
    return [*_list(issues), _title(say("quality.limits")), *_list(view["limits"])]


def _methods(view: View) -> list[Block]:
    ranges = [
        f"{one['title']}, {one['people']} ({one['kind']}). {_bare(one['source'])}"
        for one in view["ranges"]
    ]
    errors = [f"{_bare(how)} ({names})" for how, names in view["errors"]]
    made = _list([f"{_bare(how)} ({names})" for how, names in view["methods"]])
    if ranges:
        made += [_title(say("methods.ranges")), *_list(ranges)]
    if errors:
        rule = {"kind": "words", "words": say("methods.error_rule")}
        made += [_title(say("methods.errors")), rule, *_list(errors)]
    return made


def _bare(markup: str) -> str:
    return html.unescape(_TAG.sub("", markup))


def _words(words: str) -> Block:
    return {"kind": "words", "words": words}


def _titled_charts(view: View, key: str, title: str) -> list[Block]:
    charts = view[key]
    return [_title(title), {"kind": "charts", "charts": charts}] if charts else []


def _muscles(view: View) -> list[Block]:
    blocks = _charts(view)
    if view["reserves"]:
        blocks += [_title(say("muscles.reserves")), *_list(view["reserves"])]
    blocks += _measures(view["measures"])
    blocks += _titled_charts(view, "others", say("muscles.others"))
    if view["emg"]:
        blocks += _table(view["emg"]["timings"], say("muscles.emg"))
        blocks += _titled_charts(view["emg"], "charts", say("muscles.emg_charts"))
    limits = [_title(say("muscles.limits")), *_list(view["limits"])]
    return [*blocks, *limits, _words(view["method"])]


def _moments(view: View) -> list[Block]:
    blocks = [*_list(view["left_out"]), *_charts(view)]
    blocks += _titled_charts(view, "loads", say("moments.loads"))
    blocks += _measures(view["measures"], say("moments.peaks"))
    if view["residuals"]:
        blocks += [_title(say("moments.residuals")), *_list(view["residuals"])]
    return [*blocks, *_missing(view)]


def _variability(view: View) -> list[Block]:
    blocks: list[Block] = [{"kind": "words", "words": each} for each in view["words"]]
    blocks += _charts(view)
    for key in ("coordination", "end_points", "structure", "spread"):
        blocks += _table(view[key], say(f"variability.{key}"))
    refused = [f"{what}: {why}" for what, why in view["refused"]]
    for key in ("level", "sides", "refused", "evidence"):
        items = refused if key == "refused" else view[key]
        if items:
            blocks += [_title(say(f"variability.{key}")), *_list(items)]
    return blocks


_BLOCKS: Mapping[str, Callable[[View], list[Block]]] = {
    "recording": _recording,
    "film": _film,
    "timing": _timing,
    "stability": _stability,
    "kinematics": _kinematics,
    "forces": _forces,
    "measures": _plain_measures,
    "asymmetry": _asymmetry,
    "muscles": _muscles,
    "moments": _moments,
    "variability": _variability,
    "quality": _quality,
    "methods": _methods,
}
