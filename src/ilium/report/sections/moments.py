"""Joint moments and the loads that joints carry, over 0 to 100 %."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ilium.conventions import GRAVITY, SIDES, SideOrBoth
from ilium.core.quantity import FloatArray, labels, values
from ilium.findings.words import say
from ilium.muscles.reactions import LUMBAR, trunk_muscles
from ilium.report.context import Context, Section
from ilium.report.curve_chart import Curves, curve_chart
from ilium.report.escape import English
from ilium.report.measure_table import measure_table, not_measured
from ilium.report.plot import Chart
from ilium.report.sections.forces import body_weight

SIDED = ("hip_adduction", "hip_flexion", "hip_rotation", "knee_angle", "ankle_angle")
TRUNK = ("lumbar_bending", "lumbar_extension", "lumbar_rotation")
LOADED = ("hip", "knee", "ankle")


def moments(context: Context) -> Section | None:
    """Build the section about joint moments and joint loads.

    Parameters
    ----------
    context
        The analysis.

    Returns
    -------
    Section or None
        ``None`` where neither moments nor reactions were computed; where a model was
        fitted and they were not, the reasons.
    """
    analysis = context.analysis
    charts = [*_moments(context)] if analysis.kinetics is not None else []
    loads = [*_reactions(context)] if analysis.muscles is not None else []
    rows = measure_table(context.family("moments"))
    missing = [
        English(each.what) for each in analysis.engine_issues if each.kind in _MISSING
    ]
    unseen = not_measured(context, "moments")
    if not (charts or loads or rows or missing or unseen):
        return None
    return Section(
        key="moments",
        title=say("section.moments"),
        template="moments",
        lead=say("moments.lead"),
        view={
            "charts": charts,
            "loads": loads,
            "loads_lead": f"{say('moments.loads_lead')} {_lumbar_words(context)}",
            "measures": rows,
            "residuals": [
                English(each.what)
                for each in analysis.engine_issues
                if each.kind.startswith("residual-")
            ],
            "left_out": missing,
            "missing": unseen,
        },
    )


_MISSING = ("stage-left-out", "no-plates", "no-body-mass")


def _moments(context: Context) -> Iterator[Chart]:
    kinetics = context.analysis.kinetics
    assert kinetics is not None
    mass = body_weight(context) / GRAVITY
    known = bool(np.isfinite(mass))
    for name in (*SIDED, *TRUNK):
        sides: dict[SideOrBoth, FloatArray] = {
            side: kinetics.moment(coordinate) / (mass if known else 1.0)
            for side, coordinate in _sided(name, whole=name in TRUNK).items()
        }
        chart = curve_chart(
            Curves(
                key=f"moment-{name.replace('_', '-')}",
                title=say(f"moments.title_{name}"),
                positive=say(f"moments.positive_{name}"),
                unit="N m/kg" if known else "N m",
                display="N m/kg" if known else "N m",
                sides=sides,
            ),
            kinetics.time,
            context.analysis.movement,
        )
        if chart is not None:
            yield chart


def _reactions(context: Context) -> Iterator[Chart]:
    muscles = context.analysis.muscles
    assert muscles is not None
    weight = body_weight(context)
    known = bool(np.isfinite(weight))
    names = labels(muscles.reactions, "joint")
    size = np.linalg.norm(values(muscles.reactions), axis=2)
    size = size / (weight if known else 1.0)
    for joint in (*LOADED, LUMBAR):
        sides: dict[SideOrBoth, FloatArray] = {
            side: size[:, names.index(name)]
            for side, name in _sided(joint, whole=joint == LUMBAR).items()
            if name in names
        }
        chart = curve_chart(
            Curves(
                key=f"reaction-{joint}",
                title=say(f"moments.reaction_{joint}{_crossed(context, joint)}"),
                positive="",
                unit="1" if known else "N",
                display="BW" if known else "N",
                sides=sides,
            ),
            muscles.time,
            context.analysis.movement,
        )
        if chart is not None:
            yield chart


def _crossed(context: Context, joint: str) -> str:
    """Ending of a title's name where trunk muscles cross the lumbar joint."""
    motion = context.analysis.motion
    crossed = motion is not None and bool(trunk_muscles(motion.model))
    return "_crossed" if crossed and joint == LUMBAR else ""


def _lumbar_words(context: Context) -> str:
    return say(f"moments.lumbar{_crossed(context, LUMBAR)}")


def _sided(name: str, *, whole: bool) -> dict[SideOrBoth, str]:
    """Names of both sides, or the one name of the trunk."""
    if whole:
        return {"both": name}
    return {side: f"{name}_{side[0]}" for side in SIDES}
