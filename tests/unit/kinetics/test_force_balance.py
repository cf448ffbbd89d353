"""The plates' force against the movement of the centre of mass."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ilium.conventions import GRAVITY
from ilium.core.dictionary import (
    FOOT_FORCE,
    FOOT_FREE_MOMENT,
    FOOT_PRESSURE,
)
from ilium.kinetics.force_balance import balance_issues, force_balance
from ilium.kinetics.movement_weight import balanced_weight
from ilium.kinetics.result import FootLoads
from synthetic_bodies import a_body

TIME = np.arange(300) / 100.0
MASS = 60.0
SWAY = np.stack(
    [
        0.05 * np.sin(6.0 * TIME),
        1.0 + 0.03 * np.sin(5.0 * TIME),
        0.02 * np.cos(7.0 * TIME),
    ],
    axis=1,
)
NEEDED = MASS * np.stack(
    [
        -0.05 * 36.0 * np.sin(6.0 * TIME),
        GRAVITY - 0.03 * 25.0 * np.sin(5.0 * TIME),
        -0.02 * 49.0 * np.cos(7.0 * TIME),
    ],
    axis=1,
)
BODY = replace(a_body({"heel_left": SWAY}, com=SWAY), com_method="14 segments")


def feeling(force) -> FootLoads:
    each = np.stack((0.4 * force, 0.6 * force), axis=1)
    still = np.zeros_like(each)
    labels = {"time": TIME, "side": ["left", "right"], "axis": list("xyz")}
    return FootLoads(
        force=FOOT_FORCE.label(each, **labels),
        pressure=FOOT_PRESSURE.label(still, **labels),
        free_moment=FOOT_FREE_MOMENT.label(still, **labels),
    )


def told(force, mass=MASS) -> set[str]:
    issues = balance_issues(BODY, feeling(force), mass, 0.1)
    return {each.kind for each in issues}


def test_newtons_law_leaves_nothing_to_tell():
    assert force_balance(BODY, feeling(NEEDED), MASS).ratio == pytest.approx(
        1.0, abs=0.002
    )
    assert not told(NEEDED)


@pytest.mark.parametrize("gain", [0.8, 1.2])
def test_plates_that_contradict_the_mass_are_told(gain):
    assert told(gain * NEEDED) == {"force-contradicts-mass"}


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_plates_that_are_turned_are_told(quarters):
    flat = (NEEDED[:, 0] + 1j * NEEDED[:, 2]) * 1j**quarters
    turned = np.stack([flat.real, NEEDED[:, 1], flat.imag], axis=1)
    assert told(turned) == {"plates-turned"}


def test_without_a_mass_nothing_is_told():
    assert not told(0.5 * NEEDED, mass=None)


@pytest.mark.parametrize(("gain", "told"), [(0.5, True), (0.85, False), (1.15, False)])
def test_with_the_pelvis_alone_only_a_wide_contradiction_is_told(gain, told):
    vague = replace(BODY, com_method="middle of the pelvis")
    issues = balance_issues(vague, feeling(gain * NEEDED), MASS, 0.1)
    assert {each.kind for each in issues} == (
        {"force-contradicts-mass"} if told else set()
    )


def test_with_the_pelvis_alone_plates_are_not_told_to_be_turned():
    vague = replace(BODY, com_method="middle of the pelvis")
    turned = np.stack([-NEEDED[:, 0], NEEDED[:, 1], -NEEDED[:, 2]], axis=1)
    assert not balance_issues(vague, feeling(turned), MASS, 0.1)


@pytest.mark.parametrize("mass", [25.0, MASS, 110.0])
def test_who_never_stands_still_is_weighed_by_the_movement(mass):
    found = balanced_weight(BODY, feeling(mass / MASS * NEEDED))
    assert found is not None
    assert found.value == pytest.approx(mass * GRAVITY, rel=0.003)
    assert found.error < 0.01 * found.value
    assert found.how == "movement"


def test_forces_that_do_not_belong_to_the_movement_weigh_nobody():
    rng = np.random.default_rng(0)
    steps = np.repeat(rng.uniform(0.2, 2.0, 6), 50)[:, None]
    assert balanced_weight(BODY, feeling(steps * NEEDED)) is None


def test_too_little_known_force_weighs_nobody():
    force = NEEDED.copy()
    force[40:] = np.nan
    assert balanced_weight(BODY, feeling(force)) is None
