"""A clip that a gate refuses: a folder that explains, and an exit code that tells."""

from __future__ import annotations

import csv

import pytest

from ilium.cli import main
from ilium.outputs.video import keypoints_trc
from stick_people import standing


@pytest.fixture
def clip(tmp_path, monkeypatch):
    monkeypatch.setenv("ILIUM_HOME", str(tmp_path / "home"))

    def write(**more):
        path = tmp_path / "stick.trc"
        path.write_text(keypoints_trc(standing(**more)), encoding="utf-8")
        return path

    return write


def folder_of(clip, tmp_path, *more):
    out = tmp_path / "out"
    code = main(["video", "--keypoints", str(clip), "--out", str(out), *more])
    return code, out


@pytest.mark.parametrize("quiet", [(), ("-q",)])
def test_a_refused_clip_leaves_2_its_reason_and_a_folder(clip, quiet, tmp_path, capsys):
    code, out = folder_of(clip(scale=150.0), tmp_path, *quiet)
    told = capsys.readouterr()
    assert code == 2
    assert "Move closer" in told.err
    assert "report.html" in told.err
    assert told.out.count("Move closer") == 0
    assert "step closer" in (out / "report.html").read_text(encoding="utf-8")
    with (out / "measures.csv").open(encoding="utf-8") as file:
        assert list(csv.DictReader(file)) == []


def test_a_clip_that_answers_leaves_0(clip, tmp_path, capsys):
    code, _ = folder_of(clip(), tmp_path)
    assert code == 0
    assert capsys.readouterr().err == ""
