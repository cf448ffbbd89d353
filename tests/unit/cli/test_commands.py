"""Commands that look: inspect, samples, doctor."""

from __future__ import annotations

import json

from ilium.cli import main


def said(capsys, *arguments) -> str:
    assert main([str(each) for each in arguments]) == 0
    return capsys.readouterr().out


def test_inspect_shows_markers_plates_and_events(samples, capsys):
    path = samples / "btkdata" / "PiG" / "PiG_Motion3_FF.c3d"
    found = json.loads(said(capsys, "inspect", path, "--json"))
    assert found["schema_version"] == 1
    assert found["first_frame"] == 725
    assert "LASI" in found["markers"]
    assert len(found["plates"]) == 3
    assert len(found["events"]) == 12
    assert found["marker_set"].startswith("Plug-in Gait")


def test_inspect_says_what_is_missing_of_an_unknown_marker_set(samples, capsys):
    path = samples / "c3d_org_samples" / "sample_01" / "Eb015pi.c3d"
    assert "not recognised" in said(capsys, "inspect", path)


def test_samples_list_names_origin_and_licence(capsys):
    rows = json.loads(said(capsys, "samples", "list", "--json"))["samples"]
    assert {"name", "origin", "licence", "package", "version"} <= set(rows[0])
    assert "licence MIT" in said(capsys, "samples", "list")


def test_doctor_finds_this_computer_in_order(capsys):
    assert "ilium" in said(capsys, "doctor")
    checks = json.loads(said(capsys, "doctor", "--json"))["checks"]
    assert all(each["holds"] for each in checks if each["needed"])


def test_inspecting_nothing_exits_2(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["inspect", "missing.c3d"]) == 2
    assert "Remedy" in capsys.readouterr().err


def test_inspecting_a_folder_says_whether_it_is_complete(tmp_path, capsys):
    assert "complete: False" in said(capsys, "inspect", tmp_path)
