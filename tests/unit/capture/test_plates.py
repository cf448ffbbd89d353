"""Force plates: a known force at a known point is read back, whatever the plate."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from c3d_files import C3DFile, described
from ilium.capture.plates import turned, zeroed
from ilium.capture.reading import read_trial
from ilium.core.dictionary import PLATE_FORCE
from ilium.core.quantity import clock, values
from ilium.errors import FileFormatError, SignalError
from ilium.maths.force_plates import (
    eight_sensors,
    inside_share,
    pressure_arm,
    pressure_point_signals,
    six_components,
    surface_axes,
)
from ilium.maths.rotations import elementary
from ilium.units import radians
from synthetic_forces import a_plate

CORNERS = np.array([[500.0, 600, 0], [0, 600, 0], [0, 0, 0], [500, 0, 0]])
"""Corners of a plate whose z axis points up; reversed, down."""

lengths = st.floats(-0.25, 0.25)
forces = st.floats(-400.0, 400.0)


def through(point, force, free) -> tuple[np.ndarray, np.ndarray]:
    """Force and moment about the surface's middle, of a force through a point."""
    moment = np.cross(point, force) + np.array([0.0, 0.0, free])
    return np.asarray(force, float), moment


@given(
    st.tuples(lengths, lengths),
    st.tuples(forces, forces, st.floats(100, 3000)),
    st.floats(-20, 20),
)
def test_every_type_reads_back_a_force_at_a_point(point, force, free):
    (x, y), (fx, fy, fz) = point, force
    point = np.array([x, y, 0.0])
    force, moment = through(point, force, free)
    origin = np.array([0.002, -0.001, -0.04])
    about_sensors = moment + np.cross(origin, force)
    a, b = 0.2, 0.3
    signals = np.array(
        [
            fx / 2 - (moment[2] / 2) / (2 * b),
            fx / 2 + (moment[2] / 2) / (2 * b),
            fy / 2 + (moment[2] / 2) / (2 * a),
            fy / 2 - (moment[2] / 2) / (2 * a),
            *_verticals(fz, moment + np.cross([0, 0, -0.05], force), a, b),
        ]
    )
    found = {
        1: pressure_point_signals(np.array([[*force, x, y, free]])),
        2: six_components(np.array([[*force, *about_sensors]]), origin),
        3: eight_sensors(signals[None], np.array([a, b, -0.05])),
    }
    for kind, (read_force, read_moment) in found.items():
        np.testing.assert_allclose(read_force[0], force, atol=1e-8, err_msg=str(kind))
        np.testing.assert_allclose(read_moment[0], moment, atol=1e-8, err_msg=str(kind))
        arm = pressure_arm(read_force, read_moment, np.array([0.0, 0.0, 1.0]))
        np.testing.assert_allclose(arm[0], point, atol=1e-8, err_msg=str(kind))


def _verticals(fz, moment, a, b) -> list[float]:
    """Four vertical forces with the sum and the two moments asked for."""
    mx, my = moment[0] / b, moment[1] / a
    return [
        (fz + mx - my) / 4,
        (fz + mx + my) / 4,
        (fz - mx + my) / 4,
        (fz - mx - my) / 4,
    ]


def test_the_axes_come_from_the_order_of_the_corners():
    np.testing.assert_allclose(surface_axes(CORNERS), np.eye(3), atol=1e-12)
    down = surface_axes(CORNERS[::-1])
    assert down[2, 2] == pytest.approx(-1.0)
    assert np.isnan(surface_axes(np.zeros((4, 3)))).all()


def test_the_share_inside_counts_points_within_the_rim():
    corners = CORNERS * 1e-3
    points = np.array([[0.25, 0.3, 0], [0.51, 0.3, 0], [0.6, 0.3, 0], [np.nan] * 3])
    assert inside_share(points, corners, 0.03) == pytest.approx(2 / 3)
    assert inside_share(points, corners, 0.0) == pytest.approx(1 / 3)
    assert np.isnan(inside_share(points, np.full((4, 3), np.nan), 0.03))


HALF = 50
FORCE = np.array([30.0, -20.0, 700.0])
POINT = np.array([0.30, 0.25, 0.0])
UPRIGHT = np.eye(3)


