"""What is in a recording, in words and numbers for people and programs."""

import json

from ilium.capture.overview import overview
from ilium.capture.reading import read_trial


def test_the_overview_of_a_walk_names_what_is_in_it(samples):
    name = "PiG_Motion3_FF"
    found = overview(read_trial(samples / "btkdata" / "PiG" / f"{name}.c3d"))
    assert json.loads(json.dumps(found)) == found
    assert found["rate_hz"] == 100.0
    assert found["frames"] == 293
    assert found["start_s"] == 7.24
    assert found["participant"]["mass_kg"] == 74.0
    assert [plate["type"] for plate in found["plates"]] == [2, 2, 2]
    assert "foot_strike right 7.310 s" in found["events"]
    assert found["vendor_outputs"]["bone"] == 9 * 4
    assert len(found["emg_channels"]) == 16
    assert found["markers_seen_percent"]["LASI"] == 100.0


def test_the_overview_names_no_person_and_no_folder(samples):
    trial = read_trial(samples / "nimblephysics" / "c3d_misc" / "squat.c3d")
    text = json.dumps(overview(trial))
    assert "Sehoon" not in text
    assert str(samples) not in text
    assert "LFWT" in text


def test_forces_alone_have_an_overview_too(samples):
    trial = read_trial(samples / "biomdp" / "kistler_CMJ_1plate.c3d")
    found = overview(trial)
    assert found["markers"] == []
    assert found["plates"][0]["size_mm"] == [600.0, 900.0]
    assert any("no marker" in each.lower() for each in found["issues"])
