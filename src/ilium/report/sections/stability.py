"""The pelvis first: its angles through the movement, and every stability measure."""

from __future__ import annotations

from ilium.conventions import SIDES, SideOrBoth
from ilium.core.quantity import FloatArray, clock, labels, values
from ilium.findings.naming import name_words, positive_words
from ilium.findings.rules import speaking_order
from ilium.findings.words import say
from ilium.report.context import Context, Section
from ilium.report.curve_chart import Curves, curve_chart
from ilium.report.measure_table import measure_table, not_measured
from ilium.report.plot import Chart
from ilium.stability.definitions import BY_NAME

SIDED = (
    "pelvic_drop",
    "pelvic_rotation",
    "hip_adduction",
    "pelvis_on_femur",
    "fppa_joint_centres",
    "knee_abduction",
    "trunk_lean",
    "shin_inclination_frontal",
    "shin_inclination_sagittal",
)
WHOLE = (
    "pelvic_obliquity",
    "pelvic_yaw",
    "pelvic_tilt",
    "trunk_side_lean",
    "trunk_pelvis_separation",
    "thorax_on_pelvis_flexion",
    "lumbar_flexion",
)
SIDED_ALREADY = ("pelvic_obliquity", "pelvic_yaw", "trunk_side_lean")
"""These stand among the sided signals where the movement has sides."""
MIRRORED = ("pelvic_drop", "pelvic_rotation", "trunk_lean")
"""Left and right of these are one signal with two signs on two-legged movements."""


def stability(context: Context) -> Section | None:
    """Build the pelvic-stability panel.

    Parameters
    ----------
    context
        The analysis.

    Returns
    -------
    Section or None
        Curves of the pelvis, hip, knee and trunk, and the measures read from them;
        ``None`` without any: the headline says why.
    """
    drawn = charts(context)
    every = context.family("stability", "score")
    speaking = speaking_order(context.analysis.movement.task)
    first = [context.pairs[name] for name in speaking if name in context.pairs]
    rest = [each for each in every if each not in first]
    if not (drawn or every):
        return None
    return Section(
        key="stability",
        title=say("section.stability"),
        template="stability",
        lead=say("stability.lead"),
        view={
            "charts": drawn,
            "measures": measure_table(first),
            "more": measure_table(rest),
            "missing": not_measured(context, "stability", "score"),
        },
    )


def charts(context: Context) -> list[Chart]:
    """Plots of every stability signal that was measured."""
    movement = context.analysis.movement
    signals = context.signals
    names = labels(signals, "signal")
    table = dict(zip(names, values(signals).T, strict=True))
    two_legged = all(each.side == "both" for each in movement.repetitions)
    found = []
    for name in SIDED:
        if two_legged and name in MIRRORED:
            continue
        sides: dict[SideOrBoth, FloatArray] = {
            side: table[f"{name}_{side}"] for side in SIDES if f"{name}_{side}" in table
        }
        if sides:
            found.append(_chart(context, name, sides, clock(signals)))
    shown = [each for each in WHOLE if each in table]
    if not two_legged:
        shown = [each for each in shown if each not in SIDED_ALREADY]
    found += [
        _chart(context, each, _halves(table[each], two_legged), clock(signals))
        for each in shown
    ]
    ready = [each for each in found if each is not None]
    return sorted(ready, key=lambda each: not each.key.startswith("curve-pelvic"))


def _halves(signal: FloatArray, two_legged: bool) -> dict[SideOrBoth, FloatArray]:  # noqa: FBT001
    """One signal of the whole body, by the side whose repetitions it is cut into."""
    return {"both": signal} if two_legged else {"left": signal, "right": signal}


def _chart(
    context: Context, name: str, sides: dict[SideOrBoth, FloatArray], time: FloatArray
) -> Chart | None:
    kind = BY_NAME[name]
    return curve_chart(
        Curves(
            key=f"curve-{name}",
            title=name_words(kind.title),
            positive=positive_words(kind.positive),
            unit=kind.unit,
            display=kind.display,
            sides=sides,
        ),
        time,
        context.analysis.movement,
    )
