"""Analyses of synthetic people, from posed bodies: what the report is tested with."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from builders import a_body, a_movement, a_trial, without
from ilium.conventions import GRAVITY
from ilium.core.dictionary import (
    CLINICAL_ANGLE,
    PLATE_FORCE,
    PLATE_MOMENT,
)
from ilium.core.event import Event
from ilium.core.issue import Issue
from ilium.core.movement import Phase, Repetition
from ilium.core.plate import Plate
from ilium.core.quantity import clock, labels, values
from ilium.findings.references import attach
from ilium.pipeline import Analysis
from ilium.stability.measure import measure_stability
from ilium.units import DEGREE

PERIOD, QUIET = 2.0, 1.5
AXES = ["x", "y", "z"]


def a_squatter(drop_left=9.0, drop_right=3.0, times=3, name="single leg squats"):
    """Single-leg squats, the left ones first; pelvic drops in degrees."""
    time = np.arange(round((QUIET + 2 * times * PERIOD) * 100)) / 100
    bend, obliquity = np.zeros(time.size), np.zeros(time.size)
    legs = {f"knee_flexion_{side}": np.zeros(time.size) for side in ("left", "right")}
    hips = {f"hip_flexion_{side}": np.zeros(time.size) for side in ("left", "right")}
    repetitions = []
    for index in range(2 * times):
        side = "left" if index < times else "right"
        start = QUIET + index * PERIOD
        phase = np.clip((time - start) / PERIOD, 0, 1)
        wave = np.sin(np.pi * phase) ** 2
        drop = (drop_left if side == "left" else drop_right) + 0.6 * (index % times - 1)
        obliquity += (1 if side == "right" else -1) * -wave * drop * DEGREE * -1
        bend += wave * 32 * DEGREE
        legs[f"knee_flexion_{side}"] += wave * 64 * DEGREE
        hips[f"hip_flexion_{side}"] += wave * 32 * DEGREE
        free = "right" if side == "left" else "left"
        legs[f"knee_flexion_{free}"] += np.minimum(1, 4 * wave) * 70 * DEGREE
        repetitions.append(_squat(index % times + 1, side, start))
    body = a_body(
        time,
        obliquity=obliquity,
        inclination=bend * 0.5,
        lift=-0.82 * (1 - np.cos(bend)),
        **legs,
        **hips,
    )
    movement = a_movement("single_leg_squat", *repetitions, quiet=(0.1, 1.4))
    return analysed(body, movement, name=name)


def _squat(number, side, start):
    bottom = start + PERIOD / 2
    return Repetition(
        number=number,
        side=side,
        start=start,
        end=start + PERIOD,
        events={"bottom": bottom},
        phases=(
            Phase(name="descent", start=start, end=bottom),
            Phase(name="ascent", start=bottom, end=start + PERIOD),
        ),
    )


def a_jumper(*, half=False):
    """One jump from both feet over a plate; half: only the right leg is seen."""
    time = np.arange(300) / 100
    wave = np.exp(-(((time - 1.2) / 0.25) ** 2)) + np.exp(-(((time - 2.2) / 0.2) ** 2))
    flight = np.clip(1 - ((time - 1.7) / 0.25) ** 2, 0, None)
    body = a_body(
        time,
        obliquity=2 * DEGREE * wave,
        rotation=4 * DEGREE * flight,
        inclination=20 * DEGREE * wave,
        knee_flexion=80 * DEGREE * wave,
        hip_flexion=45 * DEGREE * wave,
        lift=0.3 * flight - 0.82 * (1 - np.cos(40 * DEGREE * wave)),
    )
    if half:
        body = without(
            body, "knee_left", "ankle_left", "heel_left", "toe_left", "toe_tip_left",
            "shank_left", "thigh_left", "foot_left",
        )  # fmt: skip
    events = {"bottom": 1.2, "take_off": 1.45, "apex": 1.7, "landing": 1.95}
    jump = Repetition(number=1, side="both", start=0.8, end=2.6, events=events)
    movement = a_movement("countermovement_jump", jump, quiet=None)
    movement = replace(
        movement,
        events=tuple(
            Event(time=when, name=what, side="both", source="plate")
            for what, when in events.items()
        ),
    )
    return analysed(body, movement, name="jump", plates=(a_plate(time),))


def a_plate(time):
    """One plate under a jump of a person of 65 kg."""
    fine = np.arange(time[0], time[-1], 0.001)
    weight = 65 * GRAVITY
    push = weight * (1 + 1.2 * np.exp(-(((fine - 1.3) / 0.1) ** 2)))
    flying = (fine > 1.45) & (fine < 1.95)
    landing = weight * 2.5 * np.exp(-(((fine - 2.02) / 0.05) ** 2)) * (fine >= 1.95)
    force = np.zeros((fine.size, 3))
    force[:, 1] = np.where(flying, 0.0, push + landing)
    return Plate(
        name="plate 1",
        kind=2,
        corners=np.array(
            [[-0.3, 0, -0.3], [0.3, 0, -0.3], [0.3, 0, 0.3], [-0.3, 0, 0.3]]
        ),
        force=PLATE_FORCE.label(force, time=fine, axis=AXES),
        moment=PLATE_MOMENT.label(np.zeros_like(force), time=fine, axis=AXES),
        origin=np.zeros(3),
        normal=np.array([0.0, 1.0, 0.0]),
        convention="Type 2; the force points up at the person.",
    )


def analysed(body, movement, *, name, plates=(), issues=()):
    """Analysis of a posed body with joint angles that look like angles."""
    body = replace(body, angles=_angles(body))
    trial = replace(
        a_trial(body, plates=plates, name=name),
        issues=(
            Issue(
                kind="marker-gap",
                where="LASI",
                what="LASI was not seen for 0.2 s.",
                severity="caution",
                start=0.4,
                end=0.6,
            ),
            *issues,
        ),
    )
    return Analysis(
        trial=trial,
        kinematics=body,
        movement=movement,
        measures=attach(measure_stability(trial, body, movement), movement),
    )


def _angles(body):
    time, names = clock(body.angles), labels(body.angles, "angle")
    made = np.zeros((time.size, len(names), 3))
    for index, name in enumerate(names):
        hips = body.joint("hip_left" if name.startswith("L") else "hip_right")
        made[:, index] = (0.98 - hips[:, [1]]) * np.array([2.0, 0.4, 0.3])
    if not np.isfinite(values(body.joint_centres)[:, 2]).any():
        made[:, [name[0] == "L" and "Pelvis" not in name for name in names]] = np.nan
    return CLINICAL_ANGLE.label(
        made, time=time, angle=list(names), component=["X", "Y", "Z"]
    )
