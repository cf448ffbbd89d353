"""``ilium cohort reliability|agreement|compare``: what the tables say together."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ilium.cli.options import add_language_option

if TYPE_CHECKING:
    from ilium.cohort.comparison import ComparedCurves, ComparedMeasure
    from ilium.cohort.reliability import Repeated
    from ilium.cohort.values import PersonCurve, PersonValue

RELIABILITY = "tell how well each measure repeats from session to session"
AGREEMENT = "tell how far two results of the same people differ"
COMPARE = "compare groups, sessions or sides: whole curves or one measure"


def declare(actions: Any) -> None:  # noqa: ANN401 - argparse's type is private
    """Declare the actions."""
    repeating: ArgumentParser = actions.add_parser(
        "reliability", help=RELIABILITY, description=RELIABILITY
    )
    agreeing: ArgumentParser = actions.add_parser(
        "agreement", help=AGREEMENT, description=AGREEMENT
    )
    comparing: ArgumentParser = actions.add_parser(
        "compare", help=COMPARE, description=COMPARE
    )
    for each in (repeating, agreeing, comparing):
        each.add_argument("cohort", metavar="DIR", help="results of `cohort run`")
    agreeing.add_argument("other", metavar="OTHER", help="results of the other way")
    for each, work in (
        (repeating, reliability),
        (agreeing, agreement),
        (comparing, compare),
    ):
        each.set_defaults(work=work)
        _declare_choice(each)
    say = repeating.add_argument
    say("--title", default="own laboratory", metavar="TEXT", help="name in reports")
    say("--protocol", default="", metavar="TEXT", help="how people were measured")
    say = comparing.add_argument
    say("--curve", metavar="NAME", help="a whole curve, such as pelvic_drop")
    say("--by", choices=("group", "session", "side"), default="group", help="what")
    say("--side", choices=("left", "right", "both"), help="one side only")
    say("--alpha", type=float, default=0.05, help="chance of an error (default: 0.05)")


def _declare_choice(parser: ArgumentParser) -> None:
    say = parser.add_argument
    say("--task", default="", metavar="NAME", help="one movement only")
    say("--tier", default="", metavar="NAME", help="lab, video_a or video_b only")
    say("--measure", default="", metavar="NAME", help="one measure only; * for any")
    say("--out", type=Path, metavar="FILE", help="write it too, CSV")
    say("--json", action="store_true", help="for programs")
    add_language_option(parser)


def reliability(options: Namespace) -> None:
    """Say how well measures repeat; write a laboratory's own errors where asked for."""
    from ilium.cohort.norms import norms_toml
    from ilium.cohort.reliability import error_rows, reliability_of
    from ilium.findings.words import say

    found = reliability_of(values_of(options))
    rows = [_repeated(each) for each in found]
    if options.out and options.out.suffix == ".toml":
        protocol = options.protocol or say("app_cohort.protocol")
        errors = error_rows(found, title=options.title, protocol=protocol)
        _enough(errors)
        write(options.out, norms_toml([], errors))
    elif options.out:
        _csv(options.out, rows)
    show("reliability", rows, options)
    if options.out and options.out.suffix == ".toml" and not options.json:
        print(say("app_cohort.errors", file=options.out))


def _enough(errors: Sequence[object]) -> None:
    from ilium.cohort.reliability import LEAST_FOR_ERROR
    from ilium.errors import InsufficientDataError

    if not errors:
        raise InsufficientDataError(
            f"No measure was repeated by {LEAST_FOR_ERROR} people: of fewer, the error"
            " itself is too poorly known to judge others by.",
            "Record more people twice, or keep the published errors.",
        )


def _repeated(each: Repeated) -> dict[str, Any]:
    found = each.found
    return {
        "task": each.task,
        "tier": each.tier,
        "measure": each.measure,
        "side": each.side,
        "unit": each.unit,
        "people": found.people,
        "sessions": found.sessions,
        "mean": found.mean,
        "icc_2_1": found.icc_agreement,
        "icc_2_1_low": found.icc_agreement_ci[0],
        "icc_2_1_high": found.icc_agreement_ci[1],
        "icc_3_1": found.icc_consistency,
        "icc_3_1_low": found.icc_consistency_ci[0],
        "icc_3_1_high": found.icc_consistency_ci[1],
        "sem": found.sem,
        "sem_consistency": found.sem_consistency,
        "mdc95": found.mdc,
    }


def agreement(options: Namespace) -> None:
    """Say how far two results of the same people differ."""
    from ilium.cohort.agreement import agreement_of

    first, second = values_of(options), values_of(options, options.other)
    names = Path(options.cohort).name, Path(options.other).name
    rows = [
        {
            "task": each.task,
            "measure": each.measure,
            "side": each.side,
            "unit": each.unit,
            "people": each.found.n,
            "bias": each.found.bias,
            "bias_low": each.found.bias_ci[0],
            "bias_high": each.found.bias_ci[1],
            "sd": each.found.sd,
            "low": each.found.low,
            "low_low": each.found.low_ci[0],
            "low_high": each.found.low_ci[1],
            "high": each.found.high,
            "high_low": each.found.high_ci[0],
            "high_high": each.found.high_ci[1],
        }
        for each in agreement_of(first, second, names)
    ]
    if options.out:
        _csv(options.out, rows)
    show("agreement", rows, options)


