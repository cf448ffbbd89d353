"""The picture as a level camera at the same place would have seen it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from ilium.core.camera import Camera, Levelling
from ilium.core.keypoints import Keypoints
from ilium.core.quantity import FloatArray, clock, values
from ilium.planar.settings import PlanarSettings
from ilium.vision.projection import sight


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LevelPicture:
    """Directions to the points of the body, against the horizon.

    Parameters
    ----------
    time
        Even clock, shape (time,) [s].
    names
        Points in order.
    sights
        Directions: to the right and down of the camera's level axis, shape
        (time, point, 2) [1]; NaN where not seen.
    noise
        Standard error of each, shape (time, point) [1].
    focal
        Pixels of the picture for one unit of direction [px].
    levelling
        How the camera stood; errors filled in where nobody measured them.
    pitched
        Whether the pitch is known and undone, so that heights count from the horizon.
    """

    time: FloatArray
    names: tuple[str, ...]
    sights: FloatArray
    noise: FloatArray
    focal: float
    levelling: Levelling
    pitched: bool

    @property
    def rate(self) -> float:
        """Frames a second [Hz]."""
        return float((self.time.size - 1) / (self.time[-1] - self.time[0]))

    def sight(self, name: str) -> FloatArray:
        """Direction of one point, shape (time, 2) [1]; NaN where it is not known."""
        if name not in self.names:
            return np.full((self.time.size, 2), np.nan)
        return self.sights[:, self.names.index(name)]

    def error(self, name: str) -> FloatArray:
        """Standard error of one point's direction, shape (time,) [1]."""
        if name not in self.names:
            return np.full(self.time.size, np.nan)
        return self.noise[:, self.names.index(name)]


def level(keypoints: Keypoints, settings: PlanarSettings) -> LevelPicture:
    """Undo lens, roll and pitch of the camera, and put the frames on an even clock.

    Turning a camera on the spot moves its picture by a projective map that does not
    depend on how far things are; so a known roll and pitch are undone exactly.

    Parameters
    ----------
    keypoints
        What the camera saw; at least two frames.
    settings
        Focal length of an unknown lens, errors of an unknown levelling.

    Returns
    -------
    LevelPicture
        A roll or pitch that is not known is left as it is, with its error.
    """
    camera = keypoints.camera or _usual(keypoints, settings)
    seen = _turned(sight(values(keypoints.points), camera), keypoints.levelling)
    focal = float(camera.matrix[0, 0] + camera.matrix[1, 1]) / 2.0
    time = clock(keypoints.points)
    even = _even(time)
    return LevelPicture(
        time=even,
        names=keypoints.names,
        sights=_on_clock(seen, time, even),
        noise=_on_clock(values(keypoints.noise)[..., None] / focal, time, even)[..., 0],
        focal=focal,
        levelling=_filled(keypoints.levelling, settings),
        pitched=bool(np.isfinite(keypoints.levelling.pitch)),
    )


def _usual(keypoints: Keypoints, settings: PlanarSettings) -> Camera:
    """Lens of a telephone that nobody calibrated."""
    width, height = keypoints.width, keypoints.height
    focal = settings.focal * max(width, height)
    matrix = np.array(
        [[focal, 0.0, width / 2.0], [0.0, focal, height / 2.0], [0.0, 0.0, 1.0]]
    )
    return Camera(
        name="usual", width=width, height=height, matrix=matrix, distortion=np.zeros(5)
    )


def _turned(sights: FloatArray, levelling: Levelling) -> FloatArray:
    """Directions that a level camera would see."""
    roll = levelling.roll if math.isfinite(levelling.roll) else 0.0
    pitch = levelling.pitch if math.isfinite(levelling.pitch) else 0.0
    right = sights[..., 0] * math.cos(roll) + sights[..., 1] * math.sin(roll)
    down = sights[..., 1] * math.cos(roll) - sights[..., 0] * math.sin(roll)
    ahead = math.cos(pitch) + down * math.sin(pitch)
    lowered = down * math.cos(pitch) - math.sin(pitch)
    ahead = np.where(ahead > 0.0, ahead, np.nan)
    return np.stack([right / ahead, lowered / ahead], axis=-1)


def _filled(levelling: Levelling, settings: PlanarSettings) -> Levelling:
    """Levelling with an error for what was not measured or stated."""
    roll_error, pitch_error = levelling.roll_error, levelling.pitch_error
    if not math.isfinite(roll_error):
        roll_error = settings.roll_error
    if not math.isfinite(pitch_error):
        pitch_error = settings.pitch_error
    return replace(levelling, roll_error=roll_error, pitch_error=pitch_error)


def _even(time: FloatArray) -> FloatArray:
    """Clock of even steps over the same span, as many frames a second as the median."""
    step = float(np.median(np.diff(time)))
    count = max(round((time[-1] - time[0]) / step), 1)
    return np.linspace(float(time[0]), float(time[-1]), count + 1)


def _on_clock(paths: FloatArray, time: FloatArray, even: FloatArray) -> FloatArray:
    """Paths between their frames; NaN beside a gap or where a frame is missing."""
    if even.size == time.size and np.allclose(even, time, rtol=0.0, atol=1e-4):
        return paths
    after = np.clip(np.searchsorted(time, even, side="left"), 1, time.size - 1)
    before = after - 1
    length = time[after] - time[before]
    share = ((even - time[before]) / length).reshape(-1, 1, 1)
    exact = paths[before] * (1.0 - share) + paths[after] * share
    lower = np.where(share < 1e-9, paths[before], exact)
    found = np.where(share > 1.0 - 1e-9, paths[after], lower)
    missing = length > 2.5 * float(np.median(np.diff(time)))
    return np.where(missing.reshape(-1, 1, 1), np.nan, found)
