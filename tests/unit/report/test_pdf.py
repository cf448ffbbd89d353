"""The PDF holds the same sections and numbers as the page."""

from __future__ import annotations

import html
import io
import re

import pytest

from ilium.errors import InputError
from ilium.report import render_report
from ilium.report.page import build_context, sections
from ilium.report.pdf import document, write_pdf
from people import a_jumper, a_squatter

pytest.importorskip("typst")
pypdf = pytest.importorskip("pypdf")
NUMBER = re.compile(r"−?\d+(?:\.\d+)?")


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    path = tmp_path_factory.mktemp("pdf") / "report.pdf"
    write_pdf(a_jumper(), path)
    reader = pypdf.PdfReader(io.BytesIO(path.read_bytes()))
    return " ".join(page.extract_text() for page in reader.pages)


def numbers_of(page):
    """Numbers of every table that is not folded away behind a plot."""
    page = re.sub(r'<figure class="chart".*?</figure>', "", page, flags=re.DOTALL)
    cells = re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", page, flags=re.DOTALL)
    words = html.unescape(re.sub(r"<[^>]+>", " ", " ".join(cells)))
    return set(NUMBER.findall(words))


def test_every_number_of_the_pages_tables_stands_in_the_pdf(printed):
    expected = numbers_of(render_report(a_jumper()))
    assert len(expected) > 20
    assert expected <= set(NUMBER.findall(printed))


def test_the_comparison_notices_a_number_that_is_not_there(printed):
    """Negative control."""
    assert not {"−12345.6"} <= set(NUMBER.findall(printed))


def test_every_section_has_its_heading(printed):
    flat = " ".join(printed.split())
    for section in sections(build_context(a_jumper())):
        assert section.title in flat


def test_headline_and_findings_are_the_same_words():
    made, page = document(a_squatter()), html.unescape(render_report(a_squatter()))
    assert made["headline"] in page
    assert all(card["sentence"] in page for card in made["cards"])
    assert made["next"]["words"] in page


def test_the_same_analysis_gives_the_same_bytes(tmp_path):
    for name in ("one.pdf", "two.pdf"):
        write_pdf(a_jumper(), tmp_path / name)
    one, two = ((tmp_path / name).read_bytes() for name in ("one.pdf", "two.pdf"))
    assert one == two


def test_without_typst_the_error_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "typst", None)
    with pytest.raises(InputError, match=r"pip install typst"):
        write_pdf(a_jumper(), tmp_path / "report.pdf")
    assert not (tmp_path / "report.pdf").exists()


@pytest.mark.parametrize("analysis", [a_jumper(), a_squatter(17, 3)])
def test_the_first_screen_is_the_first_page_in_the_same_order(analysis, tmp_path):
    write_pdf(analysis, tmp_path / "report.pdf")
    pages = pypdf.PdfReader(tmp_path / "report.pdf").pages
    first, second = ("".join(each.extract_text().split()) for each in pages[:2])
    made = document(analysis)
    order = [
        made["context"],
        made["headline"],
        *(one["title"] for one in made["pictures"]),
        *(one["sentence"] for one in made["cards"]),
        made["next"]["words"],
    ]
    places = [first.index("".join(each.split())) for each in order]
    assert places == sorted(places)
    assert second.startswith("".join(made["sections"][0]["title"].split()))
