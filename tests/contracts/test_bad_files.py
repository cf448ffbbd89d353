"""Bad input: exit 2 with problem and remedy, no traceback, nothing written."""

from __future__ import annotations

import struct

import ezc3d
import numpy as np
import pytest

from ilium.cli import main

LABELS = [
    side + name
    for side in "LR"
    for name in ("ASI", "PSI", "THI", "KNE", "TIB", "ANK", "HEE", "TOE")
]


def write(path, labels, points, rate=100.0):
    """Write a C3D file of markers only."""
    file = ezc3d.c3d()
    file["parameters"]["POINT"]["RATE"]["value"] = [rate]
    file["parameters"]["POINT"]["UNITS"]["value"] = ["mm"]
    file["parameters"]["POINT"]["LABELS"]["value"] = list(labels)
    file["data"]["points"] = points
    file.write(str(path))
    return path


def cloud(count, frames=50):
    points = np.ones((4, count, frames))
    points[:3] = np.random.default_rng(0).normal(0, 300, (3, count, frames))
    return points


@pytest.fixture
def walk(samples):
    return samples / "btkdata" / "PiG" / "PiG_Motion3_noFF.c3d"


def empty(folder, walk):
    path = folder / "trial.c3d"
    path.write_bytes(b"")
    return [path]


def cut_in_the_header(folder, walk):
    path = folder / "trial.c3d"
    path.write_bytes(walk.read_bytes()[:300])
    return [path]


def cut_in_the_data(folder, walk):
    path = folder / "trial.c3d"
    content = walk.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    return [path]


def text_named_c3d(folder, walk):
    path = folder / "trial.c3d"
    path.write_text("not a recording at all\n" * 100, encoding="utf-8")
    return [path]


def a_picture_named_csv(folder, walk):
    path = folder / "trial.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    return [path]


def a_folder(folder, walk):
    return [folder]


def missing(folder, walk):
    return [folder / "nowhere.c3d"]


def no_markers(folder, walk):
    return [write(folder / "trial.c3d", [], np.ones((4, 0, 50)))]


def unknown_markers(folder, walk):
    labels = [f"X{number}" for number in range(16)]
    return [write(folder / "trial.c3d", labels, cloud(16))]


def nothing_seen(folder, walk):
    points = np.full((4, len(LABELS), 50), np.nan)
    return [write(folder / "trial.c3d", LABELS, points)]


def zero_rate(folder, walk):
    path = write(folder / "trial.c3d", LABELS, cloud(len(LABELS)), rate=123.0)
    rate = struct.pack("<f", 123.0)
    path.write_bytes(path.read_bytes().replace(rate, bytes(4)))
    return [path]


def mass_that_is_not_a_number(folder, walk):
    return [walk, "--mass", "nan"]


def height_in_centimetres(folder, walk):
    return [walk, "--height", "170"]


def static_with_other_markers(folder, walk):
    labels = [f"X{number}" for number in range(16)]
    return [walk, "--static", write(folder / "static.c3d", labels, cloud(16))]


def static_that_is_missing(folder, walk):
    return [walk, "--static", folder / "nowhere.c3d"]


def forces_that_are_text(folder, walk):
    path = folder / "forces.mot"
    path.write_text("nothing\n", encoding="utf-8")
    return [walk, "--forces", path]


def settings_that_do_not_exist(folder, walk):
    path = folder / "settings.toml"
    path.write_text("[events]\nstil_time = 1.0\n", encoding="utf-8")
    return [walk, "--settings", path]


def a_marker_set_that_is_no_toml(folder, walk):
    path = folder / "set.toml"
    path.write_text("title = ", encoding="utf-8")
    return [walk, "--marker-set", path]


def a_mass_in_metres(folder, walk):
    return [walk, "--mass", "70 m"]


def a_mass_left_empty(folder, walk):
    return [walk, "--mass", ""]


def a_setting_outside_its_table(folder, walk):
    path = folder / "settings.toml"
    path.write_text("smoothing = 3\n", encoding="utf-8")
    return [walk, "--settings", path]


def participant_that_is_no_table(folder, walk):
    path = folder / "settings.toml"
    path.write_text('participant = "me.toml"\n', encoding="utf-8")
    return [walk, "--settings", path]


def a_marker_set_that_is_missing(folder, walk):
    return [walk, "--marker-set", folder / "nowhere.toml"]


def a_marker_set_of_other_kinds(folder, walk):
    path = folder / "set.toml"
    path.write_text(
        'title = "Ours"\nidentified_by = [["LASI"]]\nmidline = 3\n', encoding="utf-8"
    )
    return [walk, "--marker-set", path]


def a_walk_as_static(folder, walk):
    return [walk, "--static", walk]


def an_unknown_task(folder, walk):
    return [walk, "--task", "wlak"]


@pytest.mark.parametrize(
    "bad",
    [
        empty,
        cut_in_the_header,
        cut_in_the_data,
        text_named_c3d,
        a_picture_named_csv,
        a_folder,
        missing,
        no_markers,
        unknown_markers,
        nothing_seen,
        zero_rate,
        mass_that_is_not_a_number,
        height_in_centimetres,
        static_with_other_markers,
        static_that_is_missing,
        forces_that_are_text,
        settings_that_do_not_exist,
        a_marker_set_that_is_no_toml,
        an_unknown_task,
        a_mass_in_metres,
        a_mass_left_empty,
        a_setting_outside_its_table,
        participant_that_is_no_table,
        a_marker_set_that_is_missing,
        a_marker_set_of_other_kinds,
        a_walk_as_static,
    ],
    ids=lambda bad: bad.__name__,
)
def test_bad_input_exits_2_and_writes_nothing(bad, walk, tmp_path, capsys):
    given = tmp_path / "given"
    given.mkdir()
    arguments = [str(each) for each in bad(given, walk)]
    out = tmp_path / "out"
    assert main(["analyse", *arguments, "--out", str(out)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    problem, remedy = said.err.strip().splitlines()
    assert problem.startswith("Problem: ")
    assert remedy.startswith("Remedy:  ")
    assert str(tmp_path) not in said.err
    assert not out.exists()


@pytest.mark.parametrize("name", ["file", "file/below", "n" * 300])
def test_a_place_that_can_be_no_folder_exits_2_and_stays(name, walk, tmp_path, capsys):
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    assert main(["analyse", str(walk), "--out", str(tmp_path / name)]) == 2
    said = capsys.readouterr().err
    assert "cannot be written" in said
    assert max(len(line) for line in said.splitlines()) < 160
    assert [each.name for each in tmp_path.iterdir()] == ["file"]
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


def test_files_of_others_in_the_output_folder_stay(walk, tmp_path, capsys):
    recording = tmp_path / "walk.c3d"
    recording.write_bytes(walk.read_bytes())
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    assert main(["analyse", str(recording), "--out", str(tmp_path)]) == 0
    assert recording.read_bytes() == walk.read_bytes()
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_a_movement_that_is_not_there_is_the_headline(walk, tmp_path, capsys):
    arguments = ["analyse", str(walk), "--task", "squat", "--out", str(tmp_path)]
    assert main(arguments) == 0
    said = capsys.readouterr().out
    assert "No repetition was found" in said
    assert "alike" not in said
