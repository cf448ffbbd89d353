"""Left and right stay left and right, also where a model mixed them up."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ilium.vision.pose import LANDMARKS
from ilium.vision.swaps import ARM, LEG, PAIRS, sort_sides
from pose_tracks import exchange, standing

BODY = tuple(PAIRS)
RATES = (30.0, 60.0)


def mended(places: np.ndarray, times: np.ndarray) -> np.ndarray:
    order = sort_sides(places, times).order
    return np.take_along_axis(places, order[..., np.newaxis], axis=1)


def kinds(places: np.ndarray, times: np.ndarray) -> list[str]:
    return [each.kind for each in sort_sides(places, times).issues]


def clock(rate: float, seconds: float = 3.0) -> np.ndarray:
    return np.arange(round(rate * seconds)) / rate


@settings(max_examples=25, phases=[Phase.explicit, Phase.generate])
@given(
    start=st.integers(2, 60),
    length=st.integers(1, 25),
    parts=st.sampled_from([BODY, LEG, LEG[1:], LEG[2:], ARM, ARM[1:]]),
    rate=st.sampled_from(RATES),
    turn=st.floats(-0.6, 0.6),
)
def test_every_swap_of_body_or_limbs_is_repaired(start, length, parts, rate, turn):
    times = clock(rate)
    true = standing(times, turn=turn, seed=start)
    mixed = exchange(true, slice(start, start + length), parts)
    np.testing.assert_array_equal(mended(mixed, times), true)
    assert "sides-swapped" in kinds(mixed, times)


def test_swaps_of_the_body_and_of_limbs_at_once_are_repaired():
    times = clock(30.0, 6.0)
    true = standing(times, step=0.3, turn=0.3)
    mixed = exchange(true, slice(20, 45), BODY)
    mixed = exchange(mixed, slice(60, 61), BODY)
    mixed = exchange(mixed, slice(80, 95), LEG)
    mixed = exchange(mixed, slice(120, 126), ARM)
    np.testing.assert_array_equal(mended(mixed, times), true)


def test_somebody_who_walks_aside_is_left_alone():
    times = clock(30.0)
    true = standing(times, step=0.8, turn=np.pi / 2 - 0.1)
    np.testing.assert_array_equal(mended(true, times), true)
    assert kinds(true, times) == []


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("duration", [0.6, 1.0, 2.0])
@pytest.mark.parametrize("seed", range(3))
def test_somebody_who_really_turns_round_is_left_alone(rate, duration, seed):
    """Negative control: the sides do change places, but nobody mixed them up."""
    times = clock(rate, 4.0)
    turn = np.pi * np.clip((times - 1.0) / duration, 0.0, 1.0)
    true = standing(times, turn=turn, seed=seed)
    left, right = LANDMARKS.index("hip_left"), LANDMARKS.index("hip_right")
    width = true[:, left, 0] - true[:, right, 0]
    assert width[0] > 50.0
    assert width[-1] < -50.0
    np.testing.assert_array_equal(mended(true, times), true)
    assert kinds(true, times) == []


def test_a_swap_after_a_real_turn_is_still_found():
    times = clock(30.0, 5.0)
    true = standing(times, turn=np.pi * np.clip(times - 1.0, 0.0, 1.0))
    mixed = exchange(true, slice(100, 115), BODY)
    np.testing.assert_array_equal(mended(mixed, times), true)


def test_half_of_the_frames_swapped_is_marked_and_not_guessed():
    times = clock(30.0)
    mixed = exchange(standing(times), slice(0, 45), BODY)
    found = sort_sides(mixed, times)
    assert (found.order == np.arange(33)).all()
    doubt = next(each for each in found.issues if each.kind == "sides-doubtful")
    assert doubt.severity == "serious"


def test_frames_in_which_the_sides_collapse_are_vague_and_do_not_turn_the_rest():
    times = clock(60.0)
    true = standing(times)
    blurred = true.copy()
    middle = true[70:72].mean(axis=1, keepdims=True)
    blurred[70:72] = middle + 0.1 * (true[70:72] - middle)
    found = sort_sides(blurred, times)
    assert np.flatnonzero(found.unclear).tolist() == [70, 71]
    assert (found.order == np.arange(33)).all()


def test_gaps_and_nobody_at_all_are_no_obstacle():
    times = clock(30.0)
    true = standing(times)
    true[30:60] = np.nan
    mixed = exchange(true, slice(10, 14), BODY)
    np.testing.assert_array_equal(mended(mixed, times), true)
    nobody = np.full_like(true, np.nan)
    assert kinds(nobody, times) == []


def test_feet_that_change_places_for_good_are_marked_and_not_guessed():
    times = clock(30.0)
    true = standing(times)
    mixed = exchange(true, slice(70, 90), LEG[2:])
    found = sort_sides(mixed, times)
    assert (found.order == np.arange(33)).all()
    assert [each.kind for each in found.issues] == ["sides-doubtful"]
    assert found.issues[0].start == times[70]
