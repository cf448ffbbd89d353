"""The report in other languages: nothing on it comes from beside the catalogue."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from films import film_of
from ilium.core.movement import Movement, Repetition
from ilium.findings.language import speaking
from ilium.findings.words import say
from ilium.programme.documents import plain_table
from ilium.programme.texts import history_lines, week_lines
from ilium.programme.week import next_week
from ilium.report import render_report
from ilium.report.film_page import render_film_report
from people import a_jumper, a_squatter
from programme_lives import programme
from stick_people import standing
from untranslated import beside_the_catalogue, untranslated

PEOPLE = {
    "squats": a_squatter(17, 3),
    "few squats": a_squatter(5, 5.5, times=1),
    "a jump": a_jumper(),
    "half a body": a_jumper(half=True),
}


@pytest.mark.parametrize("name", PEOPLE)
def test_every_word_of_a_page_comes_from_the_catalogue(name):
    analysis = PEOPLE[name]
    with speaking("xx"):
        page = render_report(analysis)
    plates = [each.name for each in analysis.trial.plates]
    plates += [each.capitalize() for each in plates]
    given = [analysis.trial.name, analysis.kinematics.marker_set, *plates]
    assert untranslated(page, *filter(None, given)) == []


def film():
    """Somebody who stands on the right leg while the left side drops."""
    moving = standing(drop=lambda time: 0.17 * (time > 1.5), dots=("asis",))
    made = film_of(moving, "single_leg_standing", overlay="overlay.mp4")
    movement = Movement(
        task="single_leg_standing", how="given", confidence=1.0, why="It was named.",
        repetitions=(Repetition(number=1, side="right", start=1.5, end=3.0),),
    )  # fmt: skip
    return replace(made, movement=movement)


def test_every_word_of_a_page_from_a_film_comes_from_the_catalogue():
    made = film()
    with speaking("xx"):
        page = render_film_report(made)
    assert untranslated(page, made.planar.keypoints.name) == []


@pytest.mark.parametrize("seed", range(4))
def test_every_word_of_a_week_and_its_log_comes_from_the_catalogue(seed):
    free = ("IB", "trained", "seen in class")
    for history, week, _ in programme(seed):
        words = "|".join([*free, *(each.words for each in history.goals)])
        with speaking("xx"):
            lines = [*week_lines(week, history), *history_lines(history)]
        told = [re.sub(words, "", each) for each in lines]
        assert [each for each in told if beside_the_catalogue(each)] == []


def test_a_word_that_is_filled_in_untranslated_is_seen():
    """Negative control."""
    with speaking("xx"):
        told = say("programme.hand.add", target="Bridge")
    assert beside_the_catalogue(told) == ["Bridge"]


@pytest.mark.parametrize("language", ["de", "xx"])
def test_the_plan_is_the_same_in_every_language(language):
    history, week, today = list(programme(3, weeks=3))[-1]
    english = plain_table(week.planned)
    with speaking(language):
        assert plain_table(next_week(history, today=today).planned) == english
