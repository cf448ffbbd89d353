"""Residuals at the root: what motion, model and plates leave unexplained."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ilium.conventions import UP
from ilium.core.issue import Issue
from ilium.core.quantity import FloatArray
from ilium.kinetics.dynamics_settings import InverseDynamicsSettings
from ilium.model.body_model import GROUND, BodyModel


@dataclass(frozen=True, slots=True, kw_only=True)
class Residual:
    """The largest residual of one kind, beside what is acceptable.

    Parameters
    ----------
    coordinate
        Coordinate of the root that has it.
    time
        When [s].
    peak, limit
        Its size and the published limit, in `unit`.
    unit
        ``N`` or ``N m``.
    """

    coordinate: str
    time: float
    peak: float
    limit: float
    unit: str

    @property
    def acceptable(self) -> bool:
        """Whether it is within the published limit."""
        return self.peak <= self.limit

    def issue(self) -> Issue:
        """Say how large it is, and when."""
        kind = "force" if self.unit == "N" else "moment"
        ratio = "within" if self.acceptable else "beyond"
        what = (
            f"The residual {kind} at the pelvis reaches {self.peak:.0f} {self.unit} in"
            f" {self.coordinate} at {self.time:.2f} s, {ratio} the acceptable"
            f" {self.limit:.0f} {self.unit}: that much of the motion, model and plates"
            " do not explain."
        )
        return Issue(
            kind=f"residual-{kind}",
            where=self.coordinate,
            what=what,
            severity="note" if self.acceptable else "caution",
            start=self.time,
            end=self.time,
            value=self.peak,
            unit=self.unit,
        )


def root_residuals(
    model: BodyModel,
    time: FloatArray,
    moments: FloatArray,
    *,
    ground: FloatArray,
    com: FloatArray,
    settings: InverseDynamicsSettings,
    cutoff: float | None = None,
) -> tuple[Residual, ...]:
    """Largest residual force and moment at the joint to ground.

    Parameters
    ----------
    model
        The model.
    time
        Times of the frames [s].
    moments
        Generalised forces of its free coordinates, shape (time, n) [N m] or [N].
    ground
        Sum of the ground's forces, shape (time, axis) [N]; NaN where not known.
    com
        Centre of mass, shape (time, axis) [m].
    settings
        The limits.
    cutoff
        Cut-off of the low-pass of motion and forces [Hz]: half a period of it from
        where the record begins or ends, accelerations are the filter's and are not
        judged.

    Returns
    -------
    tuple of Residual
        Force, then moment; empty where nothing stands on the ground or is known.
    """
    peak = float(np.nan_to_num(np.linalg.norm(ground, axis=1)).max(initial=0.0))
    if peak == 0.0:
        return ()
    height = float(np.nan_to_num(np.nanmean(com[:, UP]))) if com.size else 0.0
    roots = {each.name for each in model.joints if each.parent == GROUND}
    moments = np.where(_inner(time, moments, cutoff)[:, None], moments, np.nan)
    found: list[Residual] = []
    for rotational, limit, unit in (
        (False, settings.residual_force * peak, "N"),
        (True, settings.residual_moment * peak * height, "N m"),
    ):
        columns = [
            at
            for at, name in enumerate(model.free_coordinates)
            if model.coordinate(name).joint in roots
            and model.coordinate(name).rotational is rotational
        ]
        sizes = np.nan_to_num(np.abs(moments[:, columns]))
        if not sizes.any():
            continue
        frame, column = np.unravel_index(sizes.argmax(), sizes.shape)
        found.append(
            Residual(
                coordinate=model.free_coordinates[columns[int(column)]],
                time=float(time[frame]),
                peak=float(sizes[frame, column]),
                limit=limit,
                unit=unit,
            )
        )
    return tuple(found)


def _inner(
    time: FloatArray, moments: FloatArray, cutoff: float | None
) -> NDArray[np.bool_]:
    """Frames farther than half a period of the cut-off from either end."""
    known = np.flatnonzero(np.isfinite(moments).any(axis=1))
    if cutoff is None or not known.size:
        return np.ones(time.size, dtype=bool)
    margin = 0.5 / cutoff
    return (time >= time[known[0]] + margin) & (time <= time[known[-1]] - margin)
