"""Single pictures of a clip, for reports: the face hidden."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from ilium.core.quantity import FloatArray
from ilium.errors import InputError
from ilium.vision.clip import Clip, numbered_frames
from ilium.vision.overlay import cover_all

QUALITY: Final = 85
"""Of the JPEG [%]."""
LONGER: Final = 960
"""Longer side of the picture at most [px]."""


def still(clip: Clip, time: float, covers: FloatArray | None) -> bytes:
    """Take one picture out of a clip.

    Parameters
    ----------
    clip
        The clip.
    time
        On the clip's clock; the nearest frame is taken [s].
    covers
        Circles that hide the faces in each frame, shape (frame, 3) or
        (frame, circle, 3) [px]; ``None`` to show them.

    Returns
    -------
    bytes
        A JPEG file without metadata, its longer side 960 px at most.

    Raises
    ------
    InputError
        Where that frame cannot be decoded.
    """
    number = int(np.argmin(np.abs(clip.times - time)))
    scale = min(1.0, LONGER / max(clip.width, clip.height))
    for _, decoded in numbered_frames(clip, number, number + 1, scale=scale):
        picture = np.array(decoded)
        if covers is not None:
            cover_all(picture, covers[number], scale)
        flipped = cv2.cvtColor(picture, cv2.COLOR_RGB2BGR)
        written, jpeg = cv2.imencode(
            ".jpg", flipped, [cv2.IMWRITE_JPEG_QUALITY, QUALITY]
        )
        if written:
            return bytes(jpeg)
    problem = f"The picture at {time:.2f} s of {clip.name!r} cannot be decoded."
    raise InputError(problem, "Export the clip again as MP4 (H.264).")
