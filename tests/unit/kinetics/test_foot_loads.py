"""Plates to feet: who stands where, and what each foot gets."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ilium.core.dictionary import (
    PLATE_FORCE,
    PLATE_MOMENT,
)
from ilium.core.issue import Issue
from ilium.core.quantity import clock, values
from ilium.kinetics.loads import foot_loads
from ilium.kinetics.settings import FAST, SLOW, KineticsSettings
from standing_feet import (
    CAMERA,
    FRAMES,
    PLATE,
    UNFILTERED,
    a_foot,
    assigned,
    bodies,
    kinds,
    pressing,
    standing,
    vertical,
)
from synthetic_forces import a_trial

LEFT = {"middle": (0.0, -0.3), "name": "plate 1"}
RIGHT = {"middle": (0.0, 0.3), "name": "plate 2"}
TIME = np.arange(FRAMES) / CAMERA


def two_plates(left: float = 300.0, right: float = 400.0):
    return (
        pressing(left, at=(0.02, -0.15), **LEFT),
        pressing(right, at=(-0.03, 0.16), **RIGHT),
    )


def test_each_foot_gets_the_plate_that_it_stands_on():
    loads = assigned(standing(), *two_plates())
    np.testing.assert_allclose(vertical(loads), np.tile([300.0, 400.0], (FRAMES, 1)))
    point = values(loads.pressure)
    np.testing.assert_allclose(point[:, 0], np.tile([0.02, 0.0, -0.15], (FRAMES, 1)))
    np.testing.assert_allclose(point[:, 1], np.tile([-0.03, 0.0, 0.16], (FRAMES, 1)))
    assert not loads.issues


def test_the_order_of_the_plates_does_not_matter():
    loads = assigned(standing(), *two_plates()[::-1])
    np.testing.assert_allclose(vertical(loads)[:, 0], 300.0)


def test_a_wrench_about_the_origin_is_that_of_the_plates():
    first, _ = two_plates()
    rng = np.random.default_rng(0)
    count = clock(first.force).size
    force = np.array([20.0, 500.0, -30.0]) + rng.normal(0.0, 3.0, (count, 3))
    point = np.array([0.05, 0.0, -0.13]) - first.origin
    moment = np.cross(point, force) + np.array([0.0, 4.0, 0.0])
    time = clock(first.force)
    plate = replace(
        first,
        force=PLATE_FORCE.label(force, time=time, axis=list("xyz")),
        moment=PLATE_MOMENT.label(moment, time=time, axis=list("xyz")),
    )
    found_force, found_moment = assigned(standing(), plate).wrench("left")
    about = moment + np.cross(plate.origin, force)
    step = int(PLATE / CAMERA)
    for frame in (3, 50, 120):
        window = slice(frame * step - step // 2, frame * step + step // 2 + 1)
        np.testing.assert_allclose(found_force[frame], force[window].mean(axis=0))
        np.testing.assert_allclose(found_moment[frame], about[window].mean(axis=0))


def test_both_feet_on_one_plate_are_left_out_and_told_with_times():
    up = np.where((TIME > 0.5) & (TIME < 1.5), 0.0, 0.2)
    body = bodies(a_foot("left"), a_foot("right", lifted=up))
    loads = assigned(body, pressing(600.0, at=(0.0, 0.0)))
    told = [each for each in loads.issues if each.kind == "two-feet-on-plate"]
    assert len(told) == 1
    assert told[0].start == pytest.approx(0.5, abs=0.08)
    assert told[0].end == pytest.approx(1.5, abs=0.08)
    assert np.isnan(vertical(loads)[100]).all()


def test_one_foot_beside_a_lifted_one_keeps_its_plate():
    body = bodies(a_foot("left"), a_foot("right", lifted=0.2))
    loads = assigned(body, pressing(600.0, at=(0.0, -0.15)))
    np.testing.assert_allclose(vertical(loads), np.tile([600.0, 0.0], (FRAMES, 1)))
    assert "two-feet-on-plate" not in kinds(loads)


def test_a_foot_that_swings_over_the_plate_does_not_stand_on_it():
    body = bodies(a_foot("left"), a_foot("right", ahead=4.0 * (TIME - 1.0)))
    loads = assigned(body, pressing(600.0, at=(0.0, -0.15)))
    np.testing.assert_allclose(vertical(loads)[:, 0], 600.0)
    assert "two-feet-on-plate" not in kinds(loads)


def test_the_other_plate_tells_whose_force_it_is():
    """The right toe is over both plates; its force is on its own."""
    body = bodies(a_foot("left"), a_foot("right", at=(0.0, -0.01)))
    loads = assigned(
        body,
        pressing(300.0, at=(0.0, -0.15), **LEFT),
        pressing(400.0, at=(0.0, 0.01), **RIGHT),
    )
    np.testing.assert_allclose(vertical(loads), np.tile([300.0, 400.0], (FRAMES, 1)))


def test_a_foot_on_two_plates_gets_their_sum_at_a_common_point():
    body = bodies(a_foot("left", at=(0.0, 0.0)), a_foot("right", lifted=0.2))
    loads = assigned(
        body,
        pressing(300.0, at=(-0.05, 0.0), middle=(-0.3, 0.0), name="plate 1"),
        pressing(100.0, at=(0.05, 0.0), middle=(0.3, 0.0), name="plate 2"),
    )
    np.testing.assert_allclose(vertical(loads)[:, 0], 400.0)
    weighted = (300.0 * -0.05 + 100.0 * 0.05) / 400.0
    np.testing.assert_allclose(values(loads.pressure)[:, 0, 0], weighted)
    assert kinds(loads) == {"foot-on-two-plates"}


def test_a_foot_partly_beside_its_plate_is_told():
    body = bodies(a_foot("left", at=(0.3, -0.15)), a_foot("right", lifted=0.2))
    loads = assigned(body, pressing(500.0, at=(0.25, -0.15)))
    told = next(each for each in loads.issues if each.kind == "foot-beside-plate")
    assert "left foot" in told.what
    assert "foot-beside-plate" not in kinds(assigned(standing(), *two_plates()))


def test_a_foot_that_stands_where_no_plate_is_has_no_known_force():
    body = bodies(a_foot("left"), a_foot("right", at=(1.5, 0.15)))
    loads = assigned(body, pressing(300.0, at=(0.0, -0.15)))
    assert np.isnan(vertical(loads)[:, 1]).all()
    np.testing.assert_allclose(vertical(loads)[:, 0], 300.0)
    told = next(each for each in loads.issues if each.kind == "contact-without-plate")
    assert told.where == "right foot"
    assert told.start == 0.0
    assert told.end == pytest.approx(2.0)


def leaving(frames: int) -> np.ndarray:
    """How far a foot is up that leaves the floor after so many frames [m]."""
    return np.where(np.arange(FRAMES) < frames, 0.0, 0.3)


def test_a_foot_beside_the_plates_as_the_recording_begins_has_no_known_force():
    """Seven frames of a rest that began before: too short only in the middle."""
    right = a_foot("right", at=(1.5, 0.15), lifted=leaving(9))
    loads = assigned(bodies(a_foot("left"), right), pressing(600.0, at=(0.0, -0.15)))
    told = next(each for each in loads.issues if each.kind == "contact-without-plate")
    assert (told.where, told.start) == ("right foot", 0.0)
    assert np.isnan(vertical(loads)[0, 1])
    assert vertical(loads)[50, 1] == 0.0


def test_a_brief_touch_within_the_recording_is_no_contact():
    up = np.where(np.abs(np.arange(FRAMES) - 100) < 5, 0.0, 0.3)
    right = a_foot("right", at=(1.5, 0.15), lifted=up)
    loads = assigned(bodies(a_foot("left"), right), pressing(600.0, at=(0.0, -0.15)))
    assert "contact-without-plate" not in kinds(loads)


def test_a_loaded_plate_without_a_foot_goes_to_neither():
    far = pressing(200.0, at=(2.0, 0.0), middle=(2.0, 0.0), name="plate 3")
    loads = assigned(standing(), *two_plates(), far)
    np.testing.assert_allclose(vertical(loads).sum(axis=1), 700.0)
    told = next(each for each in loads.issues if each.kind == "plate-without-foot")
    assert told.where == "plate 3"


def test_an_unseen_foot_may_carry_what_acts_beside_the_seen_one():
    body = bodies(a_foot("right"))
    shared = assigned(body, pressing(700.0, at=(0.0, 0.02)))
    assert np.isnan(vertical(shared)).all()
    under = assigned(body, pressing(700.0, at=(0.0, 0.15)))
    np.testing.assert_allclose(vertical(under)[:, 1], 700.0)
    assert "foot-not-seen" in kinds(under)


def test_standing_on_a_box_leaves_the_forces_unknown():
    body = bodies(
        a_foot("left", lifted=0.3),
        a_foot("right"),
        com=np.tile([0, 1.0, 0], (FRAMES, 1)),
    )
    loads = assigned(body, pressing(0.0))
    assert np.isnan(vertical(loads)).all()
    assert "carried-without-plate" in kinds(loads)


def test_external_loads_go_to_the_side_that_they_name():
    loads = [
        replace(each, name=side, kind=0, corners=np.full((4, 3), np.nan))
        for side, each in zip(("right", "left"), two_plates(), strict=True)
    ]
    found = assigned(standing(), *loads)
    np.testing.assert_allclose(vertical(found), np.tile([400.0, 300.0], (FRAMES, 1)))


def test_without_plates_nothing_is_known():
    loads = assigned(standing())
    assert np.isnan(vertical(loads)).all()
    assert kinds(loads) == {"no-plates"}


@pytest.mark.parametrize(
    ("task", "cutoff"), [("walk", SLOW), ("squat", SLOW), ("drop_jump", FAST)]
)
def test_the_movement_chooses_the_cutoff(task, cutoff):
    loads = assigned(standing(), *two_plates(), settings=KineticsSettings(), task=task)
    assert loads.cutoff == loads.motion_cutoff == cutoff
    assert f"{cutoff:g} Hz" in loads.method
    assert "doi" in loads.method


def test_smoothed_trajectories_are_not_filtered_again():
    note = Issue(kind="smoothing", where="markers", what="", value=9.0, unit="Hz")
    trial = a_trial(*two_plates()).with_issues(note)
    loads = foot_loads(trial, standing())
    assert loads.cutoff == 9.0
    assert loads.motion_cutoff is None
    assert "the plates alone" in loads.method


def test_a_filtered_force_keeps_its_impulse_and_its_time():
    count = int((FRAMES - 1) * PLATE / CAMERA) + 1
    load = np.zeros(count)
    load[800:1200] = 800.0 * np.sin(np.pi * np.arange(400) / 400)
    plate = pressing(load, at=(0.0, -0.15), **LEFT)
    raw = vertical(assigned(standing(), plate, settings=UNFILTERED))[:, 0]
    slow = vertical(assigned(standing(), plate, settings=KineticsSettings()))[:, 0]
    assert slow.sum() == pytest.approx(raw.sum(), rel=0.01)
    assert (slow * TIME).sum() / slow.sum() == pytest.approx(1.0, abs=2e-3)
    assert slow.max() < raw.max()


def test_an_unknown_cutoff_is_refused():
    with pytest.raises(Exception, match="cut-off"):
        KineticsSettings(cutoff="fast")
    with pytest.raises(Exception, match="suits no movement"):
        KineticsSettings(cutoff=0.0)
