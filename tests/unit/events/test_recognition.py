"""What a recording shows is recognised, with a reason and how surely."""

from __future__ import annotations

import pytest

from builders import a_clock, without
from ilium.core.movement import TASKS
from ilium.errors import UnknownNameError
from ilium.events import FINDERS, find_movement
from movements import (
    bending,
    gait,
    hip_hike,
    jump,
    jump_plates,
    kickback,
    lunge,
    posed,
    standing,
    step_down,
    trial,
)
from recordings import recording
from synthetic_forces import Bounce, Countermovement

JUMP, BOUNCE = Countermovement(), Bounce()

POSED = {
    "squat": [bending],
    "single_leg_squat": [
        lambda: bending("left"),
        lambda: bending("right", free="front"),
        lambda: bending("left", depth=35.0),
    ],
    "step_down": [step_down, lambda: step_down("right", drop=0.09)],
    "lunge": [lunge, lambda: lunge("left", split=True)],
    "warrior": [lambda: lunge("left", hold=6.0)],
    "hip_hike": [hip_hike, lambda: hip_hike("right", drop=4.0, hike=2.0)],
    "kickback_standing": [kickback, lambda: kickback("left", size=15.0)],
    "kickback_quadruped": [lambda: kickback("right", tilt=85.0)],
    "quiet_standing": [standing, lambda: standing(1.5)],
    "single_leg_standing": [lambda: standing(on="left")],
    "walk": [gait, lambda: gait(treadmill=True), lambda: gait(speed=0.8, stride=1.4)],
    "run": [
        lambda: gait(speed=3.0, stride=0.7, duty=0.35, lift=0.2),
        lambda: gait(speed=3.0, stride=0.7, duty=0.35, lift=0.2, treadmill=True),
    ],
    "countermovement_jump": [lambda: jump(JUMP)],
    "single_leg_hop": [lambda: jump(JUMP, side="left")],
    "drop_jump": [lambda: jump(BOUNCE, box=BOUNCE.fall)],
    "single_leg_drop_jump": [lambda: jump(BOUNCE, box=BOUNCE.fall, side="right")],
}

RECORDED = {
    "biomdp/kistler_CMJ_1plate.c3d": "countermovement_jump",
    "biomdp/vicon_CMJ_kinem_kinet_emg.c3d": "countermovement_jump",
    "biomechzoo/HC002D/Static/HC002D02.c3d": "quiet_standing",
    "biomechzoo/HC002D/Straight/HC002D06.c3d": "walk",
    "biomechzoo/HC030A/Static/HC030A01.c3d": "quiet_standing",
    "biomechzoo/HC030A/Straight/HC030A05.c3d": "walk",
    "biomechzoo/HC032A/Static/HC032A01.c3d": "quiet_standing",
    "biomechzoo/HC032A/Straight/HC032A03.c3d": "walk",
    "biomechzoo/HC036A/Static/HC036A01.c3d": "quiet_standing",
    "biomechzoo/HC036A/Straight/HC036A10.c3d": "walk",
    "biomechzoo/HC036A/Turn/HC036A23.c3d": "walk",
    "bmc_ric_running/RBDS001runT35.c3d": "run",
    "bmc_ric_running/RBDS001static.c3d": "quiet_standing",
    "bmc_ric_running/static.c3d": "quiet_standing",
    "btkdata/PiG/PiG_Calibration-FlatFoot-Full.c3d": "quiet_standing",
    "btkdata/PiG/PiG_Calibration3_FF.c3d": "quiet_standing",
    "btkdata/PiG/PiG_Motion-FlatFoot-Full.c3d": "walk",
    "btkdata/PiG/PiG_Motion3_FF.c3d": "walk",
    "btkdata/PiG/PiG_Motion3_noFF.c3d": "walk",
    "btkdata/others/Gait.c3d": "walk",
    "c3d_org_samples/sample_00_MAC_jump/Sample_Jump2.c3d": "countermovement_jump",
    "c3d_org_samples/sample_09/PlugInC3D.c3d": "walk",
    "c3d_org_samples/sample_09/VER4C3D.c3d": "walk",
    "c3d_org_samples/sample_10/TYPE-2a.c3d": "walk",
    "c3d_org_samples/sample_10/TYPE-3.c3d": "walk",
    "c3d_org_samples/sample_10/TYPE-4a.c3d": "walk",
    "ezc3d_history/Qualisys.c3d": "walk",
    "nimblephysics/JA1_sprint/JA1Gait35.c3d": "run",
    "nimblephysics/UpsideDown_drop_jump/trial1.c3d": "drop_vertical_jump",
    "nimblephysics/UpsideDown_drop_jump/trial2.c3d": "quiet_standing",
    "nimblephysics/c3d_misc/squat.c3d": "squat",
    "nimblephysics/opencap_Subject4/MarkerData/DJ1.trc": "drop_vertical_jump",
    "nimblephysics/opencap_Subject4/MarkerData/DJ2.trc": "drop_vertical_jump",
    "nimblephysics/opencap_Subject4/MarkerData/DJAsym1.trc": "drop_vertical_jump",
    "nimblephysics/opencap_Subject4/MarkerData/squats1.trc.gz": "squat",
    "nimblephysics/opencap_Subject4/MarkerData/squatsAsym1.trc.gz": "squat",
    "nimblephysics/opencap_Subject4/MarkerData/static1.trc.gz": "quiet_standing",
    "nimblephysics/opencap_Subject4/MarkerData/walking1.trc": "walk",
    "nimblephysics/opencap_Subject4/MarkerData/walkingTS1.trc": "walk",
    "opensim_core/Sandbox/test_walking.c3d": "walk",
    "opensim_core/Tests_shared/aStaticTrial.c3d": "quiet_standing",
    "opensim_core/Tests_shared/walking2.c3d": "walk",
    "opensim_core/Tests_shared/walking5.c3d": "walk",
    "pycgm/ROM/Sample_Static.c3d": "quiet_standing",
    "pycgm/statics/59993_Frame_Static.c3d": "quiet_standing",
    "pycgm/statics/RoboStatic.c3d": "quiet_standing",
}
"""Every recording with a known marker set and what the person did in it."""


