"""``ilium model``: list and export."""

from __future__ import annotations

import json

import pytest

from ilium.cli import EXIT_INPUT, EXIT_OK, main
from ilium.model.library import shipped_model
from ilium.model.osim_read import read_osim
from osim_texts import POINTS, muscle, osim
from same_model import differences


def test_the_shipped_model_is_written_and_comes_back(tmp_path, capsys):
    file = tmp_path / "body.osim"
    assert main(["model", "export", "--osim", str(file)]) == EXIT_OK
    assert differences(shipped_model(), read_osim(file)) == []
    assert "Rajagopal2016_ilium" in capsys.readouterr().out
    first = file.read_bytes()
    assert main(["model", "export", "--osim", str(file)]) == EXIT_OK
    assert file.read_bytes() == first
    assert [each.name for each in tmp_path.iterdir()] == ["body.osim"]


def test_a_persons_own_model_is_written(tmp_path):
    mine, written = tmp_path / "mine.osim", tmp_path / "written.osim"
    mine.write_text(osim(forces=muscle()), encoding="utf-8")
    command = ["model", "export", "--osim", str(written), "--model", str(mine)]
    assert main(command) == EXIT_OK
    assert differences(read_osim(mine), read_osim(written)) == []
    assert str(tmp_path) not in written.read_text(encoding="utf-8")


def test_a_model_lists_what_it_holds(tmp_path, capsys):
    assert main(["model", "list", "--json"]) == EXIT_OK
    model = json.loads(capsys.readouterr().out)["model"]
    assert len(model["muscles"]) == 80
    assert model["coupled"]["knee_angle_r_beta"] == "knee_angle_r"
    mine = tmp_path / "mine.osim"
    strange = POINTS.replace("PathPoint", "StrangePoint")
    forces = muscle(strange) + '<Ligament name="l"/>'
    mine.write_text(osim(forces=forces), encoding="utf-8")
    assert main(["model", "list", "--model", str(mine)]) == EXIT_OK
    out = capsys.readouterr().out
    assert "not used: Ligament" in out
    assert "path of m not known" in out


@pytest.mark.parametrize("target", ["missing/body.osim", "."])
def test_a_file_that_cannot_be_written_is_named(tmp_path, capsys, target):
    command = ["model", "export", "--osim", str(tmp_path / target)]
    assert main(command) == EXIT_INPUT
    shown = capsys.readouterr().err
    assert "cannot be written" in shown
    assert "Remedy:" in shown


def test_a_model_with_a_foreign_path_is_not_written(tmp_path, capsys):
    mine = tmp_path / "mine.osim"
    strange = POINTS.replace("PathPoint", "StrangePoint")
    mine.write_text(osim(forces=muscle(strange)), encoding="utf-8")
    target = str(tmp_path / "out.osim")
    assert main(["model", "export", "--osim", target, "--model", str(mine)]) == 2
    assert "does not hold the path of m" in capsys.readouterr().err
