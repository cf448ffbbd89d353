"""The level that a file states reaches the person's keypoints."""

from __future__ import annotations

import numpy as np
import pytest

from ilium.vision.clip import open_clip
from ilium.vision.footage import film_of
from ilium.vision.levelling import stated_levelling
from sensor_tracks import gopro_packet, gravity_stream, write_sensed


def test_gravity_in_the_file_levels_the_keypoints_unless_somebody_knows(tmp_path):
    down = np.array([np.sin(-0.05), np.cos(-0.05), 0.0])
    packet = gopro_packet(gravity_stream(np.tile(down, (30, 1))))
    file = write_sensed(tmp_path / "a.mp4", [(k, packet) for k in range(3)])
    footage = film_of(open_clip(file), estimator="stand_in:Bright", workers=1)
    found = footage.keypoints.levelling
    assert found.how == "gravity"
    assert found.roll == pytest.approx(0.05, abs=1e-3)
    told = footage.levelled(stated_levelling(0.02), ()).keypoints.levelling
    assert (told.how, told.roll) == ("given", 0.02)
