"""One table of signals as Motion-BIDS writes it: samples, channels and what they are.

Jeung S, Cockx H, Appelhoff S, et al. (2024). Motion-BIDS: an extension to the brain
imaging data structure to organize motion data for reproducible research. Sci Data
11, 716. doi:10.1038/s41597-024-03559-8
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from ilium import __version__
from ilium.core.quantity import FloatArray
from ilium.exchange.tables import Column, FlatTable
from ilium.outputs.text import number
from ilium.units import in_unit

MISSING: Final = "n/a"
ANGLES: Final = ("angles_plug_in_gait", "angles", "angles_2d")
"""Tables of curves that are written, where they are angles only."""
SYSTEMS: Final[Mapping[str, str]] = {
    "markers": "optical",
    "forces": "plates",
    "emg": "emg",
    "angles_plug_in_gait": "plugingait",
    "angles": "model",
    "angles_2d": "picture",
}
"""Table to the label of its tracking system."""
KINDS: Final = (
    "ACCEL", "ANGACCEL", "GYRO", "JNTANG", "LATENCY", "MAGN", "MISC", "ORNT", "POS",
    "VEL",
)  # fmt: skip
"""Types of channels that Motion-BIDS knows."""


def is_written(table: FlatTable) -> bool:
    """Whether Motion-BIDS has a place for a table."""
    if table.name in ANGLES:
        return any(each.unit == "rad" for each in table.columns)
    return table.name in ("markers", "emg") or table.name.startswith("forces")


def system_of(name: str) -> str:
    """Label of a table's tracking system."""
    number = name.removeprefix("forces_") if name.startswith("forces_") else ""
    return f"plates{number}" if number else SYSTEMS[name]


def signals_of(table: FlatTable) -> list[Column]:
    """Columns that are written: not the clock, and of curves the angles."""
    angles = table.name in ANGLES
    return [
        each
        for each in table.columns
        if each.name != "time_s" and (not angles or each.unit == "rad")
    ]


def motion_text(table: FlatTable) -> str:
    """Samples as text, one row a frame; angles in degrees; a clock only if uneven."""
    signals = signals_of(table)
    factors = [in_unit(1.0, x.unit, "deg") if x.unit == "rad" else 1.0 for x in signals]
    columns = [
        table.numbers(each.name) * factor
        for each, factor in zip(signals, factors, strict=True)
    ]
    clock = table.numbers("time_s")
    if not even(clock):
        columns.append(clock - clock[0])
    return "".join(
        "\t".join(number(x) or MISSING for x in row) + "\n"
        for row in np.column_stack(columns).tolist()
    )


def even(clock: FloatArray) -> bool:
    """Whether a clock [s] ticks evenly, to a thousandth of a tick."""
    ticks = np.diff(clock)
    return bool(ticks.size == 0 or np.ptp(ticks) < 1e-3 * float(ticks.mean()))


def channel_of(column: Column) -> dict[str, str]:
    """Row of a column in the table of channels."""
    stem, _, last = column.name.rpartition(".")
    axis = column.name[-1].lower() if column.name[-2:-1] in (".", "_") else ""
    component = axis if axis in ("x", "y", "z") else MISSING
    kind = "MISC"
    if column.unit == "m" and column.name[-2:] in (".x", ".y", ".z"):
        kind = "POS"
    elif column.unit == "rad":
        kind = "JNTANG"
    return {
        "name": cell(column.name),
        "component": component,
        "type": kind,
        "tracked_point": cell(stem or last or column.name),
        "units": {"rad": "deg", "N m": "N*m"}.get(column.unit, column.unit or MISSING),
        "placement": cell(stem or column.name),
    }


def about_table(
    table: FlatTable, channels: list[dict[str, str]], words: str, start: float
) -> dict[str, Any]:
    """What the side file says of a table; adds a channel for an uneven clock."""
    clock = table.numbers("time_s")
    rate = (clock.size - 1) / (clock[-1] - clock[0]) if clock.size > 1 else 1.0
    if not even(clock):
        channels.append(
            {
                "name": "latency",
                "component": MISSING,
                "type": "LATENCY",
                "tracked_point": MISSING,
                "units": "s",
                "placement": MISSING,
            }
        )
    counts = Counter(each["type"] for each in channels)
    return {
        "TaskName": words,
        "SamplingFrequency": float(number(rate)),
        "TrackingSystemName": system_of(table.name),
        "RecordingType": "continuous",
        "RecordingDuration": float(number(clock.size / rate)),
        "MissingValues": MISSING,
        "TrackedPointsCount": len({each["tracked_point"] for each in channels}),
        "MotionChannelCount": len(channels),
        **{f"{kind}ChannelCount": counts[kind] for kind in KINDS},
        "SoftwareVersions": f"ilium {__version__}",
        "IliumTable": table.name,
        "IliumClockStart": float(number(float(clock[0]))),
        "IliumEventsStart": float(number(start)),
    }


def channel_notes(name: str) -> dict[str, Any]:
    """What the columns of the table of channels mean."""
    notes: dict[str, Any] = {
        "placement": {"Description": "Marker, plate, muscle or joint of the channel."}
    }
    if name == "markers":
        notes["component"] = {
            "Description": "Axis of ilium's frame: x forwards, y up, z to the right."
        }
    return notes


def cell(text: str) -> str:
    """One line of text that fits in a cell; ``n/a`` where nothing is left."""
    return re.sub(r"[\s\x00-\x1f\x7f]+", " ", text).strip() or MISSING


def tab_separated(rows: list[list[str]]) -> str:
    """Rows as text, cells parted by tabs."""
    return "".join("\t".join(row) + "\n" for row in rows)


def json_text(content: Mapping[str, Any]) -> str:
    """A mapping as the text of a side file."""
    return json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
