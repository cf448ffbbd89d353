"""``ilium progress show``: words, page and tables of what changed."""

import datetime as dt
import json

import pytest

from ilium.cli import main
from ilium.programme.documents import history_table
from ilium.programme.history import CheckResult, CheckValue, History
from ilium.units import DEGREE


@pytest.fixture
def kept(tmp_path):
    def check(day, value):
        found = CheckValue(
            measure="pelvic_drop_peak", side="left", value=value * DEGREE, unit="rad",
            tier="video_a", sem=1.44 * DEGREE, sd=0.5 * DEGREE, n=5,
        )  # fmt: skip
        date = dt.date(2024, 1, 1) + dt.timedelta(days=day)
        return CheckResult(date=date, task="single_leg_squat", values=(found,))

    path = tmp_path / "history.json"
    table = history_table(History(checks=(check(0, 12), check(42, 7))))
    path.write_text(json.dumps(table), encoding="utf-8")
    return path


def test_the_verdict_is_said_first(kept, capsys):
    assert main(["progress", "show", "--file", str(kept)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "Changed"
    assert said[1].startswith("Your left side: 12° → 7°")


def test_the_page_is_written_and_programs_get_numbers(kept, tmp_path, capsys):
    page = tmp_path / "progress.html"
    given = ["progress", "show", "--file", str(kept), "--json", "--out", str(page)]
    assert main(given) == 0
    table = json.loads(capsys.readouterr().out)
    assert table["sides"]["left"]["verdict"] == "changed"
    assert table["sides"]["left"]["difference"] == pytest.approx(-5 * DEGREE)
    assert "12° → 7°" in page.read_text(encoding="utf-8")


def test_german_has_its_own_words(kept, capsys):
    assert main(["progress", "show", "--file", str(kept), "--language", "de"]) == 0
    said = capsys.readouterr().out
    assert "Your left side" not in said
    assert "Bei dir links: 12° → 7°" in said


def test_the_environment_chooses_the_language_too(kept, capsys, monkeypatch):
    monkeypatch.setenv("ILIUM_LANGUAGE", "de")
    assert main(["progress", "show", "--file", str(kept)]) == 0
    assert "Bei dir links: 12° → 7°" in capsys.readouterr().out


def test_nothing_to_compare_says_what_to_record(tmp_path, capsys):
    path = tmp_path / "history.json"
    path.write_text(json.dumps(history_table(History())), encoding="utf-8")
    assert main(["progress", "show", "--file", str(path)]) == 0
    assert "No check yet" in capsys.readouterr().out


def test_a_page_that_cannot_be_written_is_told(kept, tmp_path, capsys):
    page = tmp_path / "nowhere" / "progress.html"
    assert main(["progress", "show", "--file", str(kept), "--out", str(page)]) == 2
    assert "cannot be written" in capsys.readouterr().err
