"""``ilium programme`` from its first question to a second week."""

from __future__ import annotations

import datetime as dt
import io
import json
import sys

import pytest

from ilium.cli import main
from ilium.programme.documents import history_from
from ilium.programme.week import next_week
from ilium.report.sheet import make_sheet

BEGIN = (
    "--goal", "lunges again", "--able", "3", "--confident", "4", "--all-no",
    "--equipment", "band,step", "--days", "3", "--bodyweight", "62",
)  # fmt: skip


@pytest.fixture
def run(tmp_path, capsys, monkeypatch):
    """Run one command on a file of its own; exit code, output and errors."""
    monkeypatch.setattr("sys.stdin", io.StringIO())

    def call(action, *options, day="2026-01-05"):
        file = str(tmp_path / "history.json")
        code = main(["programme", action, "--file", file, "--date", day, *options])
        return (code, *capsys.readouterr())

    return call


def weeks_of(out):
    return json.loads(out)["rows"]


def test_a_programme_begins_is_logged_and_goes_on(run):
    code, out, _ = run("new", *BEGIN)
    assert code == 0
    assert "level 0 of 7" in out
    assert "lunges again" in out
    for day in ("2026-01-05", "2026-01-07", "2026-01-09"):
        code, out, _ = run(
            "log", "--as-planned", "--pain", "1", "--morning", "1", day=day
        )
        assert code == 0
        assert "0–3: go on." in out
    code, out, _ = run("next", day="2026-01-12")
    assert code == 0
    assert "level 1 of 7" in out
    assert "Level 1 is open" in out


def test_the_week_is_the_same_when_asked_again(run):
    run("new", *BEGIN)
    first = run("next", "--json")[1]
    assert run("next", "--json", day="2026-01-08")[1] == first
    assert len(weeks_of(first)) == 3


def test_pain_that_rose_holds_and_says_so(run):
    run("new", *BEGIN)
    for day in ("2026-01-05", "2026-01-07"):
        run("log", "--as-planned", "--pain", "1", "--morning", "1", day=day)
    run("log", "--as-planned", "--pain", "4", "--morning", "2", day="2026-01-09")
    out = run("next", day="2026-01-12")[1]
    assert "level 0 of 7" in out
    assert "held at 5 × 10 s: pain was 4 on Friday, 9 January" in out


def test_a_morning_told_later_belongs_to_its_session(run):
    run("new", *BEGIN)
    for day in ("2026-01-05", "2026-01-07"):
        run("log", "--as-planned", "--pain", "1", day=day)
        run("log", "--morning", "0", day=day)
    assert "level 1 of 7" in run("next", day="2026-01-12")[1]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("saddle", "emergency number"),
        ("night", "get this checked"),
        ("mood", "Thank you for saying so"),
        ("self_harm", "crisis line"),
    ],
)
def test_one_yes_locks_with_a_text_of_its_own(run, question, words):
    code, out, _ = run("new", *BEGIN, "--yes", question)
    assert code == 0
    assert words in out
    assert "×" not in out


def test_unanswered_safety_questions_lock_too(run):
    options = [each for each in BEGIN if each != "--all-no"]
    out = run("new", *options)[1]
    assert "safety questions have no answer yet" in out


def test_a_change_by_hand_needs_who_and_why(run):
    run("new", *BEGIN)
    code, _, problem = run("log", "--override", "swap=E3:E1")
    assert code == 2
    assert "neither who nor why" in problem
    code = run("log", "--override", "gate=2", "--who", "IB", "--reason", "trained")[0]
    assert code == 0
    assert "opened by IB: trained" in run("next", day="2026-01-06")[1]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("log",), "Nothing was said"),
        (("log", "--did", "E99=3x10"), "no exercise named"),
        (("log", "--did", "three squats"), "cannot be read"),
        (("log", "--test", "situps=20"), "no strength test named"),
        (("log", "--judge", "grace=yes"), "no criterion named"),
        (("log", "--pain", "11"), "outside 0 to 10"),
        (("new", "--goal", "x", "--equipment", "sofa"), "piece of equipment"),
        (("new",), "missing to begin"),
    ],
)
def test_what_cannot_be_read_is_an_error_with_a_remedy(run, options, words):
    run("new", *BEGIN)
    code, _, problem = run(*options)
    assert code == 2
    assert words in problem
    assert "Remedy:" in problem


