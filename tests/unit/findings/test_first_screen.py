"""One headline, at most three findings, one next step."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import a_movement
from ilium.catalogue import kind_of
from ilium.core.measure import Measure
from ilium.core.movement import TASKS
from ilium.findings.first_screen import NOTABLE, first_screen
from ilium.findings.references import attach
from ilium.findings.rules import speaking_order
from ilium.findings.words import spoken
from ilium.report.page import build_first_screen
from ilium.units import DEGREE
from people import a_jumper, a_squatter


def screen_of(analysis):
    return build_first_screen(analysis)


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


@pytest.mark.parametrize("analysis", [a_squatter(17, 3), a_squatter(5, 5), a_jumper()])
def test_a_cue_answers_only_what_differs_and_is_given_once(analysis):
    found = screen_of(analysis).findings
    cues = [each.cue for each in found if each.cue]
    assert all(each.role in NOTABLE for each in found if each.cue)
    assert len(cues) == len(set(cues))


def test_somebody_who_differs_gets_a_cue():
    assert any(each.cue for each in screen_of(a_squatter(17, 3)).findings)


def test_one_repetition_is_to_be_confirmed():
    assert "to be confirmed" in screen_of(a_squatter(9, 3, times=1)).next_step


def test_a_large_error_silences_the_difference():
    """Negative control: the same numbers with ten times the error say nothing."""
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
    assert standing(4) == "Your pelvis is 4° lower on the left (±2°)."
    assert standing(-4) == "Your pelvis is 4° lower on the right (±2°)."


def a_measure(name, side, degrees, reference=""):
    return Measure(
        name=name,
        side=side,
        value=degrees * DEGREE,
        unit="rad",
        sem=1.0 * DEGREE,
        n=5,
        reference=reference,
    )


def two_sided(name, left, right, *others, task="squat"):
    measures = (a_measure(name, "left", left), a_measure(name, "right", right), *others)
    return first_screen(measures, a_movement(task), name="two legs")


def test_a_difference_is_said_of_the_side_that_moves_and_in_its_direction():
    outwards = two_sided("hip_adduction_peak", -7, 0).headline
    assert outwards == "On the left your thigh leans outwards 7° more (±3°)."
    inwards = two_sided("hip_adduction_peak", 0, 7).headline
    assert inwards == "On the right your thigh leans inwards 7° more (±3°)."


def test_what_is_steady_comes_before_the_main_difference():
    lower = a_measure("pelvic_obliquity_at_bottom", "both", -5)
    found = two_sided("fppa_joint_centres_peak", 1, 2, lower)
    assert found.headline == (
        "Your knees line up alike; at the deepest point your pelvis is 5° lower on "
        "the right (±2°)."
    )
    assert found.findings[0].sentence == "What works: your knees line up alike"


def test_a_tilted_pelvis_is_not_called_alike():
    """Sides that are alike do not hide a pelvis away from level."""
    lower = a_measure("pelvic_obliquity_at_bottom", "both", -5)
    level = a_measure("pelvic_obliquity_at_bottom", "both", -1)
    assert "alike, as far" not in two_sided("hip_adduction_peak", 1, 1, lower).headline
    assert "alike, as far" in two_sided("hip_adduction_peak", 1, 1, level).headline


def test_the_headline_and_the_card_name_the_same_place():
    turned = a_measure(
        "pelvic_yaw_take_off_to_landing", "both", 9, "target-yaw-in-flight"
    )
    found = first_screen((turned,), a_movement("drop_jump"), name="jump")
    place = "a little beyond the training target"
    assert place in found.headline
    assert place in found.findings[0].sentence


def test_a_range_that_was_not_checked_decides_nothing():
    far = [
        a_measure("pelvic_drop_excursion", side, 20, "recalled-walking-pelvic-range")
        for side in ("left", "right")
    ]
    found = first_screen(far, a_movement("walk"), name="walk")
    assert [each.role for each in found.findings] == ["alike"]


def test_forces_alone_say_that_they_are_alone():
    height = replace(a_measure("jump_height_flight_time", "both", 1), unit="m")
    found = first_screen((height,), a_movement("countermovement_jump"), name="plate")
    assert found.headline.startswith("Only forces were recorded")


@pytest.mark.parametrize("name", sorted({n for t in TASKS for n in speaking_order(t)}))
def test_every_speaking_measure_exists_and_has_plain_words(name):
    kind = kind_of(name)
    whole = spoken(name, "level") or spoken(name, "whole", number=1)
    assert whole or (spoken(name, "subject") and spoken(name, "alike"))
    if spoken(name, "level"):
        assert spoken(name, "lean", number=1, side="left", who="")
        assert not kind.positive.startswith("always")


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


def test_a_difference_below_five_degrees_is_said_to_be_common():
    measures = [
        a_measure("fppa_joint_centres_peak", "left", 8),
        a_measure("fppa_joint_centres_peak", "right", 4),
    ]
    said = first_screen(measures, a_movement("squat"), name="x")
    assert said.findings[0].role == "slight"
    assert "common" in said.findings[0].sentence
    assert said.findings[0].cue == ""
    assert "Repeat on another day" not in said.next_step


def test_a_difference_is_to_be_confirmed_until_it_was_there_before():
    analysis = a_squatter(17, 3)
    once = analysis.first_screen.findings
    again = replace(analysis, earlier=(analysis.measures,)).first_screen.findings
    other = replace(
        analysis, earlier=(a_squatter(3, 17).measures,)
    ).first_screen.findings
    said = [
        next(each.remark for each in found if each.role == "difference")
        for found in (once, again, other)
    ]
    assert said[0] == said[2] == "Seen once, to be confirmed on another day."
    assert said[1] == "Seen on the same side on an earlier day too."


def test_a_finding_carries_its_band_origin_and_proof():
    analysis = a_squatter(17, 3)
    found = next(e for e in analysis.findings if e.pair.name == "pelvic_drop_peak")
    assert found.bands == {"left": "outside", "right": "usual"}
    assert found.origin == "level-on-one-leg"
    assert found.cue_id == "cue.level"
    assert (found.proof.side, found.proof.curve) == ("left", "pelvic_drop")
    repetition = next(
        e
        for e in analysis.movement.repetitions
        if (e.side, e.number) == ("left", found.proof.repetition)
    )
    assert found.proof.time == repetition.events["bottom"]


def test_a_clip_that_cannot_answer_says_what_to_do_first():
    analysis = a_squatter(17, 3)
    found = first_screen(
        analysis.measures, analysis.movement, name="clip", gate="step closer"
    )
    assert found.headline == "This clip cannot answer yet: step closer."
    assert found.findings == ()
    assert found.next_step == "Step closer, then film the movement again."


@pytest.mark.parametrize(
    ("tier", "said"),
    [
        ("lab", "measured with: laboratory"),
        ("video_a", "stickers or several cameras, ±3°"),
        ("video_b", "camera only, ±4°"),
    ],
)
def test_the_context_says_how_it_was_measured_and_how_well(tier, said):
    measures = [
        replace(each, tier=tier, sem=float("nan"), reference="")
        for each in a_squatter().measures
    ]
    movement = a_squatter().movement
    found = first_screen(attach(measures, movement), movement, name="x")
    assert said in found.context
    assert ("laboratory" in found.headline) <= (tier == "lab")


def test_a_pelvis_that_lifts_beyond_the_target_is_not_said_to_stay_level():
    def held(degrees):
        one = Measure(
            name="pelvic_drop_mean",
            side="left",
            value=degrees * DEGREE,
            unit="rad",
            tier="video_b",
        )
        movement = a_movement("single_leg_standing")
        return first_screen(attach([one], movement), movement, name="beam")

    lifted = held(-15.0).headline
    assert "stays level" not in lifted
    assert "lifts 15°" in lifted
    assert held(2.0).headline != lifted
