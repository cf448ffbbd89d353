"""Where a model's segments are in a pose."""

from __future__ import annotations

import numpy as np

from ilium.core.quantity import FloatArray
from ilium.model.body_model import BodyModel


def segment_frames(
    model: BodyModel, pose: FloatArray | None
) -> dict[str, tuple[FloatArray, FloatArray]]:
    """Where a posed model's segments are.

    Parameters
    ----------
    model
        The model.
    pose
        Its free coordinates, shape (coordinate,) [rad] or [m]; ``None`` for the
        default pose.

    Returns
    -------
    dict
        Segment to its rotation, shape (3, 3) [1], and its origin, shape (3,) [m].
    """
    from ilium.maths.multibody.trials import pose_trial  # noqa: PLC0415 - kernels
    from ilium.model.chain import compile_chain  # noqa: PLC0415 - kernels

    compiled = compile_chain(model)
    standing = compiled.chain.default if pose is None else pose
    rotations, positions = pose_trial(compiled.chain, np.array([standing], order="C"))
    return {
        name: (rotations[0, number], positions[0, number])
        for number, name in enumerate(compiled.segments)
    }
