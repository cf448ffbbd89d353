"""Every measure's page of methods exists, and every page of methods is reached."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

from ilium.catalogue import KINDS

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.fixture(scope="module")
def pages():
    pytest.importorskip("numpydoc")
    sys.path.insert(0, str(DOCS))
    yield importlib.import_module("measure_pages")
    sys.path.remove(str(DOCS))


def test_every_measure_links_to_a_page_of_its_method_that_exists(pages):
    assert {each.family for each in KINDS} == set(pages.METHODS)
    for names in pages.METHODS.values():
        for name in names:
            assert (DOCS / "methods" / f"{name}.md").is_file(), name


def test_the_page_of_measures_has_every_measure_with_its_unit_and_definition(pages):
    page = pages.measures_page()
    for kind in KINDS:
        if kind.family == "symmetry":
            continue
        (line,) = [each for each in page.splitlines() if f"<br>`{kind.name}` |" in each]
        cells = line.split(" | ")
        assert cells[1] == kind.display
        assert kind.definition.split("|")[0].replace("\n", " ")[:40] in cells[3]
