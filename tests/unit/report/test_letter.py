"""The letter: only what was ticked, one page, no name, no causes."""

from __future__ import annotations

import datetime as dt
import io
import re

import pytest

from ilium.errors import InputError, UnknownNameError
from ilium.findings.language import speaking
from ilium.findings.translations import languages
from ilium.programme.history import (
    CheckResult,
    CheckValue,
    Goal,
    History,
    PlannedExercise,
    PlannedWeek,
    Screen,
    SessionLog,
)
from ilium.programme.screen import questions
from ilium.report.letter import (
    CHOICES,
    letter_lines,
    make_letter,
    render_letter,
    typeset_letter,
)
from ilium.report.paper import PAPERS
from untranslated import untranslated

pypdf = pytest.importorskip("pypdf")
FIRST = dt.date(2026, 9, 7)
TODAY = dt.date(2026, 11, 23)
WEEK = dt.timedelta(days=7)
NAME = "Erika Beispiel"


def a_check(day, drop):
    values = [
        CheckValue(measure=name, side=side, value=value, unit="rad", tier="video_b",
                   sem=0.038, sd=0.02, n=5)
        for name in ("pelvic_drop_peak", "trunk_lean_peak", "hip_adduction_peak")
        for side, value in (("left", drop), ("right", 0.10))
    ]  # fmt: skip
    return CheckResult(date=day, task="single_leg_squat", values=tuple(values))


def someone(**changes):
    sessions = tuple(
        SessionLog(
            date=FIRST + number * dt.timedelta(days=3), pain_during=5.0 - number / 6,
            pain_next_morning=3.0, pain_where="left hip, outside", pain_side="left",
            spreading=number == 2, leaking=number < 3, heaviness=False, doming=False,
            bleeding=False,
        )
        for number in range(24)
    )  # fmt: skip
    row = PlannedExercise(exercise="E8", sets=3, reps=15)
    given = {
        "client": "ab12c",
        "goals": (Goal(date=FIRST, words="Carry my daughter upstairs", able=3),),
        "screens": (
            Screen(
                date=FIRST, postpartum="after_birth", weeks_since_birth=20.0,
                answers={each: each == "night" for each in questions()},
            ),
        ),
        "checks": (a_check(FIRST, 0.21), a_check(TODAY - WEEK, 0.12)),
        "sessions": sessions,
        "weeks": (
            PlannedWeek(date=FIRST, level=1, rows=(row,)),
            PlannedWeek(date=TODAY - WEEK, level=3, rows=(row,) * 6),
        ),
    }  # fmt: skip
    return History(**{**given, **changes})


def a_letter(*choices, history=None, **more):
    return make_letter(
        history or someone(), choices=choices, today=TODAY, name=NAME, **more
    )


def words(letter):
    return "\n".join(letter_lines(letter))


def closed(text):
    """Text without the spaces of its lines, which break at hyphens too."""
    return "".join(text.split())


MARKS = {
    "goal": "Carry my daughter upstairs",
    "measures": "95 % interval",
    "programme": "Level now: 3 of 7",
    "pain": "left hip, outside",
    "symptoms": "Leaking: 3 of 24 sessions",
    "safety": "Is there pain at night",
    "name": NAME,
}


@pytest.mark.parametrize("choice", CHOICES)
def test_only_what_was_ticked_goes_in(choice):
    other = "safety" if choice == "goal" else "goal"
    with_it, without = words(a_letter(choice, other)), words(a_letter(other))
    assert MARKS[choice] in with_it
    assert MARKS[choice] not in without


def test_no_name_stands_anywhere_unless_it_is_ticked():
    letter = a_letter(*(each for each in CHOICES if each != "name"), sender="Anna")
    assert NAME not in words(letter)
    assert NAME not in render_letter(letter)
    assert NAME.encode() not in typeset_letter(letter)
    assert NAME in words(a_letter("goal", "name"))


def test_left_and_right_stand_with_their_error_and_how_they_were_measured():
    text = words(a_letter("measures"))
    assert re.search(r"7 September +12° ± 4° +6° ± 4°", text)
    assert re.search(r"16 November +7° ± 4° +6° ± 4°", text)
    assert "measured with: camera only" in text


def test_a_measure_without_a_known_error_says_so():
    value = CheckValue(measure="pelvic_drop_peak", side="left", value=0.1,
                       unit="rad", tier="video_b")  # fmt: skip
    check = CheckResult(date=FIRST, task="single_leg_squat", values=(value,))
    text = words(a_letter("measures", history=someone(checks=(check,))))
    assert "6° (± not known)" in text


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("language", languages())
def test_a_letter_with_everything_is_one_page(language, paper):
    pytest.importorskip("typst")
    with speaking(language):
        letter = a_letter(*CHOICES, sender="Anna Muster, Pilates, 0170 1234567")
        pdf = typeset_letter(letter, paper=paper)
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    (page,) = reader.pages
    printed = closed(page.extract_text())
    for line in letter_lines(letter):
        if not line.startswith("  "):
            assert closed(line) in printed


def test_page_and_preview_say_the_same_words():
    letter = a_letter(*CHOICES, sender="Anna")
    page = render_letter(letter)
    for part in letter.parts:
        assert part.title in page
        assert all(line in page for line in part.lines if '"' not in line)
        assert all(cell in page for row in part.rows for cell in row)


def test_a_letter_about_somebody_new_says_what_is_not_known():
    text = words(a_letter(*CHOICES, history=History()))
    assert text.count("Nothing is known yet.") == 5
    assert "no birth was named" in text


def test_what_happens_after_its_date_stays_out():
    letter = make_letter(someone(), choices=("programme",), today=FIRST + WEEK)
    assert "Level now: 1 of 7" in words(letter)


def test_markup_in_a_persons_words_stays_words():
    goals = (Goal(date=FIRST, words="<script>alert(1)</script>"),)
    assert "<script>" not in render_letter(
        a_letter("goal", history=someone(goals=goals))
    )


def test_nothing_ticked_is_an_error_and_so_is_what_does_not_exist():
    with pytest.raises(InputError, match="--with"):
        a_letter("name")
    with pytest.raises(UnknownNameError, match="measures"):
        a_letter("measure")


def test_every_word_comes_from_the_catalogue_or_from_the_person():
    with speaking("xx"):
        page = render_letter(a_letter(*(each for each in MARKS if each != "name")))
    own = ("ab12c", "Carry my daughter upstairs", "left hip, outside")
    assert untranslated(page, *own) == []
