"""Labels that occur twice are told apart, and no marker is lost over it."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ilium.capture.c3d_parameters import ParameterGroups
from ilium.capture.c3d_points import sort_points
from ilium.capture.labels import distinct, told_apart
from ilium.capture.reading import read_trial
from ilium.core.quantity import values

NAMES = st.lists(st.sampled_from(["A", "A_2", "A_3", "A_2_2", "B"]), max_size=9)


@given(NAMES)
def test_all_differ_in_their_order_and_the_first_of_each_keeps_its_own(names):
    found = distinct(names)
    assert len(set(found)) == len(found) == len(names)
    for name in set(names):
        assert found[names.index(name)] == name


@given(NAMES)
def test_it_is_remarked_where_one_occurs_twice_only(names):
    found, issues = told_apart(names)
    assert bool(issues) == (len(set(names)) < len(names)) == (found != tuple(names))


def test_a_c3d_file_loses_no_marker_to_the_number_of_another():
    labels = ParameterGroups({"POINT": {"LABELS": ("A", "A", "A_2")}})
    found = sort_points(labels, 3)
    assert dict(found.markers) == {"A": 0, "A_3": 1, "A_2": 2}


def test_a_trc_file_loses_no_marker_to_the_number_of_another(tmp_path):
    heads = "Frame#\tTime\tA\t\t\tA\t\t\tA_2\t\t"
    rows = [
        "\t".join([str(k + 1), f"{k / 100:.2f}", *(str(v) for v in range(1, 10))])
        for k in range(5)
    ]
    path = tmp_path / "a.trc"
    path.write_text(
        "\n".join(
            [
                "PathFileType\t4\t(X/Y/Z)\ta.trc",
                "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits",
                "100\t100\t5\t3\tm",
                heads,
                "\t\tX1\tY1\tZ1\tX2\tY2\tZ2\tX3\tY3\tZ3",
                *rows,
            ]
        )
    )
    trial = read_trial(path, axes=("+x", "+y"))
    assert trial.marker_names == ("A", "A_3", "A_2")
    np.testing.assert_allclose(values(trial.markers)[0].ravel(), range(1, 10))
