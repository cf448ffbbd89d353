"""The documentation: tutorials that run, pages that build without a warning."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
TUTORIALS = sorted(
    each
    for folder in ("tutorials", "reference/nonlinear")
    for each in (DOCS / folder).glob("*.md")
    if ">>> " in each.read_text(encoding="utf-8")
)
PAGES = sorted(
    each
    for each in [*DOCS.rglob("*.md"), ROOT / "README.md"]
    if "generated" not in each.parts and "_build" not in each.parts
)
FORBIDDEN = ("unstable", "injury risk", "abnormal", "trendelenburg")
QUOTED = {"origin/index.md": ("trendelenburgh-gait.jpeg",)}
"""Names of pictures of the text that ilium began with, quoted."""


@pytest.mark.parametrize("page", TUTORIALS, ids=lambda page: page.stem)
def test_a_tutorial_does_what_it_says(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    tried = doctest.testfile(str(page), module_relative=False, optionflags=flags)
    assert tried.attempted > 0
    assert tried.failed == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_keeps_to_the_words(page):
    text = page.read_text(encoding="utf-8").lower()
    for quoted in QUOTED.get("/".join(page.parts[-2:]), ()):
        text = text.replace(quoted, "")
    assert [each for each in FORBIDDEN if each in text] == []


def test_the_readme_names_only_commands_that_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"\bmake (\w+)", (ROOT / "README.md").read_text("utf-8")):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_the_documentation_builds_without_a_warning_and_opens_offline(tmp_path):
    pytest.importorskip("sphinx")
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q"]
    command += ["-D", "plot_gallery=0"]  # tests/contracts/test_examples.py runs them
    command += ["-d", str(tmp_path / "trees"), str(DOCS), str(tmp_path / "html")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    pages = sorted((tmp_path / "html").rglob("*.html"))
    assert tmp_path / "html" / "index.html" in pages
    loaded = r"<(?:script|img|iframe)[^>]+src=.https?:|<link[^>]+stylesheet[^>]+https?:"
    for page in pages:
        assert not re.search(loaded, page.read_text(encoding="utf-8")), page.name
