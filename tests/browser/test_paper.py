"""Pages for paper, printed by a browser: one page, whatever language and size."""

from __future__ import annotations

import io

import pytest

from ilium.findings.language import speaking
from ilium.findings.translations import languages
from ilium.programme.library import library
from ilium.report.paper import PAPERS
from ilium.report.sheet import make_sheet, render_sheet
from weeks import a_person, a_week, the_fullest

pypdf = pytest.importorskip("pypdf")
POINTS = {"a4": (595, 842), "letter": (612, 792)}


def printed(chromium, tmp_path, html):
    """The page as a browser prints it, and what its console said."""
    file = tmp_path / "page.html"
    file.write_text(html, encoding="utf-8")
    page = chromium.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    try:
        page.goto(file.as_uri())
        pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    finally:
        page.close()
    return pypdf.PdfReader(io.BytesIO(pdf)), said


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("number", [3, 6])
@pytest.mark.parametrize("language", languages())
def test_the_longest_week_prints_on_one_page(
    chromium, tmp_path, language, number, paper
):
    with speaking(language):
        sheet = the_fullest(number)
        html = render_sheet(sheet, paper=paper)
    reader, said = printed(chromium, tmp_path, html)
    (page,) = reader.pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == POINTS[paper]
    words = " ".join(page.extract_text().split())
    assert sheet.rows[-1].name in words
    assert sheet.statement in words
    assert said == []


def test_no_text_is_smaller_than_twelve_points(chromium, tmp_path):
    file = tmp_path / "page.html"
    file.write_text(render_sheet(the_fullest(6)), encoding="utf-8")
    page = chromium.new_page()
    page.goto(file.as_uri())
    sizes = page.evaluate(
        "[...document.querySelectorAll('main *')]"
        ".filter(e => [...e.childNodes].some(n => n.nodeType == 3 && n.data.trim()))"
        ".map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    page.close()
    assert len(sizes) > 40
    assert min(sizes) >= 16.0  # 12 points at 96 dots an inch


def test_twelve_exercises_show_as_a_second_page(chromium, tmp_path):
    """Negative control."""
    crowd = make_sheet(a_week(list(library())[:12]), a_person("after_birth"))
    reader, _ = printed(chromium, tmp_path, render_sheet(crowd))
    assert len(reader.pages) > 1
