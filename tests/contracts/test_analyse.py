"""One command, from a recording to its folder."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import ilium
from ilium.cli import main
from ilium.outputs.folder import is_complete

TRIAL = "PiG_Motion3_noFF.c3d"
STATIC = "PiG_Calibration3_noFF.c3d"
NAMES = (TRIAL, STATIC, "PiG_Motion3_noFF", "PiG_Calibration3_noFF")


@pytest.fixture(scope="module")
def walk(samples):
    folder = samples / "btkdata" / "PiG"
    return [str(folder / TRIAL), "--static", str(folder / STATIC)]


@pytest.fixture(scope="module")
def results(walk, tmp_path_factory):
    out = tmp_path_factory.mktemp("walk") / "out"
    assert main(["analyse", *walk, "--out", str(out), "--quiet"]) == 0
    return out


def ilium_process(*arguments, cwd=None, prefix=()):
    command = [*prefix, sys.executable, "-m", "ilium", *map(str, arguments)]
    return subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, check=False, timeout=120
    )


def test_a_walk_is_recognised_and_measured_on_both_sides(results):
    record = json.loads((results / "records.json").read_text(encoding="utf-8"))
    assert record["movement"]["task"] == "walk"
    assert record["calibration"]
    with (results / "measures.csv").open(encoding="utf-8", newline="") as stream:
        sides = {row["side"] for row in csv.DictReader(stream)}
    assert {"left", "right"} <= sides
    assert is_complete(results)


def test_what_is_doubtful_about_the_static_is_in_the_result(walk):
    static = ilium.read_trial(walk[2])
    lost = static.markers.copy()
    lost[10:60, static.marker_names.index("LTHI")] = float("nan")
    analysis = ilium.analyse(walk[0], static=replace(static, markers=lost))
    found = [each for each in analysis.issues if each.where == "static: LTHI"]
    assert [each.kind for each in found] == ["marker-gap"]


def test_the_same_input_gives_the_same_bytes_in_another_process(
    walk, results, tmp_path
):
    done = ilium_process("analyse", *walk, "--out", tmp_path / "again")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    for path in results.iterdir():
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes()


def test_provenance_holds_hashes_and_settings_and_no_path(walk, results, samples):
    text = (results / "provenance.json").read_text(encoding="utf-8")
    assert str(samples) not in text
    made = json.loads(text)
    assert [each["role"] for each in made["inputs"]] == ["trial", "static"]
    assert all(len(each["sha256"]) == 64 for each in made["inputs"])
    assert set(made["settings"]) == set(ilium.Settings.__slots__)
    assert "name" not in made["inputs"][0]


def test_names_are_kept_only_when_asked(walk, tmp_path, capsys):
    out = tmp_path / "out"
    assert main(["analyse", *walk, "--out", str(out), "--keep-names"]) == 0
    made = json.loads((out / "provenance.json").read_text(encoding="utf-8"))
    assert made["inputs"][0]["name"] == walk[0]


def test_options_and_settings_reach_the_provenance(walk, tmp_path, capsys):
    settings = tmp_path / "lab.toml"
    settings.write_text('[smoothing]\nmethod = "butterworth"\ncutoff = "6 Hz"\n')
    out = tmp_path / "out"
    command = ["analyse", *walk, "--out", str(out), "--mass", "70"]
    assert main([*command, "--settings", str(settings), "--task", "walk"]) == 0
    made = json.loads((out / "provenance.json").read_text(encoding="utf-8"))
    assert made["settings"]["smoothing"]["cutoff"] == 6.0
    assert made["options"]["task"] == "walk"
    assert made["options"]["participant"]["mass"] == 70.0


def test_the_default_folder_bears_the_trials_name(walk, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["analyse", *walk]) == 0
    assert is_complete(tmp_path / "PiG_Motion3_noFF-ilium")
    assert "report.html" in capsys.readouterr().out


def test_the_library_computes_what_the_command_writes(walk, results, tmp_path):
    trial = ilium.read_trial(walk[0])
    analysis = ilium.analyse(trial, static=walk[2])
    ilium.write_results(analysis, tmp_path / "out")
    for name in ("measures.csv", "events.csv", "angles_plug_in_gait.csv"):
        assert (tmp_path / "out" / name).read_bytes() == (results / name).read_bytes()


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    return folder, ilium_process("demo", cwd=folder)


def test_the_demo_runs_offline_and_names_both_reports(demo):
    folder, done = demo
    assert done.returncode == 0, done.stderr
    reports = [
        folder / line.removeprefix("Report: ")
        for line in done.stdout.splitlines()
        if line.startswith("Report: ")
    ]
    assert len(reports) == 2
    for each in reports:
        assert each.is_file()
        assert is_complete(each.parent)


def test_the_demo_says_what_it_does_and_what_was_put_in(demo):
    _, done = demo
    first, second = done.stdout.split("2 of 2: ")
    assert first.startswith("1 of 2: ")
    assert "Put in: pelvis 8.0° lower on the left" in second


def test_the_demo_s_simulated_jump_is_analysed_down_to_its_muscles(demo):
    folder, _ = demo
    results = folder / "demo-ilium-simulated" / "drop_vertical_jump-ilium"
    record = json.loads((results / "records.json").read_text(encoding="utf-8"))
    assert record["movement"]["task"] == "drop_vertical_jump"
    assert (results / "muscle_forces.sto").is_file()


def test_the_analysis_leaves_out_what_is_slow_to_import(walk, tmp_path):
    bare = tmp_path / "bare.toml"
    without = '[musculoskeletal]\ndepth = "none"\n[variability]\nstructure = false\n'
    bare.write_text(without, encoding="utf-8")  # the rest is compiled code
    command = ["analyse", *walk, "--out", str(tmp_path / "out"), "-q"]
    code = (
        "import sys; from ilium.cli import main; "
        f"main({[*command, '--settings', str(bare)]!r}); "
        "print(*[each for each in sys.modules "
        "if each in ('scipy.signal', 'scipy.stats', 'numba', 'matplotlib')])"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == ""


def test_a_quiet_run_says_nothing_where_all_goes_well(walk, tmp_path, capsys):
    assert main(["analyse", *walk, "--out", str(tmp_path), "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")


def test_a_verbose_run_says_what_it_does(walk, tmp_path):
    done = ilium_process("analyse", *walk, "--out", tmp_path / "out", "-v")
    assert "Computing joint angles" in done.stderr


def test_a_patch_of_the_settings_changes_what_is_computed(walk):
    trial = ilium.read_trial(walk[0])
    smoothing = replace(ilium.DEFAULTS.smoothing, method="butterworth", cutoff=4.0)
    smooth = ilium.analyse(trial, settings=replace(ilium.DEFAULTS, smoothing=smoothing))
    stored = ilium.analyse(trial)
    assert (smooth.trial.markers != stored.trial.markers).any()


def unprivileged() -> list[str]:
    """Prefix that takes root's right to write anywhere away."""
    setpriv = shutil.which("setpriv")
    if sys.platform != "linux" or os.geteuid() != 0 or setpriv is None:
        pytest.skip("needs root on Linux and setpriv")
    lost = "-dac_override,-dac_read_search"
    return [setpriv, f"--bounding-set={lost}", f"--inh-caps={lost}"]


