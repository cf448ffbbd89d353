"""Marker sets are recognised by their labels."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ilium.errors import FileFormatError, InputError, UnknownNameError
from ilium.model.landmarks import LANDMARKS, RIGID
from ilium.model.marker_sets import (
    MarkerSet,
    known_sets,
    match_labels,
    read_marker_set,
    recognise,
)

EVERY = pytest.mark.parametrize(
    "marker_set", known_sets(), ids=[each.name for each in known_sets()]
)
LOWER = [
    f"{side}{place}"
    for side in "LR"
    for place in ("ASI", "PSI", "THI", "KNE", "TIB", "ANK", "HEE", "TOE")
]
OWN = """
title = "Ours"
identified_by = [["HIPL", "HIPR"]]
marker_radius = 0.005
[midline]
sacrum = ["BACK"]
[paired]
asis = ["HIP{S}"]
toe = ["Toe{Side}"]
[optional]
landmarks = ["toe"]
"""


def preferred(marker_set: MarkerSet) -> list[str]:
    return [labels[0] for labels in marker_set.landmarks.values()]


@EVERY
def test_a_complete_recording_is_recognised_as_its_own_set(marker_set):
    match = recognise(preferred(marker_set))
    assert match.name == marker_set.name
    assert match.missing == ()
    assert match.unused == ()


@EVERY
def test_upper_and_lower_case_do_not_matter(marker_set):
    assert recognise([e.swapcase() for e in preferred(marker_set)]).missing == ()


@EVERY
def test_the_right_half_alone_is_recognised_and_the_left_is_named_missing(marker_set):
    half = [
        labels[0]
        for landmark, labels in marker_set.landmarks.items()
        if not landmark.endswith("_left")
    ]
    match = recognise(half)
    assert match.name == marker_set.name
    assert {"asis_left", "hip_centre_left"} & set(match.missing)
    assert not any(each.endswith("_right") for each in match.missing)


@EVERY
def test_sides_are_never_mixed(marker_set):
    for landmark, labels in marker_set.landmarks.items():
        if landmark.endswith("_left"):
            mirror = marker_set.landmarks[landmark.removesuffix("left") + "right"]
            assert not set(labels) & set(mirror)


@EVERY
def test_every_landmark_has_one_label_of_its_own(marker_set):
    match = match_labels(marker_set, preferred(marker_set))
    assert len(set(match.landmarks.values())) == len(match.landmarks)


def test_lower_body_and_full_body_plug_in_gait_are_told_apart():
    assert recognise(LOWER).name == "plug_in_gait_lower"
    assert recognise([*LOWER, "C7", "CLAV", "STRN"]).name == "plug_in_gait"


def test_a_sacrum_marker_may_stand_for_both_psis():
    lower = [each for each in LOWER if not each.endswith("PSI")]
    match = recognise([*lower, "SACR"])
    assert match.landmarks["sacrum"] == "SACR"
    assert match.missing == ()


def test_markers_of_the_vendor_and_of_nobody_are_reported_unused():
    assert recognise([*LOWER, "*12", "PELO"]).unused == ("*12", "PELO")


def test_the_error_lists_what_was_found_what_is_missing_and_the_nearest_names():
    with pytest.raises(InputError) as caught:
        recognise(["LASIS", "RASIS", "LTIBI", "RTIBI", "LANKL", "RANKL"])
    assert re.search(r"Found 6 labels: LASIS, RASIS", caught.value.problem)
    assert "LASI or RASI" in caught.value.problem
    assert "'LASIS' for 'LASI'" in caught.value.problem
    assert "TOML" in caught.value.remedy


def test_a_recording_without_labels_says_so():
    with pytest.raises(InputError, match="no labelled markers"):
        recognise([])


def test_a_laboratory_describes_its_own_set_in_one_file(tmp_path: Path):
    path = tmp_path / "ours.toml"
    path.write_text(OWN, encoding="utf-8")
    match = recognise(["HIPL", "HIPR", "BACK", "ToeRight", "LASI"], own=[path])
    assert (match.name, match.title, match.marker_radius) == ("ours", "Ours", 0.005)
    assert match.landmarks["toe_right"] == "ToeRight"
    assert match.missing == ()
    assert match.unused == ("LASI",)


def test_an_own_set_goes_before_a_fuller_known_one(tmp_path: Path):
    path = tmp_path / "ours.toml"
    path.write_text(OWN.replace("HIP", "ASI"), encoding="utf-8")
    names = [*preferred(known_sets()[0]), "ASIL", "ASIR"]
    assert recognise(names, own=[path]).name == "ours"


def test_an_own_set_may_extend_a_shipped_one(tmp_path: Path):
    path = tmp_path / "ours.toml"
    text = 'title = "More"\nextends = "plug_in_gait"\nidentified_by = [["LASI"]]\n'
    path.write_text(text, encoding="utf-8")
    assert read_marker_set(path).landmarks["c7"] == ("C7",)


@pytest.mark.parametrize(
    ("text", "error", "words"),
    [
        ("title = ", FileFormatError, "cannot be read"),
        ('title = "x"', FileFormatError, "identified_by"),
        (OWN.replace("sacrum", "sacrumm"), UnknownNameError, "sacrum"),
        ('extends = "pig"\n' + OWN, UnknownNameError, "plug_in_gait"),
        ('title = "x"\nidentified_by = ["LASI"]', FileFormatError, "not a list"),
        ('title = "x"\nidentified_by = []\npaired = 3', FileFormatError, "be read"),
        (
            'title = "x"\nidentified_by = []\n[paired]\nasis = "{S}ASI"',
            FileFormatError,
            "not a list of labels",
        ),
    ],
)
def test_a_wrong_file_is_refused_with_a_remedy(tmp_path: Path, text, error, words):
    path = tmp_path / "ours.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(error, match=words):
        read_marker_set(path)


def test_a_file_that_is_not_there_is_refused_with_a_remedy(tmp_path: Path):
    with pytest.raises(FileFormatError, match="cannot be read: No such file"):
        read_marker_set(tmp_path / "none.toml")


def test_rigid_segments_name_known_landmarks_and_share_none():
    members = [each for names in RIGID.values() for each in names]
    assert set(members) <= set(LANDMARKS)
    assert len(members) == len(set(members))
