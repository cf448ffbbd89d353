"""Convex outlines against SciPy's."""

import numpy as np
from scipy.spatial import ConvexHull

from ilium.maths.hulls import convex_hull


def test_a_hull_has_the_corners_that_scipy_finds():
    points = np.random.default_rng(4).normal(size=(60, 2))
    expected = points[ConvexHull(points).vertices]
    found = convex_hull(points)
    assert {tuple(each) for each in found} == {tuple(each) for each in expected}


def test_a_point_inside_is_no_corner_and_one_outside_is():
    square = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])
    assert len(convex_hull(np.vstack([square, [0.5, 0.5]]))) == 4
    assert len(convex_hull(np.vstack([square, [2.0, 2.0]]))) == 4
    assert [2.0, 2.0] in convex_hull(np.vstack([square, [2.0, 2.0]])).tolist()
