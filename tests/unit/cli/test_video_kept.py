"""`ilium video --client`: what one camera saw is kept as a laboratory's result is."""

from __future__ import annotations

import json

import pytest

from ilium.cli import main
from ilium.filming import analyse_video
from ilium.outputs.video import keypoints_trc, write_video_results
from ilium.store import open_store
from stick_people import standing


@pytest.fixture(autouse=True)
def _own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("ILIUM_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("ILIUM_DATABASE", raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def stick(tmp_path):
    path = tmp_path / "stick.trc"
    path.write_text(keypoints_trc(standing()), encoding="utf-8")
    return path


def test_findings_json_says_what_the_first_screen_says(tmp_path):
    analysis = analyse_video(keypoints=standing())
    write_video_results(analysis, tmp_path / "out", films=False)
    told = json.loads((tmp_path / "out" / "findings.json").read_text(encoding="utf-8"))
    assert told["headline"] == analysis.first_screen.headline
    assert len(told["findings"]) == len(analysis.findings)


def test_a_result_is_kept_with_measures_findings_and_curves(stick, capsys):
    main(["client", "add", "--adult", "--consent", "store"])
    client = capsys.readouterr().out.strip()
    words = ["video", "--keypoints", str(stick), "--client", client, "--no-films", "-q"]
    assert main(words) == 0, capsys.readouterr().err
    (kept,) = open_store().results.of(client)
    assert kept.measures
    assert [each["role"] for each in kept.findings][:2] == ["context", "headline"]
    assert "angles_2d" in open_store().results.curves(kept)


def test_a_film_is_not_kept_without_a_yes_to_that(stick, capsys):
    main(["client", "add", "--adult", "--consent", "store"])
    client = capsys.readouterr().out.strip()
    words = ["video", "--keypoints", str(stick), "--client", client, "--keep-film"]
    assert main([*words, "--no-films", "-q"]) != 0
    assert "--give video" in capsys.readouterr().err
    assert open_store().results.of(client) == ()


def test_a_coachs_words_stand_in_the_report_of_a_kept_result(stick, capsys):
    main(["client", "add", "--adult", "--consent", "store"])
    client = capsys.readouterr().out.strip()
    kept = ["video", "--keypoints", str(stick), "--client", client, "--no-films", "-q"]
    assert main(kept) == 0
    change = "reword_finding=headline:Nearly level today."
    words = ["programme", "log", "--client", client, "--override", change]
    assert main([*words, "--who", "IB", "--reason", "seen live"]) == 0
    assert main(kept) == 0
    capsys.readouterr()
    for result in ("1", "2"):
        assert main(["client", "report", client, "--result", result]) == 0
        assert "Nearly level today. [in the words of IB" in capsys.readouterr().out
    assert main(["client", "report", client, "--result", "9"]) == 2
