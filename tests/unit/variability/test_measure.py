"""The stage as a whole: posed people whose repetitions vary in a known way."""

from __future__ import annotations

import json
from types import SimpleNamespace

import numpy as np
import pytest

from builders import a_body, a_clock
from ilium.conventions import SIDES, other
from ilium.outputs.variability_records import exact, value_record
from ilium.symmetry.consistency import consistency
from ilium.symmetry.side_curves import compare_side_curves
from ilium.units import DEGREE
from ilium.variability.axes import place_on_axes
from ilium.variability.measure import measure_variability
from ilium.variability.record import repeat
from ilium.variability.signals import signal
from movements import bump
from varied_squats import people


def by_side(measures):
    return {(each.name, each.side): each for each in measures}


def test_a_known_rotation_is_the_signal_towards_the_stance_side():
    time = a_clock(1.0, 50.0)
    shape = bump(time, 0.0, 1.0) * DEGREE
    body = a_body(time, obliquity=6.0 * shape, rotation=9.0 * shape)
    for side in SIDES:
        frontal = signal(body, "pelvis_frontal", side)
        middle = time.size // 2
        assert abs(frontal[middle]) == pytest.approx(6.0 * DEGREE, abs=0.1 * DEGREE)
    left, right = (signal(body, "pelvis_transverse", side) for side in SIDES)
    np.testing.assert_allclose(left, -right, atol=1e-9)
    assert np.abs(left).max() == pytest.approx(9.0 * DEGREE, abs=0.2 * DEGREE)


def test_more_varied_repetitions_spread_more():
    calm = by_side(measure_variability(*people()).measures)
    wild = by_side(measure_variability(*people(wobble=(3.0, 1.0))).measures)
    name = "repetition_sd_pelvis_frontal"
    ratio = wild[name, "left"].value / calm[name, "left"].value
    assert ratio == pytest.approx(3.0, rel=0.02)
    assert wild[name, "right"].value == pytest.approx(calm[name, "right"].value)


def test_repetitions_that_are_all_alike_do_not_vary():
    found = measure_variability(*people(wobble=(0.0, 0.0)))
    for spread in found.spreads.values():
        assert spread.mean_sd.value < 1e-9
    for each in found.coupled:
        assert each.coding.raw_variability.value < 1e-6


def test_the_pelvis_arrives_as_spread_as_it_was_made():
    body, movement = people(wobble=(2.0, 2.0), count=20)
    found = measure_variability(body, movement)
    for side in SIDES:
        whole = [
            signal(body, "pelvis_frontal", side)[np.searchsorted(body.time, each)]
            for each in (
                rep.events["bottom"] for rep in movement.repetitions if rep.side == side
            )
        ]
        expected = np.std(whole, ddof=1)
        value = found.end_points["pelvis_level", side]
        assert value.value == pytest.approx(expected, rel=1e-3)
        assert value.ci_low < value.value < value.ci_high


def test_a_mirrored_person_exchanges_the_sides_and_nothing_else():
    one = by_side(measure_variability(*people(wobble=(2.0, 1.0))).measures)
    mirrored = by_side(
        measure_variability(*people(wobble=(2.0, 1.0), mirror=True)).measures
    )
    for (name, side), each in one.items():
        there = mirrored[name, other(side) if side != "both" else side]
        assert there.value == pytest.approx(each.value, rel=1e-6), name
        assert there.n == each.n
    name = "repetition_sd_pelvis_frontal"
    assert mirrored[name, "left"].value != pytest.approx(one[name, "left"].value)


@pytest.mark.parametrize("task", ["single_leg_squat", "single_leg_hop", "drop_jump"])
def test_ten_jumps_never_yield_a_lyapunov_exponent(task):
    found = measure_variability(*people(count=10, task=task))
    assert not found.structure
    reasons = {each.what: each for each in found.refused}
    for name in ("local_dynamic_stability", "stride_time_dfa", "pelvis_sample_entropy"):
        assert "the seams are not movement" in reasons[name].why
        assert reasons[name].enough


