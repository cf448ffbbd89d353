"""People drawn so that a pose model takes them for people: films without a recording.

The simulator moves the body, a virtual camera projects it, and this draws it as shaded
limbs in a room. What the body really did is known, the picture is nobody's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import cv2
import numpy as np

from clips import write_clip
from ilium.core.camera import Camera
from ilium.model.settings import MusculoskeletalSettings
from ilium.pipeline import analyse
from ilium.report.skeleton import Skeleton, build_skeleton
from ilium.samples.simulator.result import Simulation
from ilium.samples.simulator.simulate import simulate
from ilium.settings import DEFAULTS
from ilium.units import DEGREE
from ilium.vision.projection import project
from virtual_camera import camera_at

SKIN, SHIRT, TROUSERS = (205, 160, 132), (70, 96, 140), (52, 54, 62)
DOT = (40, 190, 70)
SHOE, HAIR, WALL, FLOOR = (
    (225, 225, 222),
    (62, 44, 34),
    (206, 203, 196),
    (150, 132, 112),
)
COARSE = 2
"""How much smaller it is drawn than it is filmed."""
SHADES = 6
SHIFT = 4
"""Bits of a pixel in which OpenCV draws."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Actor:
    """A simulated person and the camera that films them."""

    skeleton: Skeleton
    camera: Camera
    front: bool
    dots: bool = False

    def places(self, time: float) -> tuple[dict[str, np.ndarray], dict[str, float]]:
        """Pixels and depths [m] of every point at a time [s]."""
        clock = self.skeleton.time
        flat = self.skeleton.points.reshape(clock.size, -1)
        now = np.array([np.interp(time, clock, track) for track in flat.T])
        points = now.reshape(-1, 3)
        pixels = project(points, self.camera)
        ahead = points @ self.camera.rotation.T + self.camera.translation
        names = self.skeleton.names
        return dict(zip(names, pixels, strict=True)), dict(
            zip(names, ahead[:, 2], strict=True)
        )


def an_actor(
    view="front", movement="single_leg_squat", *, dots=False, **simulated
) -> tuple[Simulation, Actor]:
    """A person of the simulator before a level camera; dots: green, on the ASIS."""
    made = simulate(movement, rate=100.0, **simulated)
    angles = replace(DEFAULTS, musculoskeletal=MusculoskeletalSettings(depth="none"))
    found = analyse(
        made.trial,
        static=made.static,
        participant=made.participant,
        settings=angles,
    )
    skeleton = build_skeleton(found.kinematics)
    hips = [skeleton.names.index(f"hip_{side}") for side in ("left", "right")]
    middle = skeleton.points[0, hips].mean(axis=0)
    at = np.array([middle[0], 0.0, middle[2]])
    camera = camera_at(view, distance=2.6, height=0.95, at=at)
    front = view == "front"
    return made, Actor(skeleton=skeleton, camera=camera, front=front, dots=dots)


def film(path: Path, actor: Actor, *, rate=30, seconds=None, start=0.0) -> Path:
    """Write the person's film."""
    last = float(actor.skeleton.time[-1]) - start if seconds is None else seconds
    count = int(last * rate)
    return write_clip(
        path,
        count,
        rate=rate,
        size=(actor.camera.width, actor.camera.height),
        picture=lambda number, _size: picture(actor, start + number / rate),
    )


def picture(actor: Actor, time: float) -> np.ndarray:
    """One picture, shape (height, width, 3), RGB."""
    pixels, depths = actor.places(time)
    pixels = {name: each / COARSE for name, each in pixels.items()}
    size = actor.camera.matrix[0, 0] / float(np.mean(list(depths.values()))) / COARSE
    image = _room(actor)
    for _, one, two, radii, colour in sorted(
        _parts(pixels, depths, size), key=lambda part: -part[0]
    ):
        _limb(image, one, two, radii, colour)
    _head(image, pixels, size, front=actor.front)
    if actor.dots:
        for side in ("left", "right"):
            _dot(image, pixels[f"asis_{side}"], 0.015 * size)
    grain = np.roll(_grain(image.shape), int(time * 7919), axis=(0, 1))
    whole = (actor.camera.width, actor.camera.height)
    return cv2.resize(cv2.add(image, grain), whole, interpolation=cv2.INTER_CUBIC)


@cache
def _grain(shape: tuple[int, ...]) -> np.ndarray:
    drawn = np.random.default_rng(0).normal(2.0, 2.0, shape)
    return np.clip(drawn, 0, 9).astype(np.uint8)


