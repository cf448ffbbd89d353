"""Steps obey the laws of walking, whatever the laboratory."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from builders import mirrored, without
from ilium.conventions import SIDES, other
from ilium.core.event import Event
from ilium.events import DETECTORS, EventSettings, find_movement
from ilium.events.plate_contacts import plate_contacts
from movements import gait, trial
from recordings import recording, without_events
from synthetic_forces import a_plate


def steps(body, **options):
    return find_movement(trial(body), body, **options)


def times(movement, name: str, side: str):
    found = [e.time for e in movement.events if (e.name, e.side) == (name, side)]
    return np.array(found)


def test_strides_last_as_long_as_they_were_posed():
    movement = steps(gait(stride=1.1))
    for side in SIDES:
        assert np.diff(times(movement, "foot_strike", side)) == pytest.approx(
            1.1, abs=0.01
        )
    contact = [
        each.events["foot_off"] - each.events["foot_strike"]
        for each in movement.repetitions
    ]
    assert contact == pytest.approx([0.62 * 1.1] * len(contact), abs=0.04)


def test_a_treadmill_changes_no_step():
    ground, belt = steps(gait()), steps(gait(treadmill=True))
    for side in SIDES:
        for name in ("foot_strike", "foot_off"):
            one, two = times(ground, name, side), times(belt, name, side)
            assert one == pytest.approx(two, abs=1e-6)


def test_a_mirror_swaps_the_feet():
    body = gait()
    one, two = steps(body), steps(mirrored(body))
    for side in SIDES:
        mine = times(one, "foot_strike", side)
        assert mine == pytest.approx(times(two, "foot_strike", other(side)), abs=1e-6)


def test_phases_of_walking_follow_each_other_without_a_gap():
    for cycle in steps(gait()).repetitions:
        names = [phase.name for phase in cycle.phases]
        assert names == [
            "loading",
            "midstance",
            "terminal stance",
            "pre-swing",
            "swing",
        ]
        bounds = [cycle.start, *(phase.end for phase in cycle.phases)]
        assert [phase.start for phase in cycle.phases] == bounds[:-1]
        assert bounds[-1] == cycle.end


def test_phases_of_running_have_a_float():
    movement = steps(gait(speed=3.0, stride=0.7, duty=0.35, lift=0.2))
    for cycle in movement.repetitions:
        assert [phase.name for phase in cycle.phases] == ["stance", "float", "swing"]


def test_a_side_keeps_the_cycles_of_that_side():
    movement = steps(gait(), side="left")
    assert {each.side for each in movement.repetitions} == {"left"}
    assert {each.side for each in movement.events} == {"left", "right"}


def test_one_foot_alone_gives_what_it_can():
    body = without(gait(), "heel_left", "toe_left", "toe_tip_left", "ankle_left")
    movement = steps(body)
    assert movement.task == "walk"
    assert {each.side for each in movement.repetitions} == {"right"}
    assert {each.kind for each in movement.issues} == {"foot-not-seen"}


def test_events_of_the_file_are_used_on_demand():
    body = gait()
    stored = tuple(
        Event(time=t, name="foot_strike", side="left", source="file")
        for t in (1.0, 2.1)
    )
    marked = replace(trial(body), events=stored)
    settings = EventSettings(stored=True)
    movement = find_movement(marked, body, settings=settings)
    assert movement.events == stored
    assert [each.start for each in movement.repetitions] == [1.0]
    assert find_movement(marked, body).events != stored


@pytest.mark.parametrize("rule", sorted(DETECTORS))
def test_every_rule_finds_every_step(rule):
    settings = EventSettings(foot_contacts=rule)
    found = times(steps(gait(), settings=settings), "foot_strike", "left")
    assert np.diff(found) == pytest.approx(1.1, abs=0.03)


def test_a_plate_is_trusted_only_with_one_whole_foot_on_it():
    body = gait(speed=0.0, stride=1.1)
    assert body.time.size
    time = body.time
    load = np.where((time > 1.0) & (time < 2.0), 600.0, 0.0)
    assert not [
        each
        for each in find_movement(trial(body, a_plate(load, 100.0)), body).events
        if each.source == "plate"
    ]


def test_plate_contacts_of_a_recorded_walk_are_one_foot_each(samples):
    from ilium.events.finding import scene_of

    trial_, kinematics = recording(samples / "btkdata/PiG/PiG_Motion3_FF.c3d")
    found = plate_contacts(
        scene_of(without_events(trial_), kinematics, EventSettings())
    )
    assert [each.side for each in found] == ["left", "right", "left"] or len(found) == 3
    assert all(0.5 < each.off - each.strike < 0.8 for each in found)
