"""The path of one client through the commands, each naming the next."""

from __future__ import annotations

import datetime as dt
import os
import pty
import subprocess
import sys

import pytest

from ilium.cli import main
from ilium.programme.history import History, Screen
from ilium.programme.screen import asked, carried
from ilium.store import open_store

MONDAY = "2025-03-03"


@pytest.fixture(autouse=True)
def _own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("ILIUM_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("ILIUM_DATABASE", raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def run(capsys):
    """Run one command; exit code, output and what is said beside it."""

    def call(*words):
        code = main([str(each) for each in words])
        return (code, *capsys.readouterr())

    return call


@pytest.fixture
def client(run):
    words = ("client", "add", "--name", "Ada", "--adult", "--consent", "store")
    return run(*words)[1].strip()


def begin(run, client, *more):
    words = ("programme", "new", "--client", client, "--goal", "lunges", "--able", "3")
    return run(*words, "--equipment", "band", "--on", MONDAY, *more)


def log(run, client, day, *more):
    words = ("programme", "log", "--client", client, "--on", day)
    return run(*words, "--as-planned", "--pain", "1", "--morning", "1", *more)


def test_each_command_names_the_next_one(run, client):
    code, out, beside = run("client", "screen", client, "--all-no", "--on", MONDAY)
    assert (code, out) == (0, "No answer asks to wait.\n")
    assert beside == f"Next: ilium analyse TRIAL --client {client}\n"
    beside = begin(run, client)[2]
    assert f"Next: ilium analyse TRIAL --client {client}" in beside
    assert run("programme", "next", "--client", client, "-q", "--on", MONDAY)[2] == ""


def test_safety_answers_of_the_store_are_not_asked_twice(run, client):
    run("client", "screen", client, "--all-no", "--on", MONDAY)
    out = begin(run, client)[1]
    assert "level 0 of 7" in out
    assert "safety questions" not in out


def test_without_safety_answers_the_programme_waits_and_says_how(run, client):
    _, out, beside = begin(run, client)
    assert "safety questions have no answer yet" in out
    assert beside == f"Next: ilium client screen {client}\n"


def test_a_yes_waits_until_a_clinician_has_said_so(run, client):
    beside = run("client", "screen", client, "--yes", "night", "--on", MONDAY)[2]
    assert "--override clearance=night --clinician" in beside
    assert "get this checked" in begin(run, client)[1]
    words = ("programme", "log", "--client", client, "--override", "clearance=night")
    run(
        *words, "--clinician", "--who", "Dr B", "--reason", "seen", "--on", "2025-03-04"
    )
    out = run("programme", "next", "--client", client, "--on", "2025-03-04")[1]
    assert "level 0 of 7" in out


def test_two_weeks_of_a_client_go_into_the_store(run, client):
    run("client", "screen", client, "--all-no", "--on", MONDAY)
    begin(run, client)
    for day in ("2025-03-03", "2025-03-05", "2025-03-07"):
        assert "0–3: go on." in log(run, client, day)[1]
    assert "Level 1 is open" in run(
        "programme", "next", "--client", client, "--on", "2025-03-10"
    )[1]  # fmt: skip
    log(run, client, "2025-03-10", "--able", "7")
    history = open_store().history_of(client)
    assert [each.able for each in history.goals] == [3, 7]
    assert {each.words for each in history.goals} == {"lunges"}
    assert [len(each.rows) for each in history.sessions] == [3, 3, 3, 4]
    assert "5 × 10 s" in run(
        "programme", "show", "--client", client, "--on", "2025-03-10"
    )[1]  # fmt: skip


def test_a_client_that_is_not_there_has_no_programme(run):
    code, _, problem = begin(run, "zzzzz")
    assert code == 2
    assert "There is no client with the id 'zzzzz'" in problem
    assert "ilium client add" in problem


def test_a_client_without_a_programme_hears_how_to_begin(run, client):
    code, _, problem = run("programme", "next", "--client", client)
    assert code == 2
    assert f"ilium programme new --client {client}" in problem


def test_a_withdrawn_consent_keeps_nothing_of_the_programme(run, client):
    run("client", "consent", client, "--withdraw", "store")
    code, _, problem = begin(run, client, "--all-no")
    assert code == 1
    assert "agreed" in problem
    assert open_store().history_of(client).goals == ()


def test_old_safety_answers_are_asked_again_but_a_yes_stays():
    day = dt.date(2025, 3, 3)
    first = Screen(
        date=day,
        answers={"night": True, "mood": False},
        postpartum="after_birth",
        weeks_since_birth=8.0,
    )
    history = History(screens=(first,))
    later = carried(history, day + dt.timedelta(days=28))
    assert later.answers == first.answers
    assert later.weeks_since_birth == 12.0
    assert carried(history, day + dt.timedelta(days=29)).answers == {"night": True}
    assert carried(history, day - dt.timedelta(days=1)).answers == {}


def typed(text, *words):
    """What a terminal shows where somebody types this text to a command."""
    keyboard, terminal = pty.openpty()
    os.write(keyboard, text.encode())
    process = subprocess.Popen(
        [sys.executable, "-m", "ilium", *words],
        stdin=terminal, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    told = process.communicate(timeout=120)[0]
    os.close(terminal)
    os.close(keyboard)
    return process.returncode, told


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminal")
def test_somebody_at_a_terminal_answers_one_question_at_a_time(run, client):
    noes = "n\n" * len(asked(Screen(date=dt.date(2025, 3, 3))))
    code, told = typed("what\n" + noes, "client", "screen", client, "--on", MONDAY)
    assert code == 0, told
    assert "No answer asks to wait." in told
    answers = "lunges again\n11\n3\n4\nn\nband, step\n3\n\n"
    where = ("--client", client, "--on", MONDAY)
    code, told = typed(answers, "programme", "new", *where)
    assert code == 0, told
    assert "How able are you" in told
    assert "'11' is no whole number from 0 to 10" in told
    assert "level 0 of 7" in told
    assert open_store().history_of(client).screens[-1].equipment == ("band", "step")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminal")
def test_questions_that_are_broken_off_keep_nothing(run, client):
    end_of_typing = "n\nn\n\x04"
    code, told = typed(end_of_typing, "client", "screen", client, "--on", MONDAY)
    assert code == 2
    assert "nothing was kept" in told
    assert open_store().history_of(client).screens == ()
