"""One headline, at most three findings, one next step."""

from __future__ import annotations

import pytest

from builders import a_movement
from ilium.core.measure import Measure
from ilium.findings.first_screen import first_screen
from ilium.findings.references import attach
from ilium.report.page import build_context, build_first_screen
from ilium.units import DEGREE
from people import a_jumper, a_squatter


def screen_of(analysis):
    return build_first_screen(build_context(analysis))


def test_a_difference_beyond_error_is_the_headline():
    found = screen_of(a_squatter(9, 3)).headline
    assert found == (
        "On the right your pelvis stays level; on the left it drops 6° more (±3°)."
    )


def test_mirrored_people_get_mirrored_headlines():
    found = screen_of(a_squatter(3, 9)).headline
    assert found == (
        "On the left your pelvis stays level; on the right it drops 6° more (±3°)."
    )


def test_within_error_left_and_right_look_alike():
    found = screen_of(a_squatter(5, 5.5)).headline
    assert found == "Left and right look alike, as far as this laboratory can tell."


def test_half_a_body_says_which_half():
    found = screen_of(a_jumper(half=True))
    assert found.headline.startswith("Only the right leg was recorded")
    assert "left" in found.next_step


def test_nothing_measured_says_what_to_record():
    found = first_screen((), a_movement("other"), name="empty")
    assert found.headline.startswith("This recording cannot answer yet")
    assert found.findings == ()
    assert found.next_step
    assert "no repetition" in found.context


@pytest.mark.parametrize(
    "analysis",
    [
        a_squatter(9, 3),
        a_squatter(17, 3),
        a_squatter(5, 5),
        a_jumper(),
        a_jumper(half=True),
    ],
    ids=["left drops", "left drops far", "alike", "jump", "half"],
)
def test_no_headline_is_longer_than_twenty_words_or_empty(analysis):
    found = screen_of(analysis)
    assert 1 < len(found.headline.split()) <= 20
    assert 1 <= len(found.findings) <= 3
    assert found.findings[0].sentence.startswith("What works")


def test_what_works_comes_before_what_differs():
    roles = [each.role for each in screen_of(a_squatter(17, 3)).findings]
    assert roles[0] == "works"
    assert "difference" in roles[1:]


def test_a_cue_answers_only_what_differs():
    found = screen_of(a_squatter(17, 3)).findings
    assert all(
        bool(each.cue) == (each.role in ("difference", "range")) for each in found
    )


def test_one_repetition_is_to_be_confirmed():
    assert "to be confirmed" in screen_of(a_squatter(9, 3, times=1)).next_step


def test_a_large_error_silences_the_difference():
    """Negative control: the same numbers with ten times the error say nothing."""
    from dataclasses import replace

    analysis = a_squatter(9, 3)
    vague = tuple(
        replace(each, sem=10 * each.sem, reference="")
        for each in attach(analysis.measures, analysis.movement)
    )
    found = first_screen(vague, analysis.movement, name="vague")
    assert found.headline.startswith("Left and right look alike")


def standing(degrees):
    found = Measure(
        name="pelvic_obliquity_mean",
        side="both",
        value=degrees * DEGREE,
        unit="rad",
        sem=1.08 * DEGREE,
    )
    return first_screen((found,), a_movement("quiet_standing"), name="stand").headline


def test_standing_is_level_within_error_and_lower_on_a_side_beyond_it():
    assert standing(1) == "Your pelvis is level, as far as this laboratory can tell."
    assert standing(4).startswith("Your pelvis is lower on the left by 4° (±2°).")
    assert standing(-4).startswith("Your pelvis is lower on the right by 4° (±2°).")


def summary(name, side, degrees, *flags):
    return Measure(
        name=name, side=side, value=degrees * DEGREE, unit="rad", n=5, flags=flags
    )


def squatted(*flags):
    """First screen of a squat whose only sided measure is a projection."""
    movement = a_movement("squat")
    measures = [
        summary("fppa_joint_centres_peak", side, value, *flags)
        for side, value in (("left", -40.0), ("right", 12.0))
    ]
    return first_screen(attach(measures, movement), movement, name="squat")


def test_a_foreshortened_projection_is_no_finding():
    plain, short = squatted(), squatted("foreshortened")
    assert any("fppa" in each.pair.name for each in plain.findings)
    assert short.findings == ()


def test_a_turn_is_held_against_no_range_and_no_other_side():
    movement = a_movement("walk")
    for flags in ((), ("turning",)):
        attached = attach(
            [
                summary("pelvic_drop_peak", side, value, *flags)
                for side, value in (("left", 19.0), ("right", 3.0))
            ],
            movement,
        )
        screen = first_screen(attached, movement, name="walk")
        roles = {each.role for each in screen.findings}
        assert ("difference" in roles) == (not flags)
        assert ("turn a corner" in screen.headline) == bool(flags)
        assert ("straight walk" in screen.next_step) == bool(flags)
        assert all(bool(each.reference) == (not flags) for each in attached)
