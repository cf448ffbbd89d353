"""What a pose model says: the person in one picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ilium.core.quantity import FloatArray
from ilium.errors import UnknownNameError

Image = NDArray[np.uint8]
"""An upright picture in RGB, shape (height, width, 3)."""

LANDMARKS: Final = (
    "nose",
    "eye_inner_left", "eye_left", "eye_outer_left",
    "eye_inner_right", "eye_right", "eye_outer_right",
    "ear_left", "ear_right", "mouth_left", "mouth_right",
    *(
        f"{part}_{side}"
        for part in (
            "shoulder", "elbow", "wrist", "little_finger", "index_finger", "thumb",
            "hip", "knee", "ankle", "heel", "toe",
        )
        for side in ("left", "right")
    ),
)  # fmt: skip
"""The 33 landmarks of a pose, in order; ``left`` is the person's own left."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pose:
    """The followed person in one picture.

    Parameters
    ----------
    landmarks
        Places of `LANDMARKS`, shape (33, 2) [px]; NaN where the model has none.
    visibility, presence
        How likely each landmark is seen, and is inside the picture, shapes (33,) [1].
    world
        Places about the middle of the hips, in the camera's directions (x to the
        right, y down, z away from it), shape (33, 3) [m]; NaN where the model has
        none.
    score
        How sure the model is that there is a person [1]; 0 where nobody was found.
    people
        How many people were seen in the picture; ``None`` where nobody looked.
    faces
        Boxes of the faces that were seen then: left, upper, right and lower edge,
        shape (face, 4) [px].
    """

    landmarks: FloatArray
    visibility: FloatArray
    presence: FloatArray
    world: FloatArray
    score: float
    people: int | None = None
    faces: FloatArray = field(default_factory=lambda: np.empty((0, 4)))

    @property
    def found(self) -> bool:
        """Whether there is a person."""
        return self.score > 0.0

    @classmethod
    def nobody(cls, people: int | None = 0) -> Pose:
        """Return the pose of a picture in which the person was not found."""
        size = len(LANDMARKS)
        return cls(
            landmarks=np.full((size, 2), np.nan),
            visibility=np.zeros(size),
            presence=np.zeros(size),
            world=np.full((size, 3), np.nan),
            score=0.0,
            people=people,
        )

    @classmethod
    def of(
        cls,
        places: Mapping[str, tuple[float, float]],
        confidence: Mapping[str, float],
        *,
        score: float = 1.0,
        people: int | None = None,
    ) -> Pose:
        """Make a pose of what another model found, by the landmarks' names.

        Parameters
        ----------
        places
            Place of each landmark that the model knows [px].
        confidence
            How sure it is of each [1].
        score
            How sure it is that there is a person [1].
        people
            How many people it saw.

        Returns
        -------
        Pose
            NaN and confidence 0 where the model knows no such landmark.

        Raises
        ------
        UnknownNameError
            Where a name is none of `LANDMARKS`.
        """
        empty = cls.nobody()
        for name, place in places.items():
            if name not in LANDMARKS:
                raise UnknownNameError.among("landmark", name, LANDMARKS)
            index = LANDMARKS.index(name)
            empty.landmarks[index] = place
            empty.visibility[index] = empty.presence[index] = confidence[name]
        return cls(
            landmarks=empty.landmarks,
            visibility=empty.visibility,
            presence=empty.presence,
            world=empty.world,
            score=score,
            people=people,
        )
