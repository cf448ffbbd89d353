"""The panel on variability: what it shows, in words that a client may read."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from ilium.findings.words import say
from ilium.outputs.documents import records_json
from ilium.report import render_report
from ilium.report.page import build_context
from ilium.report.pdf_blocks import _BLOCKS
from ilium.report.sections.asymmetry import asymmetry
from ilium.report.sections.variability import variability
from ilium.symmetry.side_curves import compare_side_curves
from ilium.variability.measure import measure_variability
from people import analysed
from varied_squats import people


@pytest.fixture(scope="module")
def analysis():
    """Squats, eight of each leg, whose repetitions were compared."""
    body, movement = people(drop=(14.0, 4.0))
    made = analysed(body, movement, name="varied squats")
    found = measure_variability(made.kinematics, made.movement)
    return replace(
        made,
        variability=found,
        side_curves=compare_side_curves(found.curves()),
        measures=(*made.measures, *found.measures),
    )


@pytest.fixture(scope="module")
def section(analysis):
    return variability(build_context(analysis))


def test_the_panel_stands_in_the_report_and_says_its_numbers(analysis, section):
    page = render_report(analysis)
    assert say("section.variability") in page
    for sentence in section.view["words"]:
        assert sentence
    assert "95 % interval" in section.view["words"][0]
    assert say("variability.not_known") in section.view["words"]


def test_every_plot_has_its_numbers_beside_it(section):
    assert section.view["charts"]
    for chart in section.view["charts"]:
        assert chart.table.rows
        assert chart.sentence
    for strip in section.view["strips"]:
        assert strip.table.rows
        assert "aria-label" in strip.svg


def test_coordination_and_end_points_are_kept_apart(section):
    assert section.view["coordination"].rows
    assert section.view["end_points"].rows
    titles = {row[0] for row in section.view["end_points"].rows}
    assert titles.isdisjoint(row[0] for row in section.view["coordination"].rows)


def test_the_evidence_for_and_against_is_one_click_away(section):
    evidence = " ".join(section.view["evidence"])
    for word in ("More variability", "Less", "No difference", "not known"):
        assert word in evidence
    assert "hypothesis" in evidence


def test_what_ten_squats_do_not_allow_is_said_with_what_would_be_enough(section):
    refused = " ".join(why for _, why in section.view["refused"])
    assert "the seams are not movement" in refused
    assert "Record at least" in refused


def test_left_against_right_is_one_plain_sentence_a_signal(section):
    assert section.view["sides"]
    assert any("differ from" in each and "%" in each for each in section.view["sides"])


def test_the_asymmetry_section_says_how_consistently(analysis):
    rows = asymmetry(build_context(analysis)).view
    drop = next(
        verdict
        for row, verdict, _ in (*rows["first"], *rows["rest"])
        if row.name == "pelvic_drop_peak"
    )
    assert "larger in 100 % of pairs of repetitions, by more than" in drop


def test_the_pdf_has_the_same_words(section):
    blocks = json.dumps(_BLOCKS["variability"](section.view), default=str)
    assert say("variability.sides") in blocks
    assert say("variability.evidence") in blocks


def test_records_hold_every_value_and_come_out_the_same_twice(analysis):
    text = records_json(analysis)
    assert text == records_json(analysis)
    records = json.loads(text)
    coded = records["variability"]["coordination"][0]["variability"]
    assert coded["record"]["measure"] == "vector_coding"
    assert coded["record"]["arguments"] == ["still", "short"]
    tested = records["variability"]["left_against_right"][0]
    assert {"seed", "permutations", "stretches", "t"} <= set(tested)
    held = {each["name"]: each for each in records["asymmetry"]}
    assert held["pelvic_drop_peak"]["share"] == 1.0


def test_a_recording_without_repetitions_has_no_panel(analysis):
    bare = replace(analysis, variability=type(analysis.variability)())
    assert variability(build_context(bare)) is None
    assert json.loads(records_json(bare))["variability"] == {}
