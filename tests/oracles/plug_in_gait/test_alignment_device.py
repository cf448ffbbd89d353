"""Thigh, shank and torsion offsets, which only this old integer file has.

Sample 09 was calibrated with a knee alignment device. It states no body measures, so
each offset is taken from the first half of the frames and held against the second.
"""

from __future__ import annotations

import numpy as np
import pytest

from ilium.conventions import SIDES, SIGN, initial
from ilium.kinematics import solve_kinematics
from ilium.kinematics.angles import ANGLES, clinical_angles
from ilium.kinematics.calibration import Calibration
from ilium.kinematics.chord import turn_of
from ilium.kinematics.conventional import conventional_leg
from ilium.kinematics.points import points_of
from ilium.kinematics.vendor import stored_point
from ilium.maths.present import present_median
from ilium.maths.rotations import cross, dot, norm, reject, unit
from ilium.model.marker_sets import recognise
from ilium.units import degrees, millimetres
from oracles.plug_in_gait.vicon import (
    stored_angle,
    trial,
    worst_anywhere,
)


@pytest.fixture
def recording(samples):
    return trial(samples / "c3d_org_samples/sample_09/PlugInC3D.c3d")


def half(array):
    """First half of the frames."""
    return array[: len(array) // 2]


def calibration(recording, side):
    """Widths and offsets of one leg from the first half of the frames."""
    mark = initial(side)
    hip, knee, ankle, up = (
        stored_point(recording, mark + each) for each in ("FEP", "FEO", "TIO", "TIP")
    )
    thigh, lateral, shank, malleolus = (
        recording.marker(mark + each) for each in ("THI", "KNE", "TIB", "ANK")
    )
    left = unit(stored_point(recording, mark + "TIL") - ankle)
    along = unit(up - ankle)
    axis = -SIGN[side] * reject(malleolus - ankle, along)
    torsion = np.arctan2(dot(along, cross(left, axis)), dot(left, axis))
    numbers = {
        "knee_width": 2.0 * norm(lateral - knee),
        "ankle_width": 2.0 * norm(malleolus - ankle),
        "thigh_offset": SIGN[side] * turn_of(hip, thigh, lateral, knee),
        "shank_offset": SIGN[side] * turn_of(knee, shank, malleolus, ankle),
        "tibial_torsion": SIGN[side] * torsion,
    }
    known = {
        f"{name}_{side}": present_median(half(number))
        for name, number in numbers.items()
    }
    return Calibration(numbers={"marker_diameter": 0.0, **known})


def rebuilt(recording, side, *, without=()):
    """One leg from the stored hip centre, its markers and the offsets."""
    known = calibration(recording, side)
    kept = {
        name: number
        for name, number in known.numbers.items()
        if not name.startswith(tuple(without) or ("none",))
    }
    points = points_of(recording, recognise(recording.marker_names))
    hip = stored_point(recording, initial(side) + "FEP")
    return conventional_leg(points, hip, Calibration(numbers=kept), side)


def centre_error(recording, leg, side) -> float:
    """Largest difference per axis in the second half [mm]."""
    mark = initial(side)
    apart = [
        leg.knee - stored_point(recording, mark + "FEO"),
        leg.ankle - stored_point(recording, mark + "TIO"),
    ]
    second = [each[len(each) // 2 :] for each in apart]
    return float(millimetres(max(np.nanmax(np.abs(each)) for each in second)))


def knee_error(recording, leg, side) -> float:
    """Largest RMS of the knee's components in the second half [deg]."""
    segments = dict.fromkeys(
        ("pelvis", "thorax"), np.broadcast_to(np.eye(3), leg.thigh.shape)
    )
    for each in SIDES:
        segments |= {
            f"thigh_{each}": leg.thigh,
            f"shank_{each}": leg.shank,
            f"ankle_{each}": leg.shank_at_ankle,
            f"foot_{each}": leg.foot,
        }
    name = f"{initial(side)}KneeAngles"
    ours = degrees(clinical_angles(segments, np.eye(3))[:, ANGLES.index(name)])
    apart = (ours - stored_angle(recording, name))[len(ours) // 2 :]
    return float(np.sqrt(np.nanmean(apart**2, axis=0)).max())


def test_pelvis_angles_of_an_integer_file_are_vicons(recording, oracle):
    solved = solve_kinematics(recording)
    error = worst_anywhere(solved, recording, ("PelvisAngles",))
    oracle.holds("angle anywhere, integer file", error, case="pelvis")
    later = degrees(np.roll(solved.angle("LPelvisAngles", "Y"), 3))
    apart = np.abs(later - stored_angle(recording, "LPelvisAngles")[:, 1])
    error = float(np.nanmax(apart))
    oracle.bites("angle anywhere, integer file", "three frames late", error)


@pytest.mark.parametrize("side", SIDES)
def test_offsets_of_the_device_place_knee_and_ankle(recording, oracle, side):
    error = centre_error(recording, rebuilt(recording, side), side)
    oracle.holds("joint centre, integer file", error, case=side)
    bare = rebuilt(recording, side, without=("thigh_offset", "shank_offset"))
    error = centre_error(recording, bare, side)
    oracle.bites("joint centre, integer file", "no offsets", error, case=side)


@pytest.mark.parametrize("side", SIDES)
def test_the_knee_sees_the_shank_without_its_torsion(recording, oracle, side):
    error = knee_error(recording, rebuilt(recording, side), side)
    oracle.holds("knee angle, integer file", error, case=side)
    bare = rebuilt(recording, side, without=("tibial_torsion",))
    error = knee_error(recording, bare, side)
    oracle.bites("knee angle, integer file", "torsion left in", error, case=side)
