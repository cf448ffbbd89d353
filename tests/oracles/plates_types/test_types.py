"""Plate types agree with each other, with ezc3d, and with where the feet are."""

import numpy as np
import pytest

from ilium.capture.reading import read_trial
from ilium.core.quantity import clock, values

AXES = ("+x", "+z")
NEAR_FEET = {
    "nimblephysics/UpsideDown_drop_jump/trial1.c3d": (
        "Heel",
        "Toe",
        "LateralFoot",
        "PosteriorFoot",
    ),
    "c3d_org_samples/sample_00_MAC_jump/Sample_Jump2.c3d": ("HEE", ".TO", "ANK"),
    "btkdata/PiG/PiG_Motion3_FF.c3d": ("HEE", "TOE", "ANK"),
    "btkdata/others/Gait.c3d": ("HEE", "TOE", "ANK"),
    "bmc_ric_running/RBDS001runT35.c3d": ("Heel", "MT1", "MT5"),
    "c3d_org_samples/sample_10/TYPE-3.c3d": ("HEE", "TOE", "ANK"),
    "ezc3d_history/Qualisys.c3d": ("FCC", "FM1", "FM5", "FAL", "TAM"),
    "opensim_core/Tests_shared/walking5.c3d": ("CAL", "MT1", "MT2", "MAL"),
}


def pair(samples, first, second):
    folder = samples / "c3d_org_samples" / "sample_10"
    plates = [read_trial(folder / name, axes=AXES).plates for name in (first, second)]
    return list(zip(*plates, strict=True))


def test_one_trial_reads_alike_as_type_2_and_type_4(samples, oracle):
    for two, four in pair(samples, "TYPE-2a.c3d", "TYPE-4a.c3d"):
        assert (two.kind, four.kind) == (2, 4)
        error = float(np.abs(values(two.force) - values(four.force)).max())
        oracle.holds("force as type 2 and type 4", error, case=two.name)
        points = [values(each.centre_of_pressure(100.0)) for each in (two, four)]
        error = 1e3 * float(np.nanmax(np.abs(points[0] - points[1])))
        oracle.holds("centre of pressure as type 2 and type 4", error, case=two.name)
        mirrored = 2 * two.origin - points[0]
        error = 1e3 * float(np.nanmax(np.abs(mirrored - points[1])))
        quantity = "centre of pressure as type 2 and type 4"
        oracle.bites(quantity, "opposite sign", error, case=two.name)
        gain = float(np.abs(0.05 * values(two.force)).max())
        oracle.bites("force as type 2 and type 4", "5 % gain", gain, case=two.name)


def test_vertical_force_is_alike_where_moments_are_stated_differently(samples, oracle):
    ((two, four),) = pair(samples, "TYPE-2.C3D", "TYPE-4.C3D")
    ratio = two.normal_force.max() / four.normal_force.max()
    oracle.holds("vertical force as type 2 and type 4", abs(ratio - 1))
    quantity = "vertical force as type 2 and type 4"
    oracle.bites(quantity, "5 % gain", abs(1.05 * ratio - 1))


@pytest.mark.parametrize(
    "name",
    [
        "c3d_org_samples/sample_10/TYPE-2.C3D",
        "c3d_org_samples/sample_10/TYPE-3.c3d",
        "c3d_org_samples/sample_10/TYPE-4.C3D",
        "c3d_org_samples/sample_10/TYPE-4a.c3d",
        "nimblephysics/UpsideDown_drop_jump/trial1.c3d",
        "bmc_ric_running/RBDS001runT35.c3d",
        "btkdata/PiG/PiG_Motion3_FF.c3d",
    ],
)
def test_plates_are_as_ezc3d_computes_them(samples, oracle, name):
    import ezc3d

    file = samples / name
    theirs = ezc3d.c3d(str(file), extract_forceplat_data=True)["data"]["platform"]
    trial = read_trial(file)
    turn = trial.lab.rotation.T
    for plate, other in zip(trial.plates, theirs, strict=True):
        firm = plate.normal_force > 100.0
        if not firm.any():
            continue
        force = other["force"].T @ turn
        error = float(np.abs(force - values(plate.force)).max())
        oracle.holds("force against ezc3d's plates", error, case=name)
        point = 1e-3 * other["center_of_pressure"].T @ turn
        ours = values(plate.centre_of_pressure(100.0))
        error = 1e3 * float(np.abs(point - ours)[firm].max())
        oracle.holds("centre of pressure against ezc3d's plates", error, case=name)
        swapped = float(np.abs(force + values(plate.force)).max())
        oracle.bites("force against ezc3d's plates", "opposite sign", swapped)
        mirrored = 2 * plate.origin - ours
        error = 1e3 * float(np.abs(point - mirrored)[firm].max())
        quantity = "centre of pressure against ezc3d's plates"
        oracle.bites(quantity, "opposite sign", error)


def distance_to_feet(trial, plate, point, words) -> float:
    """95th percentile of the distance to the nearest foot marker, from above [mm]."""
    at = [i for i, name in enumerate(trial.marker_names) if name.endswith(words)]
    assert len(at) >= 4
    firm = np.flatnonzero(plate.normal_force > 0.5 * plate.normal_force.max())
    frames = np.searchsorted(trial.time, clock(plate.force)[firm] - 1e-9)
    frames = np.minimum(frames, len(trial.time) - 1)
    feet = values(trial.markers)[frames][:, at]
    apart = np.linalg.norm((feet - point[firm][:, None])[:, :, [0, 2]], axis=2)
    low = np.where(feet[:, :, 1] < 0.25, apart, np.nan)
    seen = ~np.isnan(low).all(axis=1)
    return 1e3 * float(np.percentile(np.nanmin(low[seen], axis=1), 95))


@pytest.mark.parametrize("name", NEAR_FEET)
def test_forces_act_beneath_the_feet(samples, oracle, name):
    trial = read_trial(samples / name)
    used = [each for each in trial.plates if each.normal_force.max() > 200.0]
    assert used
    words = NEAR_FEET[name]
    quantity = "centre of pressure to the nearest foot marker"
    worst_mirrored = 0.0
    for plate in used:
        point = values(plate.centre_of_pressure(100.0))
        error = distance_to_feet(trial, plate, point, words)
        oracle.holds(quantity, error, case=f"{name} {plate.name}")
        mirrored = 2 * plate.origin - point
        error = distance_to_feet(trial, plate, mirrored, words)
        worst_mirrored = max(worst_mirrored, error)
    oracle.bites(quantity, "mirrored about the plate's middle", worst_mirrored)
