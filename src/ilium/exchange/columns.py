"""The data dictionary of the tables that CSV, Parquet and MATLAB files carry."""

from __future__ import annotations

from typing import Final

from ilium.outputs.columns import EVENTS, MEASURES, Column

_TIME: Final = Column(name="time_s", unit="s", meaning="Time of the recording.")
_LOAD: Final = (
    _TIME,
    Column(
        name="{plate}.force_{axis}",
        unit="N",
        meaning="Force of the plate on the person.",
    ),
    Column(
        name="{plate}.moment_{axis}",
        unit="N m",
        meaning="Moment on the person about the laboratory's origin.",
    ),
    Column(
        name="{plate}.centre_of_pressure_{axis}",
        unit="m",
        meaning="Where the force acts on the plate; empty while unloaded.",
    ),
)

FLAT: Final = {
    "markers": (
        _TIME,
        Column(
            name="{marker}.{axis}", unit="m", meaning="Place of a marker; empty unseen."
        ),
    ),
    "forces": _LOAD,
    "plates": (
        Column(name="plate", meaning="Name of the force plate."),
        Column(name="type", meaning="Its type in the C3D standard."),
        Column(
            name="corner_{number}_{axis}", unit="m", meaning="Corners in C3D's order."
        ),
        Column(name="normal_{axis}", unit="1", meaning="Upright of its surface."),
    ),
    "emg": (
        _TIME,
        Column(name="{channel}", unit="V", meaning="Electromyogram as recorded."),
    ),
    "body": (
        Column(name="{measure}", unit="SI", meaning="Body measure that is known."),
    ),
    "events": EVENTS,
    "measures": MEASURES,
}
"""Table to its columns: SI units, ilium's laboratory frame. Plates whose clocks differ
have a table each, ``forces_1`` …; tables of curves are those of the output folder, with
angles in radians."""
