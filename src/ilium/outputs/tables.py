"""Analysis to the tables of the output folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ilium.catalogue import kind_of
from ilium.conventions import AXES
from ilium.core.event import Event
from ilium.core.measure import Measure
from ilium.core.plate import Plate
from ilium.core.quantity import FloatArray, clock, values
from ilium.outputs.columns import EVENTS, MEASURES, headings
from ilium.outputs.courses import clinical_angles
from ilium.outputs.engine_tables import course_csv
from ilium.outputs.text import Cell, matrix, table
from ilium.pipeline import Analysis
from ilium.units import in_unit

if TYPE_CHECKING:
    from ilium.filmed import VideoAnalysis


def measures_csv(analysis: Analysis | VideoAnalysis) -> str:
    """Every measure, in the units that people read."""
    return table(headings(MEASURES), (measure_row(each) for each in analysis.measures))


def events_csv(analysis: Analysis | VideoAnalysis) -> str:
    """Every event, found or stored in the file, in order of time."""
    return table(headings(EVENTS), (event_row(each) for each in analysis.events))


def angles_csv(analysis: Analysis) -> str:
    """Plug-in Gait's angles in Vicon's names, signs and degrees."""
    return course_csv(clinical_angles(analysis))


def forces_csv(analysis: Analysis) -> str:
    """Every plate's force, centre of pressure and free moment, on the plates' clock."""
    plates = analysis.trial.plates
    header = ["time_s", *(name for each in plates for name in plate_headings(each))]
    if not plates:
        return table(header, [])
    clocks = [clock(each.force) for each in plates]
    time = np.unique(np.concatenate(clocks))
    numbers = np.full((time.size, len(header)), np.nan)
    numbers[:, 0] = time
    for column, (plate, own) in enumerate(zip(plates, clocks, strict=True)):
        rows = np.searchsorted(time, own)
        numbers[rows, 1 + 7 * column : 8 + 7 * column] = _plate(plate)
    return matrix(header, numbers)


def plate_headings(plate: Plate) -> list[str]:
    """Headings of one plate's seven columns."""
    name = plate.name.replace(" ", "_")
    return [
        *(f"{name}.force_{axis}" for axis in AXES),
        *(f"{name}.centre_of_pressure_{axis}" for axis in AXES),
        f"{name}.free_moment",
    ]


def _plate(plate: Plate) -> FloatArray:
    return np.column_stack(
        [
            values(plate.force),
            values(plate.centre_of_pressure()),
            values(plate.free_moment()),
        ]
    )


def event_row(event: Event) -> list[Cell]:
    """One event's cells, in the order of `EVENTS`."""
    return [event.name, event.side, event.time, event.source]


def measure_row(measure: Measure) -> list[Cell]:
    """One measure's cells, in the order of `MEASURES` and the units people read."""
    display = kind_of(measure.name).display

    def read(value: float) -> float:
        return in_unit(value, measure.unit, display)

    return [
        measure.name,
        measure.side,
        measure.repetition,
        read(measure.value),
        display,
        read(measure.sd),
        measure.n,
        read(measure.sem),
        read(measure.ci_low),
        read(measure.ci_high),
        measure.tier,
        measure.reference,
        ";".join(measure.flags),
        measure.method,
    ]
