"""The week on paper: one page, large enough, grey enough, in every language."""

from __future__ import annotations

import io

import pytest

from ilium.errors import UnknownNameError
from ilium.findings.language import speaking
from ilium.findings.translations import languages
from ilium.programme.figures.drawing import FAR, INK, PELVIS
from ilium.programme.library import library
from ilium.programme.log import SYMPTOMS
from ilium.programme.screen import Safety
from ilium.report.paper import PAPERS, two_poses
from ilium.report.sheet import (
    GOAL,
    make_sheet,
    render_sheet,
    typeset_sheets,
)
from ilium.report.tokens import LIGHT
from untranslated import untranslated
from weeks import CONTACT, WORDS, a_person, a_week, the_fullest

pytest.importorskip("typst")
pypdf = pytest.importorskip("pypdf")
LEAST_TEXT = 12.0
"""Smallest text on the page [pt]."""
POINTS = {"a4": (595, 842), "letter": (612, 792)}


def read(pdf):
    return pypdf.PdfReader(io.BytesIO(pdf))


def flat(pdf):
    return " ".join(" ".join(each.extract_text() for each in read(pdf).pages).split())


def sizes_of(pdf):
    """Sizes of all text of a PDF as it is seen [pt]."""
    found = []

    def note(text, current, matrix, _font, size):
        if text.strip():
            found.append(abs(size * matrix[3] * current[3]))

    for page in read(pdf).pages:
        page.extract_text(visitor_text=note)
    return found


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("number", [3, 6])
@pytest.mark.parametrize("language", languages())
def test_the_longest_week_after_a_birth_fits_on_one_page(language, number, paper):
    with speaking(language):
        pdf = typeset_sheets([the_fullest(number)], paper=paper)
    (page,) = read(pdf).pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == POINTS[paper]
    assert min(sizes_of(pdf)) >= LEAST_TEXT - 0.01


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("number", [3, 6])
def test_words_half_as_long_again_fit_on_one_page(number, paper):
    with speaking("xx"):
        pdf = typeset_sheets([the_fullest(number, "no")], paper=paper)
    assert len(read(pdf).pages) == 1


def test_what_does_not_fit_is_seen_as_a_second_page():
    """Negative control: nothing is squeezed out of sight."""
    crowd = make_sheet(a_week(list(library())[:12]), a_person("after_birth"))
    assert len(read(typeset_sheets([crowd])).pages) > 1


def test_the_check_of_sizes_notices_small_text():
    """Negative control."""
    typst = pytest.importorskip("typst")
    tiny = typst.compile(b"#set text(size: 9pt)\nSmall", timestamp=0)
    assert min(sizes_of(tiny)) < LEAST_TEXT


def test_the_page_holds_what_a_week_at_home_needs():
    sheet = the_fullest(6)
    words = flat(typeset_sheets([sheet]))
    for row in sheet.rows:
        for part in (row.name, row.dose, row.easier, row.harder):
            assert part in words
    for part in (WORDS, CONTACT, sheet.retest, sheet.statement, *sheet.answers):
        assert part in words
    assert "Not a medical device" in words
    assert "6 or more, or worse next morning, or spreading or numb" in words
    assert words.index(WORDS) < words.index(sheet.rows[0].name)
    assert words.index(sheet.answers[0]) > words.index(sheet.rows[-1].harder)


def test_page_and_pdf_say_the_same_words():
    sheet = the_fullest(6)
    page = render_sheet(sheet)
    for row in sheet.rows:
        assert row.name in page
        assert row.cue in page
    assert all(each in page for each in sheet.answers)


def test_questions_after_a_birth_stand_there_only_after_a_birth():
    after = make_sheet(a_week(["E1"]), a_person("after_birth")).answers
    before = make_sheet(a_week(["E1"]), a_person()).answers
    assert len(after) - len(before) == len(SYMPTOMS)


def test_a_box_stands_on_each_planned_day_and_nowhere_else():
    page = render_sheet(make_sheet(a_week(["E1", "E2", "E3"]), a_person()))
    answers = len(make_sheet(a_week(["E1"]), a_person()).answers)
    assert page.count("<b></b>") == (3 + answers) * 3
    assert page.count("<i></i>") == (3 + answers) * 4


def test_safety_answers_come_before_exercises_and_keep_to_themselves():
    guard = Safety(locked=True, texts=("prompt",), yes=("cancer",))
    sheet = make_sheet(a_week([], safety=guard), a_person())
    words = flat(typeset_sheets([sheet]))
    assert "Please get this checked before you train" in words
    assert "cancer" not in words


def test_an_endless_goal_is_cut_and_markup_stays_words():
    endless = make_sheet(a_week(["E1"]), a_person(goal="<b>run</b> " * 90))
    assert len(endless.goal) == GOAL
    assert "<b>run" not in render_sheet(endless)
    assert len(read(typeset_sheets([endless])).pages) == 1


def test_the_same_week_gives_the_same_bytes():
    sheet = the_fullest(3)
    assert typeset_sheets([sheet]) == typeset_sheets([sheet])
    assert len(read(typeset_sheets([sheet, sheet])).pages) == 2


def test_a_paper_that_does_not_exist_is_named():
    with pytest.raises(UnknownNameError, match="a4"):
        typeset_sheets([the_fullest(3)], paper="a5")


def contrast_in_grey(colour, paper="#FFFFFF"):
    """Contrast of two colours after a grey printer has had them."""
    image = pytest.importorskip("PIL.Image")
    lights = []
    for each in (colour, paper):
        level = image.new("RGB", (1, 1), each).convert("L").getpixel((0, 0)) / 255.0
        dark = level <= 0.04045
        lights.append(level / 12.92 if dark else ((level + 0.055) / 1.055) ** 2.4)
    low, high = sorted(lights)
    return (high + 0.05) / (low + 0.05)


def test_a_grey_printer_keeps_text_and_figures_readable():
    drawn = "".join("".join(two_poses(each)) for each in library())
    assert contrast_in_grey(LIGHT["ink"]) >= 4.5
    assert contrast_in_grey(LIGHT["quiet"]) >= 4.5
    assert contrast_in_grey(INK) >= 4.5
    assert contrast_in_grey(FAR) >= 3.0
    assert contrast_in_grey(LIGHT["band-outside"]) >= 3.0
    assert contrast_in_grey("#FFFFFF", INK) >= 3.0
    assert PELVIS not in drawn


def test_the_green_pelvis_of_the_screen_would_sink_into_the_figure():
    """Negative control: why it is white on paper."""
    assert contrast_in_grey(PELVIS, INK) < 3.0


def test_every_word_comes_from_the_catalogue_or_from_the_person():
    person = a_person()
    with speaking("xx"):
        page = render_sheet(make_sheet(a_week(["E1", "E2", "E20"]), person))
    assert untranslated(page, *(each.words for each in person.goals)) == []
