"""Every movement that ilium knows, posed and filmed from every side that shows it."""

from __future__ import annotations

import numpy as np
import pytest

from ilium.core.participant import Participant
from ilium.core.quantity import values
from ilium.events.finding import find_movement
from ilium.planar.measure import measure_planar
from ilium.planar.movement import find_planar_movement
from ilium.planar.solve import solve_planar
from ilium.units import DEGREE, degrees
from movements import (
    bending,
    gait,
    hip_hike,
    kickback,
    lunge,
    standing,
    step_down,
    trial,
)
from virtual_camera import camera_at, film

DOTS = "pelvic obliquity, dots and level camera, RMS"
CAMERA_ONLY = "frames outside the printed error, camera only"
TILT = "pelvic tilt, dots of one side and level camera, RMS"
FOUND = "number and side of repetitions"

ALONG, BESIDE = ("front", "rear"), ("side",)
EVERY = (*ALONG, *BESIDE)
LOW = 85.0
"""Tilt of pelvis and trunk on hands and knees [deg]."""


def on_all_fours(side="right", **pose):
    return kickback(side, tilt=LOW, inclination=LOW * DEGREE, **pose)


def running(**pose):
    return gait(speed=3.0, stride=0.7, duty=0.36, lift=0.2, treadmill=True, **pose)


MADE = {
    "squat": (bending, "squat", EVERY),
    "single-leg squat": (lambda **p: bending("left", **p), "single_leg_squat", EVERY),
    "pistol": (
        lambda **p: bending("right", depth=90.0, free="front", **p),
        "single_leg_squat",
        ("rear", "side"),
    ),
    "step-down": (step_down, "step_down", EVERY),
    "lunge": (lunge, "lunge", EVERY),
    "split squat": (lambda **p: lunge("left", split=True, **p), "lunge", EVERY),
    "warrior": (lambda **p: lunge("left", hold=6.0, **p), "warrior", EVERY),
    "kickback": (kickback, "kickback_standing", EVERY),
    "kickback, left": (lambda **p: kickback("left", **p), "kickback_standing", EVERY),
    "on all fours": (on_all_fours, "kickback_quadruped", EVERY),
    "walk": (lambda **p: gait(treadmill=True, **p), "walk", EVERY),
    "run": (running, "run", EVERY),
    "hip hike": (lambda: hip_hike("left"), "hip_hike", ALONG),
    "on one leg": (lambda: standing(8.0, on="left"), "single_leg_standing", EVERY),
}
"""How each is posed, what it is called, and the views that show it. A pistol from the
front looks like a step-down: the foot ahead comes nearer, and so lower in the picture.
"""

WAVING = [each for each in MADE if each not in ("hip hike", "on one leg")]


def waving(name):
    """A posed movement with 6° of pelvic obliquity to either side, and its truth."""
    make = MADE[name][0]
    time = make().time
    angle = 6.0 * DEGREE * np.sin(2.0 * np.pi * time / 2.5)
    return make(obliquity=angle), angle


def filmed(body, view, **more):
    """From three metres, the lens at the height of the pelvis."""
    hips = (body.joint("hip_left") + body.joint("hip_right")) / 2.0
    place = np.array([np.mean(hips[:, 0]), 0.0, np.mean(hips[:, 2])])
    height = float(np.median(hips[:, 1]))
    return film(body, camera_at(view, distance=3.0, height=height, at=place), **more)


def solved(keypoints):
    return solve_planar(keypoints, participant=Participant(height=1.70))


def rms(errors):
    return degrees(float(np.sqrt(np.nanmean(errors**2))))


@pytest.mark.parametrize(
    ("name", "view"), [(name, view) for name in MADE for view in MADE[name][2]]
)
def test_it_is_recognised_with_its_repetitions_and_sides(name, view, oracle):
    make, task, _ = MADE[name]
    body = make()
    found = find_planar_movement(solved(filmed(body, view, noise=1.5, seed=1)))
    assert found.task == task
    truth = find_movement(trial(body), body, task=task)
    sides = [[each.side for each in one.repetitions] for one in (found, truth)]
    if task in ("walk", "run"):  # the recording cuts other cycles than contacts do
        sides = [sorted(set(each)) for each in sides]
    oracle.holds(FOUND, float(sides[0] != sides[1]), case=f"{name}, {view}")
    assert all(each.phases for each in found.repetitions)