@pytest.mark.parametrize(
    ("task", "number"),
    [(task, number) for task, made in POSED.items() for number in range(len(made))],
)
def test_a_posed_movement_is_recognised(task, number):
    body = POSED[task][number]()
    movement = find_movement(trial(body), body)
    assert movement.task == task
    assert movement.how == "recognised"
    assert 0.5 <= movement.confidence <= 1.0
    assert movement.why.endswith(".")
    assert movement.repetitions
    assert "no-repetitions" not in {each.kind for each in movement.issues}


@pytest.mark.parametrize(("path", "task"), RECORDED.items())
def test_a_recorded_movement_is_recognised(samples, path, task):
    movement = find_movement(*recording(samples / path))
    assert movement.task == task
    assert movement.confidence >= 0.5


def test_a_name_decides_and_what_does_not_look_like_it_is_said():
    body = gait()
    movement = find_movement(trial(body), body, task="squat")
    assert (movement.task, movement.how, movement.confidence) == ("squat", "given", 1.0)
    assert not movement.repetitions
    kinds = {each.kind for each in movement.issues}
    assert {"task-differs", "no-repetitions"} <= kinds
    said = next(each.what for each in movement.issues if each.kind == "task-differs")
    assert "walking" in said


def test_a_name_that_fits_raises_no_doubt():
    body = bending()
    movement = find_movement(trial(body), body, task="squat")
    assert not movement.issues
    assert len(movement.repetitions) == 3


def test_an_unknown_name_is_refused_with_the_nearest():
    body = standing()
    with pytest.raises(UnknownNameError, match="squat"):
        find_movement(trial(body), body, task="squatt")


def test_every_task_has_a_finder():
    assert set(FINDERS) == set(TASKS)


@pytest.mark.parametrize("task", TASKS)
def test_every_finder_bears_a_recording_without_its_movement(task):
    for body in (standing(0.3), bending("left", times=(0.5,))):
        movement = find_movement(trial(body), body, task=task)
        assert movement.how == "given"


def test_contact_time_tells_a_drop_jump_from_a_drop_vertical_jump():
    slow = Bounce(stiffness=9_000.0)
    assert BOUNCE.contact < 0.25 < slow.contact
    for made, name in ((BOUNCE, "drop_jump"), (slow, "drop_vertical_jump")):
        body = jump(made, box=made.fall)
        assert find_movement(trial(body, *jump_plates(made)), body).task == name


@pytest.mark.parametrize(
    "body",
    [
        without(standing(), ""),
        posed(a_clock(0.0)),
        posed(a_clock(0.01)),
        posed(a_clock(2.0, 10.0)),
        without(gait(), "asis", "psis", "sacrum", "hip", "pelvis"),
        without(gait(), "heel", "toe", "toe_tip", "ankle"),
    ],
    ids=["unseen", "one frame", "two frames", "10 Hz", "no pelvis", "no feet"],
)
@pytest.mark.parametrize("task", ["auto", *TASKS])
def test_poor_recordings_give_what_they_can(body, task):
    movement = find_movement(trial(body), body, task=task)
    if task == "auto":
        assert movement.task in {"other", "quiet_standing"}
