"""``ilium variability``: how repetitions, or a long signal, vary."""

from __future__ import annotations

import math
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ilium.pipeline import Analysis
    from ilium.variability.guards import Task
    from ilium.variability.survey import Survey
    from ilium.variability.value import Value

SUMMARY = "measure variability of a recording, or of any table of signals"
DESCRIPTION = (
    "Variability of the repetitions of a recording (C3D, TRC, Nexus CSV), or of any "
    "CSV table with a heading: long signals give entropy, fluctuation and divergence; "
    "with --repetitions, spread and coordination. What the data do not allow is listed "
    "with the reason and what would be enough."
)
CYCLIC = ("walk", "run")
TABLES = (".csv", ".tsv", ".txt")
SECTIONS = ("trajectories", "devices", "model outputs", "joints", "segments")
"""First lines of an export of Vicon Nexus."""


def add_options(parser: ArgumentParser) -> None:
    """Declare the options."""
    say = parser.add_argument
    say("file", type=Path, metavar="FILE", help="the recording, or a CSV table")
    say("--signals", metavar="A,B", help="signals to look at (default: all)")
    say("--task", metavar="NAME", help="the movement, as for analyse")
    say("--rate", metavar="HZ", help="samples a second of a table")
    say("--unit", metavar="NAME", help="unit of a table's signals, such as deg")
    say("--repetitions", metavar="COLUMN", help="column that names the repetition")
    say("--couple", metavar="A,B", help="couple: upper and lower segment")
    say("--static", type=Path, metavar="FILE", help="the standing calibration")
    say("--settings", type=Path, metavar="FILE", help="settings, TOML")
    say("--json", action="store_true", help="for programs, with every record")
    say("--out", type=Path, metavar="DIR", help="write variability.json and .csv there")


def run(options: Namespace) -> None:
    """Measure, print, and write where asked to."""
    from ilium.errors import InputError

    if not options.file.is_file():
        problem = f"There is no file {options.file.name!r}."
        raise InputError(problem, "Check its name and folder.")
    plain_table = options.file.suffix.lower() in TABLES and not _of_nexus(options.file)
    rows, refused = (_table if plain_table else _recording)(options)
    document = _document(options.file.name, rows, refused)
    if options.out is not None:
        _write(options.out, document, rows)
    if options.json:
        print(document, end="")
    elif not options.quiet:
        _print(rows, refused)


Row = tuple[str, str, "Value"]
"""Signal or couple, side, value."""
Refusal = tuple[str, str, str, str]
"""Signal or couple, measure, why not, what would be enough."""


def _table(options: Namespace) -> tuple[list[Row], list[Refusal]]:
    from ilium.capture.series_table import read_series_table
    from ilium.errors import InputError
    from ilium.variability.survey import survey_repetitions, survey_series

    table = read_series_table(options.file)
    couple = _couple(options.couple)
    column = options.repetitions
    if couple and not column:
        problem = "A couple is compared over repetitions, and none are named."
        raise InputError(problem, "Name the column of the repetition: --repetitions.")
    named = _names(options.signals) or couple
    names = named or table.signals(besides=(column,) if column else ())
    wanted = dict.fromkeys((*names, *(couple or ())))
    signals = {each: table.signal(each) for each in wanted}
    survey = (
        survey_repetitions(
            signals, table.labels(column), couple=couple, unit=options.unit or "1"
        )
        if column
        else survey_series(signals, rate=_rate(options.rate), task=_kind(options.task))
    )
    return _surveyed(survey)


def _surveyed(survey: Survey) -> tuple[list[Row], list[Refusal]]:
    rows = [(name, "", value) for name, value in survey.values]
    refused = [
        (name, each.what, each.why, each.enough) for name, each in survey.refused
    ]
    return rows, refused


def _recording(options: Namespace) -> tuple[list[Row], list[Refusal]]:
    from ilium.capture.isolation import prepare

    prepare(options.file)
    from ilium.cli.options import effective
    from ilium.errors import InputError
    from ilium.pipeline import analyse
    from ilium.settings import settings_from

    for name in ("rate", "repetitions", "unit"):
        if getattr(options, name):
            problem = f"--{name} belongs to a table of signals, and this is none."
            raise InputError(problem, "Leave it out: the recording holds it.")
    chosen, stages = effective(options)
    couple = _couple(options.couple)
    if couple:
        table = stages.get("variability", {})
        stages["variability"] = {**table, "couples": [list(couple)]}
    stages["musculoskeletal"] = {**stages.get("musculoskeletal", {}), "depth": "angles"}
    analysis = analyse(
        options.file,
        static=options.static,
        participant=chosen.participant,
        task=chosen.task,
        side=chosen.side,
        settings=settings_from(stages),
    )
    return _of_analysis(analysis, _names(options.signals))