def compare(options: Namespace) -> None:
    """Compare whole curves, or one measure."""
    from ilium.cohort.comparison import compared_curves, compared_measure
    from ilium.cohort.values import one_of
    from ilium.errors import InputError

    if bool(options.curve) == bool(options.measure):
        problem = "Give either a curve or a measure to compare."
        raise InputError(problem, "Add --curve pelvic_drop, or --measure NAME.")
    if options.curve:
        curves = curves_of(options)
        found = compared_curves(curves, options.by, alpha=options.alpha)
        _tell_curves(found, curves[0].where.unit, options)
    else:
        values = _one_kind(values_of(options), options)
        one_of("measure", "", [each.where.name for each in values])
        _tell_measure(
            compared_measure(values, options.by), values[0].where.unit, options
        )


def values_of(options: Namespace, address: str = "") -> list[PersonValue]:
    """Values that the options ask for."""
    from fnmatch import fnmatchcase

    from ilium.cohort.values import read_values
    from ilium.errors import InputError

    found = [
        each
        for each in read_values(address or options.cohort)
        if (not options.task or each.where.task == options.task)
        and (not options.tier or each.where.tier == options.tier)
        and (not options.measure or fnmatchcase(each.where.name, options.measure))
    ]
    if not found:
        problem = "No value fits what was asked for."
        raise InputError(problem, "Check --task, --tier and --measure.")
    return found


def curves_of(options: Namespace) -> list[PersonCurve]:
    """Curves of one movement, tier and, unless sides are compared, one side."""
    from ilium.cohort.values import read_curves

    return _one_kind(read_curves(options.cohort, options.curve), options)


def _one_kind(found: Sequence[Any], options: Namespace) -> list[Any]:
    from ilium.cohort.values import one_of

    for name in ("task", "tier"):
        there = [getattr(each.where, name) for each in found]
        chosen = one_of(name, getattr(options, name), there)
        found = [each for each in found if getattr(each.where, name) == chosen]
    if options.side:
        found = [each for each in found if each.where.side == options.side]
    return list(found)


def _tell_curves(found: ComparedCurves, unit: str, options: Namespace) -> None:
    from ilium.cohort.comparison import curve_table
    from ilium.findings.words import say
    from ilium.outputs.text import matrix

    header, numbers = curve_table(found)
    if options.out:
        write(options.out, matrix(header, numbers))
    stretches = [
        {"from_percent": each.start, "to_percent": each.end, "p": each.p}
        for each in found.test.stretches
    ]
    if options.json:
        _json(
            "comparison",
            {
                "curve": options.curve,
                "unit": unit,
                "by": found.factor,
                "paired": found.paired,
                "people": dict(found.people),
                "statistic": found.test.statistic,
                "threshold": found.test.threshold,
                "degrees_of_freedom": [found.test.effect, found.test.error],
                "alpha": found.test.alpha,
                "stretches": stretches,
                "along": dict(zip(header, numbers.T.tolist(), strict=True)),
            },
        )
        return
    people = ", ".join(f"{name} ({n})" for name, n in found.people.items())
    print(say(f"app_cohort.{'paired' if found.paired else 'apart'}", people=people))
    key = f"app_cohort.{'differ' if stretches else 'no_difference'}"
    print(say(key, alpha=f"{options.alpha:g}", curve=options.curve))
    for each in stretches:
        print(
            say(
                "app_cohort.stretch",
                start=f"{each['from_percent']:.0f}",
                end=f"{each['to_percent']:.0f}",
                p=_chance(each["p"]),
            )
        )
    if found.difference is not None:
        at = int(abs(found.difference.middle).argmax())
        print(
            say(
                "app_cohort.largest",
                amount=f"{found.difference.middle[at]:.2f} {unit}",
                low=f"{found.difference.low[at]:.2f}",
                high=f"{found.difference.high[at]:.2f}",
                at=at,
            )
        )


def _tell_measure(found: ComparedMeasure, unit: str, options: Namespace) -> None:
    from dataclasses import asdict

    from ilium.findings.words import say

    rows = [
        {"condition": name, "people": n, "mean": found.means[name],
         "sd": found.sds[name], "unit": unit}
        for name, n in found.people.items()
    ]  # fmt: skip
    if options.out:
        _csv(options.out, rows)
    if options.json:
        _json("comparison", {"measure": options.measure, "unit": unit, **asdict(found)})
        return
    show("comparison", rows, options)
    if len(rows) == 2:
        print(
            say(
                "app_cohort.difference",
                amount=f"{found.difference:.2f} {unit}",
                low=f"{found.low:.2f}",
                high=f"{found.high:.2f}",
                p=_chance(found.p),
            )
        )
    else:
        print(say("app_cohort.chance", p=_chance(found.p)))


def show(what: str, rows: Sequence[dict[str, Any]], options: Namespace) -> None:
    """Print rows as a table, or for programs."""
    from ilium.cli.keeping import show_table

    if options.json:
        _json(what, list(rows))
        return
    if options.quiet or not rows:
        return
    heads = [each for each in rows[0] if not each.endswith(("_low", "_high"))]
    show_table(heads, [[_cell(row[head]) for head in heads] for row in rows])


def _json(what: str, content: object) -> None:
    from ilium.core.provenance import plain

    print(json.dumps({"schema_version": 1, what: plain(content)}, indent=1))


def _cell(value: object) -> str:
    return f"{value:.3g}" if isinstance(value, float) else str(value)


def _chance(p: float) -> str:
    return "p < 0.001" if p < 0.001 else f"p = {p:.3f}"


def _csv(path: Path, rows: Sequence[dict[str, Any]]) -> None:
    from ilium.outputs.text import table

    write(path, table(list(rows[0]), [list(row.values()) for row in rows]))


def write(path: Path, text: str) -> None:
    """Write a file, or say why it cannot be."""
    from ilium.core.atomic import replace_text
    from ilium.core.system_errors import not_written

    try:
        replace_text(path, text)
    except OSError as error:
        raise not_written(path, error) from error
