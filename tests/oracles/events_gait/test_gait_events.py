"""Steps as ilium finds them, against those that laboratories marked."""

from __future__ import annotations

import numpy as np
import pytest

from ilium.core.event import Event
from ilium.core.movement import Movement
from ilium.events import EventSettings, find_movement
from ilium.kinetics.ground_force import ground_force
from recordings import recording, without_events, without_plates

COMPLETE = {
    "HC002D06": "biomechzoo/HC002D/Straight/HC002D06.c3d",
    "HC030A05": "biomechzoo/HC030A/Straight/HC030A05.c3d",
    "HC032A03": "biomechzoo/HC032A/Straight/HC032A03.c3d",
    "HC036A10": "biomechzoo/HC036A/Straight/HC036A10.c3d",
    "PiG_Motion3": "btkdata/PiG/PiG_Motion3_FF.c3d",
    "sample_09": "c3d_org_samples/sample_09/VER4C3D.c3d",
    "Qualisys": "ezc3d_history/Qualisys.c3d",
    "JA1Gait35": "nimblephysics/JA1_sprint/JA1Gait35.c3d",
}
"""Files in which every step between the first and the last stored one is stored."""

UNLABELLED = (
    "biomechzoo/HC036A/Turn/HC036A23.c3d",
    "btkdata/PiG/PiG_Motion-FlatFoot-Full.c3d",
    "btkdata/others/Gait.c3d",
    "opensim_core/Sandbox/test_walking.c3d",
    "opensim_core/Tests_shared/walking5.c3d",
)
"""Walks, one of them a turn, with clean plate contacts and no stored events."""

NOT_AT_20_N = {
    ("PiG_Motion3", "foot_off", "right", 9.02): (80.0, 150.0),
    ("Qualisys", "foot_strike", "right", 4.05): (-5.0, 5.0),
    ("Qualisys", "foot_off", "left", 4.16): (-5.0, 5.0),
    ("Qualisys", "foot_off", "right", 4.65): (-5.0, 5.0),
}
"""Stored events that follow another rule: the force on their plate then [N]."""

ENDS = 10
FAR = 15


def of(samples, name: str):
    return recording(samples / COMPLETE[name])


def marker_events(trial, kinematics, **settings) -> Movement:
    bare = without_events(without_plates(trial))
    return find_movement(bare, kinematics, settings=EventSettings(**settings))


def nearest(event: Event, among) -> Event | None:
    alike = [
        each for each in among if (each.name, each.side) == (event.name, event.side)
    ]
    return min(alike, key=lambda each: abs(each.time - event.time), default=None)


def frames_between(one: Event, two: Event, rate: float) -> int:
    return round(one.time * rate) - round(two.time * rate)


def compared(samples, **settings):
    """Differences, misses and inventions of the marker events of every file."""
    differences, missed, invented = [], [], []
    for name in COMPLETE:
        trial, kinematics = of(samples, name)
        found = marker_events(trial, kinematics, **settings).events
        taken = set()
        for stored in trial.events:
            match = nearest(stored, found)
            apart = (
                FAR + 1 if match is None else frames_between(match, stored, trial.rate)
            )
            if abs(apart) > FAR * trial.rate / 100.0:
                ends = min(stored.time - trial.time[0], trial.time[-1] - stored.time)
                if ends * trial.rate > ENDS:
                    missed.append((name, stored))
                continue
            taken.add(match)
            differences.append(apart)
        times = [each.time for each in trial.events]
        invented += [
            (name, each)
            for each in found
            if each not in taken and min(times) <= each.time <= max(times)
        ]
    return np.array(differences), missed, invented


def test_clean_plate_contacts_agree_with_the_stored_events(samples, oracle):
    count = 0
    for name in COMPLETE:
        trial, kinematics = of(samples, name)
        for event in find_movement(trial, kinematics).events:
            stored = nearest(event, trial.events)
            if event.source != "plate" or stored is None:
                continue
            if (name, event.name, event.side, round(stored.time, 3)) in NOT_AT_20_N:
                continue
            apart = abs(frames_between(event, stored, trial.rate))
            case = f"{name} {event.name} {event.side} {stored.time:.2f} s"
            oracle.holds("plate contact against the stored event", apart, case=case)
            count += 1
    assert count >= 28


@pytest.mark.parametrize(("case", "force"), NOT_AT_20_N.items(), ids=str)
def test_the_excepted_stored_events_are_not_at_20_newtons(samples, case, force):
    """Nobody who reads 20 N off these plates can agree with these four events."""
    name, _, _, time = case
    trial, _ = of(samples, name)
    felt = ground_force(trial)
    loads = felt.each[felt.index(time)]
    assert any(force[0] <= load <= force[1] for load in loads)


