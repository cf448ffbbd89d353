"""PyAV on the sound of a clip. Runs in a process of its own."""

from __future__ import annotations

import av
import numpy as np
from numpy.typing import NDArray


def hear(path: str) -> tuple[NDArray[np.float64], float, float]:
    """Decode the sound of a clip.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    NDArray[np.float64]
        Samples, shape (sample,) [1]; empty where there is no sound.
    float
        Samples a second [Hz].
    float
        Time of the first sample on the picture's clock, whose first frame is 0 [s].
    """
    with av.open(path, mode="r", metadata_errors="ignore") as container:
        if not container.streams.audio:
            return np.empty(0), 0.0, 0.0
        stream = container.streams.audio[0]
        video = container.streams.video[0] if container.streams.video else None
        frames = list(container.decode(stream))
        begin = 0.0
        if video is not None and video.start_time and video.time_base:
            begin = float(video.start_time * video.time_base)
        rate = float(stream.rate or 0)
    if not frames:
        return np.empty(0), 0.0, 0.0
    samples = np.concatenate(
        [
            _mono(each.to_ndarray().astype(np.float64), each.layout.nb_channels)
            for each in frames
        ]
    )
    return samples, rate, float(frames[0].time or 0.0) - begin


def _mono(block: NDArray[np.float64], channels: int) -> NDArray[np.float64]:
    """One channel of a block of samples, packed or planar."""
    sound = block
    if sound.shape[0] == 1 and channels > 1:
        sound = sound.reshape(-1, channels).T
    return sound.mean(axis=0)
