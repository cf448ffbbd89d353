"""Earlier visits: from their folders to the person's own usual."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil

import pytest

import ilium
from ilium.cli import main
from ilium.errors import InputError
from ilium.outputs.columns import MEASURES, headings
from ilium.outputs.earlier import read_visit
from ilium.variability.axes import axis_of

ANGLES = '[musculoskeletal]\ndepth = "angles"\n'


@pytest.fixture(scope="module")
def walk(samples, tmp_path_factory):
    """A walk of seven cycles, the options of a quick run, and its folder."""
    folder = tmp_path_factory.mktemp("walk")
    settings = folder / "quick.toml"
    settings.write_text(ANGLES, encoding="utf-8")
    trial = samples / "c3d_org_samples" / "sample_10" / "TYPE-3.c3d"
    command = ["analyse", str(trial), "--settings", str(settings), "--quiet", "--out"]
    assert main([*command, str(folder / "first")]) == 0
    return command, folder / "first"


def visit(source, target, scale: float):
    """The same folder as if every measure of variability had been another."""
    shutil.copytree(source, target)
    table = target / "measures.csv"
    rows = list(csv.DictReader(io.StringIO(table.read_bytes().decode())))
    for row in rows:
        if axis_of(row["measure"]) and row["value"]:
            row["value"] = str(float(row["value"]) * scale)
    text = io.StringIO()
    writer = csv.DictWriter(text, headings(MEASURES), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    table.write_bytes(text.getvalue().encode())
    made = json.loads((target / "provenance.json").read_text())
    made["files"]["measures.csv"] = hashlib.sha256(table.read_bytes()).hexdigest()
    (target / "provenance.json").write_text(json.dumps(made))
    return target


def of_folders(folders) -> list[str]:
    return [item for each in folders for item in ("--earlier", str(each))]


def test_a_folder_gives_back_the_measures_of_variability_in_si_units(walk):
    _, folder = walk
    found = read_visit(folder)
    assert found.task == "walk"
    assert {each.name.split("_")[0] for each in found.measures} >= {"repetition"}
    settings = ilium.settings.settings_from({"musculoskeletal": {"depth": "angles"}})
    analysis = ilium.analyse(walk[0][1], settings=settings)
    summaries = [each for each in analysis.measures if each.repetition is None]
    own = {(each.name, each.side): each for each in summaries}
    assert found.measures
    for each in found.measures:
        same = own[each.name, each.side]
        assert each.unit == same.unit
        assert each.value == pytest.approx(same.value, rel=1e-6, nan_ok=True)


def test_visits_that_varied_less_make_this_one_more_varied(walk, tmp_path):
    command, folder = walk
    past = [visit(folder, tmp_path / str(scale), scale) for scale in (0.18, 0.20, 0.22)]
    assert main([*command, str(tmp_path / "now"), *of_folders(past)]) == 0
    visits = [read_visit(each) for each in past]
    settings = ilium.settings.settings_from({"musculoskeletal": {"depth": "angles"}})
    analysis = ilium.analyse(walk[0][1], settings=settings, earlier=visits)
    placed = [each for each in analysis.variability.placed if each.measure.value > 0.0]
    assert placed
    assert {each.against for each in placed} == {"baseline"}
    assert "higher" in {each.label for each in placed}
    assert "lower" not in {each.label for each in placed}
    alone = ilium.analyse(walk[0][1], settings=settings)
    assert "baseline" not in {each.against for each in alone.variability.placed}
    made = json.loads((tmp_path / "now" / "provenance.json").read_text())
    assert made["options"]["earlier"] == [each.sha256 for each in visits]
    report = (tmp_path / "now" / "report.html").read_text(encoding="utf-8")
    assert "your own earlier visits" in report
    assert "your own earlier visits" not in (folder / "report.html").read_text()


def test_a_visit_of_another_movement_or_surface_is_refused(walk, tmp_path, capsys):
    command, folder = walk
    other = visit(folder, tmp_path / "other", 1.0)
    record = json.loads((other / "records.json").read_text())
    record["movement"]["task"] = "squat"
    (other / "records.json").write_text(json.dumps(record))
    assert main([*command, str(tmp_path / "now"), *of_folders([other] * 3)]) == 2
    assert "Earlier visit 1 is a squat; this recording is a walk" in (
        capsys.readouterr().err
    )
    assert not (tmp_path / "now").exists()


def test_a_folder_that_is_none_is_refused(walk, tmp_path, capsys):
    command, folder = walk
    (tmp_path / "empty").mkdir()
    changed = shutil.copytree(folder, tmp_path / "changed")
    (changed / "measures.csv").write_text("measure,value\n")
    for each, words in (
        ("empty", "holds no measures.csv and no records.json"),
        ("missing", "holds no measures.csv"),
        ("changed", "is not as ilium wrote it"),
    ):
        with pytest.raises(InputError, match=words):
            read_visit(tmp_path / each)
    out = tmp_path / "now"
    empty = of_folders([tmp_path / "empty"] * 3)
    assert main([*command, str(out), *empty]) == 2
    assert "Name the folder that ilium analyse wrote" in capsys.readouterr().err
    assert not out.exists()


def test_two_visits_are_no_usual(walk, tmp_path, capsys):
    command, folder = walk
    assert main([*command, str(tmp_path / "now"), *of_folders([folder] * 2)]) == 2
    assert "2 earlier visits" in capsys.readouterr().err
