"""Tracked dots against the places where they were drawn."""

from __future__ import annotations

import math

import cv2
import numpy as np
import pytest

from ilium.units import degrees
from ilium.vision.stickers import find_stickers, learn_colour, positions, steady
from sticker_scenes import Scene, clip, drawn, painted, truth, windows

CASES = [
    Scene(distance=distance, colour=colour, cloth=cloth)
    for distance in (2.0, 3.0)
    for colour, cloth in (("green", "beige"), ("orange", "black"), ("blue", "grey"))
] + [Scene(exposure=1.0 / 25.0), Scene(distance=3.0, crf=32, noise=5.0)]
DOTS = ("asis_left", "asis_right")


def followed(scene, frames):
    boxes = [windows(scene, number) for number in range(scene.frames)]
    colour = learn_colour(scene.colour, list(zip(frames, boxes, strict=True))[:12])
    found, before = [], None
    for picture, box in zip(frames, boxes, strict=True):
        before = find_stickers(picture, box, colour, before)
        found.append(before)
    return steady(found)


def errors(scene, found):
    tracks = np.stack([positions(found, name) for name in DOTS], axis=1)
    middles, angle = truth(scene)
    across = tracks[:, 1, :2] - tracks[:, 0, :2]
    tilt = degrees(np.arctan2(across[:, 1], across[:, 0]) - angle)
    stated = (tracks[..., :2] - middles) / tracks[..., 2:]
    return tilt, stated


@pytest.mark.parametrize("scene", CASES, ids=str)
def test_the_pelvic_line_follows_the_dots(oracle, scene):
    tilt, stated = errors(scene, followed(scene, clip(scene)))
    case = f"{scene.colour} on {scene.cloth}, 1/{1 / scene.exposure:.0f} s"
    assert np.isfinite(tilt).mean() > 0.95
    error = math.sqrt(np.nanmean(tilt**2))
    oracle.holds(f"obliquity at {scene.distance:.0f} m", error, case=case)
    size = math.sqrt(np.nanmean(stated**2))
    oracle.holds("errors over their stated size", size, case=case)


def test_the_oracle_notices_the_dots_of_another_instant(oracle):
    scene = Scene()
    found = followed(scene, clip(scene))
    tilt, _ = errors(scene, (*found[2:], {}, {}))
    shifted = math.sqrt(np.nanmean(tilt**2))
    oracle.bites("obliquity at 2 m", "two frames late", shifted)


def letters(text, size, weight):
    def draw(picture, number):
        def put(mask):
            place = (int(0.1 * mask.shape[1]) + number % 5, mask.shape[0] // 2)
            font = cv2.FONT_HERSHEY_SIMPLEX
            cv2.putText(mask, text, place, font, size, 255, weight, cv2.LINE_AA)

        return drawn(picture, Scene(), put)

    return draw


def stripes(picture, number):
    def put(mask):
        high, wide = mask.shape
        middle = (wide // 4, high // 2)
        cv2.ellipse(mask, middle, (40, 22), 20, 20, 160, 255, 9, cv2.LINE_AA)
        corner = (7 * wide // 10 + number % 3, 4 * high // 10)
        cv2.rectangle(mask, corner, (corner[0] + 70, corner[1] + 14), 255, -1)

    return drawn(picture, Scene(), put)


def star(picture, number):
    def put(mask):
        turn = np.arange(10) * math.pi / 5.0
        arm = np.where(np.arange(10) % 2, 6.0, 15.0)
        for x in (0.25, 0.75):
            tips = np.stack((arm * np.cos(turn), arm * np.sin(turn)), axis=1)
            tips += (x * mask.shape[1] + number % 2, mask.shape[0] / 2)
            cv2.fillPoly(mask, [tips.astype(np.int32)], 255, cv2.LINE_AA)

    return drawn(picture, Scene(), put)


def elsewhere(picture, number):
    one = painted(picture, Scene(), (20.0, 20.0), (0.0, 0.0))
    return painted(one, Scene(), (320.0 + number % 2, 380.0), (0.0, 0.0))


WRONG = {
    "nothing": None,
    "large letters": letters("RUN", 1.6, 5),
    "small letters": letters("AO SBD", 0.8, 4),
    "arcs and bars": stripes,
    "stars": star,
    "dots outside the windows": elsewhere,
}


@pytest.mark.parametrize(
    ("name", "garment"),
    [*((name, "grey") for name in WRONG), ("small letters", "black")],
)
def test_a_dot_that_is_not_there_is_never_found(oracle, name, garment):
    scene = Scene(frames=12, cloth=garment)
    found = followed(scene, clip(scene, dots=False, extra=WRONG[name]))
    count = sum(each.found for frame in found for each in frame.values())
    oracle.holds("stickers that are not there", count, case=f"{name}, {garment}")


def test_the_oracle_notices_a_round_print_of_the_same_size(oracle):
    """Nothing in a picture tells such a print from a sticker: the how-to says so."""
    scene = Scene(frames=12)

    def badge(picture, number):
        return painted(picture, scene, truth(scene)[0][number, 0], (0.0, 0.0))

    found = followed(scene, clip(scene, dots=False, extra=badge))
    count = sum(each["asis_left"].found for each in found)
    oracle.bites("stickers that are not there", "a round print", count)
