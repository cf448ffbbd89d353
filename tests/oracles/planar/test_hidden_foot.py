"""A free foot that hides behind the standing leg, as pose models lose it in films."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ilium.core.dictionary import KEYPOINT_POSITION
from ilium.core.quantity import labels, values
from ilium.planar.movement import find_planar_movement
from ilium.planar.solve import solve_planar
from virtual_camera import camera_at, film

FOOT = ("ankle", "heel", "toe")


def hidden(keypoints, repetitions):
    """The same points without the free foot in the middle of each repetition."""
    points = values(keypoints.points).copy()
    names = labels(keypoints.points, "keypoint")
    for each in repetitions:
        free = "left" if each.side == "right" else "right"
        quarter = 0.15 * (each.end - each.start)
        lost = (keypoints.time > each.start + quarter) & (
            keypoints.time < each.end - quarter
        )
        for part in FOOT:
            points[lost, names.index(f"{part}_{free}")] = np.nan
    made = KEYPOINT_POSITION.label(
        points, time=keypoints.time, keypoint=names, image_axis=("u", "v")
    )
    return replace(keypoints, points=made)


@pytest.mark.parametrize("view", ["front", "rear"])
def test_a_free_foot_out_of_sight_changes_neither_side_nor_count(view, person):
    someone = person("single_leg_squat")
    truth = someone.simulation.truth.repetitions
    camera = camera_at(view, at=someone.place)
    seen = hidden(film(someone.kinematics, camera, noise=1.5), truth)
    found = find_planar_movement(solve_planar(seen, view=view))
    assert found.task == "single_leg_squat"
    assert [each.side for each in found.repetitions] == [each.side for each in truth]