@pytest.mark.parametrize("view", ALONG)
def test_a_lunge_with_feet_changed_is_noticed(view, oracle):
    """Negative control: what was filmed in front is told to be filmed from behind."""
    body = lunge("right")
    keypoints = filmed(body, view, noise=1.5, seed=1)
    wrong = "rear" if view == "front" else "front"
    swapped = solve_planar(keypoints, view=wrong, participant=Participant(height=1.70))
    sides = [
        each.side for each in find_planar_movement(swapped, task="lunge").repetitions
    ]
    oracle.bites(FOUND, f"view named wrongly, {view}", float(sides != ["right"]))


DOTTED = [
    (name, view)
    for name in WAVING
    for view in ALONG
    if (name, view) != ("on all fours", "front")  # there the ASIS look at the floor
]


@pytest.mark.parametrize(("name", "view"), DOTTED)
def test_dots_show_the_obliquity_in_every_movement(name, view, oracle):
    body, truth = waving(name)
    dots = ("asis",) if view == "front" else ("psis",)
    found = solved(filmed(body, view, stickers=dots))
    assert found.tier == "video_a"
    off = values(found.angles.sel(signal="pelvic_obliquity")) - truth
    oracle.holds(DOTS, rms(off), case=f"posed {name}, {view}")


@pytest.mark.parametrize("name", WAVING)
@pytest.mark.parametrize("view", ALONG)
def test_a_camera_alone_stays_within_its_printed_error(name, view, oracle):
    body, truth = waving(name)
    shares = []
    for seed in range(6):
        found = solved(filmed(body, view, noise=1.5, bias=0.005, seed=seed))
        off = values(found.angles.sel(signal="pelvic_obliquity")) - truth
        error = found.errors["pelvic_obliquity"]
        printed = 1.96 * error.total
        known = np.isfinite(off)
        shares.append(float((np.abs(off) > printed)[known].mean()))
    oracle.holds(CAMERA_ONLY, float(np.mean(shares)), case=f"posed {name}, {view}")


@pytest.mark.parametrize("view", EVERY)
def test_no_camera_alone_tells_a_turn_about_the_vertical(view):
    seen = solved(filmed(kickback(), view, noise=1.5, seed=1))
    found = measure_planar(seen, find_planar_movement(seen))
    turns = [each for each in found if each.name == "kickback_pelvic_roll"]
    assert not any(np.isfinite(each.value) for each in turns)


TILTED = [each for each in MADE if "side" in MADE[each][2] and each in WAVING]


def tilting(name):
    """A posed movement with 8° of pelvic tilt to either side, and its truth."""
    make = MADE[name][0]
    time = make().time
    course = 8.0 * np.sin(2.0 * np.pi * time / 2.5)
    if name == "on all fours":
        course = LOW + course
        return kickback(tilt=course, inclination=LOW * DEGREE), course * DEGREE
    if name.startswith("kickback"):
        return make(tilt=course), course * DEGREE
    return make(tilt=course * DEGREE), course * DEGREE


@pytest.mark.parametrize("name", TILTED)
def test_dots_show_the_tilt_from_the_side(name, oracle):
    body, truth = tilting(name)
    found = solved(filmed(body, "side", stickers=("asis", "psis")))
    assert found.tier == "video_a"
    off = values(found.angles.sel(signal="pelvic_tilt")) - truth
    oracle.holds(TILT, rms(off), case=f"posed {name}")


def test_a_tilt_of_the_wrong_sign_is_noticed(oracle):
    body, truth = tilting("squat")
    found = solved(filmed(body, "side", stickers=("asis", "psis")))
    off = values(found.angles.sel(signal="pelvic_tilt")) + truth
    oracle.bites(TILT, "tilt of the wrong sign", rms(off))
