"""The data dictionary of the output folder: every column of every table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

SCHEMA_VERSION: Final = 1
"""Version of the output folder's layout; every JSON file carries it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table, or a family of columns whose name has a place to fill.

    Parameters
    ----------
    name
        Heading; ``{…}`` stands for what differs within a family.
    unit
        Unit of its numbers; empty for text.
    meaning
        One sentence for the data dictionary.
    """

    name: str
    meaning: str
    unit: str = ""


_TIME = Column(name="time_s", unit="s", meaning="Time on the recording's own clock.")

MEASURES: Final = (
    Column(name="measure", meaning="Name of the measure, as in the table of measures."),
    Column(name="side", meaning="left, right or both; the stance side on one leg."),
    Column(name="repetition", meaning="From 1; empty for the summary."),
    Column(
        name="value",
        unit="in unit",
        meaning="The number; empty where it could not be measured (flags say why).",
    ),
    Column(name="unit", meaning="Unit of value, sd, sem, ci_low and ci_high."),
    Column(
        name="sd",
        unit="in unit",
        meaning="Standard deviation between repetitions; empty below two.",
    ),
    Column(name="n", unit="1", meaning="Number of repetitions behind the value."),
    Column(
        name="sem",
        unit="in unit",
        meaning="Standard error of one measurement, published or your own; "
        "empty where none is known.",
    ),
    Column(
        name="ci_low",
        unit="in unit",
        meaning="Lower end of the 95 % confidence interval; empty where not computed.",
    ),
    Column(
        name="ci_high",
        unit="in unit",
        meaning="Upper end of the 95 % confidence interval; empty where not computed.",
    ),
    Column(name="tier", meaning="How it was captured: lab, video_a or video_b."),
    Column(name="reference", meaning="Reference set of its range; empty without one."),
    Column(name="flags", meaning="Machine-readable remarks, separated by semicolons."),
    Column(name="method", meaning="How it was computed, with its source."),
)
EVENTS: Final = (
    Column(name="event", meaning="Name of the event in snake case."),
    Column(name="side", meaning="left, right or both."),
    Column(name="time_s", unit="s", meaning="When it happened."),
    Column(name="source", meaning="file, plate, marker, or the method that found it."),
)
ANGLES_PLUG_IN_GAIT: Final = (
    _TIME,
    Column(
        name="{angle}.{component}",
        unit="deg",
        meaning=(
            "Vicon's name and sign; X sagittal, Y frontal, Z transverse; empty where "
            "a marker is missing."
        ),
    ),
)
MOMENTS_PLUG_IN_GAIT: Final = (
    _TIME,
    Column(
        name="{joint}Moment.{component}",
        unit="N m/kg",
        meaning=(
            "Internal moment in Vicon's name, axes (of the segment below) and sign: X "
            "extends (plantarflexes), Y abducts, Z turns outwards; empty where the "
            "foot's load or a marker is not known."
        ),
    ),
    Column(
        name="{joint}Power",
        unit="W/kg",
        meaning="Power of the joint in Vicon's name; positive where it generates.",
    ),
)
FORCES: Final = (
    _TIME,
    Column(
        name="{plate}.force_{axis}",
        unit="N",
        meaning="Force of the plate on the person; x forwards, y up, z right.",
    ),
    Column(
        name="{plate}.centre_of_pressure_{axis}",
        unit="m",
        meaning="Where the force acts on the surface; empty below 20 N.",
    ),
    Column(
        name="{plate}.free_moment",
        unit="N m",
        meaning="Moment on the person about the plate's upright; empty below 20 N.",
    ),
)

_COORDINATE = "Coordinate of the musculoskeletal model in OpenSim's name and sign"
ANGLES: Final = (
    _TIME,
    Column(
        name="{angle}",
        unit="deg",
        meaning=f"{_COORDINATE}; those that the markers do not determine are absent.",
    ),
    Column(
        name="{displacement}",
        unit="m",
        meaning=f"{_COORDINATE}: the pelvis' place in the laboratory (pelvis_tx …).",
    ),
)
MOMENTS: Final = (
    _TIME,
    Column(
        name="{angle}",
        unit="N m",
        meaning=(
            "Net internal moment about a coordinate, positive in its direction; of the"
            " pelvis: the residual; empty where a foot's load is not known."
        ),
    ),
    Column(
        name="{displacement}",
        unit="N",
        meaning="Residual force at the pelvis along a coordinate.",
    ),
)
POWERS: Final = (
    _TIME,
    Column(
        name="{coordinate}",
        unit="W",
        meaning="Moment times speed; positive where the joint generates power.",
    ),
)
MUSCLE_FORCES: Final = (
    _TIME,
    Column(
        name="{muscle}",
        unit="N",
        meaning="Tendon force by static optimisation; empty where not solved.",
    ),
    Column(
        name="group.{group}",
        unit="N",
        meaning="Summed force of a group of muscles, such as gluteus_medius_r.",
    ),
)
JOINT_REACTIONS: Final = (
    _TIME,
    Column(
        name="{joint}.force_{axis}",
        unit="BW",
        meaning=(
            "Force of the parent on the child segment, muscles included, in the child's"
            " axes; at the lumbar joint net, without trunk muscles: not spinal"
            " compression."
        ),
    ),
)

ANGLES_2D: Final = (
    _TIME,
    Column(
        name="{signal}",
        unit="deg",
        meaning=(
            "Angle in the plane of the picture, in the sign of its measures;"
            " empty where a point was not seen."
        ),
    ),
    Column(
        name="{signal}.error",
        unit="deg",
        meaning="Its standard error: points, camera and how square on somebody stood.",
    ),
)
FRAMES: Final = (
    Column(name="frame", unit="1", meaning="Number of the frame, from 0."),
    Column(name="time_s", unit="s", meaning="When it was, on the clip's own clock."),
    Column(
        name="film_s",
        unit="s",
        meaning="When proxy.mp4 and overlay.mp4 show it: they play at a constant rate.",
    ),
)

TABLES: Final = {
    "measures.csv": MEASURES,
    "events.csv": EVENTS,
    "angles_plug_in_gait.csv": ANGLES_PLUG_IN_GAIT,
    "moments_plug_in_gait.csv": MOMENTS_PLUG_IN_GAIT,
    "forces.csv": FORCES,
    "angles.csv": ANGLES,
    "moments.csv": MOMENTS,
    "powers.csv": POWERS,
    "muscle_forces.csv": MUSCLE_FORCES,
    "joint_reactions.csv": JOINT_REACTIONS,
    "angles_2d.csv": ANGLES_2D,
    "frames.csv": FRAMES,
}
"""File to its columns, in order."""


def headings(columns: tuple[Column, ...]) -> list[str]:
    """Headings of a table without families, in order."""
    return [each.name for each in columns]
