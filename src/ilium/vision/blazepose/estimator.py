"""BlazePose: detect once, then follow the body from picture to picture."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from ilium.core.quantity import FloatArray
from ilium.vision.blazepose.detector import Detection, Detector
from ilium.vision.blazepose.landmarker import Body, Landmarker
from ilium.vision.blazepose.region import MARGIN, Region, body_region
from ilium.vision.blazepose.smoothing import (
    LANDMARKS_FILTER,
    REGION_FILTER,
    WORLD_FILTER,
    OneEuro,
    Smoothed,
    smooth,
)
from ilium.vision.people import choose
from ilium.vision.pose import Image, Pose
from ilium.vision.weights import weight_file

MIN_SCORE: Final = 0.5
"""Score of the landmark network below which the body counts as lost."""
LOOK_EVERY: Final = 1.0
"""Time between two counts of the people in the picture [s]."""
HEAD: Final = 0.15
"""Half the height of a head against the reach of a body from its hips [1]: 0.13 m of
0.9 m."""
LOOK_IN_A_CROWD: Final = 0.2
"""The same where several people were seen [s]: their faces are hidden in films."""
STEADY_VISIBILITY: Final = 0.1
"""Share of a new visibility that enters a smoothed one."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Track:
    """What is remembered of the pictures before.

    Parameters
    ----------
    region
        Where the body should be in the next picture; ``None`` where it was lost.
    last
        Where it was when it was last seen; ``None`` where it never was.
    looked
        When the people were last counted [s].
    crowd
        How many there were [1].
    auxiliary, landmarks, world
        Of the filters; ``None`` where nothing was filtered yet.
    visibility
        Smoothed visibility.
    """

    region: Region | None = None
    last: Region | None = None
    looked: float = -np.inf
    crowd: int = 0
    auxiliary: Smoothed | None = None
    landmarks: Smoothed | None = None
    world: Smoothed | None = None
    visibility: np.ndarray | None = None


class BlazePose:
    """BlazePose's detector and landmark network, and the loop between them.

    The detector looks where no body is being followed, and once a second (five times
    where there are several) to count the people and to find their faces; the region of
    the next picture comes from the last landmarks. Regions are always smoothed,
    landmarks only on demand.

    Parameters
    ----------
    name
        Name for the record.
    detector, landmarks
        Files of the two networks.
    smoothed
        Whether landmarks pass the One-Euro filter. Off: ilium smooths whole paths
        without delay later on.
    """

    def __init__(
        self, name: str, *, detector: Path, landmarks: Path, smoothed: bool = False
    ) -> None:
        self.name = name
        self.smoothed = smoothed
        self._detector = Detector(detector)
        self._landmarker = Landmarker(landmarks)

    def estimate(
        self, image: Image, time: float, memory: object
    ) -> tuple[Pose, object]:
        """Find the followed person in one picture; see `PoseEstimator`."""
        track = memory if isinstance(memory, Track) else Track()
        people, faces = None, np.empty((0, 4))
        region = track.region
        patience = LOOK_EVERY if track.crowd < 2 else LOOK_IN_A_CROWD
        if region is None or time - track.looked >= patience:
            seen = self._detector.find(image)
            people = len(seen)
            faces = np.array([_face(each) for each in seen]).reshape(-1, 4)
            track = replace(track, looked=time, crowd=people)
            region = region or _chosen(seen, track, image)
        if region is None:
            return replace(Pose.nobody(people), faces=faces), track
        body = self._landmarker.find(image, region)
        if body.score < MIN_SCORE:
            lost = Track(last=region, looked=track.looked, crowd=track.crowd)
            return replace(Pose.nobody(people), faces=faces), lost
        pose, track = self._followed(body, time, track)
        return replace(pose, people=people, faces=faces), track

    def _followed(self, body: Body, time: float, track: Track) -> tuple[Pose, Track]:
        size = body_region(*body.auxiliary).size / MARGIN

        def step(
            settings: OneEuro, before: Smoothed | None, raw: np.ndarray, scale: float
        ) -> Smoothed:
            return smooth(settings, before, raw, time=time, scale=scale)

        auxiliary = step(REGION_FILTER, track.auxiliary, body.auxiliary, size)
        region = body_region(*auxiliary.value)
        track = replace(track, region=region, last=region, auxiliary=auxiliary)
        landmarks, world, visibility = body.landmarks, body.world, body.visibility
        if self.smoothed:
            places = step(LANDMARKS_FILTER, track.landmarks, landmarks, size)
            bodily = step(WORLD_FILTER, track.world, world, 1.0)
            if track.visibility is not None:
                change = visibility - track.visibility
                visibility = track.visibility + STEADY_VISIBILITY * change
            track = replace(
                track, landmarks=places, world=bodily, visibility=visibility
            )
            landmarks, world = places.value, bodily.value
        pose = Pose(
            landmarks=landmarks,
            visibility=visibility,
            presence=body.presence,
            world=world,
            score=body.score,
        )
        return pose, track


def open_blazepose(name: str, *, smoothed: bool = False) -> BlazePose:
    """Open one of ilium's pose models with the weights that are installed.

    Parameters
    ----------
    name
        ``blazepose-heavy`` or ``blazepose-full``.
    smoothed
        Whether landmarks pass the One-Euro filter.

    Returns
    -------
    BlazePose
        Ready to be used.

    Raises
    ------
    InputError
        Where its weights are not installed.
    """
    return BlazePose(
        name,
        detector=weight_file("detector"),
        landmarks=weight_file(name.removeprefix("blazepose-")),
        smoothed=smoothed,
    )


def _face(seen: Detection) -> FloatArray:
    """Box of a face, shape (4,) [px]: in its place, as large as the body asks.

    The detector's own box has one size for every face.
    """
    middle = (seen.face[:2] + seen.face[2:]) / 2.0
    half = HEAD * seen.region.size / MARGIN / 2.0
    return np.concatenate([middle - half, middle + half])


def _chosen(seen: tuple[Detection, ...], track: Track, image: Image) -> Region | None:
    regions = [each.region for each in seen]
    chosen = choose(
        np.array([(each.x, each.y, each.size) for each in regions]).reshape(-1, 3),
        last=(track.last.x, track.last.y, track.last.size) if track.last else None,
        width=image.shape[1],
        height=image.shape[0],
    )
    return None if chosen is None else regions[chosen]
