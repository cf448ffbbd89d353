"""Ranges and errors: complete rows, by tier; a laboratory's own go first."""

from __future__ import annotations

import math

import pytest

from builders import a_movement
from fuzz.words import NORMS
from ilium.catalogue import KINDS
from ilium.core.measure import Measure
from ilium.core.movement import TASKS
from ilium.errors import InputError, UnknownNameError
from ilium.findings.error import one_in, zone
from ilium.findings.norm_files import own_norms, read_norms
from ilium.findings.norms import RANGE_OF_MDC, TIERS
from ilium.findings.references import attach
from ilium.findings.rules import cue_for, cues, origin_of, origin_sentences
from ilium.findings.words import has, say
from ilium.units import DEGREE

OWN = own_norms()
NAMES = {each.name for each in KINDS}


@pytest.mark.parametrize("row", OWN.references, ids=lambda each: each.name)
def test_every_row_says_how_whom_and_from_where(row):
    assert row.protocol
    assert row.people
    assert row.title
    assert set(row.tiers) <= set(TIERS)
    assert bool(row.source) == (row.kind == "published")
    assert math.isnan(row.mean) == math.isnan(row.sd)


@pytest.mark.parametrize("row", OWN.errors, ids=lambda each: each.title)
def test_every_error_says_how_and_from_where(row):
    assert row.protocol
    assert row.title
    assert row.sem > 0
    assert bool(row.source) == (row.kind == "published")


def test_no_target_is_said_to_be_a_usual_range():
    for row in OWN.references:
        words = f"{row.title} {row.name}".lower()
        assert ("target" in words) == (row.kind == "target")
        kind = say(f"kind.{row.kind}").lower()
        line = say(f"range.{row.kind}", limits="", people="", title="").lower()
        assert ("usual range" in line) == (row.kind == "published")
        assert (row.kind == "published") or ("published" not in kind)


def test_only_a_target_holds_for_every_way_to_capture_by_itself():
    """The gap that evidence names: no norm for a phone's pelvic drop."""
    for tier in ("video_a", "video_b"):
        (drop,) = attach([a_drop(tier=tier)], a_movement("single_leg_squat"))
        assert drop.reference == ""
        (roll,) = attach(
            [a_drop("kickback_pelvic_roll", tier=tier)],
            a_movement("kickback_quadruped"),
        )
        assert OWN.named(roll.reference).kind == "target"


def a_drop(name="pelvic_drop_peak", degrees=9.0, **more):
    value = degrees * DEGREE
    return Measure(name=name, side="left", value=value, unit="rad", **more)


@pytest.mark.parametrize(
    ("tier", "task", "flags", "mdc"),
    [
        ("lab", "step_down", (), 3.0),
        ("video_a", "step_down", (), 4.0),
        ("video_a", "run", (), 2.8),
        ("video_b", "step_down", (), 6.0),
        ("video_b", "run", (), 6.0),
        ("video_b", "step_down", ("not-square-on",), 12.0),
    ],
)
def test_the_pelvic_drop_has_the_error_of_its_tier(tier, task, flags, mdc):
    (drop,) = attach([a_drop(tier=tier, flags=flags)], a_movement(task))
    assert drop.sem * RANGE_OF_MDC == pytest.approx(mdc * DEGREE)


def test_an_error_is_never_divided_by_the_root_of_the_repetitions():
    one, ten = (
        attach([a_drop(n=n, tier="video_b")], a_movement("lunge"))[0] for n in (1, 10)
    )
    assert one.sem == ten.sem


def test_a_camera_alone_has_no_error_for_turning():
    (turn,) = attach(
        [a_drop("pelvic_rotation_peak", tier="video_b")], a_movement("lunge")
    )
    assert math.isnan(turn.sem)


@pytest.fixture
def lab(tmp_path):
    file = tmp_path / "lab.toml"
    file.write_text(NORMS, encoding="utf-8")
    return file


def test_a_laboratorys_own_rows_go_before_iliums(lab):
    (drop,) = attach([a_drop()], a_movement("single_leg_squat"), read_norms(lab))
    assert drop.reference == "our-lab-drop"
    assert drop.sem * RANGE_OF_MDC == pytest.approx(2.0 * DEGREE)
    reference = read_norms(lab).named("our-lab-drop")
    assert zone(drop, reference) == "near"
    assert one_in(drop, reference) == 15


def test_a_row_of_the_same_name_takes_iliums_place(lab):
    text = NORMS.replace("our-lab-drop", "nakagawa-2012-pelvic-drop")
    lab.write_text(text, encoding="utf-8")
    found = read_norms(lab)
    assert found.named("nakagawa-2012-pelvic-drop").n == 40
    assert len(found.references) == len(OWN.references)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('unit = "deg"', 'unit = "mm"', "measured in deg"),
        ("mean = 6.0", 'mean = "six"', "mean is 'six'"),
        ("sd = 2.0", "sd = -2.0", "not in order"),
        ("n = 40", "", "how many people"),
        ('protocol = "our squat to 60 degrees, 3-D markers"', "", "'protocol'"),
        ('kind = "published"', 'kind = "usual"', "kind"),
        ('source = "doi:10.1000/example"', "", "without a source"),
        ('tasks = ["single_leg_squat"]', 'tasks = ["squatting"]', "task"),
        ('measure = "pelvic_drop_peak"', 'measure = "drop"', "measure"),
        ("mdc = 2.0", "", "sem and mdc"),
        ("[[reference]]", "[reference]", "not a list of rows"),
        ("[[error]]", "[[mistake]]", "mistake"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(lab, old, new, said):
    lab.write_text(NORMS.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError, match=said):
        read_norms(lab)


def test_an_empty_file_is_no_set(lab):
    lab.write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="holds no"):
        read_norms(lab)


def test_less_is_further_where_only_a_lower_limit_counts():
    reference = OWN.named("youdas-2007-pelvis-on-femur")
    measure = a_drop("pelvis_on_femur_mean", 77.0)
    assert one_in(measure, reference) == pytest.approx(44, abs=1)
    assert one_in(a_drop("pelvis_on_femur_mean", 89.0), reference) == 1


@pytest.mark.parametrize("cue", cues(), ids=lambda each: each.say)
def test_every_cue_has_words_a_kind_and_the_origins_sentence(cue):
    assert has(cue.say)
    assert cue.note
    assert bool(cue.source) == (cue.kind == "published")
    assert cue.origin in {each.id for each in origin_sentences()}
    assert set(cue.tasks) <= set(TASKS)
    patterns = [each.replace("*", "") for each in cue.measures]
    assert all(any(part in name for name in NAMES) for part in patterns)


def test_the_origin_is_named_by_id_and_number_never_by_its_words():
    rows = origin_sentences()
    assert len({each.id for each in rows}) == len(rows)
    assert all(each.id.replace("-", "").isalpha() for each in rows)
    assert all(each.sentence > 0 for each in rows)
    assert origin_of("pelvic_drop_peak", "lunge") == "level-in-the-lunge"
    assert origin_of("pelvic_drop_peak", "single_leg_squat") == "level-on-one-leg"
    assert origin_of("pelvic_drop_at_mid_stance", "run") == "drops-at-landing"
    assert origin_of("flight_time", "drop_jump") == ""
    assert cue_for("flight_time", "drop_jump") == ""


def test_a_task_that_does_not_exist_is_named_with_the_nearest(lab):
    lab.write_text(
        NORMS.replace("single_leg_squat", "single_leg_squad"), encoding="utf-8"
    )
    with pytest.raises(UnknownNameError, match="single_leg_squat"):
        read_norms(lab)
