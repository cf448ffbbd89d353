"""Rendered clips of clothes with coloured dots whose true middles are known."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from fractions import Fraction

import av
import cv2
import numpy as np

from ilium.units import radians
from ilium.vision.sticker_windows import Window

FOCAL = 1450.0
"""Focal length of a phone that films in 1080p [px]."""
WIDTH = 0.24
"""Distance between the dots [m]."""
PAINT = {
    "green": (60, 190, 70),
    "orange": (250, 120, 20),
    "pink": (240, 70, 160),
    "blue": (30, 90, 210),
}
CLOTH = {"grey": (110, 112, 118), "black": (38, 38, 42), "beige": (196, 172, 150)}
FINE = 4
"""Sub-pixels along each side of a pixel."""


@dataclass(frozen=True)
class Scene:
    """How a clip is rendered."""

    distance: float = 2.0
    diameter: float = 0.030
    colour: str = "green"
    cloth: str = "grey"
    exposure: float = 1.0 / 60.0
    noise: float = 3.0
    crf: int = 26
    frames: int = 30
    slant: float = 25.0
    seed: int = 0

    @property
    def scale(self) -> float:
        return FOCAL / self.distance


def truth(scene: Scene):
    """True middles of the dots, shape (frames, 2, 2) [px], and obliquity [rad]."""
    t = np.arange(scene.frames) / 30.0
    angle = radians(6.0) * np.sin(2.0 * math.pi * 0.7 * t + 0.3)
    x = 0.03 * np.sin(2.0 * math.pi * 0.5 * t)
    y = 0.12 * np.sin(2.0 * math.pi * 0.4 * t)
    centre = np.stack((x, y), axis=-1) * scene.scale + size(scene) / 2.0 + 0.37
    half = 0.5 * WIDTH * scene.scale
    arm = half * np.stack((np.cos(angle), np.sin(angle)), axis=-1)
    return np.stack((centre - arm, centre + arm), axis=1), angle


def size(scene: Scene):
    """Width and height of the rendered part [px], even."""
    return np.array((2 * round(0.24 * scene.scale), 2 * round(0.28 * scene.scale)))


def cloth(scene: Scene) -> np.ndarray:
    """Folds, weave and a seam on a garment, shape (height, width, 3), linear light."""
    rng = np.random.default_rng(scene.seed)
    wide, high = size(scene)
    field = sum(
        weight
        * cv2.GaussianBlur(rng.standard_normal((high, wide)), (0, 0), sigma)
        * sigma
        for sigma, weight in ((1.0, 0.05), (4.0, 0.08), (20.0, 0.25))
    )
    shade = np.exp(field)[..., None]
    seam = int(high * 0.56)
    base = np.power(np.array(CLOTH[scene.cloth]) / 255.0, 2.2)
    picture = np.broadcast_to(base, (high, wide, 3)) * shade
    picture[seam:] *= 0.55
    return picture


def painted(picture: np.ndarray, scene: Scene, at, speed, diameter=None) -> np.ndarray:
    """One dot, slanted, smeared by its speed [px/s], in linear light."""
    high, wide = picture.shape[:2]
    paint = np.power(np.array(PAINT[scene.colour]) / 255.0, 2.2)
    radius = 0.5 * (diameter or scene.diameter) * scene.scale
    steps = 9
    reach = int(radius + 0.5 * scene.exposure * max(np.abs(speed)) + 3)
    x0, y0 = int(at[0]) - reach, int(at[1]) - reach
    n = 2 * reach + 2
    grid = (np.arange(n * FINE) + 0.5) / FINE - 0.5
    gx, gy = np.meshgrid(x0 + grid, y0 + grid)
    cover = np.zeros(gx.shape)
    narrow = math.cos(radians(scene.slant))
    for k in range(steps):
        shift = (k / (steps - 1) - 0.5) * scene.exposure * np.asarray(speed)
        inside = ((gx - at[0] - shift[0]) / narrow) ** 2 + (gy - at[1] - shift[1]) ** 2
        cover += inside <= radius**2
    cover = cover.reshape(n, FINE, n, FINE).mean(axis=(1, 3)) / steps
    out = picture.copy()
    ys = slice(max(y0, 0), min(y0 + n, high))
    xs = slice(max(x0, 0), min(x0 + n, wide))
    part = cover[ys.start - y0 : ys.stop - y0, xs.start - x0 : xs.stop - x0, None]
    out[ys, xs] = out[ys, xs] * (1.0 - part) + paint * part
    return out


def drawn(picture: np.ndarray, scene: Scene, draw) -> np.ndarray:
    """Paint of the dots' colour where `draw` fills a mask with 255, in linear light."""
    mask = np.zeros(picture.shape[:2], np.uint8)
    draw(mask)
    paint = np.power(np.array(PAINT[scene.colour]) / 255.0, 2.2)
    share = mask[..., None] / 255.0
    return picture * (1.0 - share) + paint * share


def exposed(picture: np.ndarray, scene: Scene, number: int) -> np.ndarray:
    """Lens blur, display coding and noise, shape (height, width, 3) uint8."""
    rng = np.random.default_rng((scene.seed, number))
    soft = cv2.GaussianBlur(picture, (0, 0), 0.8)
    coded = 255.0 * np.power(np.clip(soft, 0.0, 1.0), 1.0 / 2.2)
    noisy = coded + scene.noise * rng.standard_normal(coded.shape)
    return np.clip(np.round(noisy), 0, 255).astype(np.uint8)


def clip(scene: Scene, *, dots: bool = True, extra=None) -> list[np.ndarray]:
    """Frames as a phone would have stored them, H.264."""
    ground = cloth(scene)
    middles, _ = truth(scene)
    speed = np.gradient(middles, 1.0 / 30.0, axis=0)
    frames: list[np.ndarray] = []
    for number in range(scene.frames):
        picture = ground
        if dots:
            for dot in range(2):
                at, by = middles[number, dot], speed[number, dot]
                picture = painted(picture, scene, at, by)
        if extra is not None:
            picture = extra(picture, number)
        frames.append(exposed(picture, scene, number))
    return stored(frames, scene.crf)


def stored(frames: list[np.ndarray], crf: int) -> list[np.ndarray]:
    """Frames after real H.264 compression."""
    memory = io.BytesIO()
    with av.open(memory, "w", format="mp4") as out:
        stream = out.add_stream("libx264", rate=Fraction(30))
        stream.height, stream.width = frames[0].shape[:2]
        stream.codec_context.thread_count = 1
        stream.pix_fmt = "yuv420p"
        stream.options = {"crf": str(crf), "preset": "fast"}
        for frame in frames:
            out.mux(stream.encode(av.VideoFrame.from_ndarray(frame, "rgb24")))
        out.mux(stream.encode())
    memory.seek(0)
    with av.open(memory) as source:
        return [each.to_ndarray(format="rgb24") for each in source.decode(video=0)]


def windows(scene: Scene, number: int, jitter: float = 0.02) -> dict[str, Window]:
    """What the pose would say of both ASIS, some centimetres off."""
    rng = np.random.default_rng((scene.seed, number, 7))
    middles, _ = truth(scene)
    found = {}
    for dot, name in enumerate(("asis_left", "asis_right")):
        x, y = middles[number, dot] + jitter * scene.scale * rng.standard_normal(2)
        reach = 0.11 * scene.scale
        found[name] = Window(
            left=x - reach, top=y - reach, right=x + reach, bottom=y + reach,
            x=x, y=y, scale=scene.scale * 1.1,
        )  # fmt: skip
    return found