def _of_analysis(
    analysis: Analysis, signals: Sequence[str]
) -> tuple[list[Row], list[Refusal]]:
    from ilium.errors import InsufficientDataError, UnknownNameError

    found = analysis.variability
    known = dict.fromkeys(name for name, _ in found.spreads)
    for each in signals:
        if each not in known:
            raise UnknownNameError.among("signal", each, known)
    rows: list[Row] = []
    for each in found.coupled:
        pair = (each.couple.proximal, each.couple.distal)
        if not signals or set(signals).issuperset(pair):
            rows.append((" with ".join(pair), each.side, each.coding.variability))
    for (name, side), spread in found.spreads.items():
        if not signals or name in signals:
            rows.append((name, side, spread.mean_sd))
    if not signals:
        both = {**found.end_points, **found.structure}
        rows += [(name, side, value) for (name, side), value in both.items()]
    refused = [("", each.what, each.why, each.enough) for each in found.refused]
    if not rows and not refused:
        problem = f"This {analysis.movement.task} has no repetitions to compare."
        raise InsufficientDataError(problem, "Record at least 3 repetitions, better 8.")
    return rows, refused


def _document(name: str, rows: Sequence[Row], refused: Sequence[Refusal]) -> str:
    from ilium import __version__
    from ilium.outputs.documents import document
    from ilium.outputs.variability_records import value_record

    keys = ("signal", "measure", "why", "enough")
    return document(
        {
            "ilium": __version__,
            "file": name,
            "values": [
                {"signal": signal, "side": side, **value_record(value, curves=True)}
                for signal, side, value in rows
            ],
            "refused": [dict(zip(keys, each, strict=True)) for each in refused],
        }
    )


def _write(folder: Path, document: str, rows: Sequence[Row]) -> None:
    from ilium.core.atomic import together
    from ilium.core.system_errors import not_writable

    columns = "signal,side,measure,value,units,ci_low,ci_high,interval,n,flags"
    lines = [columns, *(_line(*each) for each in rows)]
    try:
        with together(folder) as files:
            files.text("variability.json", document)
            files.text("variability.csv", "\n".join(lines) + "\n")
    except OSError as error:
        raise not_writable(folder, error) from error


def _line(signal: str, side: str, value: Value) -> str:
    import csv
    import io

    numbers = [
        "" if math.isnan(each) else f"{each:.12g}"
        for each in (value.value, value.ci_low, value.ci_high)
    ]
    text = io.StringIO()
    cells: list[Any] = [
        signal, side, value.measure, numbers[0], value.units, *numbers[1:],
        value.interval, value.n, ";".join(value.flags),
    ]  # fmt: skip
    csv.writer(text, lineterminator="").writerow(cells)
    return text.getvalue()


def _print(rows: Sequence[Row], refused: Sequence[Refusal]) -> None:
    before = ""
    for signal, side, value in rows:
        heading = f"{signal} ({side})" if side else signal
        if heading != before:
            print(heading)
            before = heading
        print(f"    {_words(value)}")
    if refused:
        print("Not given:")
    for signal, measure, why, enough in refused:
        start = f"{signal}: " if signal else ""
        print(f"    {start}{measure.replace('_', ' ')}: {why} {enough}")


def _words(value: Value) -> str:
    from ilium.units import in_unit

    display = {"rad": "deg"}.get(value.units, value.units)
    number, low, high = (
        in_unit(each, value.units, display) if display != value.units else each
        for each in (value.value, value.ci_low, value.ci_high)
    )
    unit = "" if display == "1" else f" {display}"
    known = math.isfinite(low) and math.isfinite(high)
    rough = "approximate " if value.interval.startswith("approximate") else ""
    interval = f", {rough}95 % interval {low:.4g} to {high:.4g}" if known else ""
    remarks = ", ".join(each.replace("_", " ") for each in value.flags)
    return (
        f"{value.measure.replace('_', ' ')} {number:.4g}{unit}{interval}, "
        f"n = {value.n}{f' ({remarks})' if remarks else ''}"
    )


def _names(text: str | None) -> tuple[str, ...]:
    return (
        tuple(each.strip() for each in text.split(",") if each.strip()) if text else ()
    )


def _couple(text: str | None) -> tuple[str, str] | None:
    from ilium.errors import InputError

    if not text:
        return None
    names = _names(text)
    if len(names) != 2 or names[0] == names[1]:
        problem = f"{text!r} does not name two different signals."
        raise InputError(
            problem, "Name the upper and the lower one: --couple hip,knee."
        )
    return names[0], names[1]


def _rate(text: str | None) -> float:
    from ilium.errors import InputError

    if text is None:
        return math.nan
    try:
        rate = float(text)
    except ValueError:
        rate = math.nan
    if not (math.isfinite(rate) and rate > 0.0):
        problem = f"The rate {text!r} is no number above zero."
        raise InputError(problem, "Give samples a second, for example --rate 100.")
    return rate


def _kind(task: str | None) -> Task:
    """Whether a table's signals are one unbroken movement."""
    from ilium.core.movement import TASKS
    from ilium.errors import UnknownNameError

    if task in (None, "auto"):
        return "continuous"
    if task not in TASKS:
        raise UnknownNameError.among("task", str(task), [*TASKS, "auto"])
    return "continuous" if task in CYCLIC else "discrete"


def _of_nexus(file: Path) -> bool:
    """Whether a CSV file is an export of Vicon Nexus, which begins with a section."""
    with file.open("rb") as stream:
        first = stream.readline(200).decode("utf-8", "replace")
    name, *others = first.strip("\ufeff\r\n").replace('"', "").split(",")
    return name.strip().lower() in SECTIONS and not any(each.strip() for each in others)
