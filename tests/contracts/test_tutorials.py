"""Tutorials at the terminal: every command runs and prints what its page says."""

from __future__ import annotations

import doctest
import io
import re
import shlex
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from conftest import lacking
from ilium.cli import main

TUTORIALS = Path(__file__).resolve().parents[2] / "docs" / "tutorials"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGES = sorted(
    each
    for each in TUTORIALS.glob("*.md")
    if BLOCK.search(each.read_text(encoding="utf-8"))
)
ON_THE_PAGE = "k7m3c"
"""The client's id as pages write it; the store draws one at random."""
STILL = 1.2
"""Where the film begins [s]: two seconds of standing still are left."""


@dataclass(frozen=True, slots=True)
class Step:
    """A command of a page and what it prints there."""

    command: str
    printed: str


def steps(text):
    """Every command of every block, each with the lines up to the next one."""
    found = []
    for block in BLOCK.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, printed = part.replace("\\\n", " ").partition("\n")
            found.append(Step(command, printed))
    return found


def walked(page_steps):
    """Each step with what it really prints, output and errors together."""
    own = ON_THE_PAGE
    for step in page_steps:
        words = shlex.split(step.command.replace(ON_THE_PAGE, own))
        assert words[0] == "ilium", step.command
        told = io.StringIO()
        with redirect_stdout(told), redirect_stderr(told):
            code = main(words[1:])
        if code == 0 and words[1:3] == ["client", "add"]:
            own = told.getvalue().splitlines()[0]
        assert (code == 0) == ("Problem:" not in step.printed), told.getvalue()
        yield step, told.getvalue().replace(own, ON_THE_PAGE)


def differing(page_steps):
    """What is printed otherwise than the page says."""
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    checker = doctest.OutputChecker()
    return [
        f"$ {step.command}\npage:\n{step.printed}\nprinted:\n{told}"
        for step, told in walked(page_steps)
        if not checker.check_output(step.printed, told, flags)
    ]


@pytest.fixture(autouse=True)
def _fresh(tmp_path, monkeypatch):
    """A fresh install: an empty folder, nobody in the store."""
    for name in ("DATABASE", "SETTINGS", "TASK", "SIDE", "MASS", "HEIGHT"):
        monkeypatch.delenv(f"ILIUM_{name}", raising=False)
    monkeypatch.setenv("ILIUM_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "80")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


@pytest.fixture
def _filmed(page):
    """What the reader of the phone's tutorial films: here a simulated person, drawn."""
    if page.stem != "phone":
        return
    from drawn_people import an_actor, film
    from ilium.vision.weights import WEIGHTS

    if not all(each.installed for each in WEIGHTS):
        lacking("the pose model's weights are not installed")
    made, actor = an_actor("front", repetitions=1, side="left", pelvic_drop=0.2)
    last = made.truth.repetitions[-1].end
    film(Path("squat.mp4"), actor, start=STILL, seconds=last - STILL + 1.3)


@pytest.mark.usefixtures("_filmed")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_tutorial_prints_what_it_says(page):
    found = "\n\n".join(differing(steps(page.read_text(encoding="utf-8"))))
    assert not found, found


def test_the_coach_the_phone_and_the_cohort_have_a_tutorial():
    """The check above would be empty without pages."""
    assert {"coach", "phone", "cohort"} <= {each.stem for each in PAGES}


def test_a_page_that_says_something_else_is_noticed():
    text = "```console\n$ ilium client list\nid  name\n...\nSomebody\n```\n"
    assert len(differing(steps(text))) == 1


def test_a_command_that_fails_unannounced_is_noticed():
    text = "```console\n$ ilium client show zzzzz\n...\n```\n"
    with pytest.raises(AssertionError, match="no client"):
        differing(steps(text))
