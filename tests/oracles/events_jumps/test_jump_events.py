"""Contacts and flights as ilium finds them, against plates read by hand."""

from __future__ import annotations

import gzip

import numpy as np
import pytest

from ilium.core.quantity import clock, values
from ilium.events import find_movement
from ilium.kinetics.ground_force import ground_force
from recordings import recording, without_events, without_plates

DROP = "nimblephysics/UpsideDown_drop_jump/trial1.c3d"
GIVEN = {"initial_contact": 3.61, "take_off": 3.90, "landing": 4.36}
STORED = "c3d_org_samples/sample_00_MAC_jump/Sample_Jump2.c3d"
FOUR = {"start": 0.0167, "take_off": 0.6917, "landing": 1.1833, "end": 1.7833}
OPENCAP = "nimblephysics/opencap_Subject4"
VICON = "biomdp/vicon_CMJ_kinem_kinet_emg"
KISTLER = "biomdp/kistler_CMJ_1plate"


def moments(movement) -> dict[str, float]:
    assert len(movement.repetitions) == 1
    return dict(movement.repetitions[0].events)


def crossings(load, time, threshold: float = 20.0):
    """Middle between the samples on both sides of a threshold, read by hand."""
    loaded = load > threshold
    at = np.flatnonzero(loaded[1:] != loaded[:-1])
    return (time[at] + time[at + 1]) / 2


def near(times, time: float) -> float:
    return float(np.min(np.abs(np.asarray(times) - time)))


def test_a_drop_jump_has_the_given_times(samples, oracle):
    movement = find_movement(*recording(samples / DROP))
    found = moments(movement)
    assert movement.task == "drop_vertical_jump"
    for name, time in GIVEN.items():
        error = abs(found[name] - time)
        oracle.holds("drop jump against the given times", error, case=name)
    force = ground_force(recording(samples / DROP)[0])
    early = near(crossings(force.total, force.time, 200.0), GIVEN["take_off"])
    oracle.bites("drop jump against the given times", "threshold of 200 N", early)


def test_a_drop_jump_is_where_its_plates_are_loaded(samples, oracle):
    trial, kinematics = recording(samples / DROP)
    found = moments(find_movement(trial, kinematics))
    load = sum(values(plate.force)[:, 1] for plate in trial.plates[:2])
    load = load - np.median(load[:1200])
    times = crossings(load, clock(trial.plates[0].force))
    quantity = "drop jump against the plates' own crossing"
    for name in GIVEN:
        oracle.holds(quantity, near(times, found[name]), case=name)
    late = near(crossings(load, clock(trial.plates[0].force), 200.0), found["landing"])
    oracle.bites(quantity, "threshold of 200 N", late)


def test_stored_jump_events_come_through(samples, oracle):
    trial, kinematics = recording(samples / STORED)
    movement = find_movement(trial, kinematics)
    felt = {each.name: each for each in movement.events}
    stored = {each.name: each.time for each in trial.events}
    quantity = "stored events of Sample_Jump2"
    for name, time in FOUR.items():
        oracle.holds(quantity, abs(stored[name] - time), case=f"{name}, stored")
    for name in ("start", "end"):
        assert felt[name].source == "file"
        oracle.holds(quantity, abs(felt[name].time - FOUR[name]), case=name)
    landing = felt["landing"]
    assert landing.source == "plate"
    oracle.holds(quantity, abs(landing.time - FOUR["landing"]), case="landing, felt")
    oracle.bites(quantity, "take-off", abs(felt["landing"].time - FOUR["take_off"]))


def test_the_stored_take_off_is_before_the_plates_are_empty(samples, oracle):
    trial, kinematics = recording(samples / STORED)
    force = ground_force(trial)
    assert force.total[force.index(FOUR["take_off"])] > 150.0
    found = moments(find_movement(trial, kinematics))["take_off"]
    load = sum(values(plate.force)[:, 1] for plate in trial.plates)
    load = load - np.median(load[480:660])
    times = crossings(load, clock(trial.plates[0].force))
    quantity = "take-off of Sample_Jump2 against the plates' own crossing"
    oracle.holds(quantity, near(times, found))
    oracle.bites(quantity, "the stored take-off", near(times, FOUR["take_off"]))


