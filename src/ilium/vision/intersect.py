"""Where lines of sight of several cameras meet: robust, with its error.

Every pair of cameras proposes a point; the proposal that most views support wins, views
that do not support it are left out, and the point is refined on the rest.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ilium.core.camera import Camera
from ilium.core.quantity import FloatArray
from ilium.vision.projection import placed, sight

SUPPORT: Final = 0.08
"""Distance between a line of sight and a point up to which a view supports it [m]: pose
models disagree by some centimetres between views, a swapped side by more."""
NARROW: Final = 0.035
"""Least angle between two lines of sight that meet in a point [rad]; 2 degrees."""
STEPS: Final = 8


class Met(NamedTuple):
    """Points where lines of sight meet.

    Parameters
    ----------
    points
        Shape (n, 3) [m]; NaN where fewer than two views support one.
    error
        Standard error along each axis, shape (n, 3) [m].
    used
        Views that support each point, shape (view, n).
    """

    points: FloatArray
    error: FloatArray
    used: NDArray[np.bool_]


def meet(
    pixels: FloatArray,
    confidence: FloatArray,
    noise: FloatArray,
    cameras: Sequence[Camera],
) -> Met:
    """Triangulate points from several placed cameras.

    Parameters
    ----------
    pixels
        Shape (view, n, 2) [px]; NaN where not seen.
    confidence
        Shape (view, n) [1].
    noise
        Standard error of each pixel place along each axis, shape (view, n) [px].
    cameras
        The placed cameras, shape (view,).

    Returns
    -------
    Met
        Errors are propagated from the stated noise, and enlarged where the views
        disagree by more than it.

    References
    ----------
    Hartley R, Zisserman A (2004). Multiple View Geometry in Computer Vision, 2nd ed.,
    chapter 12. doi:10.1017/CBO9780511811685
    """
    views = _Views(pixels, confidence, noise, cameras)
    best, support = views.nothing()
    for pair in itertools.combinations(range(len(cameras)), 2):
        candidate = views.linear(np.isin(np.arange(len(cameras)), pair)[:, None])
        candidate[views.narrow(candidate, pair)] = np.nan
        gain = views.support(candidate)
        better = gain > support
        best[better], support[better] = candidate[better], gain[better]
    used = views.near(best)
    points = best.copy()
    for _ in range(STEPS):
        step, _ = views.newton(points, used)
        points += np.nan_to_num(step)
    _, spread = views.newton(points, used)
    points[used.sum(axis=0) < 2] = np.nan
    error = np.sqrt(np.einsum("nii->ni", spread) * views.excess(points, used)[:, None])
    error[np.isnan(points)] = np.nan
    return Met(points, error, used & np.isfinite(points[:, 0]))


class _Views:
    """Lines of sight, weights and cameras of every view."""

    def __init__(
        self,
        pixels: FloatArray,
        confidence: FloatArray,
        noise: FloatArray,
        cameras: Sequence[Camera],
    ) -> None:
        self.lines = np.stack(
            [sight(each, camera) for each, camera in zip(pixels, cameras, strict=True)]
        )
        pairs = [placed(camera) for camera in cameras]
        self.turn = np.stack([rotation for rotation, _ in pairs])
        self.shift = np.stack([translation for _, translation in pairs])
        focal = np.array(
            [np.sqrt(each.matrix[0, 0] * each.matrix[1, 1]) for each in cameras]
        )
        self.sigma = noise / focal[:, None]
        seen = np.isfinite(self.lines).all(axis=2) & np.isfinite(self.sigma)
        self.trust = np.where(seen, np.clip(confidence, 0.0, 1.0), 0.0)

    def nothing(self) -> tuple[FloatArray, FloatArray]:
        count = self.lines.shape[1]
        return np.full((count, 3), np.nan), np.zeros(count)

    def linear(self, chosen: NDArray[np.bool_]) -> FloatArray:
        """Direct linear solution from the chosen views, shape (n, 3) [m]."""
        trust = np.where(chosen, self.trust, 0.0)
        lines = np.nan_to_num(self.lines)
        rows = trust[..., None, None] * (
            lines[..., None] * self.turn[:, None, 2:3] - self.turn[:, None, :2]
        )
        goal = trust[..., None] * (
            self.shift[:, None, :2] - lines * self.shift[:, None, 2:3]
        )
        normal = np.einsum("vnki,vnkj->nij", rows, rows)
        right = np.einsum("vnki,vnk->ni", rows, goal)
        return _solved(normal, right)

    def seen(self, points: FloatArray) -> FloatArray:
        """Points in each camera's frame, shape (view, n, 3) [m]."""
        return np.einsum("vij,nj->vni", self.turn, points) + self.shift[:, None]

    def away(self, points: FloatArray) -> FloatArray:
        """Distance between points and lines of sight, shape (view, n) [m]."""
        there = self.seen(points)
        depth = np.where(there[..., 2] > 0.0, there[..., 2], np.nan)
        apart = there[..., :2] / depth[..., None] - self.lines
        return np.hypot(apart[..., 0], apart[..., 1]) * depth

    def near(self, points: FloatArray) -> NDArray[np.bool_]:
        return (self.away(points) < SUPPORT) & (self.trust > 0.0)

    def support(self, points: FloatArray) -> FloatArray:
        """Trust of the supporting views, less where they are further off."""
        near = self.near(points)
        share = 1.0 - (np.nan_to_num(self.away(points)) / SUPPORT) ** 2
        gain = (np.where(near, self.trust * (0.5 + 0.5 * share), 0.0)).sum(axis=0)
        return np.where(near.sum(axis=0) >= 2, gain, 0.0)

    def narrow(self, points: FloatArray, pair: tuple[int, int]) -> NDArray[np.bool_]:
        """Where the two lines of sight are too nearly parallel, shape (n,)."""
        centres = -np.einsum("vji,vj->vi", self.turn, self.shift)
        one, two = (points - centres[each] for each in pair)
        across = np.linalg.norm(np.cross(one, two), axis=1)
        along = np.abs((one * two).sum(axis=1))
        return ~(np.arctan2(across, along) > NARROW)

    def newton(
        self, points: FloatArray, used: NDArray[np.bool_]
    ) -> tuple[FloatArray, FloatArray]:
        """Step towards the least weighted reprojection error, and its covariance."""
        there = self.seen(points)
        depth = there[..., 2]
        flat = there[..., :2] / depth[..., None]
        slope = (
            self.turn[:, None, :2] - flat[..., None] * self.turn[:, None, 2:3]
        ) / depth[..., None, None]
        weight = np.where(used, self.trust / self.sigma**2, 0.0)
        slope, gap = np.nan_to_num(slope), np.nan_to_num(self.lines - flat)
        normal = np.einsum("vn,vnki,vnkj->nij", weight, slope, slope)
        right = np.einsum("vn,vnki,vnk->ni", weight, slope, gap)
        noisy = np.where(used, weight**2 * np.nan_to_num(self.sigma) ** 2, 0.0)
        middle = np.einsum("vn,vnki,vnkj->nij", noisy, slope, slope)
        inverse = _inverse(normal)
        return _solved(normal, right), inverse @ middle @ inverse

    def excess(self, points: FloatArray, used: NDArray[np.bool_]) -> FloatArray:
        """How far the views disagree beyond their noise, squared, at least 1."""
        there = self.seen(points)
        apart = (there[..., :2] / there[..., 2:] - self.lines) / self.sigma[..., None]
        total = np.where(used[..., None], np.nan_to_num(apart) ** 2, 0.0).sum(
            axis=(0, 2)
        )
        free = np.maximum(2 * used.sum(axis=0) - 3, 1)
        return np.maximum(total / free, 1.0)


def _solved(normal: FloatArray, right: FloatArray) -> FloatArray:
    return np.einsum("nij,nj->ni", _inverse(normal), right)


def _inverse(normal: FloatArray) -> FloatArray:
    """Inverses of symmetric matrices, NaN where they have none."""
    size = np.einsum("nii->n", normal) / 3.0
    sound = size > 0.0
    scaled = np.where(
        sound[:, None, None],
        normal / np.where(sound, size, 1.0)[:, None, None],
        np.eye(3),
    )
    sound &= np.linalg.eigvalsh(scaled)[:, 0] > 1e-12
    scaled = np.where(sound[:, None, None], scaled, np.eye(3))
    inverse = np.linalg.inv(scaled) / np.where(sound, size, 1.0)[:, None, None]
    inverse[~sound] = np.nan
    return inverse
