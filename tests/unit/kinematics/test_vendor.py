"""Numbers that old and new files state are read in their own units."""

from __future__ import annotations

import pytest

from ilium.kinematics.vendor import stored_offsets
from ilium.units import radians
from unit.kinematics.figure import markers, recording

RADIANS = {
    "LStaticPlantFlex": (0.12,),
    "RStaticPlantFlex": (0.16,),
    "LStaticRotOff": (-0.03,),
    "RStaticRotOff": (0.02,),
}


def test_offsets_in_radians_stay_as_they_are():
    offsets = stored_offsets(recording(markers(), **RADIANS))
    assert offsets["plantar_flexion_offset_left"] == pytest.approx(0.12)
    assert offsets["foot_rotation_offset_right"] == pytest.approx(0.02)


def test_offsets_of_old_files_are_taken_for_degrees():
    old = {name: (57.29578 * value,) for name, (value,) in RADIANS.items()}
    offsets = stored_offsets(recording(markers(), **old))
    assert offsets["plantar_flexion_offset_right"] == pytest.approx(0.16)
    assert offsets["foot_rotation_offset_left"] == pytest.approx(-0.03)
    assert radians(57.29578) == pytest.approx(1.0)


def test_offsets_that_are_all_zero_were_never_computed():
    unset = dict.fromkeys(RADIANS, (0.0,))
    assert stored_offsets(recording(markers(), **unset)) == {}


def test_spelling_in_capitals_is_found():
    loud = {name.upper(): value for name, value in RADIANS.items()}
    offsets = stored_offsets(recording(markers(), **loud))
    assert offsets["plantar_flexion_offset_left"] == pytest.approx(0.12)
