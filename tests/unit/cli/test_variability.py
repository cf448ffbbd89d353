"""`ilium variability`: tables and recordings in, guarded numbers out."""

from __future__ import annotations

import json

import numpy as np
import pytest

from ilium.cli import main
from ilium.variability import repeat, sample_entropy

random = np.random.default_rng(3)
TIME = np.arange(3200) / 100.0
SWING = np.sin(2 * np.pi * TIME) + 0.1 * random.standard_normal(TIME.size)


def written(path, heading: str, *rows: str):
    path.write_text("\n".join([heading, *rows]) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def long_table(tmp_path):
    rows = (f"{t:.2f},{x!r},note" for t, x in zip(TIME, SWING.tolist(), strict=True))
    return written(tmp_path / "long.csv", "time_s,pelvis,remark", *rows)


@pytest.fixture
def repeated(tmp_path):
    rows = []
    for number in range(1, 11):
        share = np.linspace(0.0, 1.0, 80 + number)
        wobble = random.standard_normal(2)
        near = 20 * np.sin(2 * np.pi * share) + wobble[0] * np.cos(2 * np.pi * share)
        far = 15 * np.sin(2 * np.pi * share + 0.5) + wobble[1] * np.sin(6 * share)
        rows += [f"{number},{a},{b}" for a, b in zip(near, far, strict=True)]
    return written(tmp_path / "repeated.csv", "squat,hip,knee", *rows)


def said(capsys, *arguments) -> str:
    assert main(["variability", *map(str, arguments)]) == 0
    return capsys.readouterr().out


def refused(capsys, *arguments) -> str:
    assert main(["variability", *map(str, arguments)]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("Problem: ")
    assert "\nRemedy:  " in shown.err
    return shown.err


def test_a_long_signal_gives_entropy_fluctuation_and_divergence(long_table, capsys):
    found = json.loads(said(capsys, long_table, "--rate", 100, "--json"))
    values = {each["measure"]: each for each in found["values"]}
    assert {"sample_entropy", "dfa", "lyapunov_exponent"} <= set(values)
    assert values["lyapunov_exponent"]["units"] == "nats/s"
    assert {each["signal"] for each in found["values"]} == {"pelvis"}


def test_the_numbers_are_the_functions_and_their_records_repeat_them(
    long_table, capsys
):
    found = json.loads(said(capsys, long_table, "--json"))
    value = next(each for each in found["values"] if "sample" in each["measure"])
    assert value["value"] == sample_entropy(SWING).value
    assert repeat(value["record"], SWING).value == value["value"]


def test_what_is_refused_says_why_and_what_would_be_enough(tmp_path, capsys):
    table = written(tmp_path / "short.csv", "a", *map(str, SWING[:90].tolist()))
    shown = said(capsys, table)
    assert "Not given:" in shown
    assert "it needs at least 100. Record at least 100 strides" in shown


def test_jumps_in_a_row_never_yield_a_lyapunov_exponent(long_table, capsys):
    found = json.loads(said(capsys, long_table, "--task", "drop_jump", "--json"))
    given = {each["measure"] for each in found["values"]}
    assert given.isdisjoint({"lyapunov_exponent", "dfa", "sample_entropy"})
    why = next(
        each["why"] for each in found["refused"] if "lyapunov" in each["measure"]
    )
    assert "the seams are not movement" in why


def test_repetitions_give_spread_and_coordination(repeated, tmp_path, capsys):
    out = tmp_path / "out"
    options = ("--repetitions", "squat", "--couple", "hip,knee", "--unit", "deg")
    shown = said(capsys, repeated, *options, "--out", out)
    assert "hip with knee\n    coupling angle variability" in shown
    lines = (out / "variability.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("signal,side,measure,value,units")
    assert len(lines) == 8
    first = (out / "variability.json").read_bytes()
    said(capsys, repeated, *options, "--out", out)
    assert (out / "variability.json").read_bytes() == first


@pytest.mark.parametrize(
    ("table", "options", "problem"),
    [
        (["a,b", "1,2", "2,3", "3,1"], ["--signals", "c"], "no column named 'c'"),
        (["a,b", "1,x", "2,3"], ["--signals", "b"], "holds 'x' in row 2"),
        (["a", "1", "nan", "3"], [], "no number in 1 of 3 rows, first in row 3"),
        (["a,b", "1,1", "2,2", "3,"], ["--signals", "b"], "ends after 2 of 3 rows"),
        (["a,b", "1,1", "2"], [], "has 1 cells, the heading has 2"),
        (["a", "1", "inf", "3"], [], "infinite in row 3"),
        (["a", "7", "7", "7"], [], "nothing varies"),
        (["1,2", "1,2", "2,3"], [], "expected names of columns"),
        (["a,a", "1,2", "2,3"], [], "several columns named 'a'"),
        (["a", "x", "y"], [], "No column"),
        (["a", "1", "2"], ["--rate", "fast"], "no number above zero"),
        (["a", "1", "2"], ["--task", "dance"], "no task named 'dance'"),
        (["a,b", "1,2", "2,1"], ["--couple", "a,b"], "over repetitions"),
        (["a,b", "1,2", "2,1"], ["--couple", "a,a"], "two different signals"),
        (["a"], [], "has 1 rows"),
        (
            ["r,a", "1,1", "1,2", "1,3", "1,5"],
            ["--repetitions", "r"],
            "There is one repetition",
        ),
        (
            ["r,a", "1,1", "1,2", "1,3", "1,5", "2,3"],
            ["--repetitions", "r"],
            "expected at least 4",
        ),
        (
            ["r,a,b", *(f"{1 + i // 5},{30 * (i % 5)},{i * i}" for i in range(15))],
            ["--repetitions", "r", "--couple", "a,b", "--unit", "rad"],
            "two whole turns",
        ),
    ],
)
def test_bad_tables_are_refused_with_a_remedy(
    table, options, problem, tmp_path, capsys
):
    path = written(tmp_path / "bad.csv", *table)
    assert problem in refused(capsys, path, *options)


def test_a_missing_file_is_refused(tmp_path, capsys):
    assert "There is no file" in refused(capsys, tmp_path / "none.csv")


def test_decimal_commas_and_semicolons_are_read(tmp_path, capsys):
    rows = (f"{x:.6f}".replace(".", ",") + ";1" for x in SWING)
    table = written(tmp_path / "comma.csv", "a;b", *rows)
    found = json.loads(said(capsys, table, "--signals", "a", "--json"))
    value = next(each for each in found["values"] if "sample" in each["measure"])
    assert value["value"] == sample_entropy(np.round(SWING, 6)).value


@pytest.fixture(scope="module")
def walking(samples):
    return samples / "c3d_org_samples" / "sample_10" / "TYPE-3.c3d"


@pytest.fixture(scope="module")
def running(samples):
    """A run of 83 cycles with its standing calibration."""
    folder = samples / "bmc_ric_running"
    static = str(folder / "RBDS001static.c3d")
    return [str(folder / "RBDS001runT35.c3d"), "--static", static]


def test_a_recording_gives_coordination_and_spread_of_its_repetitions(
    running, tmp_path, capsys
):
    out = tmp_path / "out"
    found = json.loads(said(capsys, *running, "--json", "--out", out))
    rows = {(each["signal"], each["side"]): each for each in found["values"]}
    coupled = rows["thigh_sagittal with shank_sagittal", "left"]
    assert coupled["measure"] == "coupling_angle_variability"
    assert coupled["ci_low"] < coupled["value"] < coupled["ci_high"]
    assert coupled["n"] > 30
    assert {"left", "right"} <= {side for _, side in rows}
    assert {each["measure"] for each in found["refused"]} >= {"local_dynamic_stability"}
    table = (out / "variability.csv").read_text(encoding="utf-8").splitlines()
    assert len(table) == len(found["values"]) + 1
    assert json.loads((out / "variability.json").read_text())["values"]


def test_signals_of_a_recording_can_be_chosen(walking, capsys):
    chosen = json.loads(said(capsys, walking, "--signals", "pelvis_frontal", "--json"))
    assert {each["signal"] for each in chosen["values"]} == {"pelvis_frontal"}


def test_a_couple_of_a_recording_can_be_chosen(running, capsys):
    couple = "hip_sagittal,ankle_sagittal"
    found = json.loads(said(capsys, *running, "--couple", couple, "--json"))
    coupled = {each["signal"] for each in found["values"] if " with " in each["signal"]}
    assert coupled == {"hip_sagittal with ankle_sagittal"}


def test_options_of_a_table_are_refused_for_a_recording(walking, capsys):
    assert "--rate belongs to a table" in refused(capsys, walking, "--rate", 100)
    assert "pelvis_frontal" in refused(capsys, walking, "--signals", "pelvis_fronta")
