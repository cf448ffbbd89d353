"""Lengths and moment arms from OpenSim itself, for paths that ilium cannot follow.

Needs the extra ``ilium[opensim]``. The moment arm is the generalised force of a unit
tension (`addInEquivalentForces`, then `multiplyBySystemJacobianTranspose`), much faster
than OpenSim's own `computeMomentArm`.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any, Final

import numpy as np

from ilium.core.quantity import FloatArray
from ilium.errors import InputError
from ilium.model.all_coordinates import all_coordinates
from ilium.model.body_model import BodyModel
from ilium.model.osim_read import read_osim

STEP: Final = 1e-6
"""Step of the central difference of coupled coordinates [rad] or [m]."""


def opensim_geometry(
    model: BodyModel, muscles: Sequence[str], coordinates: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Lengths and moment arms of some muscles, computed by OpenSim.

    Parameters
    ----------
    model
        The model, as it was read from its file.
    muscles
        Names of the muscles.
    coordinates
        Its free coordinates, shape (time, n) [rad] or [m].

    Returns
    -------
    lengths : FloatArray
        Shape (time, muscle) [m]; NaN in a frame of which a coordinate is NaN.
    arms : FloatArray
        Generalised force per unit tension, shape (time, muscle, n) [m].

    Raises
    ------
    InputError
        Where OpenSim is not installed, or the model is not that of a file.
    """
    check_available(model, muscles)
    session = _Session(model, muscles)
    lengths = np.full((len(coordinates), len(muscles)), np.nan)
    arms = np.full((*lengths.shape, coordinates.shape[1]), np.nan)
    good = np.isfinite(coordinates).all(axis=1)
    values = all_coordinates(model, coordinates[good])
    slopes = _slopes(model, coordinates[good])
    for at, frame in enumerate(np.flatnonzero(good)):
        session.pose(values[at])
        for column in range(len(muscles)):
            lengths[frame, column], forces = session.pull(column)
            arms[frame, column] = forces @ slopes[at]
    return lengths, arms


def opensim_wrenches(
    model: BodyModel,
    muscles: Sequence[str],
    coordinates: FloatArray,
    tensions: FloatArray,
    segments: Sequence[str],
) -> FloatArray:
    """What some muscles do to the segments, their lines of action by OpenSim.

    Parameters
    ----------
    model
        The model, as it was read from its file.
    muscles
        Names of the muscles.
    coordinates
        Its free coordinates, shape (time, n) [rad] or [m].
    tensions
        Of those muscles, shape (time, muscle) [N].
    segments
        Names of the segments.

    Returns
    -------
    FloatArray
        Moment about ground's origin, then force, summed over the muscles, shape (time,
        segment, 6) [N m], [N]; NaN in a frame of which a coordinate is NaN and on a
        segment that a muscle of unknown tension pulls at, and everywhere where a path
        is a function and nobody knows what it pulls at.

    Raises
    ------
    InputError
        Where OpenSim is not installed, or the model is not that of a file.
    """
    check_available(model, muscles)
    session = _Session(model, muscles)
    out = np.full((len(coordinates), len(segments), 6), np.nan)
    good = np.isfinite(coordinates).all(axis=1)
    values = all_coordinates(model, coordinates[good])
    for at, frame in enumerate(np.flatnonzero(good)):
        session.pose(values[at])
        out[frame] = 0.0
        for column in range(len(muscles)):
            pull = session.wrenches(column, segments)
            acts = pull.any(axis=1)
            if not acts.any():
                out[frame] = np.nan
            out[frame, acts] += tensions[frame, column] * pull[acts]
    return out


def check_available(model: BodyModel, muscles: Sequence[str]) -> None:
    """Refuse what OpenSim cannot follow here.

    Parameters
    ----------
    model
        The model.
    muscles
        Names of the muscles.

    Raises
    ------
    InputError
        Where OpenSim is not installed, the model's file is not there, or the model is
        no longer that of its file.
    """
    _check_installed(model, muscles)
    _check_unchanged(model, muscles)