def test_one_repetition_yields_no_number():
    body, movement = people(count=1)
    found = measure_variability(body, movement)
    assert not found.coupled
    assert not found.spreads
    assert any("needs at least 3" in each.why for each in found.refused)


def test_quiet_standing_has_no_repetitions_to_compare():
    body, movement = people(task="quiet_standing")
    assert not measure_variability(body, movement).measures


def test_every_value_of_the_stage_repeats_from_json():
    body, movement = people()
    for each in measure_variability(body, movement).coupled:
        value = each.coding.variability
        stored = json.loads(json.dumps(value_record(value)))
        again = repeat(stored["record"], each.proximal, each.distal)
        assert again.value == value.value == stored["value"]
    assert exact({"a": np.float64(0.1), "b": [float("nan")]}) == {"a": 0.1, "b": [None]}


def placed(measures, name, side, **given):
    there = place_on_axes(measures, task="single_leg_squat", **given)
    return next(
        each for each in there if (each.measure.name, each.measure.side) == (name, side)
    )


NAME = "repetition_sd_pelvis_frontal"


def test_the_other_limb_is_the_comparison_where_there_is_nothing_better():
    measures = measure_variability(*people(wobble=(6.0, 1.0), count=12)).measures
    assert placed(measures, NAME, "left").against == "other_limb"
    assert placed(measures, NAME, "left").label == "higher"
    assert placed(measures, NAME, "right").label == "lower"
    alike = measure_variability(*people(count=12)).measures
    assert placed(alike, NAME, "left").label == "within"


def test_three_earlier_visits_are_the_own_baseline():
    measures = measure_variability(*people(wobble=(6.0, 6.0), count=12)).measures
    visits = [
        measure_variability(*people(count=12, seed=seed)).measures for seed in (1, 2, 3)
    ]
    now = placed(measures, NAME, "left", earlier=visits)
    assert (now.against, now.label) == ("baseline", "higher")
    assert now.low <= now.percentile <= now.high
    assert placed(measures, NAME, "left", earlier=visits[:2]).against == "other_limb"


def test_without_anything_alike_there_is_no_reference():
    measures = [
        each for each in measure_variability(*people()).measures if each.side != "right"
    ]
    alone = placed(measures, NAME, "left")
    assert (alone.against, alone.label) == ("none", "none")


def test_left_against_right_finds_the_stretch_that_differs():
    body, movement = people(count=10)
    curves = measure_variability(body, movement).curves()
    before = {each.name: each for each in compare_side_curves(curves)}
    assert not before["pelvis_frontal"].test.differs
    shape = np.zeros(101)
    shape[30:61] = 4.0 * DEGREE
    moved = {**curves["pelvis_frontal"]}
    moved["left"] = moved["left"] + shape
    (after,) = compare_side_curves({"pelvis_frontal": moved})
    start, end = after.percent(after.test.stretches[0])
    assert 28 <= start <= 31
    assert 59 <= end <= 62
    assert after.test.stretches[0].p < 0.01
    again = compare_side_curves({"pelvis_frontal": moved})[0]
    assert again.test.threshold == after.test.threshold


def test_three_repetitions_a_side_cannot_tell_and_say_so():
    body, movement = people(count=3)
    compared = compare_side_curves(measure_variability(body, movement).curves())
    assert compared
    assert not any(each.can_tell or each.test.differs for each in compared)


def test_consistency_tells_beyond_from_within_the_own_spread():
    random = np.random.default_rng(1)

    def rows(left, right):
        made = []
        for side, middle in (("left", left), ("right", right)):
            for number in range(8):
                value = middle + random.standard_normal()
                made.append(
                    SimpleNamespace(
                        name="pelvic_drop",
                        side=side,
                        value=value,
                        repetition=number + 1,
                        flags=(),
                    )
                )
        return consistency(made)[0]

    far, near = rows(10.0, 2.0), rows(5.0, 5.0)
    assert (far.side, far.share, far.beyond) == ("left", 1.0, True)
    assert not near.beyond
    assert 0.5 <= near.share < 0.9
    assert rows(2.0, 10.0).side == "right"
