"""What every pose model must offer, and how a clip is followed with it."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from typing import Final, Protocol

from ilium.errors import InputError, UnknownNameError
from ilium.vision.pose import Image, Pose

ESTIMATORS: Final = ("blazepose-heavy", "blazepose-full")
"""Pose models that ilium brings the code of: heavy for clips, full for live use."""


class PoseEstimator(Protocol):
    """A pose model: one picture in, one person out, with its memory in your hands.

    It keeps nothing between two calls: what it must remember of the pictures before
    goes out with one call and in with the next, so that parts of a clip can be
    followed apart from each other, in any order and in any process.
    """

    @property
    def name(self) -> str:
        """Name and version, for the record."""
        ...

    def estimate(
        self, image: Image, time: float, memory: object
    ) -> tuple[Pose, object]:
        """Find the person in one picture.

        Parameters
        ----------
        image
            The picture, shape (height, width, 3), RGB.
        time
            When it was taken [s]; later than the picture before.
        memory
            What the call on the picture before returned; ``None`` at the start.

        Returns
        -------
        Pose
            The person; `Pose.nobody` where there is none.
        memory
            To be given with the next picture.
        """
        ...


def follow(
    frames: Iterable[Image], times: Iterable[float], estimator: PoseEstimator
) -> Iterator[Pose]:
    """Follow one person through consecutive pictures.

    Parameters
    ----------
    frames
        The pictures, in order.
    times
        When each was taken [s].
    estimator
        The pose model.

    Yields
    ------
    Pose
        One for each picture.
    """
    memory: object = None
    for image, time in zip(frames, times, strict=True):
        pose, memory = estimator.estimate(image, time, memory)
        yield pose


def open_estimator(name: str) -> PoseEstimator:
    """Make the pose model of a name, in whatever process this runs.

    Parameters
    ----------
    name
        One of `ESTIMATORS`, or ``module:factory`` of your own model: a callable
        without arguments that returns a `PoseEstimator`.

    Returns
    -------
    PoseEstimator
        Ready to be used.

    Raises
    ------
    UnknownNameError
        Where there is no such model.
    InputError
        Where its weights or its library are not installed.
    """
    if name in ESTIMATORS:
        try:
            blazepose = importlib.import_module("ilium.vision.blazepose.estimator")
        except ModuleNotFoundError as error:
            raise InputError(
                f"Video needs the package {error.name}, which is not installed.",
                "Install it with: pip install 'ilium[video]'.",
            ) from error
        return blazepose.open_blazepose(name)
    module, colon, factory = name.partition(":")
    if not colon:
        raise UnknownNameError.among("pose model", name, ESTIMATORS)
    try:
        return getattr(importlib.import_module(module), factory)()
    except (ImportError, AttributeError) as error:
        raise UnknownNameError(
            f"The pose model {name!r} cannot be loaded: {error}.",
            "Name a module that Python finds, a colon, and a callable in it.",
        ) from error
