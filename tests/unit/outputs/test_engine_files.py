"""What the musculoskeletal model leaves in the folder, read by OpenSim itself."""

from __future__ import annotations

import csv
import json

import numpy as np
import pytest

import ilium
from dictionary import folder_against_dictionary
from ilium.core.quantity import labels, values
from ilium.outputs.columns import ANGLES, MOMENTS, POWERS
from ilium.outputs.opensim_files import storage
from ilium.units import degrees, radians

FOLDER = "btkdata/PiG"
ENGINE = {"angles.csv", "moments.csv", "powers.csv", "model.osim", "ik.mot", "id.sto",
          "external_loads.mot", "external_loads.xml"}  # fmt: skip


@pytest.fixture(scope="module")
def analysis(samples):
    folder = samples / FOLDER
    return ilium.analyse(
        folder / "PiG_Motion3_noFF.c3d", static=folder / "PiG_Calibration3_noFF.c3d"
    )


@pytest.fixture(scope="module")
def folder(analysis, tmp_path_factory):
    out = tmp_path_factory.mktemp("engine") / "out"
    ilium.write_results(analysis, out)
    return out


@pytest.fixture(scope="module")
def opensim():
    opensim = pytest.importorskip("opensim")
    opensim.Logger.setLevelString("Off")
    return opensim


def columns(path):
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    numbers = [[float(cell or "nan") for cell in row] for row in rows[1:]]
    return dict(zip(rows[0], np.array(numbers).T, strict=True))


def test_the_stages_leave_their_files(folder):
    assert {each.name for each in folder.iterdir()} >= ENGINE


def test_angles_are_in_degrees_and_undetermined_ones_are_listed_instead(
    analysis, folder
):
    table = columns(folder / "angles.csv")
    knee = degrees(analysis.motion.coordinate("knee_angle_r"))
    np.testing.assert_allclose(table["knee_angle_r"], knee, rtol=1e-8)
    ty = analysis.motion.coordinate("pelvis_ty")
    np.testing.assert_allclose(table["pelvis_ty"], ty, rtol=1e-8)
    quality = json.loads((folder / "quality.json").read_text(encoding="utf-8"))
    held = quality["undetermined_coordinates"]
    assert "lumbar_extension" in held
    assert not set(held) & set(table)
    assert not set(held) & set(columns(folder / "moments.csv"))


def test_every_column_of_the_model_has_a_unit(folder):
    said = json.loads((folder / "columns.json").read_text(encoding="utf-8"))
    assert said["coordinates"]["knee_angle_r"]["angles.csv"] == "deg"
    assert said["coordinates"]["pelvis_ty"]["moments.csv"] == "N"
    for name in ("angles.csv", "moments.csv", "powers.csv"):
        there = set(columns(folder / name)) - {"time_s"}
        assert all(name in said["coordinates"][each] for each in there)
    assert all(each.unit for each in (*ANGLES, *MOMENTS, *POWERS))


def test_the_folder_and_the_data_dictionary_agree_both_ways(folder):
    assert folder_against_dictionary(folder) == []


def test_the_order_and_the_model_are_on_record(folder):
    record = json.loads((folder / "records.json").read_text(encoding="utf-8"))
    engine = record["musculoskeletal"]
    assert engine["scale_factors"]["femur_r"]["from"].startswith("xyz from hip")
    order = " ".join(engine["order"])
    scaled, solved = order.index("Segments scaled"), order.index("Inverse kinematics")
    assert scaled < solved < order.index("Inverse dynamics")
    assert engine["cutoff_hz"] == 6.0


def test_opensim_loads_the_model_and_poses_it_as_ilium_does(analysis, folder, opensim):
    model = opensim.Model(str(folder / "model.osim"))
    state = model.initSystem()
    assert model.getTotalMass(state) == pytest.approx(analysis.motion.model.mass)
    table = opensim.TimeSeriesTable(str(folder / "ik.mot"))
    assert table.getTableMetaDataAsString("inDegrees") == "yes"
    row, frame = 100, 100
    for name in table.getColumnLabels():
        coordinate = model.getCoordinateSet().get(name)
        value = table.getDependentColumn(name)[row]
        turns = coordinate.getMotionType() == 1
        coordinate.setValue(state, radians(value) if turns else value, False)
    model.realizePosition(state)
    motion = analysis.motion
    seen = labels(motion.residuals, "marker")
    trial = analysis.trial
    marker = next(each for each in seen if each == "knee_right")
    place = model.getMarkerSet().get(marker).getLocationInGround(state)
    away = trial.marker("RKNE")[frame] - [place.get(i) for i in range(3)]
    expected = values(motion.residuals)[frame, seen.index(marker)]
    assert np.linalg.norm(away) == pytest.approx(expected, abs=1e-6)


def test_opensim_reads_moments_and_loads(analysis, folder, opensim):
    table = opensim.TimeSeriesTable(str(folder / "id.sto"))
    assert "knee_angle_r_moment" in table.getColumnLabels()
    assert "pelvis_ty_force" in table.getColumnLabels()
    frame = int(np.nanargmax(np.abs(analysis.kinetics.moment("ankle_angle_r"))))
    times = list(table.getIndependentColumn())
    at = int(np.argmin(np.abs(np.array(times) - analysis.motion.time[frame])))
    read = table.getDependentColumn("ankle_angle_r_moment")[at]
    expected = analysis.kinetics.moment("ankle_angle_r")[frame]
    assert read == pytest.approx(expected, rel=1e-6)
    loads = opensim.ExternalLoads(str(folder / "external_loads.xml"), True)
    assert loads.getSize() == 2
    moved = opensim.TimeSeriesTable(str(folder / "external_loads.mot"))
    force = np.array(moved.getDependentColumn("ground_force_r_vy").to_numpy())
    loaded = values(analysis.kinetics.loads.force.sel(side="right"))[:, 1]
    known = ~np.isnan(loaded)
    assert force.max() == pytest.approx(np.nanmax(loaded), rel=1e-6)
    assert known.any()


def test_what_a_run_without_the_model_leaves_is_taken_away(analysis, folder, samples):
    bare = ilium.settings.settings_from({"musculoskeletal": {"depth": "none"}})
    again = ilium.analyse(analysis.trial, settings=bare)
    ilium.write_results(again, folder)
    assert not {each.name for each in folder.iterdir()} & ENGINE
    assert again.motion is None


def test_a_storage_leaves_out_rows_that_hold_nothing():
    numbers = np.array([[1.0, np.nan], [np.nan, np.nan], [2.0, 3.0]])
    text = storage("A", ["x", "y"], np.arange(3.0), numbers)
    assert "nRows=2\nnColumns=3\ninDegrees=no\n" in text
    assert text.endswith("time\tx\ty\n0\t1\tnan\n2\t2\t3\n")
