"""What a browser's fake camera plays: a person who stands still, then moves, again and
again.
"""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from ilium.vision.clip import frames, open_clip

WIDTH, HEIGHT, RATE = 640, 480, 30
STILL = 3.0
"""Time for which the first picture stays [s]."""
FILM = "pose2sim/Demo_SinglePerson/videos/cam02.mp4"
PART = range(4, 29)
"""Frames in which somebody seen from the front stands on one leg and tips over."""
TOP, TALL = 430, 740
"""Upper edge and height of the part that holds the whole person [px]."""


def tipping(samples: Path) -> list[np.ndarray]:
    """Pictures of somebody whose pelvis tilts by 20° and back: BGR, 640 × 480.

    The film is slowed to a quarter, so that a slow computer sees it as well.
    """
    shown = frames(open_clip(samples / FILM), PART.start, PART.stop)
    moving = [fitted(each[TOP : TOP + TALL]) for each in shown]
    slow = [each for each in [*moving, *moving[-2:0:-1]] for _ in range(2)]
    return [moving[0]] * round(STILL * RATE) + slow


def fitted(picture: np.ndarray) -> np.ndarray:
    """An RGB picture as large as fits into 640 × 480, grey beside it, as BGR."""
    scale = min(WIDTH / picture.shape[1], HEIGHT / picture.shape[0])
    size = round(picture.shape[1] * scale), round(picture.shape[0] * scale)
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    made = np.full((HEIGHT, WIDTH, 3), 110, np.uint8)
    left, top = (WIDTH - size[0]) // 2, (HEIGHT - size[1]) // 2
    made[top : top + size[1], left : left + size[0]] = small
    return cv2.cvtColor(made, cv2.COLOR_RGB2BGR)


def write_mjpeg(pictures: list[np.ndarray], path: Path) -> Path:
    """Write pictures as a fake camera of Chromium reads them: JPEG after JPEG."""
    quality = [cv2.IMWRITE_JPEG_QUALITY, 95]
    coded = (cv2.imencode(".jpg", each, quality)[1].tobytes() for each in pictures)
    path.write_bytes(b"".join(coded))
    return path


def camera(path: Path) -> list[str]:
    """Arguments with which Chromium takes a file for its camera."""
    return [
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={path}",
    ]
