"""Muscle forces by a model: gluteal muscles first, then what limits them, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from ilium.conventions import SIDES, SideOrBoth
from ilium.core.quantity import FloatArray, clock, labels, values
from ilium.findings.naming import muscle_words
from ilium.findings.numbers import fixed, write
from ilium.findings.words import say
from ilium.muscles.groups import muscle_groups
from ilium.muscles.reactions import trunk_muscles
from ilium.muscles.result import MuscleForces
from ilium.report.context import Context, Section
from ilium.report.curve_chart import Curves, curve_chart
from ilium.report.escape import English, plain
from ilium.report.measure_table import measure_table
from ilium.report.plot import Chart, Line, Table
from ilium.report.sections.forces import body_weight, envelope, window
from ilium.units import in_unit

GLUTEAL = ("gluteus_medius", "gluteus_minimus", "gluteus_maximus", "hip_abductors")
OTHERS = (
    "hip_adductors",
    "iliopsoas",
    "hamstrings",
    "quadriceps",
    "triceps_surae",
    "tibialis_anterior",
)
LIMITS = (
    "estimated",
    "tendon",
    "sharing",
    "ligaments",
    "trunk",
    "instead",
)


def muscles(context: Context) -> Section | None:
    """Build the section about muscle forces.

    Parameters
    ----------
    context
        The analysis.

    Returns
    -------
    Section or None
        ``None`` where no muscle force was computed; another section says why.
    """
    found = context.analysis.muscles
    if found is None:
        return None
    return Section(
        key="muscles",
        title=say("section.muscles"),
        template="muscles",
        lead=say("muscles.lead"),
        view={
            "charts": list(_charts(context, found, GLUTEAL)),
            "others": list(_charts(context, found, OTHERS)),
            "measures": measure_table(context.family("muscle")),
            "emg": _emg(context),
            "reserves": _reserves(found),
            "limits": [say(f"muscles.limit_{each}") for each in _limits(context)],
            "method": English(found.method),
        },
    )


def _charts(
    context: Context, found: MuscleForces, names: tuple[str, ...]
) -> Iterator[Chart]:
    titles = {each.name: muscle_words(each.title) for each in muscle_groups()}
    weight = body_weight(context)
    known = bool(np.isfinite(weight))
    for name in names:
        sides: dict[SideOrBoth, FloatArray] = {
            side: found.groups[f"{name}_{side[0]}"] / (weight if known else 1.0)
            for side in SIDES
            if f"{name}_{side[0]}" in found.groups
        }
        chart = curve_chart(
            Curves(
                key=f"muscle-{name.replace('_', '-')}",
                title=titles.get(name, name.replace("_", " ").capitalize()),
                positive="",
                unit="1" if known else "N",
                display="BW" if known else "N",
                sides=sides,
            ),
            found.time,
            context.analysis.movement,
        )
        if chart is not None:
            yield chart


def _limits(context: Context) -> Iterator[str]:
    """Limits that hold for the model: one with trunk muscles has another one."""
    motion = context.analysis.motion
    crossed = motion is not None and bool(trunk_muscles(motion.model))
    for each in LIMITS:
        yield f"{each}_crossed" if crossed and each == "trunk" else each


def _reserves(found: MuscleForces) -> list[str]:
    """Coordinates whose moment the muscles could not produce, with when."""
    time = found.time
    rows: list[str] = []
    for name, flags in found.flagged.items():
        frames = np.flatnonzero(flags)
        if frames.size:
            rows.append(
                say(
                    "muscles.reserve",
                    coordinate=_coordinate(name),
                    share=f"{100.0 * frames.size / time.size:.0f}",
                    first=fixed(float(time[frames[0]]), 2),
                    last=fixed(float(time[frames[-1]]), 2),
                )
            )
    return rows


def _coordinate(name: str) -> str:
    """``hip_flexion_r`` as people read it."""
    words = name.replace("_", " ")
    for side in SIDES:
        if name.endswith(f"_{side[0]}"):
            return f"{words[:-2].capitalize()}, {side}"
    return words.capitalize()


def _emg(context: Context) -> Mapping[str, Any] | None:
    """Envelopes of the electromyograms, and their timing beside the prediction."""
    comparison = context.analysis.emg
    if comparison is None:
        return None
    time, curves = clock(comparison.envelopes), values(comparison.envelopes)
    start, end = window(context)
    inside = (time >= start) & (time <= end)
    charts = []
    for column, channel in enumerate(labels(comparison.envelopes, "channel")):
        if not np.isfinite(curves[inside, column]).any():
            continue
        x, y = envelope(time[inside], 100.0 * curves[inside, column])
        most = float(x[int(np.nanargmax(y))])
        charts.append(
            Chart(
                key=f"emg-{column}",
                title=plain(channel),
                unit="%",
                sentence=say("muscles.emg_sentence", when=fixed(most, 2)),
                table=Table(
                    head=(say("chart.seconds"), "%"),
                    rows=tuple(
                        (fixed(float(x[row]), 2), f"{y[row]:.0f}")
                        for row in range(0, x.size, max(x.size // 20, 1))
                    ),
                ),
                x_title=say("chart.seconds"),
                clock="time",
                lines=(Line(x=x, y=y, style="both"),),
                x_range=(start, end),
                least=100.0,
            )
        )
    timings = Table(
        head=tuple(
            say(f"muscles.emg_{key}") for key in ("channel", "group", "lag", "alike")
        ),
        rows=tuple(
            (
                plain(each.channel),
                English(_coordinate(each.group)),
                write(in_unit(each.lag, "s", "ms"), "ms")
                if np.isfinite(each.lag)
                else "–",
                fixed(each.resemblance, 2),
            )
            for each in comparison.timings
        ),
        words=True,
    )
    words = English(" ".join(plain(each.what) for each in comparison.issues))
    return {"charts": charts, "timings": timings, "words": words}
