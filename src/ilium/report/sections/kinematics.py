"""Joint angles in Plug-in Gait's names and signs, over 0 to 100 %."""

from __future__ import annotations

from ilium.conventions import SIDES, SideOrBoth, initial
from ilium.core.quantity import FloatArray
from ilium.findings.words import say
from ilium.report.context import Context, Section
from ilium.report.curve_chart import Curves, curve_chart
from ilium.report.plot import Chart

GRID = (
    ("PelvisAngles", "XYZ"),
    ("HipAngles", "XYZ"),
    ("KneeAngles", "XYZ"),
    ("AnkleAngles", "XYZ"),
    ("FootProgressAngles", "Z"),
    ("ThoraxAngles", "XYZ"),
    ("SpineAngles", "XYZ"),
)


def kinematics(context: Context) -> Section | None:
    """Build the kinematics grid.

    Parameters
    ----------
    context
        The analysis.

    Returns
    -------
    Section or None
        One plot an angle; angles that could not be measured are named instead;
        ``None`` where none was.
    """
    charts, missing = [], []
    for angle, components in GRID:
        for component in components:
            chart = _chart(context, angle, component)
            if chart is None:
                missing.append(say(f"angle.{angle}.{component}.title"))
            else:
                charts.append(chart)
    if not charts:
        return None
    return Section(
        key="kinematics",
        title=say("section.kinematics"),
        template="kinematics",
        lead=say("kinematics.lead"),
        view={"charts": charts, "missing": ", ".join(missing)},
    )


def _chart(context: Context, angle: str, component: str) -> Chart | None:
    found = context.analysis.kinematics
    sides: dict[SideOrBoth, FloatArray] = {
        side: found.angle(f"{initial(side)}{angle}", component) for side in SIDES
    }
    return curve_chart(
        Curves(
            key=f"angle-{angle}-{component}",
            title=say(f"angle.{angle}.{component}.title"),
            positive=say(f"angle.{angle}.{component}.positive"),
            unit="rad",
            display="deg",
            sides=sides,
        ),
        found.time,
        context.analysis.movement,
    )
