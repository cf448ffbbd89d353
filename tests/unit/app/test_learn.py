"""Learn: eight pages, each with its texts, its drawing and the drawing in words."""

from __future__ import annotations

import re

import pytest

from ilium.app.routes.learn import PAGES
from ilium.findings.words import say


def test_all_pages_are_found_from_the_first(visitor):
    page = visitor.get("/learn").text
    assert re.findall(r'href="/learn/(\w+)"', page) == list(PAGES)
    assert len(PAGES) == 8


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["en", "de"])
def test_a_page_says_its_drawing_in_words(visitor, page, language):
    visitor.post("/language", data={"language": language})
    told = visitor.get(f"/learn/{page}").text
    assert f'data-drawing="{page}"' in told
    assert told.count("<h1>") == 1
    assert "app_learn" not in told


def test_the_pages_lead_from_one_to_the_next(visitor):
    """Starting at the first, following "Next" to the end."""
    address, seen = f"/learn/{PAGES[0]}", []
    while address:
        seen.append(address.removeprefix("/learn/"))
        following = re.search(r'rel="next" href="([^"]+)"', visitor.get(address).text)
        address = following[1] if following else ""
    assert seen == list(PAGES)


def test_an_unknown_page_is_not_here(visitor):
    assert visitor.get("/learn/nothing").status_code == 404


def test_variety_is_told_with_what_speaks_against_it(visitor):
    told = visitor.get("/learn/varied").text
    assert say("app_learn.pro") in told
    assert say("app_learn.con") in told
