"""The simulated story: told the same every time, and marked as simulated everywhere."""

import pytest

from ilium.findings.language import speaking
from ilium.programme.retest import retest
from ilium.progress.week_six import pain_course, pelvis_course
from ilium.report.progress_page import render_progress
from ilium.story.pages import make_story, progress_of, write_story
from ilium.story.weeks import AWAY, WEEKS
from untranslated import untranslated


@pytest.fixture(scope="module")
def told():
    return make_story()


def test_the_pelvis_is_steadier_on_both_sides_beyond_its_error(told):
    found = retest(told.history, task="single_leg_squat")
    assert found is not None
    assert {each.verdict for each in found.sides.values()} == {"changed"}
    assert pelvis_course(found) == pain_course(found.pain) == "better"
    left, right = found.sides["left"], found.sides["right"]
    assert left.before - right.before > left.after - right.after


def test_twelve_weeks_are_given_out_and_one_is_missed(told):
    assert len(told.weeks) == WEEKS
    trained = {
        number
        for number, week in enumerate(told.weeks, start=1)
        if any(0 <= (each.date - week.date).days < 7 for each in told.history.sessions)
    }
    assert trained == set(range(1, WEEKS + 1)) - {AWAY}
    assert told.weeks[-1].level > told.weeks[0].level


def test_every_page_says_that_it_is_simulated(told, tmp_path):
    write_story(told, tmp_path)
    pages = [*tmp_path.rglob("*.html"), *tmp_path.rglob("week-*.txt")]
    assert len(pages) == 4 + 1 + WEEKS
    for page in pages:
        assert "simulated" in page.read_text(encoding="utf-8"), page.name


def test_the_story_is_the_same_every_time(told):
    again = make_story()
    assert again.history == told.history
    assert render_progress(progress_of(again)) == render_progress(progress_of(told))


def test_every_word_of_its_page_comes_from_the_catalogue(told):
    with speaking("xx"):
        page = render_progress(progress_of(told))
    assert untranslated(page, *(each.words for each in told.history.goals)) == []
