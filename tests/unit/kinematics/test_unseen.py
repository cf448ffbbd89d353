"""A recording of force plates alone."""

from __future__ import annotations

import numpy as np
import pytest

from ilium.errors import InputError
from ilium.kinematics import solve_kinematics
from synthetic_forces import a_plate, a_trial


def test_plates_without_markers_have_kinematics_that_know_nothing():
    found = solve_kinematics(a_trial(a_plate(np.full(100, 700.0), 100.0), mass=70.0))
    assert found.participant.mass == 70.0
    assert [(each.kind, each.severity) for each in found.issues] == [
        ("no-markers", "serious")
    ]
    assert not np.isfinite(found.angles.to_numpy()).any()


def test_without_markers_and_plates_there_is_nothing_to_measure():
    with pytest.raises(InputError):
        solve_kinematics(a_trial())
