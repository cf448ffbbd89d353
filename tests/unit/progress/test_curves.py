"""Curves of two visits: what differs is found, what does not is not."""

import numpy as np

from ilium.progress.curves import compare_visits

PERCENT = np.linspace(0.0, 1.0, 101)


def _visit(bump, seed, reps=8):
    rng = np.random.default_rng(seed)
    base = np.sin(np.pi * PERCENT)
    smooth = rng.normal(size=(reps, 3)) @ np.array(
        [np.ones(101), PERCENT, np.sin(2 * np.pi * PERCENT)]
    )
    hill = bump * np.exp(-(((PERCENT - 0.5) / 0.08) ** 2))
    return {"pelvic_drop": {"left": base + 0.1 * smooth + hill}}


def test_a_drop_that_vanished_in_mid_movement_is_found_there():
    (found,) = compare_visits(_visit(1.0, 1), _visit(0.0, 2))
    assert found.can_tell
    (stretch,) = found.stretches
    assert 30.0 < stretch[0] < 50.0 < stretch[1] < 70.0
    assert found.test.values[50] < 0.0


def test_visits_that_do_not_differ_show_nothing():
    (found,) = compare_visits(_visit(0.0, 3), _visit(0.0, 4))
    assert found.stretches == ()


def test_too_few_repetitions_or_another_signal_are_left_out():
    assert compare_visits(_visit(1.0, 1, reps=2), _visit(0.0, 2)) == ()
    assert compare_visits(_visit(1.0, 1), {"other": {"left": PERCENT[None]}}) == ()


def test_three_against_three_cannot_tell():
    (found,) = compare_visits(_visit(1.0, 1, reps=3), _visit(0.0, 2, reps=3))
    assert not found.can_tell
