"""One camera followed on the server: a process of its own, and what passes the wire."""

from __future__ import annotations

import math
import struct
from base64 import b64encode
from dataclasses import dataclass
from time import perf_counter
from typing import Final

import numpy as np

from ilium.capture.child import Answer, Child, Lost, Refusal
from ilium.errors import ComputationError, IliumError, InputError

STARTING: Final = 60.0
"""Time for the process to start and to open the pose model [s]."""
PICTURE: Final = 8.0
"""Time for a picture at most [s]."""
MEMORY: Final = 2 << 30
"""Address space that the process may take [bytes]."""
MOST_BYTES: Final = 1 << 20
"""Largest message from a page [bytes]."""
HEAD: Final = struct.Struct("<d")
"""Before every picture, and before every answer: when it was taken [s]."""
SCORE: Final = struct.Struct("<fff")
"""In an answer: how sure the model is [1]; how many people there are, -1 unknown; time
that looking took [s]."""
SOONEST: Final = 1e-3
"""Least time between two pictures that are followed [s]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One picture of the camera.

    Parameters
    ----------
    time
        When it was taken, by the page's clock [s].
    content
        A compressed picture.
    """

    time: float
    content: bytes


def unpacked(message: bytes) -> Picture:
    """Read what a page sent.

    Parameters
    ----------
    message
        The time as a 64-bit number, the lowest byte first, then the picture.

    Returns
    -------
    Picture
        Not decoded yet.

    Raises
    ------
    InputError
        Where it is shorter, longer or later than anything a page sends.
    """
    if not HEAD.size < len(message) <= MOST_BYTES:
        raise InputError(
            f"A message of {len(message)} bytes is none of a camera.",
            f"Send the time, then a picture, in at most {MOST_BYTES} bytes.",
        )
    (time,) = HEAD.unpack_from(message)
    if not math.isfinite(time):
        raise InputError("The picture has no time.", "Send it in seconds.")
    return Picture(time=time, content=message[HEAD.size :])


class Following:
    """Follows one person through the pictures of one camera, in a process of its own.

    Parameters
    ----------
    estimator
        A pose model, as `ilium.vision.estimator.open_estimator` takes it.
    """

    def __init__(self, estimator: str) -> None:
        self._estimator = estimator
        self._child = Child("ilium.vision.live_worker")
        self._last = -math.inf

    def open(self) -> str:
        """Start the process and open the model; its name."""
        return str(self._ask({}, STARTING).facts["estimator"])

    def look(self, picture: Picture) -> bytes:
        """Find the person in the next picture.

        Parameters
        ----------
        picture
            Later than the one before; where its clock went back, it counts as a little
            later.

        Returns
        -------
        bytes
            For the page: its time, score, people and time taken, then 33 landmarks with
            x, y [share of the picture], depth [m] and visibility [1] as 32-bit numbers.

        Raises
        ------
        IliumError
            Where the picture cannot be read, or the process was lost.
        """
        self._last = max(picture.time, self._last + SOONEST)
        content = b64encode(picture.content).decode()
        began = perf_counter()
        answer = self._ask({"picture": content, "time": self._last}, PICTURE)
        took = perf_counter() - began
        people = answer.facts["people"]
        return b"".join(
            [
                HEAD.pack(picture.time),
                SCORE.pack(
                    answer.facts["score"], -1 if people is None else people, took
                ),
                answer.arrays["points"].astype("<f4").tobytes(),
            ]
        )

    def end(self) -> None:
        """End the process."""
        self._child.stop()
        self._child.end()

    def _ask(self, request: dict[str, object], seconds: float) -> Answer:
        request |= {"estimator": self._estimator, "memory": MEMORY}
        try:
            return self._child.ask(request, seconds)
        except Refusal as refusal:
            raise _known(refusal) from None
        except Lost as lost:
            raise ComputationError(
                f"Following the camera stopped: the process {lost}.",
                "Start again; where it happens again, choose to follow in the browser.",
            ) from None


def _known(refusal: Refusal) -> IliumError:
    if refusal.advice is not None:
        return InputError(*refusal.advice)
    return ComputationError(
        f"Following the camera stopped: {refusal}.",
        "Start again; where it happens again, choose to follow in the browser.",
    )


def landmarks_of(answer: bytes) -> np.ndarray:
    """Landmarks of an answer, shape (33, 4), as `Following.look` wrote them."""
    points = np.frombuffer(answer, "<f4", offset=HEAD.size + SCORE.size)
    return points.reshape(-1, 4)
