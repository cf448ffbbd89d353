"""The first screen's exercise: only where a finding asks for training."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ilium.findings.patterns import pattern_of
from ilium.programme.next_step import next_exercise
from ilium.programme.patterns import answers
from people import a_squatter


@pytest.fixture(scope="module")
def squat():
    return a_squatter().first_screen


def test_a_finding_brings_an_exercise_of_its_pattern(squat):
    given = next_exercise(squat, "single_leg_squat")
    assert given is not None
    assert given.id in answers()[pattern_of(squat.shown[0].name)]
    assert len(given.pictures) == 2
    assert all(each.startswith("<svg") for each in given.pictures)
    assert given.sentence


def test_its_title_has_name_dose_and_days(squat):
    given = next_exercise(squat, "single_leg_squat")
    assert given is not None
    name, dose = given.title.split(": ")
    assert name
    assert "×" in dose
    assert dose.endswith("days a week")


def test_without_a_finding_that_asks_for_training_there_is_none(squat):
    """Negative control."""
    calm = replace(squat, findings=())
    assert next_exercise(calm, "single_leg_squat") is None
