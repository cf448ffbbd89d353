"""The ± beside a number, zones, and shares of people."""

from __future__ import annotations

import math

import pytest

from ilium.core.measure import Measure
from ilium.findings.error import half_width, one_in, zone
from ilium.findings.norms import Reference
from ilium.findings.numbers import digits, write
from ilium.findings.pairs import pair_up
from ilium.units import DEGREE, in_unit

NAKAGAWA = Reference(
    name="n", measure="pelvic_drop_peak", tasks=("single_leg_squat",), unit="rad",
    kind="published", people="adults", title="t", source="s", protocol="p",
    mean=7.4 * DEGREE, sd=3.8 * DEGREE, high=11.2 * DEGREE, near=15.0 * DEGREE,
)  # fmt: skip


def a_drop(degrees, side="left", **more):
    values = {"sem": 1.08 * DEGREE, **more}
    return Measure(
        name="pelvic_drop_peak", side=side, value=degrees * DEGREE, unit="rad", **values
    )


def test_the_error_is_the_larger_of_measurement_and_repetitions():
    assert half_width(a_drop(5)) == pytest.approx(1.96 * 1.08 * DEGREE)
    spread = a_drop(5, sd=4 * DEGREE, n=4)
    assert half_width(spread) == pytest.approx(3.182446 * 4 * DEGREE / 2)


def test_two_repetitions_do_not_set_an_interval():
    pair = a_drop(5, sd=4 * DEGREE, n=2)
    assert half_width(pair) == pytest.approx(1.96 * 1.08 * DEGREE)


def test_without_any_known_error_there_is_none():
    assert math.isnan(half_width(a_drop(5, sem=math.nan)))


@pytest.mark.parametrize(
    ("degrees", "expected"),
    [(3, "usual"), (12.0, "usual"), (12.4, "near"), (15.9, "near"), (16.2, "outside")],
)
def test_a_zone_is_entered_only_beyond_its_limit_by_one_standard_error(
    degrees, expected
):
    assert zone(a_drop(degrees), NAKAGAWA) == expected


def test_without_a_standard_error_the_limit_itself_counts():
    """Negative control of the rule above."""
    assert zone(a_drop(12.0, sem=math.nan), NAKAGAWA) == "near"


def test_one_in_six_people_lie_a_standard_deviation_out():
    assert one_in(a_drop(11.2), NAKAGAWA) == 6
    assert one_in(a_drop(7.4), NAKAGAWA) == 2


def test_a_target_has_no_share_of_people():
    from dataclasses import replace

    assert one_in(a_drop(11.2), replace(NAKAGAWA, kind="target")) == 0


def test_a_difference_carries_both_errors():
    pair = pair_up([a_drop(9, "left"), a_drop(3, "right")])["pelvic_drop_peak"]
    assert pair.read(pair.difference) == pytest.approx(6.0)
    assert pair.read(pair.error) == pytest.approx(1.96 * 1.08 * math.sqrt(2))
    assert pair.beyond_error
    assert pair.larger == "left"


def test_numbers_are_written_in_peoples_units_with_a_true_minus():
    assert in_unit(math.pi, "rad", "deg") == pytest.approx(180.0)
    assert write(-7.4, "deg", 2.1) == "−7° ± 2°"
    assert digits(-0.4, "deg") == "0"
    assert write(math.nan, "deg") == "–"


def test_an_error_is_never_written_as_nothing():
    assert write(667.2, "ms", 0.3) == "667.2 ± 0.3 ms"
    assert write(745.1, "N", 0.04) == "745.10 ± 0.04 N"
    assert write(5.0, "deg", 2.0) == "5° ± 2°"
