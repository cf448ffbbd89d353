"""One command after the other: exit codes, problem and remedy, progress."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ilium import cli
from ilium.cli import bar, main
from ilium.errors import ComputationError, InputError

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "help.txt"


def test_an_unknown_command_exits_2_with_a_remedy(capsys):
    with pytest.raises(SystemExit) as left:
        main(["analyze"])
    assert left.value.code == 2
    said = capsys.readouterr().err
    assert said.startswith("Problem: ")
    assert "\nRemedy:  " in said


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (InputError("It is wrong.", "Mend it."), 2),
        (ComputationError("It did not end.", "Try again."), 1),
        (RuntimeError("a bug"), 1),
        (KeyboardInterrupt(), 130),
    ],
)
def test_every_error_ends_in_its_exit_code_without_a_traceback(
    error, code, capsys, monkeypatch
):
    def run(options):
        raise error

    monkeypatch.setattr("ilium.cli.doctor.run", run)
    assert main(["doctor"]) == code
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert code == 130 or ("Problem: " in said and "Remedy: " in said)


def test_a_closed_pipe_is_no_error():
    command = [sys.executable, "-m", "ilium", "samples", "list", "--json"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_progress_rewrites_one_line_on_a_terminal(capsys, monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with bar.shown(verbose=False, quiet=False):
        logging.getLogger("ilium.somewhere").info("Reading")
    assert "\r\x1b[KReading …" in capsys.readouterr().err


@pytest.mark.parametrize("quiet", [True, False])
def test_progress_is_silent_where_nobody_watches(quiet, capsys):
    with bar.shown(verbose=False, quiet=quiet):
        logging.getLogger("ilium.somewhere").info("Reading")
    assert capsys.readouterr().err == ""


def test_verbose_says_every_message_on_its_own_line(capsys):
    with bar.shown(verbose=True, quiet=False):
        logging.getLogger("ilium.somewhere").debug("cut-off 6 Hz")
    assert capsys.readouterr().err == "cut-off 6 Hz\n"


@pytest.mark.skipif(sys.version_info >= (3, 13), reason="argparse 3.13 words it anew")
def test_the_help_is_the_one_that_was_read(monkeypatch):
    """After a change: read the new help, then ``ILIUM_ACCEPT=1 pytest`` this test."""
    monkeypatch.setenv("COLUMNS", "80")
    text = "\n".join(each.format_help() for each in _parsers(cli.build_parser()))
    if os.environ.get("ILIUM_ACCEPT"):
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")


def _parsers(parser):
    yield parser
    for action in parser._actions:
        if isinstance(action.choices, dict):
            for each in action.choices.values():
                yield from _parsers(each)
