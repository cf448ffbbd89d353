"""Forces, moments and centres of pressure are those that the vendors exported."""

import gzip
from pathlib import Path

import numpy as np
import pytest

from ilium.capture.reading import read_trial
from ilium.core.quantity import values
from ilium.maths.force_plates import eight_sensors, pressure_arm

UP = np.array([0.0, 0.0, 1.0])


def worst(found, expected) -> float:
    return float(np.nanmax(np.abs(found - expected)))


@pytest.fixture(scope="module")
def jump(samples: Path):
    folder = samples / "biomdp"
    name = "vicon_CMJ_kinem_kinet_emg"
    return [
        read_trial(folder / f"{name}{ending}", axes=("+x", "+z"))
        for ending in (".c3d", ".csv.gz")
    ]


def test_markers_and_muscles_are_as_nexus_exports_them(jump, oracle):
    ours, theirs = jump
    assert set(ours.marker_names) == set(theirs.marker_names)
    for name in ours.marker_names:
        found, exported = ours.marker(name), theirs.marker(name)
        assert (np.isnan(found) == np.isnan(exported)).all(), name
        if not np.isnan(found).all():
            error = 1e3 * worst(found, exported)
            oracle.holds("markers against Nexus", error, case=name)
    late = 1e3 * worst(ours.marker("LASI")[1:], theirs.marker("LASI")[:-1])
    oracle.bites("markers against Nexus", "one frame late", late)
    assert ours.emg.shape == theirs.emg.shape
    for channel in (str(each) for each in ours.emg.coords["channel"].to_numpy()):
        found = values(ours.emg.sel(channel=channel))
        exported = values(theirs.emg.sel(channel=channel.removesuffix(".v")))
        quantity = "electromyograms against Nexus"
        oracle.holds(quantity, 1e6 * worst(found, exported), case=channel)
        if channel == "EMG1.v":
            swapped = 1e6 * worst(found, -exported)
            oracle.bites(quantity, "opposite sign", swapped)


def test_plates_are_as_nexus_exports_them(jump, oracle):
    for ours, theirs in zip(*(each.plates for each in jump), strict=True):
        error = worst(values(ours.force), values(theirs.force))
        oracle.holds("force against Nexus", error, case=ours.name)
        error = worst(values(ours.moment), values(theirs.moment))
        oracle.holds("moment against Nexus", error, case=ours.name)
    ours, theirs = (each.plates[0] for each in jump)
    exported = values(theirs.centre_of_pressure())
    error = 1e3 * worst(values(ours.centre_of_pressure()), exported)
    oracle.holds("centre of pressure against Nexus", error)
    force, moment = values(ours.force), values(ours.moment)
    oracle.bites("force against Nexus", "5 % gain", worst(1.05 * force, force))
    quantity = "moment against Nexus"
    oracle.bites(quantity, "opposite sign", worst(-moment, moment))
    mirrored = 2 * ours.origin - values(ours.centre_of_pressure())
    quantity = "centre of pressure against Nexus"
    oracle.bites(quantity, "opposite sign", 1e3 * worst(mirrored, exported))


@pytest.fixture(scope="module")
def bioware(samples: Path):
    path = samples / "biomdp" / "kistler_CMJ_1plate.txt.gz"
    with gzip.open(path, "rt", encoding="latin-1") as file:
        lines = file.read().splitlines()
    row = next(at for at, line in enumerate(lines) if line.startswith("abs time"))
    numbers = np.loadtxt(lines[row + 2 :])
    return dict(zip(lines[row].split("\t"), numbers.T, strict=True))


@pytest.fixture(scope="module")
def kistler(samples: Path):
    path = samples / "biomdp" / "kistler_CMJ_1plate.c3d"
    return read_trial(path, axes=("+x", "+z")).plates[0]


def test_a_type_3_plate_is_as_bioware_exports_it(kistler, bioware, oracle):
    """The file's corners turn the plate's x and y against the laboratory's."""
    force = values(kistler.force)
    exported = np.column_stack([-bioware["Fx"], bioware["Fz"], bioware["Fy"]])
    oracle.holds("force against BioWare", worst(force, exported))
    oracle.bites("force against BioWare", "1 % gain", worst(1.01 * force, exported))
    loaded = bioware["Fz"] > 300
    arm = values(kistler.centre_of_pressure())[loaded] - kistler.origin
    expected = np.column_stack([-bioware["Ax"], 0 * bioware["Ax"], bioware["Ay"]])
    quantity = "centre of pressure against BioWare"
    oracle.holds(quantity, 1e3 * worst(arm, expected[loaded]))
    oracle.bites(quantity, "opposite sign", 1e3 * worst(-arm, expected[loaded]))
    firm = bioware["Fz"] > 20
    free = kistler.free_moment()[firm]
    quantity = "free moment against BioWare"
    oracle.holds(quantity, worst(free, bioware["Tz"][firm]))
    oracle.bites(quantity, "opposite sign", worst(-free, bioware["Tz"][firm]))


def test_the_kernel_agrees_with_bioware_at_its_own_depth(bioware, oracle):
    names = ("Fx12", "Fx34", "Fy14", "Fy23", "Fz1", "Fz2", "Fz3", "Fz4")
    signals = np.column_stack([bioware[name] for name in names])
    loaded = bioware["Fz"] > 300
    expected = np.column_stack([bioware["Ax"], bioware["Ay"]])[loaded]
    quantity = "centre of pressure against BioWare at BioWare's depth"
    for depth, check in ((-0.052, True), (0.0, False)):
        wrench = eight_sensors(signals[loaded], np.array([0.21, 0.35, depth]))
        error = 1e3 * worst(pressure_arm(*wrench, UP)[:, :2], expected)
        if check:
            oracle.holds(quantity, error)
        else:
            oracle.bites(quantity, "depth left out", error)


def test_a_sprint_over_eight_plates_is_as_exported(samples, oracle):
    """The export starts two camera frames, 12 samples, after the recording."""
    folder = samples / "nimblephysics" / "JA1_sprint"
    ours = read_trial(folder / "JA1Gait35.c3d", axes=("+y", "+z"))
    theirs = read_trial(folder / "JA1Gait35_grf.mot", axes=("+x", "+y"))
    compared = 0
    for plate, load in zip(ours.plates, theirs.plates, strict=True):
        force = values(plate.force)[12::6]
        rows = len(force)
        oracle.holds(
            "force against the sprint's export",
            worst(force, values(load.force)[:rows]),
            case=plate.name,
        )
        if plate.normal_force.max() < 200:
            continue
        compared += 1
        point = values(plate.centre_of_pressure(200.0))[12::6]
        exported = values(load.centre_of_pressure(200.0))[:rows]
        error = 1e3 * worst(point, exported)
        quantity = "centre of pressure against the sprint's export"
        oracle.holds(quantity, error, case=plate.name)
        late = 1e3 * worst(point[1:], exported[:-1])
        oracle.bites(quantity, "one frame late", late, case=plate.name)
        late = worst(force[1:], values(load.force)[: rows - 1])
        quantity = "force against the sprint's export"
        oracle.bites(quantity, "one frame late", late, case=plate.name)
    assert compared == 4
