"""Films for viewers: a constant rate, H.264, frame for frame the clip's own.

Frame k of a film is frame k of the clip; `frame_times` says when it really was. Sound
is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import numpy as np

from ilium.core.quantity import FloatArray
from ilium.core.scratch import scratch_folder
from ilium.vision.clip import Clip
from ilium.vision.crew import Crew, Progress
from ilium.vision.decoding import even
from ilium.vision.encoding import join
from ilium.vision.overlay import Drawing

PART: Final = 300
"""Frames of a part that one process encodes [1]."""
STARTING: Final = 60.0
"""Time for a process to start [s]."""
PER_FRAME: Final = 4.0
"""Time for a frame at most [s]."""
SMALL: Final = 960
"""Longer side up to which a picture is not halved [px]."""
KINDS: Final = ("proxy", "overlay")
"""What can be written: the pictures alone, and with the figure drawn on them."""


def write_films(
    clip: Clip,
    paths: Mapping[str, Path],
    drawing: Drawing,
    *,
    scale: float | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
) -> None:
    """Write films of a clip for viewers, in one pass over its pictures.

    Parameters
    ----------
    clip
        The clip.
    paths
        ``proxy`` and ``overlay`` to the files to write; either or both.
    drawing
        What is drawn on the overlay; its covers hide the face in both.
    scale
        Size against the stored pictures; ``None`` for half, or whole where small [1].
    workers
        Number of processes; ``None`` for one a core. The bytes are the same.
    progress
        Told how many frames are done, and of how many.

    Raises
    ------
    FileFormatError
        Where the clip cannot be decoded.
    """
    scale = half_or_whole(clip) if scale is None else scale
    rate = constant_rate(clip)
    size = (even(clip.width * scale), even(clip.height * scale))
    with (
        scratch_folder() as folder,
        Crew(clip.name, workers) as crew,
    ):
        jobs: list[dict[str, Any]] = []
        for start in range(0, clip.times.size, PART):
            stop = min(start + PART, clip.times.size)
            job = {
                "job": "film",
                "clip": clip.request(),
                "start": start,
                "stop": stop,
                "scale": scale,
                "size": size,
                "rate": [rate.numerator, rate.denominator],
                "paths": {kind: _part(folder, kind, start) for kind in paths},
                "drawing": drawing.of(start, stop),
            }
            jobs.append(job)
        crew.work(jobs, STARTING + PER_FRAME * PART, progress, clip.times.size)
        for kind, path in paths.items():
            join([Path(job["paths"][kind]) for job in jobs], path, rate)


def _part(folder: Path, kind: str, start: int) -> str:
    return str(folder / f"{kind}-{start}.mp4")


def half_or_whole(clip: Clip) -> float:
    """Scale of the films of a clip [1]: half, whole where the pictures are small."""
    return 0.5 if max(clip.width, clip.height) > SMALL else 1.0


def constant_rate(clip: Clip) -> Fraction:
    """Rate at which the films of a clip play [Hz]."""
    return Fraction(round(clip.rate * 1000), 1000).limit_denominator(1001)


def frame_times(clip: Clip) -> FloatArray:
    """When each frame was, and when a film shows it.

    Parameters
    ----------
    clip
        The clip.

    Returns
    -------
    FloatArray
        Columns frame [1], real time [s] and time in the film [s], shape (frame, 3).
    """
    numbers = np.arange(clip.times.size, dtype=np.float64)
    return np.column_stack([numbers, clip.times, numbers / float(constant_rate(clip))])