def a_recording(
    tmp_path,
    *,
    kind: int = 2,
    sign: float = 1.0,
    height: float = 0.0,
    moment_factor: float = 1.0,
    corners: np.ndarray = CORNERS,
    channels=(1, 2, 3, 4, 5, 6),
    units=None,
    places=((100.0, 200.0, 900.0), (100.0, -50.0, 910.0)),
    turn: np.ndarray = UPRIGHT,
    empty: float = 0.0,
    **more,
):
    """A person on a plate (z up) for the second half of a recording of markers.

    `turn` tilts the plate with the point on it about its middle; the force and its
    free moment of 3 N m about the normal act there. `empty` is what the plate shows
    along its third axis while nobody is on it.
    """
    middle = corners.mean(axis=0) * 1e-3
    corners = 1e3 * middle + (corners - 1e3 * middle) @ turn.T
    arm = turn @ (POINT - middle)
    force, moment = through(arm, FORCE, 0.0)
    moment = moment + 3.0 * turn[:, 2]
    axes = surface_axes(corners)
    signals = np.concatenate([axes.T @ force, moment_factor * 1e3 * axes.T @ moment])
    if kind == 1:
        place = 1e3 * axes.T @ arm
        signals = np.array([*signals[:3], *place[:2], 3e3 * turn[:, 2] @ axes[:, 2]])
    analog = np.zeros((2 * HALF, 6))
    analog[HALF:] = sign * signals if kind != 1 else signals
    analog[:, 2] += empty
    group = {
        "USED": np.array([1], np.int16),
        "TYPE": np.array([kind], np.int16),
        "CORNERS": (corners + np.array([0, 0, height])).T[:, :, None],
        "ORIGIN": np.zeros((3, 1)),
        "CHANNEL": np.array(channels, np.int16)[:, None],
        **more,
    }
    stated = ["N", "N", "N", *(["Nmm"] * 3 if kind != 1 else ["mm", "mm", "Nmm"])]
    names = ["Fx1", "Fy1", "Fz1", "Mx1", "My1", "Mz1"]
    parameters = {
        "POINT": described(["LASI", "RASI"]),
        "ANALOG": {
            "LABELS": names,
            "UNITS": units or stated,
            "RATE": np.array([1000.0]),
        },
        "FORCE_PLATFORM": group,
    }
    points = np.tile(np.array(places, float), (10, 1, 1))
    made = C3DFile(points, analog=analog, parameters=parameters)
    file = made.write(tmp_path / "plate.c3d")
    return read_trial(file, axes=("+x", "+z"), isolated=False)


def assert_read_back(plate, height=0.0):
    """In ilium's axes: x, then up, then the laboratory's -y."""
    force = values(plate.force)
    np.testing.assert_allclose(force[:HALF], 0.0, atol=1e-6)
    np.testing.assert_allclose(
        force[HALF:], np.tile([30.0, 700.0, 20.0], (HALF, 1)), rtol=1e-5
    )
    point = values(plate.centre_of_pressure())
    assert np.isnan(point[:HALF]).all()
    np.testing.assert_allclose(
        point[HALF:], np.tile([0.30, height, -0.25], (HALF, 1)), atol=1e-5
    )
    np.testing.assert_allclose(plate.free_moment()[HALF:], 3.0, atol=1e-3)
    np.testing.assert_allclose(plate.normal, [0, 1, 0], atol=1e-6)


@pytest.mark.parametrize("kind", [1, 2, 4])
@pytest.mark.parametrize("corners", [CORNERS, CORNERS[::-1], np.roll(CORNERS, 1, 0)])
def test_a_plate_reads_back_force_point_and_free_moment(tmp_path, kind, corners):
    (plate,) = a_recording(tmp_path, kind=kind, corners=corners).plates
    assert plate.kind == kind
    assert_read_back(plate)


def test_a_plate_on_a_box_has_its_points_at_the_boxs_height(tmp_path):
    (plate,) = a_recording(tmp_path, height=300.0).plates
    assert_read_back(plate, height=0.3)


def tilted(about_x: float, about_y: float) -> np.ndarray:
    """Rotation by two angles [deg]."""
    return elementary("y", radians(about_y)) @ elementary("x", radians(about_x))


@pytest.mark.parametrize("kind", [1, 2, 4])
@pytest.mark.parametrize("corners", [CORNERS, CORNERS[::-1]])
@pytest.mark.parametrize("turn", [tilted(0, 15), tilted(-10, 20), tilted(30, 0)])
def test_a_tilted_and_raised_plate_has_its_points_on_its_surface(
    tmp_path, kind, corners, turn
):
    made = a_recording(tmp_path, kind=kind, corners=corners, turn=turn, height=300.0)
    (plate,) = made.plates
    middle = corners.mean(axis=0) * 1e-3
    point = middle + turn @ (POINT - middle) + np.array([0.0, 0.0, 0.3])
    found = values(plate.centre_of_pressure())[-1]
    np.testing.assert_allclose(found, point[[0, 2, 1]] * [1, 1, -1], atol=1e-5)
    np.testing.assert_allclose((found - plate.origin) @ plate.normal, 0.0, atol=1e-6)
    np.testing.assert_allclose(plate.normal, turn[[0, 2, 1], 2] * [1, 1, -1], atol=1e-6)
    np.testing.assert_allclose(plate.free_moment()[-1], 3.0, atol=1e-3)
    assert plate.normal_force[-1] == pytest.approx(FORCE @ turn[:, 2], rel=1e-5)


