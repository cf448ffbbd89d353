"""Variability beside the person's own usual, in either direction."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from ilium.core.measure import Measure
from ilium.findings.first_screen import first_screen
from ilium.findings.varied import needed, varied
from ilium.outputs.findings_json import findings_json
from ilium.report import render_report
from ilium.units import DEGREE
from people import a_squatter

NAME = "repetition_sd_pelvis_frontal"


def spread(degrees):
    reach = 0.1 * DEGREE
    value = degrees * DEGREE
    return Measure(
        name=NAME, side="left", value=value, unit="rad", n=5,
        ci_low=value - reach, ci_high=value + reach,
    )  # fmt: skip


USUAL = tuple((spread(each),) for each in (1.9, 2.0, 2.1))


@pytest.mark.parametrize(("now", "word"), [(4.0, "more varied"), (0.5, "more alike")])
def test_both_directions_outside_the_own_usual_are_findings(now, word):
    (found,) = varied([spread(now)], "single_leg_squat", USUAL)
    assert found.role == "own_usual"
    assert f"{word} than your usual" in found.sentence
    assert "left" in found.sentence


def test_within_one_standard_deviation_nothing_is_said():
    """Negative control."""
    assert varied([spread(2.0)], "single_leg_squat", USUAL) == ()


def test_without_three_earlier_visits_it_says_what_is_needed():
    assert varied([spread(4.0)], "single_leg_squat", USUAL[:2]) == ()
    assert "3 earlier visits" in needed([spread(4.0)], USUAL[:2])
    assert needed([spread(4.0)], USUAL) == ""
    assert needed([], ()) == ""


def test_it_is_ranked_on_the_first_screen_and_stands_in_its_file_and_report():
    squat = a_squatter()
    rest = tuple(each for each in squat.measures if each.name != NAME)
    analysis = replace(squat, measures=(*rest, spread(4.0)), earlier=USUAL)
    roles = [each.role for each in analysis.findings]
    assert roles.count("own_usual") == 1
    assert len(roles) <= 3
    told = json.loads(findings_json(analysis))
    assert "own_usual" in [each["role"] for each in told["findings"]]
    assert "more varied than your usual" in render_report(analysis)
    alone = replace(analysis, earlier=())
    assert "own_usual" not in [each.role for each in alone.findings]
    calm = first_screen(
        analysis.measures, analysis.movement, name="x", norms=analysis.norms
    )
    assert "0 are known" in calm.usual
