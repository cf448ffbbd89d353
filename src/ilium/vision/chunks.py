"""A whole clip, watched once: pose, stickers, light and blur of every frame.

The clip is cut into chunks of a fixed length, whatever the number of processes, and
each begins a little early so that its tracker has settled: how many processes shared
the work does not show in the result.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ilium.core.issue import Issue
from ilium.core.quantity import FloatArray
from ilium.vision.clip import Clip
from ilium.vision.crew import Crew, Progress
from ilium.vision.dots import from_arrays
from ilium.vision.pose import Pose
from ilium.vision.stickers import Finds
from ilium.vision.trunk import trunk

CHUNK: Final = 300
"""Frames of a chunk [1]."""
OVERLAP: Final = 15
"""Frames by which a chunk begins early [1]."""
LEARNED: Final = 30
"""Frames from which the stickers' colour is learned [1]."""
APART: Final = 0.5
"""Distance of the hips at a seam from which on it is another person [trunk lengths]."""
SETTLED: Final = 3
"""Frames at the end of an overlap in which both trackers have settled [1]."""
STARTING: Final = 120.0
"""Time for a process to start and to open the pose model [s]."""
PER_FRAME: Final = 8.0
"""Time for a frame at most [s]."""

Arrays = Mapping[str, NDArray[Any]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Watched:
    """What was seen in each frame of a clip.

    Parameters
    ----------
    clip
        The clip.
    estimator
        Name of the pose model.
    poses
        One a frame; nobody where the person was not found or the frame is damaged.
    light
        Mean brightness, shape (frame,) [1]; NaN where the frame is damaged or was not
        judged: every fifth is.
    blur
        Smear at the hips, shape (frame,) [px]; NaN likewise and where nobody was found.
    finds
        Stickers of each frame; empty where none were asked for.
    issues
        What is doubtful about the following.
    """

    clip: Clip
    estimator: str
    poses: tuple[Pose, ...]
    light: FloatArray
    blur: FloatArray
    finds: tuple[Finds, ...] = ()
    issues: tuple[Issue, ...] = ()


def watch(
    clip: Clip,
    estimator: str = "blazepose-heavy",
    *,
    stickers: str | None = None,
    view: str | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Watched:
    """Follow the person through a clip, in one pass over its pictures.

    Parameters
    ----------
    clip
        What to watch.
    estimator
        A pose model, as `ilium.vision.estimator.open_estimator` takes it.
    stickers
        Colour of the stickers; ``None`` where there are none.
    view
        ``front``, ``rear`` or ``side``, for the stickers' places; ``None`` to see.
    workers
        Number of processes; ``None`` for one a core. The result is the same.
    progress
        Told how many frames are done, and of how many.

    Returns
    -------
    Watched
        Pose and picture quality of every frame.

    Raises
    ------
    InputError
        Where the pose model or its weights are not there.
    FileFormatError
        Where the clip cannot be decoded to its end.
    """
    with Crew(clip.name, workers) as crew:
        plan = (
            None if stickers is None else _plan(crew, clip, estimator, stickers, view)
        )
        jobs = [
            _job(clip, estimator, plan, start) for start in range(0, _size(clip), CHUNK)
        ]
        seconds = STARTING + PER_FRAME * (CHUNK + OVERLAP)
        answers = crew.work(jobs, seconds, progress, _size(clip))
        chunks: list[Arrays] = [each.arrays for each in answers]
        again = _rejoin(crew, jobs, chunks)
    whole = _joined(chunks)
    return Watched(
        clip=clip,
        estimator=str(answers[0].facts["estimator"]),
        poses=_poses(whole),
        light=whole["light"],
        blur=whole["blur"],
        finds=() if stickers is None else from_arrays(whole),
        issues=tuple(_other_person(clip, each * CHUNK) for each in again),
    )


def _size(clip: Clip) -> int:
    return int(clip.times.size)


def _plan(
    crew: Crew, clip: Clip, estimator: str, colour: str, view: str | None
) -> Mapping[str, Any]:
    """What the stickers look like in the first frames."""
    stop = min(LEARNED, _size(clip))
    job = {
        "job": "learn",
        "clip": clip.request(),
        "estimator": estimator,
        "colour": colour,
        "view": view,
        "stop": stop,
        "times": clip.times[:stop].tolist(),
    }
    return crew.work([job], STARTING + PER_FRAME * stop)[0].facts


def _job(
    clip: Clip, estimator: str, stickers: Mapping[str, Any] | None, start: int
) -> dict[str, Any]:
    """Work on one chunk; it keeps its overlap, so that the seam can be compared."""
    early = max(0, start - OVERLAP)
    stop = min(start + CHUNK, _size(clip))
    return {
        "job": "follow",
        "clip": clip.request(),
        "estimator": estimator,
        "stickers": stickers,
        "begin": early,
        "start": early,
        "stop": stop,
        "times": clip.times[early:stop].tolist(),
    }


def _rejoin(
    crew: Crew, jobs: Sequence[dict[str, Any]], chunks: list[Arrays]
) -> tuple[int, ...]:
    """Follow a chunk anew from where the one before began, if they followed two people.

    Returns
    -------
    tuple of int
        Chunks whose seam still disagrees.
    """
    apart: list[int] = []
    for number in range(1, len(chunks)):
        if not _disagree(chunks[number - 1], chunks[number]):
            continue
        begin = jobs[number - 1]["begin"]
        longer = jobs[number]
        skipped = longer["begin"] - begin
        before = jobs[number - 1]["times"][:skipped]
        longer |= {"begin": begin, "times": [*before, *longer["times"]]}
        seconds = STARTING + PER_FRAME * len(longer["times"])
        chunks[number] = crew.work([longer], seconds)[0].arrays
        if _disagree(chunks[number - 1], chunks[number]):
            apart.append(number)
    return tuple(apart)


def _disagree(one: Arrays, two: Arrays) -> bool:
    """Whether two chunks saw different people in the frames that both have."""
    first, length = trunk(one["landmarks"][-OVERLAP:])
    second, _ = trunk(two["landmarks"][:OVERLAP])
    settled = slice(-SETTLED, None)
    away = np.hypot(*(first - second).T)[settled] / length[settled]
    return bool((away > APART).any())


def _joined(chunks: Sequence[Arrays]) -> dict[str, NDArray[Any]]:
    """Every chunk after the first without its overlap, one behind the other."""
    parts = [chunks[0], *({k: v[OVERLAP:] for k, v in each.items()} for each in
                          chunks[1:])]  # fmt: skip
    return {name: np.concatenate([each[name] for each in parts]) for name in chunks[0]}


def _poses(whole: Mapping[str, NDArray[Any]]) -> tuple[Pose, ...]:
    return tuple(
        Pose(
            landmarks=whole["landmarks"][row],
            visibility=whole["visibility"][row],
            presence=whole["presence"][row],
            world=whole["world"][row],
            score=float(score),
            people=None if whole["people"][row] < 0 else int(whole["people"][row]),
            faces=whole["faces"][row][np.isfinite(whole["faces"][row, :, 0])],
        )
        for row, score in enumerate(whole["score"])
    )


def _other_person(clip: Clip, frame: int) -> Issue:
    time = float(clip.times[frame])
    return Issue(
        kind="another-person",
        where="picture",
        what=(
            f"From {time:.1f} s on another person may be followed: film with one person"
            " in the picture."
        ),
        severity="caution",
        start=time,
    )