class _Session:
    """OpenSim's model, posed frame by frame."""

    def __init__(self, model: BodyModel, muscles: Sequence[str]) -> None:
        import opensim  # noqa: PLC0415 - an extra, and it takes over a second to load

        opensim.Logger.setLevelString("Off")
        self._opensim = opensim
        self._model = opensim.Model(str(model.origin))
        self._state = self._model.initSystem()
        self._matter = self._model.getMatterSubsystem()
        coordinates = self._model.getCoordinateSet()
        self._coordinates = [coordinates.get(each.name) for each in model.coordinates]
        forces = self._model.getMuscles()
        self._paths = [forces.get(each).getPath() for each in muscles]
        self._bodies = self._model.getBodySet()
        for at, each in enumerate(self._coordinates):
            each.setLocked(self._state, False)
            each.setSpeedValue(self._state, float(at + 1))
        speeds = self._state.getU().to_numpy()
        self._mobility = [
            int(np.flatnonzero(speeds == at + 1)[0])
            for at in range(len(self._coordinates))
        ]

    def pose(self, values: FloatArray) -> None:
        """Set every coordinate."""
        for each, value in zip(self._coordinates, values, strict=True):
            each.setValue(self._state, float(value), False)
        self._model.realizePosition(self._state)

    def pull(self, muscle: int) -> tuple[float, FloatArray]:
        """Length of a muscle, and its generalised forces on every coordinate."""
        state = self._state
        wrenches, direct = self._unit_forces(muscle)
        through = self._opensim.Vector(state.getNU(), 0.0)
        self._matter.multiplyBySystemJacobianTranspose(state, wrenches, through)
        forces = direct.to_numpy() + through.to_numpy()
        return self._paths[muscle].getLength(state), forces[self._mobility]

    def wrenches(self, muscle: int, segments: Sequence[str]) -> FloatArray:
        """Moment about ground's origin and force of unit tension on every segment."""
        pulls, _ = self._unit_forces(muscle)
        out = np.empty((len(segments), 6))
        for row, name in zip(out, segments, strict=True):
            body = self._bodies.get(name)
            pull = pulls.get(int(body.getMobilizedBodyIndex()))
            place = body.getPositionInGround(self._state).to_numpy()
            force = pull.get(1).to_numpy()
            row[:3] = pull.get(0).to_numpy() + np.cross(place, force)
            row[3:] = force
        return out

    def _unit_forces(self, muscle: int) -> tuple[Any, Any]:
        """Forces of unit tension on OpenSim's bodies, and directly on coordinates."""
        opensim, state = self._opensim, self._state
        still = opensim.SpatialVec(opensim.Vec3(0.0), opensim.Vec3(0.0))
        wrenches = opensim.VectorOfSpatialVec(self._model.getNumBodies() + 1, still)
        direct = opensim.Vector(state.getNU(), 0.0)
        self._paths[muscle].addInEquivalentForces(state, 1.0, wrenches, direct)
        return wrenches, direct


def _slopes(model: BodyModel, coordinates: FloatArray) -> FloatArray:
    """Derivative of all coordinates by the free ones, shape (time, all, free)."""
    columns: list[FloatArray] = []
    for at in range(coordinates.shape[1]):
        step = np.zeros(coordinates.shape[1])
        step[at] = STEP
        after = all_coordinates(model, coordinates + step)
        columns.append(
            (after - all_coordinates(model, coordinates - step)) / 2.0 / STEP
        )
    return np.stack(columns, axis=-1)


def _check_installed(model: BodyModel, muscles: Sequence[str]) -> None:
    if find_spec("opensim") is None:
        problem = f"ilium cannot follow the path of {_reasons(model, muscles)}."
        remedy = "Install ilium[opensim], which then follows it, or leave it out."
        raise InputError(problem, remedy)


def _check_unchanged(model: BodyModel, muscles: Sequence[str]) -> None:
    """Refuse a model that is no longer that of its file, such as a scaled one."""
    problem = f"Only OpenSim can follow the path of {_reasons(model, muscles)}"
    if model.origin is None or not model.origin.is_file():
        raise InputError(
            f"{problem}, and the model's file is not there.",
            "Read the model from its .osim file.",
        )
    written = read_osim(model.origin)
    before = [each.in_parent.translation for each in written.joints]
    now = [each.in_parent.translation for each in model.joints]
    if len(before) != len(now) or not np.allclose(before, now, atol=1e-9):
        raise InputError(
            f"{problem}, and this model was scaled after it was read.",
            "Scale it in OpenSim and give the scaled .osim file.",
        )


def _reasons(model: BodyModel, muscles: Sequence[str]) -> str:
    return ", ".join(
        f"{each} ({reason})" if (reason := model.foreign.get(each, "")) else each
        for each in muscles
    )