def test_a_history_that_does_not_exist_or_is_something_else(run, tmp_path):
    assert "Begin one with" in run("next")[2]
    (tmp_path / "history.json").write_text("{{", encoding="utf-8")
    code, _, problem = run("show")
    assert code == 2
    assert "is not JSON" in problem


def test_whose_programme_it_is_must_be_said(capsys):
    assert main(["programme", "next"]) == 2
    assert "--client" in capsys.readouterr().err


def test_show_reads_everything_back(run):
    run("new", *BEGIN)
    run("log", "--as-planned", "--pain", "2", "--test", "calf_raise=21/left")
    out = run("show")[1]
    assert "pain 2 during, not said next morning" in out
    assert "calf raises on one leg 21 left" in out
    assert "new this week" in out
    kept = json.loads(run("show", "--json")[1])
    assert kept["tests"][0]["value"] == 21


def test_the_week_is_written_for_paper(run, tmp_path):
    run("new", *BEGIN)
    page = tmp_path / "week.html"
    code, out, _ = run("show", "--sheet", str(page), "--contact", "Anna, 0170")
    assert code == 0
    assert str(page) in out
    assert "lunges again" in page.read_text(encoding="utf-8")
    assert "Anna, 0170" in page.read_text(encoding="utf-8")


def test_a_sheet_of_another_kind_of_file_is_refused(run, tmp_path):
    run("new", *BEGIN)
    code, _, errors = run("show", "--sheet", str(tmp_path / "week.doc"))
    assert code == 2
    assert ".pdf or .html" in errors
    assert not (tmp_path / "week.doc").exists()


def typing(monkeypatch, *lines):
    """Somebody types; every question is shown as a terminal does."""
    answers = iter(lines)

    def type_one(question=""):
        sys.stdout.write(question)
        try:
            return next(answers)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("builtins.input", type_one)


def test_the_sheet_is_typed_back_in_its_own_order(run, monkeypatch):
    run("new", *BEGIN)
    typing(monkeypatch, "a", "1", "x", "1,5", "n", "1 2", "2", "2", "", "")
    code, out, _ = run("log", "--like-sheet", day="2026-01-11")
    assert code == 0
    sheet = ("Pain during", "Pain next morning", "spread or feel numb")
    places = [out.index(each) for each in sheet]
    assert places == sorted(places)
    said = json.loads(run("show", "--json")[1])["sessions"]
    assert [len(each["rows"]) for each in said] == [3, 2]
    assert [each["pain_next_morning"] for each in said] == [1.5, 2.0]
    assert said[0]["spreading"] is False


def test_a_sheet_that_is_not_typed_to_its_end_keeps_nothing(run, monkeypatch):
    run("new", *BEGIN)
    typing(monkeypatch, "a", "1")
    code, _, errors = run("log", "--like-sheet", day="2026-01-11")
    assert code == 2
    assert "nothing was kept" in errors
    assert not json.loads(run("show", "--json")[1]).get("sessions")


def test_the_questions_of_a_day_are_the_lines_of_the_sheet(run, monkeypatch):
    run("new", *BEGIN, "--after-birth", "20", "--cleared")
    typing(monkeypatch, "a", "0", "0", "n", "n", "n", "n", "n", "", "")
    out = run("log", "--like-sheet", day="2026-01-11")[1]
    history = history_from(json.loads(run("show", "--json")[1]))
    week = next_week(history, today=dt.date(2026, 1, 11))
    lines = make_sheet(week, history).answers
    assert len(lines) == 7
    places = [out.index(each) for each in lines]
    assert places == sorted(places)