def test_the_self_check_tells_an_unloaded_reading_from_a_force(tmp_path):
    (plate,) = a_recording(tmp_path, corners=CORNERS, empty=-200.0).plates
    assert "shows -200 N while unloaded; loaded 50% of the time" in plate.convention
    assert "force towards the person in 100% of it" in plate.convention


def test_a_calibration_matrix_is_applied_to_type_4(tmp_path):
    matrix = np.eye(6)
    matrix[2, 2], matrix[0, 2] = 2.0, 0.1
    (plate,) = a_recording(tmp_path, kind=4, CAL_MATRIX=matrix[:, :, None]).plates
    force = values(plate.force)[-1]
    np.testing.assert_allclose(force, [30 + 70, 1400, 20], rtol=1e-5)


def test_signals_of_the_force_on_the_plate_are_turned_round_and_named(tmp_path):
    (plate,) = a_recording(tmp_path, sign=-1.0).plates
    assert_read_back(plate)
    assert "force of the person on the plate, turned round" in plate.convention
    (plate,) = a_recording(tmp_path).plates
    assert "hold the force on the person" in plate.convention


def test_moments_in_millimetres_that_claim_metres_are_corrected_and_named(tmp_path):
    trial = a_recording(tmp_path, units=["N", "N", "N", "Nm", "Nm", "Nm"])
    assert_read_back(trial.plates[0])
    (issue,) = trial.issues
    assert (issue.kind, issue.severity) == ("plate-moments-corrected", "caution")


def test_a_force_that_acts_off_its_plate_is_named(tmp_path):
    trial = a_recording(tmp_path, moment_factor=20.0)
    (issue,) = trial.issues
    assert (issue.kind, issue.severity) == ("plate-centre-of-pressure", "serious")


@pytest.mark.parametrize(("factor", "found"), [(1.0, []), (-1.0, ["away-from-feet"])])
def test_a_force_far_from_every_foot_marker_is_named(tmp_path, factor, found):
    foot = 1e3 * POINT + np.array([20.0, 10.0, 40.0])
    corners = CORNERS * np.array([1.0, 2.0, 1.0]) - np.array([0.0, 800.0, 0.0])
    trial = a_recording(
        tmp_path, corners=corners, moment_factor=factor, places=(foot, foot + 5.0)
    )
    assert [each.kind.removeprefix("plate-") for each in trial.issues] == found


def test_a_plate_that_nobody_stood_on_says_so(tmp_path):
    (plate,) = a_recording(tmp_path, sign=0.0).plates
    assert plate.convention.startswith("Never loaded")


@pytest.mark.parametrize("channels", [(0,) * 6, (1, 2, 3, 4, 5, 99)])
def test_a_plate_declared_without_channels_is_an_issue(tmp_path, channels):
    trial = a_recording(tmp_path, channels=channels)
    assert trial.plates == ()
    assert [each.kind for each in trial.issues] == ["plate-without-signal"]


@pytest.mark.parametrize("kind", [5, 6, 7, 21])
def test_other_types_are_refused_by_their_number(tmp_path, kind):
    with pytest.raises(FileFormatError, match=f"type {kind}; ilium reads 1 to 4"):
        a_recording(tmp_path, kind=kind)


def test_corners_that_span_no_surface_are_refused(tmp_path):
    with pytest.raises(FileFormatError, match="span no surface"):
        a_recording(tmp_path, CORNERS=np.zeros((3, 4, 1)))


def test_zeroing_takes_off_the_unloaded_reading(tmp_path):
    (plate,) = a_recording(tmp_path).plates
    offset = np.array([1.0, 5.0, -2.0])
    time = clock(plate.force)
    lifted = replace(
        plate,
        force=PLATE_FORCE.label(
            values(plate.force) + offset, time=time, axis=["x", "y", "z"]
        ),
    )
    assert_read_back(zeroed(lifted))
    unloaded = np.arange(2 * HALF) < HALF // 2
    assert_read_back(zeroed(lifted, unloaded))
    always = np.zeros(2 * HALF, dtype=bool)
    assert zeroed(lifted, always) is lifted


def test_turning_a_plate_turns_everything_on_it(tmp_path):
    (plate,) = a_recording(tmp_path).plates
    turn = np.array([[0.0, 0, 1], [0, 1, 0], [-1, 0, 0]])
    moved = turned(plate, turn)
    point = values(plate.centre_of_pressure())[-1]
    np.testing.assert_allclose(
        values(moved.centre_of_pressure())[-1], turn @ point, atol=1e-12
    )
    np.testing.assert_allclose(moved.normal_force, plate.normal_force)


@pytest.mark.parametrize("middle", [(1e308, 0.0), (np.inf, 0.0), (300.0, 0.0)])
def test_a_plate_that_stands_nowhere_is_refused(middle):
    load = np.full(20, 700.0)
    assert a_plate(load, 100.0, middle=(150.0, 0.0)).name == "plate 1"
    with pytest.raises(SignalError, match="no place"):
        a_plate(load, 100.0, middle=middle)
