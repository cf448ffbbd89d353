"""What ilium writes of an analysis is what OpenSim and ezc3d read."""

from __future__ import annotations

import numpy as np
import pytest

from conftest import lacking
from ilium.core.quantity import values
from ilium.exchange.gather import parcel_of
from ilium.exchange.writing import Wish, write
from ilium.units import degrees, millimetres
from parcels import analysed_squat, largest


@pytest.fixture(scope="module")
def opensim():
    try:
        import opensim as module
    except ImportError:
        lacking("opensim is not installed")
    module.Logger.setLevelString("Off")
    return module


@pytest.fixture(scope="module")
def parcel():
    return parcel_of(analysed_squat())


def columns(table):
    """Numbers of an OpenSim table by label."""
    return {
        name: table.getDependentColumn(name).to_numpy().copy()
        for name in table.getColumnLabels()
    }


def test_opensim_reads_the_markers(opensim, parcel, oracle, tmp_path):
    path = tmp_path / "squat.trc"
    write(parcel, path)
    table = opensim.TimeSeriesTableVec3(str(path))
    flat = table.flatten()  # its matrix is a view: the table must stay
    theirs = flat.getMatrix().to_numpy().copy().reshape(table.getNumRows(), -1, 3)
    ours = millimetres(values(parcel.trial.markers))
    quantity = "markers of a TRC file in OpenSim"
    assert labels(table) == list(parcel.trial.marker_names)
    oracle.holds(quantity, largest(theirs, ours))
    late = np.nanmax(np.abs(theirs[1:] - ours[:-1]))
    oracle.bites(quantity, "one frame late", float(late))


def labels(table):
    return list(table.getColumnLabels())


def test_opensim_reads_the_coordinates(opensim, parcel, oracle, tmp_path):
    path = tmp_path / "squat.mot"
    write(parcel, path, Wish(table="angles"))
    table = opensim.TimeSeriesTable(str(path))
    assert table.getTableMetaDataString("inDegrees") == "yes"
    course = parcel.course("angles")
    theirs = columns(table)["hip_adduction_r"]
    ours = degrees(course.column("hip_adduction_r"))
    ours = ours[np.isfinite(course.numbers).any(axis=1)]
    quantity = "coordinates of a MOT file in OpenSim"
    oracle.holds(quantity, largest(theirs, ours))
    oracle.bites(quantity, "the other side", largest(-theirs, ours))


def test_opensim_reads_the_forces(opensim, parcel, oracle, tmp_path):
    path = tmp_path / "grf.mot"
    write(parcel, path, Wish(table="forces"))
    table = opensim.TimeSeriesTable(str(path))
    theirs = columns(table)["ground_force_2_vy"]
    ours = values(parcel.trial.plates[1].force)[:, 1]
    quantity = "forces of a MOT file in OpenSim"
    oracle.holds(quantity, largest(theirs, ours))
    first = values(parcel.trial.plates[0].force)[:, 1]
    oracle.bites(quantity, "the other plate", largest(theirs, first))


def test_ezc3d_reads_the_angles(parcel, oracle, tmp_path):
    import ezc3d

    path = tmp_path / "squat.c3d"
    write(parcel, path)
    held = ezc3d.c3d(str(path))
    names = held["parameters"]["POINT"]["LABELS"]["value"]
    theirs = held["data"]["points"][:3, names.index("RHipAngles")].T
    course = parcel.course("angles_plug_in_gait")
    ours = degrees(np.column_stack([course.column(f"RHipAngles.{x}") for x in "XYZ"]))
    quantity = "angles of a C3D file in ezc3d"
    oracle.holds(quantity, largest(theirs, ours))
    oracle.bites(quantity, "radians", largest(theirs, ours * np.pi / 180.0))
