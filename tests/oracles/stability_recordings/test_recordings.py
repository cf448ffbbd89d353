"""From a real file to its stability measures."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from ilium.capture.reading import read_trial
from ilium.capture.sto import read_table
from ilium.events import find_movement
from ilium.kinematics import solve_kinematics
from ilium.maths.cycles import at_times
from ilium.stability import measure_stability
from ilium.units import degrees
from oracles.plug_in_gait.vicon import pair

WALKS = ("3_FF", "Full", "HC002D06", "HC030A05", "HC032A03", "HC036A10")
OPENCAP = "nimblephysics/opencap_Subject4"


@cache
def walked(samples: Path, walk: str):
    """Measures of one walk."""
    static, motion = pair(samples, walk)
    body = solve_kinematics(motion, static=static)
    movement = find_movement(motion, body)
    assert movement.task == "walk"
    return measure_stability(motion, body, movement)


@pytest.mark.parametrize("walk", WALKS)
def test_the_pelvis_drops_by_a_few_degrees_while_walking(oracle, samples, walk):
    summaries = {
        (each.name, each.side): each
        for each in walked(samples, walk)
        if each.repetition is None
    }
    for side in ("left", "right"):
        peak = degrees(summaries["pelvic_drop_peak_from_standing", side].value)
        oracle.holds(
            "pelvic drop while walking", abs(peak - 4.5), case=f"{walk} {side}"
        )
        excursion = degrees(summaries["pelvic_drop_excursion", side].value)
        assert 2.0 < excursion < 20.0


def test_a_drop_of_the_wrong_sign_would_be_noticed(oracle, samples):
    peaks = [
        degrees(each.value)
        for each in walked(samples, "HC032A03")
        if each.name == "pelvic_drop_peak_from_standing" and each.repetition is None
    ]
    worst = max(abs(-peak - 4.5) for peak in peaks)
    oracle.bites("pelvic drop while walking", "sign flipped", worst)


@cache
def moved(samples: Path, name: str):
    """Movement, measures and OpenSim's coordinates [deg] of one recording."""
    folder = samples / OPENCAP
    static = read_trial(folder / "MarkerData" / "static1.trc.gz", isolated=False)
    stem = name.removesuffix(".gz").removesuffix(".trc")
    forces = folder / "GRF" / f"{stem}_grf.mot"
    trial = read_trial(folder / "MarkerData" / name, forces=forces, isolated=False)
    body = solve_kinematics(trial, static=static)
    movement = find_movement(trial, body)
    table = read_table(folder / "IK" / f"{stem}_ik.mot")
    angles = table.numbers if table.degrees else degrees(table.numbers)
    stored = dict(zip(table.columns, angles.T, strict=True))
    return movement, measure_stability(trial, body, movement), table.time, stored


def of_repetitions(measures, name: str, side: str) -> dict[int, float]:
    """Repetition to value [deg]."""
    return {
        each.repetition: float(degrees(each.value))
        for each in measures
        if (each.name, each.side) == (name, side) and each.repetition
    }


@pytest.mark.parametrize("name", ["DJ1.trc", "DJ2.trc", "DJAsym1.trc"])
def test_the_obliquity_at_the_bottom_of_a_drop_jump_is_opensims(oracle, samples, name):
    movement, measures, time, stored = moved(samples, name)
    assert movement.task in ("drop_jump", "drop_vertical_jump")
    mine = of_repetitions(measures, "pelvic_obliquity_at_bottom", "both")
    for each in movement.repetitions:
        when = np.array([each.events["bottom"]])
        listed = -float(at_times(time, stored["pelvis_list"], when)[0])
        error = abs(mine[each.number] - listed)
        oracle.holds("obliquity at an event against OpenSim", error, case=name)
        flipped = abs(-mine[each.number] - listed)
        if abs(listed) > 3.0:
            oracle.bites("obliquity at an event against OpenSim", "sign flipped",
                         flipped, case=name)  # fmt: skip


def test_five_squats_have_opensims_depth_and_obliquity(oracle, samples):
    movement, measures, time, stored = moved(samples, "squats1.trc.gz")
    assert len(movement.repetitions) == 5
    obliquity = of_repetitions(measures, "pelvic_obliquity_at_bottom", "both")
    for side in ("left", "right"):
        mine = of_repetitions(measures, "knee_flexion_peak", side)
        theirs = stored[f"knee_angle_{side[0]}"]
        for each in movement.repetitions:
            inside = (time >= each.start) & (time < each.end)
            error = abs(mine[each.number] - float(theirs[inside].max()))
            case = f"{side} {each.number}"
            oracle.holds("depth against OpenSim", error, case=case)
            deepest = np.argmax(np.where(inside, theirs, -np.inf))
            listed = -float(stored["pelvis_list"][deepest])
            error = abs(obliquity[each.number] - listed)
            oracle.holds("obliquity at an event against OpenSim", error, case=case)
    hip = stored["hip_flexion_l"]
    wrong = abs(of_repetitions(measures, "knee_flexion_peak", "left")[1] - hip.max())
    oracle.bites("depth against OpenSim", "hip for knee", wrong)
