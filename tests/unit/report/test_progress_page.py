"""The page of progress: what changed, four plots on the same weeks, no promise."""

import datetime as dt

import pytest

from ilium.findings.language import speaking
from ilium.programme.decision import day_words
from ilium.programme.history import (
    CheckResult,
    CheckValue,
    Goal,
    History,
    SessionLog,
    SetLog,
)
from ilium.programme.retest import followed
from ilium.report.progress_charts import progress_charts
from ilium.report.progress_page import Picture, Progress, render_progress
from ilium.units import DEGREE
from untranslated import untranslated

DAY = dt.date(2024, 1, 1)


def _on(day):
    return DAY + dt.timedelta(days=day)


def _check(day, left):
    value = CheckValue(
        measure="pelvic_drop_peak", side="left", value=left * DEGREE, unit="rad",
        tier="video_a", sem=1.44 * DEGREE, sd=0.5 * DEGREE, n=5,
    )  # fmt: skip
    return CheckResult(date=_on(day), task="single_leg_squat", values=(value,))


@pytest.fixture
def history():
    rows = (SetLog(exercise="E5", sets=3, reps=10, load=4.0),)
    sessions = tuple(
        SessionLog(date=_on(day), pain_during=pain, pain_next_morning=pain, rows=rows)
        for day, pain in ((0, 5), (3, 4), (38, 2))
    )
    goals = tuple(
        Goal(date=_on(day), words="<b>lunges</b>", able=able, confident=able)
        for day, able in ((0, 3), (42, 7))
    )
    return History(
        checks=(_check(0, 12), _check(42, 7)), sessions=sessions, goals=goals
    )


def test_the_verdict_comes_before_the_line(history):
    page = render_progress(Progress(history=history))
    assert page.index(">Changed<") < page.index("<h1>Your left side: 12° → 7°")


def test_the_four_plots_share_their_weeks(history):
    charts = progress_charts(history, followed(history))
    assert [each.key for each in charts] == [
        f"progress-{key}" for key in ("pelvis", "work", "pain", "own")
    ]
    assert len({each.x_range for each in charts}) == 1


def test_each_check_shows_its_error(history):
    (pelvis, *_) = progress_charts(history, followed(history))
    assert sum(line.style.endswith("whisker") for line in pelvis.lines) == 2
    assert "±" in pelvis.table.rows[0][2]


def test_words_of_people_are_escaped(history):
    page = render_progress(Progress(history=history))
    assert "<b>lunges" not in page
    assert "&lt;b&gt;lunges" in page


def test_a_simulated_person_is_called_so_and_a_real_one_is_not(history):
    assert "simulated" in render_progress(Progress(history=history, simulated=True))
    assert "simulated" not in render_progress(Progress(history=history))


def test_without_a_check_it_says_what_to_record():
    assert "No check yet" in render_progress(Progress(history=History()))


def test_pictures_stand_with_their_words(history):
    picture = Picture(title="Before", svg="<svg></svg>", sentence="It drops 12°.")
    page = render_progress(Progress(history=history, pictures=(picture,)))
    assert "It drops 12°." in page


def test_every_word_of_the_page_comes_from_the_catalogue(history):
    with speaking("xx"):
        page = render_progress(Progress(history=history, simulated=True))
        empty = render_progress(Progress(history=History()))
    assert untranslated(page, *(each.words for each in history.goals)) == []
    assert untranslated(empty) == []


def test_a_third_language_is_one_file_for_this_page_too(history, tmp_path):
    french = [
        ("progress.verdict_changed", "Changed", "Changé"),
        ("progress.charts", "Week by week", "Semaine après semaine"),
        ("programme.weekday.1", "Monday", "lundi"),
        ("programme.month.1", "January", "janvier"),
    ]
    rows = [f'msgctxt "{a}"\nmsgid "{b}"\nmsgstr "{c}"\n' for a, b, c in french]
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'
    (tmp_path / "fr.po").write_text("\n".join([head, *rows]), encoding="utf-8")
    with speaking("fr", tmp_path):
        page = render_progress(Progress(history=history))
        assert day_words(DAY) == "lundi, 1 janvier"
    assert '<html lang="fr">' in page
    assert page.count("Changé") == page.count("Semaine après semaine") == 1
    assert "2,5" in page
