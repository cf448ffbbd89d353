"""Repetitions of a visit: cut by side, kept under names, and read back the same."""

import numpy as np

from ilium.core.movement import Movement, Repetition
from ilium.report.side_cycles import as_arrays, from_arrays, side_cycles
from ilium.stability.signals import STABILITY_ANGLE
from ilium.store.curves import pack, unpack

TIME = np.arange(0.0, 6.0, 0.01)


def _signals():
    left, right = np.sin(TIME), np.full_like(TIME, np.nan)
    return STABILITY_ANGLE.label(
        np.column_stack([left, right]),
        time=TIME,
        signal=["pelvic_drop_left", "pelvic_drop_right"],
    )


def _movement():
    repetitions = tuple(
        Repetition(number=number, side="left", start=start, end=start + 2.0)
        for number, start in ((1, 0.0), (2, 2.0))
    )
    return Movement(
        task="single_leg_squat",
        how="given",
        confidence=1.0,
        why="",
        repetitions=repetitions,
    )


def test_each_repetition_is_cut_and_a_side_without_values_is_absent():
    found = side_cycles(_signals(), _movement())
    assert set(found) == {"pelvic_drop"}
    assert set(found["pelvic_drop"]) == {"left"}
    curves = found["pelvic_drop"]["left"]
    assert curves.shape == (2, 101)
    assert np.allclose(curves[0], np.sin(np.linspace(0.0, 2.0, 101)), atol=0.02)


def test_a_store_gives_the_same_curves_back():
    found = side_cycles(_signals(), _movement())
    kept = unpack(pack(as_arrays(found)))
    again = from_arrays({**kept, "angles": _signals()})
    assert set(again) == {"pelvic_drop"}
    assert np.array_equal(again["pelvic_drop"]["left"], found["pelvic_drop"]["left"])
