"""One clip and the person in it: pictures to keypoints."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ilium.core.camera import Camera, Levelling
from ilium.core.keypoints import Keypoints
from ilium.core.quantity import FloatArray
from ilium.core.stage import begin
from ilium.core.trial import Source
from ilium.vision.body_points import to_keypoints
from ilium.vision.chunks import Watched, watch
from ilium.vision.clip import Clip
from ilium.vision.crew import Progress
from ilium.vision.dots import with_stickers
from ilium.vision.faces import every_cover, face_covers
from ilium.vision.levelling import (
    Line,
    levelling_of_camera,
    levelling_of_plumb_lines,
)

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Footage:
    """One clip and what was seen in it.

    Parameters
    ----------
    keypoints
        The person.
    clip
        The film; ``None`` where a file of keypoints was given.
    watched
        Every frame; ``None`` likewise.
    """

    keypoints: Keypoints
    clip: Clip | None = None
    watched: Watched | None = None

    def levelled(self, levelling: Levelling | None, plumb: Sequence[Line]) -> Footage:
        """Return the same with how the camera stood, from somebody who knows.

        Parameters
        ----------
        levelling
            What was read off; ``None`` where plumb lines tell.
        plumb
            Upper and lower end of lines that hang by gravity [px].

        Returns
        -------
        Footage
            Its keypoints say how the camera stood.
        """
        seen = self.keypoints
        known = levelling or levelling_of_plumb_lines(
            plumb, seen.width, seen.height, seen.camera
        )
        return replace(self, keypoints=replace(seen, levelling=known))

    def covers(self) -> FloatArray:
        """Circles that hide every face, shape (frame, circle, 3) [px]."""
        if self.watched is None:
            return np.empty((0, 1, 3))
        poses = self.watched.poses
        own = face_covers(np.array([each.landmarks for each in poses]))
        seen = [each.faces if each.people is not None else None for each in poses]
        return every_cover(own, seen)


def seen_by(camera: Camera, keypoints: Keypoints) -> Keypoints:
    """Keypoints with the camera that saw them, and its level where its place is known.

    Parameters
    ----------
    camera
        Of a calibration.
    keypoints
        What it saw.

    Returns
    -------
    Keypoints
        The same points.
    """
    known = levelling_of_camera(camera) if camera.placed else keypoints.levelling
    return replace(keypoints, camera=camera, levelling=known)


def film_of(
    clip: Clip,
    camera: Camera | None = None,
    *,
    estimator: str = "blazepose-heavy",
    stickers: str | None = None,
    view: str | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Footage:
    """Watch one clip and make keypoints of what was seen.

    Parameters
    ----------
    clip
        The clip.
    camera
        What filmed it, where it was calibrated.
    estimator, stickers, view, workers, progress
        As for `ilium.vision.chunks.watch`.

    Returns
    -------
    Footage
        The person's keypoints and every frame behind them.
    """
    begin(logger, "watching")
    watched = watch(
        clip,
        estimator,
        stickers=stickers,
        view=view,
        workers=workers,
        progress=progress,
    )
    body = to_keypoints(
        watched.poses,
        clip.times,
        name=clip.name,
        width=clip.width,
        height=clip.height,
        source=Source(format=clip.format, sha256=clip.sha256),
        estimator=watched.estimator,
        camera=camera,
        levelling=levelling_of_camera(camera)
        if camera and camera.placed
        else clip.gravity,
    )
    dotted = with_stickers(body, watched.finds) if stickers else body
    return Footage(
        keypoints=dotted.with_issues(*clip.issues, *watched.issues),
        clip=clip,
        watched=watched,
    )
