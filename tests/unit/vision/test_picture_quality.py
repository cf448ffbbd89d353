"""Brightness and smear of a picture against pictures of known brightness and smear."""

import numpy as np
import pytest

from ilium.vision.picture_quality import brightness, smear

WHOLE = np.array([np.nan, np.nan])


def scene(length: float, seed: int = 3) -> np.ndarray:
    """Bars with soft edges, smeared sideways over a length [px], with noise."""
    x = np.arange(-40, 440)
    bars = np.where((x // 23) % 2, 200.0, 50.0)
    width = max(1, round(length))
    row = np.convolve(bars, np.ones(width) / width, mode="same")[40:-40]
    noise = np.random.default_rng(seed).normal(0, 1.0, (300, row.size, 3))
    return np.clip(row[None, :, None] + noise, 0, 255).astype(np.uint8)


@pytest.mark.parametrize("length", [5, 8, 12, 16])
def test_a_smear_is_told_to_about_a_third(length):
    assert smear(scene(length), WHOLE, np.nan) == pytest.approx(length, rel=0.35)


def test_a_sharp_picture_is_hardly_smeared():
    assert smear(scene(1), WHOLE, np.nan) < 3


def test_more_smear_is_told_as_more():
    found = [smear(scene(each), WHOLE, np.nan) for each in (1, 3, 6, 10, 15)]
    assert found == sorted(found)


def test_a_picture_without_edges_is_not_judged():
    flat = np.full((200, 200, 3), 90, np.uint8)
    assert np.isnan(smear(flat, WHOLE, np.nan))


def test_a_place_outside_the_picture_is_not_judged():
    assert np.isnan(smear(scene(3), np.array([9000.0, 50.0]), 100.0))


@pytest.mark.parametrize("level", [0, 51, 255])
def test_brightness_is_the_share_of_white(level):
    picture = np.full((64, 64, 3), level, np.uint8)
    assert brightness(picture) == pytest.approx(level / 255, abs=1e-9)