def test_a_folder_that_cannot_be_written_exits_2(walk, tmp_path):
    prefix = unprivileged()
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o555)
    done = ilium_process("analyse", *walk, "--out", closed / "out", prefix=prefix)
    assert done.returncode == 2, done.stderr
    assert "cannot be written" in done.stderr
    assert "Remedy" in done.stderr
    assert list(closed.iterdir()) == []


def test_a_full_disk_leaves_no_provenance_and_exits_2(walk, tmp_path):
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("needs root on Linux")
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("a small file system cannot be mounted here")
    try:
        done = ilium_process("analyse", *walk, "--out", disk / "out")
        assert done.returncode == 2, done.stderr
        assert "No space left" in done.stderr
        assert not list(Path(disk).rglob("provenance.json"))
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_the_report_as_pdf_is_part_of_the_folder_only_when_asked(walk, tmp_path):
    pytest.importorskip("typst")
    out = tmp_path / "walk"
    assert main(["analyse", *walk, "--out", str(out), "--pdf"]) == 0
    assert (out / "report.pdf").read_bytes().startswith(b"%PDF")
    assert "report.pdf" in json.loads((out / "provenance.json").read_text())["files"]
    assert is_complete(out)
    assert main(["analyse", *walk, "--out", str(out)]) == 0
    assert not (out / "report.pdf").exists()
    assert is_complete(out)
