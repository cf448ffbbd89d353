"""A coach's hand on findings: kept with who and when, whatever is analysed later."""

from __future__ import annotations

import datetime as dt

from ilium.findings.language import speaking
from ilium.programme.edited import edited
from ilium.programme.history import Override

DAY = dt.date(2024, 1, 8)
ROWS = (
    {"role": "context", "sentence": "Lunge"},
    {"role": "headline", "sentence": "Your pelvis drops on the left."},
    {"role": "difference", "sentence": "6° more", "measure": "pelvic_drop_peak"},
    {"role": "works", "sentence": "level", "measure": "trunk_lean_peak"},
    {"role": "next_step", "sentence": "Record again."},
)


def a_change(action, target="", value="", day=DAY):
    return Override(
        date=day,
        who="IB",
        reason="seen live",
        action=action,
        target=target,
        value=value,
    )


def test_without_changes_a_result_says_what_it_said():
    assert [each.sentence for each in edited(ROWS, (), 1)] == [
        each["sentence"] for each in ROWS
    ]


def test_a_result_speaks_the_language_that_is_spoken_now():
    row = {"role": "headline", "sentence": "Level.", "said": {"de": "Waagerecht."}}
    assert edited([row], (), 1)[0].sentence == "Level."
    with speaking("de"):
        assert edited([row], (), 1)[0].sentence == "Waagerecht."
        assert edited(ROWS, (), 1)[1].sentence == ROWS[1]["sentence"]


def test_a_hidden_finding_is_marked_with_who_hid_it():
    said = edited(ROWS, [a_change("hide_finding", "pelvic_drop_peak")], 1)
    (hidden,) = (each for each in said if each.hidden)
    assert hidden.measure == "pelvic_drop_peak"
    assert hidden.by is not None
    assert (hidden.by.who, hidden.by.date) == ("IB", DAY)


def test_the_newest_change_of_a_finding_holds():
    first = a_change("reword_finding", "headline", "Level today.")
    second = a_change("reword_finding", "headline", "Nearly level.")
    said = edited(ROWS, [first, second], 1)
    assert said[1].sentence == "Nearly level."
    assert said[1].by == second


def test_an_added_finding_stands_before_the_next_step():
    said = edited(ROWS, [a_change("add_finding", value="You breathe calmly.")], 1)
    assert [each.role for each in said][-2:] == ["added", "next_step"]


def test_a_later_analysis_does_not_undo_it_and_one_result_can_be_meant_alone():
    always = a_change("hide_finding", "pelvic_drop_peak")
    once = a_change("hide_finding", "7/trunk_lean_peak")
    hidden = {
        number: [
            each.measure for each in edited(ROWS, [always, once], number) if each.hidden
        ]
        for number in (7, 8)
    }
    assert hidden[7] == ["pelvic_drop_peak", "trunk_lean_peak"]
    assert hidden[8] == ["pelvic_drop_peak"]


def test_a_change_of_another_finding_changes_nothing():
    """Negative control."""
    said = edited(ROWS, [a_change("hide_finding", "hip_adduction_peak")], 1)
    assert not any(each.by for each in said)
