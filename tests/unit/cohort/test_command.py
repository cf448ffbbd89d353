"""What ``ilium cohort run`` and ``plan`` say at the terminal, and what they refuse."""

from __future__ import annotations

import csv

import pytest

from ilium.cli import main
from ilium.cohort.run import Summary


@pytest.fixture
def study(tmp_path, monkeypatch):
    """A study whose trials are never opened."""
    folder = tmp_path / "my study.v2"
    for who in ("A", "B", "C"):
        for day in ("d1", "d2"):
            (folder / who / day).mkdir(parents=True)
            (folder / who / day / "CMJ left.C3D").write_bytes(b"x")
    monkeypatch.chdir(tmp_path)
    return folder


def ended(monkeypatch, **counts):
    """Let a run end like this, without working."""
    summary = Summary(trials=6, **{"done": 6, "same": 0, "failed": 0} | counts)
    monkeypatch.setattr("ilium.cohort.run.run_cohort", lambda *_, **__: summary)


RUN = ("cohort", "run", "my study.v2", "--no-muscles")


def test_the_tables_carry_the_whole_name_of_the_study(study, monkeypatch, capsys):
    ended(monkeypatch)
    assert main(RUN) == 0
    told = capsys.readouterr()
    assert "Tables: my study.v2-cohort" in told.out
    assert 'Next: ilium cohort reliability "my study.v2-cohort"' in told.err
    monkeypatch.chdir(study)
    assert main(["cohort", "run", ".", "--no-muscles"]) == 0
    assert "Tables: my study.v2-cohort" in capsys.readouterr().out


def test_what_came_to_nothing_is_said_and_leads_nowhere(study, monkeypatch, capsys):
    ended(monkeypatch, done=0, failed=6)
    assert main(RUN) == 0
    assert "Next" not in capsys.readouterr().err
    ended(monkeypatch, empty=2)
    assert main(RUN) == 0
    assert "2 trials without a complete repetition" in capsys.readouterr().out


def test_a_run_that_is_stopped_says_how_it_goes_on(study, monkeypatch, capsys):
    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("ilium.cohort.run.run_cohort", stop)
    assert main(RUN) == 130
    assert "the same command goes on" in capsys.readouterr().err


@pytest.mark.parametrize(
    "option", [("--workers", "0"), ("--workers", "-2"), ("--seconds", "-1")]
)
def test_numbers_that_mean_nothing_are_refused(study, capsys, option):
    assert main([*RUN, *option]) == 2
    assert "Remedy:  Give --" in capsys.readouterr().err


def test_the_first_run_compiles_once_and_says_so(study, monkeypatch, capsys):
    ended(monkeypatch)
    compiled = []
    monkeypatch.setattr("ilium.maths.compiled.is_cold", lambda: True)
    monkeypatch.setattr(
        "ilium.cli.warming.warm_kernels", lambda: compiled.append("once")
    )
    assert main(RUN) == 0
    assert compiled == []
    assert main([each for each in RUN if each != "--no-muscles"]) == 0
    assert compiled == ["once"]
    assert "first run" in capsys.readouterr().err


def test_a_plan_is_shown_and_written_and_nothing_is_analysed(study, capsys):
    assert main(["cohort", "plan", "my study.v2", "--out", "plan.csv"]) == 0
    told = capsys.readouterr().out
    assert "countermovement_jump" in told
    assert "6 trials: 6 without a static, 0 whose movement will be" in told
    with (study.parent / "plan.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 6
    assert rows[0]["file"] == "A/d1/CMJ left.C3D"
    assert rows[0]["side"] == "left"
    assert not (study.parent / "my study.v2-cohort").exists()
