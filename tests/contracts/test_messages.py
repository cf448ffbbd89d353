"""The page of problems and remarks: nothing that the sources say is missing there."""

from __future__ import annotations

import ast
import importlib
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ADDED = """
def check(number, words):
    kind = "never-heard-of" if number else "heard-of"
    _remark(kind)
    for name in (("a-third", 1),):
        pass
    problem = f"There are {number} of them."
    raise InputError(problem, "Take one away.")

def _remark(kind):
    return Issue(kind=kind, where="here", what="Something.")
"""


@pytest.fixture(scope="module")
def pages():
    pytest.importorskip("numpydoc")
    sys.path.insert(0, str(ROOT / "docs"))
    yield (
        importlib.import_module("error_list"),
        importlib.import_module("message_pages"),
    )
    sys.path.remove(str(ROOT / "docs"))


@pytest.fixture(scope="module")
def sources(pages):
    return pages[0].sources(ROOT / "src" / "ilium")


def listed(pages):
    return {kind for rows in pages[0].remarks().values() for kind in rows}


def test_every_remark_of_the_sources_is_listed_and_no_other(pages, sources):
    assert pages[0].issue_kinds(sources) == listed(pages)


def test_a_remark_of_a_new_file_would_be_noticed(pages, sources):
    """Negative control: its kind comes by way of a name and a function."""
    new = pages[0].Source("ilium.new", ast.parse(ADDED))
    found = pages[0].issue_kinds([*sources, new])
    assert found - listed(pages) == {"never-heard-of", "heard-of"}


def test_a_problem_of_a_new_file_is_read_with_its_remedy(pages):
    new = pages[0].Source("ilium.new", ast.parse(ADDED))
    (message,) = pages[0].messages([new])
    assert (message.kind, message.problem, message.remedy) == (
        "InputError",
        "There are … of them.",
        "Take one away.",
    )


def test_every_class_of_error_is_on_the_page_with_what_it_says(pages, sources):
    kinds = {each.kind for each in pages[0].messages(sources)}
    assert kinds == set(pages[0].WHEN)
    page = pages[1].errors_page()
    for kind in kinds:
        assert f"### {kind}" in page


def test_nearly_every_problem_can_be_read_from_the_sources(pages, sources):
    every = pages[0].messages(sources)
    silent = [each for each in every if not each.problem.strip("… .")]
    assert len(every) > 500
    assert len(silent) < 0.03 * len(every), silent
