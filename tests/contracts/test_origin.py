"""Every piece of the origin's text is made real by something that exists."""

import importlib.util
import re
from argparse import _SubParsersAction
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from ilium.catalogue import KINDS
from ilium.cli import build_parser
from ilium.findings.words import has
from ilium.programme.figures.figure import drawn
from ilium.programme.library import library

ROOT = Path(__file__).resolve().parents[2]


def _module():
    where = ROOT / "docs" / "origin_page.py"
    spec = importlib.util.spec_from_file_location("origin_page", where)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PAGE = _module()
ROWS = PAGE.rows()
LINKS = sorted({link for row in ROWS for link in row.get("real", ())})


def _commands(parser, before=""):
    for action in parser._actions:
        if isinstance(action, _SubParsersAction):
            for name, child in action.choices.items():
                yield f"{before}{name}"
                yield from _commands(child, f"{before}{name} ")


COMMANDS = set(_commands(build_parser()))


def _tested(name):
    file, _, function = name.partition("::")
    path = ROOT / file
    if not path.is_file():
        return False
    wanted = "def test_" if function == "*" else f"def {function}("
    return wanted in path.read_text(encoding="utf-8")


EXISTS = {
    "measure": lambda name: any(fnmatchcase(each.name, name) for each in KINDS),
    "exercise": lambda name: name in library(),
    "picture": lambda name: name in drawn(),
    "cue": has,
    "command": lambda name: name in COMMANDS,
    "page": lambda name: (ROOT / "docs" / name).is_file(),
    "test": _tested,
}


def _exists(link):
    kind, _, name = link.partition(":")
    return kind in EXISTS and EXISTS[kind](name)


@pytest.mark.parametrize("row", ROWS, ids=[each["opens"] for each in ROWS])
def test_no_piece_is_left_empty(row):
    assert bool(row.get("real")) != bool(row.get("cannot"))
    assert row["kind"] in PAGE.KINDS


@pytest.mark.parametrize("link", LINKS)
def test_no_link_leads_to_nothing(link):
    assert _exists(link)


@pytest.mark.parametrize(
    "link",
    [
        "measure:no_such_measure",
        "exercise:E99",
        "picture:E30.sideways",
        "cue:cue.nothing",
        "command:programme dance",
        "page:methods/nothing.md",
        "test:tests/unit/nothing.py::*",
        "test:tests/contracts/test_origin.py::test_that_is_not_there",
        "wish:everything",
    ],
)
def test_a_link_to_nothing_is_noticed(link):
    assert not _exists(link)


def test_the_page_is_what_the_rows_say():
    assert PAGE.PAGE.read_text(encoding="utf-8") == PAGE.origin_page()


def test_numbers_count_the_sentences_through():
    numbers = [each["number"] for each in ROWS if "number" in each]
    assert numbers == list(range(1, 52))


def test_every_sentence_picture_cue_and_reference_of_the_text_has_a_row(samples):
    text = (samples.parent / "design" / "origin.md").read_text(encoding="utf-8")
    title, body = text.split("---", 2)[1:]
    pieces = [each["opens"] for each in ROWS]
    assert all(each in title + body for each in pieces)
    files = re.findall(r"[\w-]+\.(?:jpe?g|mp4)", body)
    assert {each["opens"] for each in ROWS if each["kind"] == "picture"} == set(files)
    left = body
    for row in ROWS:
        if row["kind"] in ("sentence", "cue"):
            before, _, left = left.partition(row["opens"])
            assert len(_sentences(before)) <= 1, row["opens"]


def _sentences(before):
    """Ends of sentences between one row's opening and the next one's."""
    plain = re.sub(r"<[^>]+>|!?\[[^\]]*\]\([^)]*\)|\[<[^\]]*\]\([^)]*\)", " ", before)
    return [
        each
        for each in re.split(r"[.!?](?:\s|$)", plain)
        if len(re.findall(r"\w+", each)) > 3
    ]
