"""Peaks and work of the joints, repetition by repetition."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from builders import a_movement
from ilium.conventions import SIDES
from ilium.core.dictionary import (
    CLINICAL_MOMENT,
    CLINICAL_POWER,
    FOOT_FORCE,
    FOOT_FREE_MOMENT,
    FOOT_PRESSURE,
)
from ilium.core.issue import Issue
from ilium.core.movement import Repetition
from ilium.core.quantity import values
from ilium.kinetics.catalogue import MOMENTS as KINDS
from ilium.kinetics.clinical import MOMENTS, POWERS
from ilium.kinetics.measures import measure_moments
from ilium.kinetics.result import ClinicalKinetics, FootLoads

TIME = np.arange(201) / 100.0
STANCE = (TIME >= 0.2) & (TIME < 0.8)
SWELL = np.where(STANCE, np.sin(np.pi * (TIME - 0.2) / 0.6), 0.0)


def kinetics(*, force=None, knee=1.0, issues=()) -> ClinicalKinetics:
    """Right foot down from 0.2 to 0.8 s: knee extends, ankle generates, hip absorbs."""
    load = np.zeros((TIME.size, 2, 3))
    load[STANCE, 1, 1] = 600.0
    if force is not None:
        load = force(load)
    labels = {"time": TIME, "side": list(SIDES), "axis": list("xyz")}
    point = np.zeros_like(load)
    moments = np.zeros((TIME.size, len(MOMENTS), 3))
    moments[:, MOMENTS.index("RKneeMoment"), 0] = knee * SWELL
    moments[:, MOMENTS.index("RKneeMoment"), 1] = -0.3 * SWELL
    powers = np.zeros((TIME.size, len(POWERS)))
    powers[:, POWERS.index("RAnklePower")] = 3.0 * SWELL
    powers[:, POWERS.index("RHipPower")] = -1.0 * SWELL
    return ClinicalKinetics(
        moments=CLINICAL_MOMENT.label(
            moments, time=TIME, moment=MOMENTS, component=["X", "Y", "Z"]
        ),
        powers=CLINICAL_POWER.label(powers, time=TIME, power=POWERS),
        loads=FootLoads(
            force=FOOT_FORCE.label(load, **labels),
            pressure=FOOT_PRESSURE.label(point, **labels),
            free_moment=FOOT_FREE_MOMENT.label(point, **labels),
            issues=issues,
        ),
    )


CYCLE = a_movement("walk", Repetition(number=1, side="right", start=0.1, end=1.3))


def found(clinical, movement=CYCLE) -> dict:
    return {
        each.name: each
        for each in measure_moments(clinical, movement)
        if each.repetition == 1
    }


def test_peaks_are_those_of_the_loaded_stretch():
    measures = found(kinetics())
    assert measures["knee_extension_moment_peak"].value == pytest.approx(1.0)
    assert measures["knee_adduction_moment_peak"].value == pytest.approx(0.3)
    assert measures["ankle_power_generated_peak"].value == pytest.approx(3.0)
    assert measures["hip_power_absorbed_peak"].value == pytest.approx(1.0)
    assert measures["hip_power_generated_peak"].value == 0.0
    assert set(measures) == {each.name for each in KINDS}


def test_work_is_the_integral_of_power():
    measures = found(kinetics())
    half_wave = 2.0 * 0.6 / np.pi
    assert measures["ankle_work_generated"].value == pytest.approx(
        3.0 * half_wave, rel=1e-3
    )
    assert measures["hip_work_absorbed"].value == pytest.approx(half_wave, rel=1e-3)
    assert measures["ankle_work_absorbed"].value == 0.0


def test_what_happens_in_swing_does_not_count():
    late = kinetics()
    moments = values(late.moments).copy()
    moments[110, MOMENTS.index("RKneeMoment"), 0] = 9.0
    labels = {"time": TIME, "moment": MOMENTS, "component": ["X", "Y", "Z"]}
    late = replace(late, moments=CLINICAL_MOMENT.label(moments, **labels))
    assert found(late)["knee_extension_moment_peak"].value == pytest.approx(1.0)


def test_a_drop_jump_counts_its_first_contact():
    jump = a_movement(
        "drop_jump",
        Repetition(
            number=1,
            side="both",
            start=0.0,
            end=2.0,
            events={"initial_contact": 0.2, "take_off": 0.4},
        ),
    )
    right = [
        each.value
        for each in measure_moments(kinetics(), jump)
        if (each.name, each.side, each.repetition)
        == ("knee_extension_moment_peak", "right", 1)
    ]
    assert right == [pytest.approx(np.sin(np.pi * 0.19 / 0.6))]


def without_load(load):
    return np.zeros_like(load)


def half_known(load):
    load[40:60] = np.nan
    return load


@pytest.mark.parametrize(
    ("clinical", "reason"),
    [
        (kinetics(force=without_load), "foot-on-no-plate"),
        (kinetics(force=half_known), "foot-force-not-known"),
        (kinetics(knee=np.nan), "moment-not-known"),
    ],
)
def test_what_cannot_be_measured_says_why(clinical, reason):
    measure = found(clinical)["knee_extension_moment_peak"]
    assert np.isnan(measure.value)
    assert measure.flags == (reason,)


def test_a_foot_partly_beside_its_plate_is_flagged():
    told = Issue(
        kind="foot-beside-plate",
        where="plate 1",
        what="The right foot stands partly beside plate 1 …",
        start=0.2,
        end=0.8,
    )
    flags = found(kinetics(issues=(told,)))["knee_extension_moment_peak"].flags
    assert flags == ("foot-beside-plate",)


def test_without_moments_there_is_nothing_to_measure():
    assert measure_moments(None, CYCLE) == ()