def _room(actor: Actor) -> np.ndarray:
    width, height = actor.camera.width // COARSE, actor.camera.height // COARSE
    light = np.linspace(1.04, 0.92, height)[:, None, None]
    image = np.repeat(np.clip(light * WALL, 0, 255).astype(np.uint8), width, axis=1)
    heel = actor.skeleton.points[0, actor.skeleton.names.index("heel_left")]
    floor = project(heel[None] * [1, 0, 1], actor.camera)[0, 1] / COARSE
    cv2.rectangle(image, (0, int(floor) - height // 32), (width, height), FLOOR, -1)
    return image


def _parts(at: Mapping, depth: Mapping, size: float) -> Iterator[tuple]:
    """Limbs from the far to the near: depth, ends, radii at both [px], colour."""
    for side in ("left", "right"):
        names = [
            f"{each}_{side}"
            for each in (
                "hip", "knee", "ankle", "heel", "toe", "shoulder", "elbow", "wrist",
            )
        ]  # fmt: skip
        hip, knee, ankle, heel, toe, shoulder, elbow, wrist = (at[n] for n in names)
        far = [depth[name] for name in names]
        yield far[0], hip, knee, (0.085 * size, 0.058 * size), TROUSERS
        yield far[1], knee, ankle, (0.056 * size, 0.038 * size), TROUSERS
        yield far[4] - 0.05, heel, toe, (0.040 * size, 0.036 * size), SHOE
        yield far[5], shoulder, elbow, (0.050 * size, 0.040 * size), SHIRT
        yield far[6] - 0.01, elbow, wrist, (0.038 * size, 0.028 * size), SKIN
        along = (wrist - elbow) / max(float(np.linalg.norm(wrist - elbow)), 1.0)
        hand = wrist + along * 0.09 * size
        yield far[7] - 0.02, wrist, hand, (0.035 * size, 0.028 * size), SKIN
    yield from _trunk(at, depth, size)


def _trunk(at: Mapping, depth: Mapping, size: float) -> Iterator[tuple]:
    hips, waist, shoulders = (
        (at[f"{part}_left"], at[f"{part}_right"])
        for part in ("hip", "asis", "shoulder")
    )
    far = float(np.mean([depth["hip_left"], depth["hip_right"]]))
    for share in np.linspace(0.0, 1.0, 14):
        left = waist[0] * (1 - share) + shoulders[0] * share
        right = waist[1] * (1 - share) + shoulders[1] * share
        middle, narrow = (left + right) / 2, 0.92 - 0.14 * np.sin(np.pi * share)
        ends = (middle + (each - middle) * narrow for each in (left, right))
        radius = 0.075 * size
        yield (far + 0.02 - 0.001 * share, *ends, (radius, radius), SHIRT)
    for share in (0.0, 0.35, 0.7):
        ends = (h * (1 - share) + w * share for h, w in zip(hips, waist, strict=True))
        yield (far - 0.02, *ends, (0.085 * size, 0.085 * size), TROUSERS)
    top = (shoulders[0] + shoulders[1]) / 2
    up = _upwards(at)
    yield far - 0.03, top, top + up * 0.12 * size, (0.055 * size, 0.05 * size), SKIN


def _dot(image, middle, radius) -> None:
    where = tuple(int(v) for v in _fine(middle))
    cv2.circle(image, where, int(radius * (1 << SHIFT)), DOT, -1, cv2.LINE_AA, SHIFT)


def _upwards(at: Mapping) -> np.ndarray:
    low = (at["hip_left"] + at["hip_right"]) / 2
    high = (at["shoulder_left"] + at["shoulder_right"]) / 2
    return (high - low) / np.linalg.norm(high - low)


def _limb(image, one, two, radii, colour) -> None:
    """A limb as a stack of ever smaller and lighter shapes."""
    along = (two - one) / max(float(np.linalg.norm(two - one)), 1e-6)
    across = np.array([-along[1], along[0]])
    for step in range(SHADES):
        share = 1.0 - step / SHADES
        shade = tuple(int(min(c * (0.72 + 0.36 * (1 - share)), 255)) for c in colour)
        shift = np.array([-0.22, -0.12]) * (1 - share) * radii[0]
        ends = [(end + shift, radius * share) for end, radius in
                zip((one, two), radii, strict=True)]  # fmt: skip
        (a, ra), (b, rb) = ends
        corners = [a + across * ra, b + across * rb, b - across * rb, a - across * ra]
        cv2.fillConvexPoly(image, _fine(corners), shade, cv2.LINE_AA, SHIFT)
        for end, radius in ends:
            middle = tuple(int(v) for v in _fine(end))
            reach = max(int(radius * (1 << SHIFT)), 1)
            cv2.circle(image, middle, reach, shade, -1, cv2.LINE_AA, SHIFT)


def _fine(points) -> np.ndarray:
    return np.round(np.asarray(points) * (1 << SHIFT)).astype(np.int32)


def _head(image, at, size, *, front) -> None:
    up = _upwards(at)
    aside = np.array([-up[1], up[0]])
    middle = (at["shoulder_left"] + at["shoulder_right"]) / 2 + up * 0.25 * size
    turn = float(np.arctan2(up[0], -up[1])) / DEGREE

    def oval(right, above, wide, tall, colour, *, begin=0):
        centre = middle + aside * right * size + up * above * size
        axes = (max(int(wide * size), 1), max(int(tall * size), 1))
        where = tuple(int(v) for v in centre)
        cv2.ellipse(image, where, axes, turn, begin, 360, colour, -1, cv2.LINE_AA)

    for step in range(SHADES):
        share = 1.0 - step / SHADES
        shade = tuple(int(min(c * (0.75 + 0.33 * (1 - share)), 255)) for c in SKIN)
        oval(0, 0, 0.078 * share, 0.11 * share, shade)
    if not front:
        oval(0, 0.02, 0.080, 0.095, HAIR)
        return
    oval(0, 0.045, 0.082, 0.085, HAIR, begin=180)
    for right in (-0.033, 0.033):
        oval(2.4 * right, 0, 0.014, 0.026, (174, 136, 112))
        oval(right, 0, 0.014, 0.008, (250, 250, 250))
        oval(right, 0, 0.006, 0.007, (40, 30, 25))
        oval(right, 0.022, 0.018, 0.004, HAIR)
    oval(0, -0.03, 0.012, 0.020, (168, 131, 108))
    oval(0, -0.06, 0.026, 0.008, (150, 80, 78))