def test_marker_events_agree_with_the_stored_events(samples, oracle):
    differences, missed, invented = compared(samples)
    assert differences.size >= 70
    oracle.holds(
        "marker events: magnitude of the median", abs(float(np.median(differences)))
    )
    oracle.holds(
        "marker events: share beyond 2 frames", float((abs(differences) > 2).mean())
    )
    oracle.holds("marker events: largest", float(abs(differences).max()))
    oracle.holds("stored events that markers miss", len(missed), case=str(missed))
    oracle.holds("events that nobody stored", len(invented), case=str(invented))


def test_the_rule_of_zeni_alone_is_noticed(samples, oracle):
    differences, _, _ = compared(samples, foot_contacts="zeni")
    share = float((abs(differences) > 2).mean())
    oracle.bites("marker events: share beyond 2 frames", "Zeni's rule alone", share)


def test_zeni_is_four_frames_early_at_foot_strike(samples):
    apart = []
    for name in ("HC002D06", "HC030A05", "HC032A03", "HC036A10", "PiG_Motion3"):
        trial, kinematics = of(samples, name)
        found = marker_events(trial, kinematics, foot_contacts="zeni").events
        for stored in trial.events:
            match = nearest(stored, found)
            if stored.name == "foot_strike" and abs(match.time - stored.time) < 0.15:
                apart.append(frames_between(match, stored, trial.rate))
    assert -5 <= np.median(apart) <= -3


def test_swapped_sides_are_noticed(samples, oracle):
    trial, kinematics = of(samples, "PiG_Motion3")
    found = marker_events(trial, kinematics).events
    swapped = {"left": "right", "right": "left"}
    worst = max(
        min(
            abs(frames_between(each, stored, trial.rate))
            for each in found
            if (each.name, swapped[each.side]) == (stored.name, stored.side)
        )
        for stored in trial.events
    )
    oracle.bites("marker events: largest", "sides swapped", worst)


def test_a_treadmill_run_agrees_with_the_treadmills_plate(samples, oracle):
    trial, kinematics = recording(samples / "bmc_ric_running/RBDS001runT35.c3d")
    felt = [e for e in find_movement(trial, kinematics).events if e.source == "plate"]
    found = marker_events(trial, kinematics).events
    assert len(felt) > 160
    apart = [
        (nearest(each, found).time - each.time) * trial.rate
        for each in felt
        if trial.time[0] + 0.3 < each.time < trial.time[-1] - 0.3
    ]
    apart = np.array(apart)
    name = "treadmill run: "
    oracle.holds(name + "magnitude of the median", abs(float(np.median(apart))))
    oracle.holds(
        name + "share beyond 2 frames", float((abs(np.round(apart)) > 2).mean())
    )
    oracle.holds(name + "largest", float(abs(apart).max()))


def test_walking_rules_on_a_run_are_noticed(samples, oracle):
    trial, kinematics = recording(samples / "bmc_ric_running/RBDS001runT35.c3d")
    felt = [e for e in find_movement(trial, kinematics).events if e.source == "plate"]
    found = marker_events(trial, kinematics, foot_contacts="foot_velocity").events
    apart = np.array(
        [(nearest(e, found).time - e.time) * trial.rate for e in felt[4:-4]]
    )
    share = float((abs(np.round(apart)) > 2).mean())
    oracle.bites("treadmill run: share beyond 2 frames", "the rule for walking", share)


def test_walks_that_nobody_labelled_agree_with_their_plates(samples, oracle):
    apart = []
    for path in UNLABELLED:
        trial, kinematics = recording(samples / path)
        found = marker_events(trial, kinematics).events
        felt = [
            e for e in find_movement(trial, kinematics).events if e.source == "plate"
        ]
        assert felt
        apart += [nearest(each, found).time - each.time for each in felt]
    name = "walks without stored events: "
    oracle.holds(name + "magnitude of the median", abs(float(np.median(apart))))
    oracle.holds(name + "largest", float(np.abs(apart).max()))


def test_a_static_trial_has_no_steps(samples):
    for path in ("HC002D/Static/HC002D02", "HC030A/Static/HC030A01"):
        trial, kinematics = recording(samples / f"biomechzoo/{path}.c3d")
        movement = find_movement(without_events(trial), kinematics)
        assert movement.task == "quiet_standing"
        assert not movement.events
