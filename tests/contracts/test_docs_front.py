"""The documentation's front page: three doors whose links lead somewhere."""

from __future__ import annotations

import importlib
import re
from argparse import PARSER, SUPPRESS
from pathlib import Path

import pytest

from ilium.cli import build_parser

ROOT = Path(__file__).resolve().parents[2]
CSS = (ROOT / "docs" / "_static" / "ilium.css").read_text(encoding="utf-8")
FRONT = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")


def test_the_front_page_has_three_doors_whose_links_lead_somewhere():
    doors = FRONT.split(":::{container} door\n")[1:]
    assert len(doors) == 3
    for door in doors:
        links = re.findall(r"\]\(([^)]+)\)", door.split(":::")[0])
        assert 5 <= len(links) <= 8
        for link in links:
            made = link.startswith(("reference/generated", "gallery"))
            assert made or (ROOT / "docs" / link).exists(), link


def test_the_style_asks_nobody_for_anything():
    assert not re.search(r"https?:|@import|url\(", CSS)


def test_the_page_of_commands_has_every_command_with_every_option(monkeypatch):
    pytest.importorskip("numpydoc")
    monkeypatch.syspath_prepend(ROOT / "docs")
    page = importlib.import_module("generate").commands_page()
    for parser in parsers(build_parser()):
        assert f"## {parser.prog}\n" in page
        part = page.split(f"## {parser.prog}\n")[1].split("\n## ")[0]
        for action in parser._actions:
            if action.help != SUPPRESS:
                assert all(option in part for option in action.option_strings)


def parsers(parser):
    yield parser
    for action in parser._actions:
        for each in (
            dict(action.choices or {}).values() if action.nargs == PARSER else ()
        ):
            yield from parsers(each)