def nexus_force(path):
    """Vertical force of the first plate from the vendor's export [N]."""
    with gzip.open(path, "rt", encoding="utf-8-sig") as file:
        rows = file.read().splitlines()[5:]
    body = rows[: next(n for n, row in enumerate(rows) if not row.strip(","))]
    return -np.array([float(row.split(",")[4]) for row in body])


def test_a_countermovement_jump_flies_as_nexus_exported_it(samples, oracle):
    trial, kinematics = recording(samples / f"{VICON}.c3d")
    movement = find_movement(trial, kinematics)
    found = moments(movement)
    assert movement.task == "countermovement_jump"
    load = nexus_force(samples / f"{VICON}.csv.gz")
    time = np.arange(load.size) / 2000.0
    flight = load[(time > 4.4) & (time < 4.8)]
    level = max(20.0, 5.0 * flight.std())
    times = crossings(load - flight.mean(), time, level)
    quantity = "take-off and landing against Nexus"
    for name in ("take_off", "landing"):
        oracle.holds(quantity, near(times, found[name]), case=name)
    oracle.bites(quantity, "the bottom", near(times, found["bottom"]))
    names = ("onset", "unweighting", "braking", "bottom", "take_off", "apex", "landing")
    assert [found[each] for each in names] == sorted(found[each] for each in names)
    force = load[(time > 1.0) & (time < 3.0)].mean()
    between = (time > found["braking"]) & (time < found["take_off"] - 0.1)
    assert load[between].min() > 0.95 * force


def test_a_jump_without_markers_flies_as_bioware_exported_it(samples, oracle):
    trial, kinematics = recording(samples / f"{KISTLER}.c3d")
    movement = find_movement(trial, kinematics)
    found = moments(movement)
    assert movement.task == "countermovement_jump"
    assert movement.quiet is not None
    with gzip.open(samples / f"{KISTLER}.txt.gz", "rt", errors="ignore") as file:
        rows = file.readlines()
    load = np.array([float(row.split()[3]) for row in rows[19:]])
    time = np.array([float(row.split()[0]) for row in rows[19:]])
    empty = load < 60.0
    level = max(20.0, 5.0 * load[empty & (load < np.median(load[empty]) + 10)].std())
    times = crossings(load - np.median(load[empty]), time, level)
    quantity = "take-off and landing against BioWare"
    for name in ("take_off", "landing"):
        oracle.holds(quantity, near(times, found[name]), case=name)
    oracle.bites(quantity, "the bottom", near(times, found["bottom"]))


@pytest.mark.parametrize("name", ["DJ1", "DJ2", "DJAsym1", "UpsideDown", "vicon"])
def test_markers_see_the_jump_that_the_plates_feel(samples, oracle, name):
    paths = {"UpsideDown": DROP, "vicon": f"{VICON}.c3d"}
    forces = None
    if name not in paths:
        paths[name] = f"{OPENCAP}/MarkerData/{name}.trc"
        forces = samples / f"{OPENCAP}/GRF/{name}_grf.mot"
    trial, kinematics = recording(samples / paths[name], forces)
    felt = moments(find_movement(trial, kinematics))
    seen = find_movement(without_events(without_plates(trial)), kinematics)
    assert all(each.source.startswith("marker:") for each in seen.events)
    quantity = "jump events from markers against the plates"
    for event in ("initial_contact", "take_off", "landing"):
        if event in felt:
            apart = abs(moments(seen)[event] - felt[event])
            oracle.holds(quantity, apart, case=f"{name} {event}")
    apart = abs(moments(seen)["landing"] - felt["take_off"])
    oracle.bites(quantity, "take-off for landing", apart)


def test_opencap_drop_jumps_last_longer_than_a_drop_jump(samples):
    for name in ("DJ1", "DJ2", "DJAsym1"):
        trial, kinematics = recording(
            samples / f"{OPENCAP}/MarkerData/{name}.trc",
            samples / f"{OPENCAP}/GRF/{name}_grf.mot",
        )
        movement = find_movement(trial, kinematics, task="drop_jump")
        assert movement.task == "drop_vertical_jump"
        assert "task-relabelled" in {each.kind for each in movement.issues}
