"""Tables of the output folder: people's units, every column described."""

from __future__ import annotations

import csv
import io
import math
import re

import numpy as np
import pytest

from ilium.conventions import AXES
from ilium.core.quantity import values
from ilium.outputs.columns import (
    ANGLES_PLUG_IN_GAIT,
    EVENTS,
    FORCES,
    MEASURES,
    TABLES,
    headings,
)
from ilium.outputs.tables import angles_csv, events_csv, forces_csv, measures_csv


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def column(text: str, name: str) -> np.ndarray:
    return np.array([float(each[name] or "nan") for each in rows(text)])


def test_measures_have_the_columns_of_the_contract(analysis):
    contract = (
        "measure,side,repetition,value,unit,sd,n,sem,ci_low,ci_high,tier,reference,"
        "flags,method"
    )
    assert measures_csv(analysis).splitlines()[0] == contract
    assert ",".join(headings(MEASURES)) == contract


def test_a_measure_is_written_in_the_unit_that_people_read(analysis):
    single, summary = rows(measures_csv(analysis))
    assert (single["value"], single["unit"], single["repetition"]) == ("500", "ms", "1")
    assert (summary["repetition"], summary["sd"], summary["flags"]) == ("", "", "a;b")


def test_events_are_in_order_of_time(analysis):
    found = rows(events_csv(analysis))
    assert [each["event"] for each in found] == ["descent_start", "bottom"]
    assert list(found[0]) == headings(EVENTS)


def test_angles_are_vicons_in_degrees(analysis):
    text = angles_csv(analysis)
    expected = values(analysis.kinematics.angles) * (180.0 / math.pi)
    label = str(analysis.kinematics.angles.coords["angle"].to_numpy()[0])
    np.testing.assert_allclose(
        column(text, f"{label}.X"), expected[:, 0, 0], rtol=1e-8, atol=1e-8
    )
    np.testing.assert_allclose(column(text, "time_s"), analysis.kinematics.time)


def test_forces_stand_on_the_plates_own_clock(analysis):
    text = forces_csv(analysis)
    np.testing.assert_allclose(
        column(text, "plate_1.force_y"), np.linspace(0.0, 700.0, 501), rtol=1e-8
    )
    pressure = column(text, "plate_1.centre_of_pressure_x")
    assert np.isnan(pressure[:10]).all()
    np.testing.assert_allclose(pressure[-100:], 0.0, atol=1e-9)


@pytest.mark.parametrize(
    ("write", "columns"),
    [
        (measures_csv, MEASURES),
        (events_csv, EVENTS),
        (angles_csv, ANGLES_PLUG_IN_GAIT),
        (forces_csv, FORCES),
    ],
)
def test_every_column_stands_in_the_data_dictionary(analysis, write, columns):
    patterns = [re.sub(r"\\\{.*?\\\}", r"\\w+", re.escape(c.name)) for c in columns]
    for name in write(analysis).splitlines()[0].split(","):
        assert any(re.fullmatch(each, name) for each in patterns), name


def test_the_data_dictionary_gives_every_number_a_unit():
    for columns in TABLES.values():
        assert all(each.meaning.endswith(".") for each in columns)
    assert all(each.unit for each in (*ANGLES_PLUG_IN_GAIT, *FORCES))
    assert len({each.name for each in FORCES}) == 4
    assert AXES == ("x", "y", "z")
