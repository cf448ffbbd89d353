"""Squats of both legs, in turn, whose repetitions vary by a known amount."""

from __future__ import annotations

import numpy as np

from builders import a_body, a_clock, a_movement
from ilium.conventions import SIDES, SIGN, other
from ilium.core.movement import Repetition
from ilium.units import DEGREE
from movements import bump

SPAN = 2.0


def people(
    *,
    wobble=(1.0, 1.0),
    drop=(6.0, 6.0),
    count=8,
    task="single_leg_squat",
    seed=4,
    mirror=False,
):
    """Squats whose pelvis and trunk vary at random; `wobble` left, right [deg]."""
    random = np.random.default_rng(seed)
    time = a_clock(SPAN * 2 * count + 1.0, 50.0)
    total = {key: np.zeros(time.size) for key in ("obliquity", "lean", "rotation")}
    bent = {side: np.zeros(time.size) for side in SIDES}
    repetitions = []
    for index in range(2 * count):
        side, start = SIDES[index % 2], 0.5 + SPAN * index
        size = wobble[index % 2] * random.standard_normal(4)
        actual = other(side) if mirror else side
        sign = SIGN[actual]
        early, late = bump(time, start, SPAN), bump(time, start + 0.4, SPAN - 0.4)
        total["obliquity"] += sign * (
            (drop[index % 2] + size[0]) * early + size[1] * late
        )
        total["lean"] += sign * ((4.0 + size[2]) * late + size[3] * early)
        total["rotation"] -= sign * (5.0 + size[1]) * late
        bent[actual] += (60.0 + 2.0 * size[2]) * early
        whole = Repetition(
            number=index // 2 + 1,
            side=actual,
            start=start,
            end=start + SPAN,
            events={"bottom": start + SPAN / 2},
        )
        repetitions.append(whole)
    body = a_body(
        time,
        **{key: value * DEGREE for key, value in total.items()},
        **{f"knee_flexion_{each}": bent[each] * DEGREE for each in SIDES},
        **{f"hip_flexion_{each}": 0.8 * bent[each] * DEGREE for each in SIDES},
    )
    return body, a_movement(task, *repetitions)
