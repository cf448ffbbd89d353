"""Real jumps against the vendors' exports, the listed times and the markers."""

from __future__ import annotations

import gzip

import numpy as np
import pytest

from ilium.conventions import GRAVITY
from ilium.pipeline import analyse


def height_of(force, rate, take_off, quiet, flight):
    """Textbook impulse-momentum, written down again from the vendor's numbers."""
    time = np.arange(force.size) / rate
    force = force - force[(time > flight[0]) & (time < flight[1])].mean()
    still = (time >= quiet[0]) & (time < quiet[1])
    weight = force[still].mean()
    velocity = np.cumsum(force - weight) / rate * GRAVITY / weight
    velocity -= velocity[still].mean()
    return velocity[round(take_off * rate)] ** 2 / (2 * GRAVITY), weight


def nexus(folder):
    path = folder / "biomdp" / "vicon_CMJ_kinem_kinet_emg.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8-sig") as file:
        rows = file.read().splitlines()[5 : 5 + 16_000]
    return -np.array([float(row.split(",")[4]) for row in rows]), 2000.0


def bioware(folder):
    path = folder / "biomdp" / "kistler_CMJ_1plate.txt.gz"
    with gzip.open(path, "rt", encoding="latin-1") as file:
        rows = file.read().splitlines()[19:]
    return np.array([float(row.split("\t")[3]) for row in rows]), 1000.0


JUMPS = {
    "vicon_CMJ_kinem_kinet_emg": (nexus, 4.252, (1.0, 3.0), (4.3, 4.9)),
    "kistler_CMJ_1plate": (bioware, 3.422, (0.5, 2.4), (3.45, 3.95)),
}


@pytest.fixture(scope="module")
def measured(samples):
    return {name: summaries(samples / "biomdp" / f"{name}.c3d") for name in JUMPS}


def summaries(path, **options):
    found = analyse(path, **options).measures
    return {(m.name, m.side): m for m in found if m.repetition is None}


@pytest.mark.parametrize("name", JUMPS)
def test_height_and_weight_are_those_of_the_vendors_forces(
    oracle, samples, measured, name
):
    read, take_off, quiet, flight = JUMPS[name]
    height, weight = height_of(*read(samples), take_off, quiet, flight)
    ours = measured[name]["jump_height_impulse", "both"].value
    quantity = "jump height against the vendor's forces"
    oracle.holds(quantity, 1e3 * abs(ours - height), case=name)
    felt = measured[name]["body_weight", "both"].value
    oracle.holds(
        "body weight against the vendor's forces", abs(felt - weight), case=name
    )
    late, _ = height_of(*read(samples), take_off + 0.03, quiet, flight)
    oracle.bites(quantity, "take-off 30 ms late", 1e3 * abs(ours - late), case=name)
    oracle.bites(
        "body weight against the vendor's forces",
        "g = 10 m/s²",
        abs(felt / 9.80665 * 10 - weight),
        case=name,
    )


@pytest.fixture(scope="module")
def drop(samples):
    return summaries(samples / "nimblephysics" / "UpsideDown_drop_jump" / "trial1.c3d")


def test_the_drop_jump_has_the_listed_times(oracle, drop):
    quantity = "flight and contact of the listed drop jump"
    flight = drop["flight_time", "both"].value
    contact = drop["contact_time", "both"].value
    oracle.holds(quantity, 1e3 * abs(flight - (4.36 - 3.90)), case="flight")
    oracle.holds(quantity, 1e3 * abs(contact - (3.90 - 3.61)), case="contact")
    oracle.bites(quantity, "landing 20 ms late", 1e3 * abs(flight + 0.02 - 0.46))


def test_the_body_fell_as_far_as_its_pelvis_says(oracle, samples, drop):
    path = samples / "nimblephysics" / "UpsideDown_drop_jump" / "trial1.c3d"
    kinematics = analyse(path).kinematics
    height = kinematics.landmark("sacrum")[:, 1]
    before = (kinematics.time > 3.55) & (kinematics.time < 3.61)
    since = kinematics.time[before] - 3.61
    fall = np.polyfit(since, height[before] + GRAVITY * since**2 / 2, 1)[0]
    expected = fall**2 / (2 * GRAVITY)
    found = drop["drop_height_fallen", "both"]
    quantity = "height fallen against the pelvis markers"
    oracle.holds(quantity, 1e3 * abs(found.value - expected))
    oracle.bites(quantity, "20 % too slow", 1e3 * abs(0.64 * expected - found.value))
    assert found.ci_low < expected < found.ci_high


@pytest.mark.parametrize("name", ["DJ1", "DJ2", "DJAsym1"])
def test_a_drop_jump_weighs_as_much_as_its_static(oracle, samples, name):
    folder = samples / "nimblephysics" / "opencap_Subject4"
    lines = (
        (folder / "GRF" / "static1_grf.mot").read_text(encoding="utf-8").splitlines()
    )
    row = next(at for at, line in enumerate(lines) if line.startswith("time"))
    table = np.loadtxt(lines[row + 1 :])
    upwards = [at for at, word in enumerate(lines[row].split()) if word.endswith("_vy")]
    standing = table[:, upwards].sum(axis=1).mean()
    found = summaries(
        folder / "MarkerData" / f"{name}.trc",
        forces=folder / "GRF" / f"{name}_grf.mot",
    )["body_weight", "both"]
    quantity = "body weight from a drop jump's contact against the static trial"
    oracle.holds(quantity, 1e2 * abs(found.value / standing - 1.0), case=name)
    oracle.bites(quantity, "8 % gain", 1e2 * abs(1.08 * found.value / standing - 1.0))
    assert found.ci_low < standing < found.ci_high
