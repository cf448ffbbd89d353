"""Inverse kinematics: the pose of a scaled model at every camera frame."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from ilium.core.dictionary import JOINT_COORDINATE, MARKER_RESIDUAL
from ilium.core.quantity import FloatArray
from ilium.errors import InsufficientDataError, SignalError
from ilium.kinematics.determined import undetermined
from ilium.kinematics.inverse_issues import motion_issues
from ilium.kinematics.inverse_settings import InverseKinematicsSettings
from ilium.kinematics.motion import JointMotion
from ilium.kinematics.start_pose import start_pose
from ilium.model.body_model import BodyModel
from ilium.model.chain import CompiledChain, compile_chain, compile_markers

if TYPE_CHECKING:
    from ilium.maths.multibody.fitting import Problem

METHOD: Final = (
    "Inverse kinematics: weighted least squares of the marker distances in each frame,"
    " within the ranges of the model's clamped coordinates, by a Levenberg-Marquardt"
    " method with exact second derivatives; the same optimum as OpenSim's"
    " (Delp 2007, doi:10.1109/TBME.2007.901024)."
)

DOUBTFUL: Final = 2.0
"""Times the trial's median distance beyond which a frame is tried again from anew."""

RESTARTS: Final = 3


def solve_motion(  # noqa: PLR0917 - the order in which they are thought of
    model: BodyModel,
    positions: FloatArray,
    names: Sequence[str],
    time: FloatArray,
    weights: Mapping[str, float] | None = None,
    settings: InverseKinematicsSettings | None = None,
) -> JointMotion:
    """Solve for the pose of a model in every frame of a recording.

    Parameters
    ----------
    model
        The model, scaled to the person, with its markers.
    positions
        Where the cameras saw the markers, shape (time, marker, 3) [m]; NaN where they
        did not.
    names
        Names of these markers; those that the model does not have are left out, with
        an issue.
    time
        Times of the frames [s].
    weights
        Weight of each marker's squared distance [1]; 1 where it is not named; a marker
        of weight 0 is compared and not followed.
    settings
        Tolerance, bounds.

    Returns
    -------
    JointMotion
        Coordinates NaN where a frame's markers do not determine them; distances NaN
        where a marker was not seen.

    Raises
    ------
    InsufficientDataError
        Where no frame shows three markers of the model.
    SignalError
        Where the shapes do not fit.
    """
    settings = settings or InverseKinematicsSettings()
    known = {each.name for each in model.markers}
    used = tuple(name for name in names if name in known)
    observed = _observed(positions, names, used, time)
    compiled = compile_chain(model)
    problem = _problem(model, compiled, used, weights or {}, settings)
    solution = _solve(problem, observed, settings.least_movement)
    named = tuple(compiled.coordinates[each] for each in solution.open)
    return JointMotion(
        model=model,
        coordinates=JOINT_COORDINATE.label(
            solution.coordinates, time=time, coordinate=compiled.coordinates
        ),
        residuals=MARKER_RESIDUAL.label(solution.distance, time=time, marker=used),
        weights=problem.markers.weight,
        undetermined=named,
        method=METHOD,
        issues=motion_issues(
            time,
            solution.distance,
            solution.coordinates,
            used=used,
            unused=tuple(name for name in names if name not in known),
            undetermined=named,
        ),
    )


class _Solution:
    """Coordinates and distances of a trial, and what its markers leave open."""

    def __init__(self, coordinates: FloatArray, distance: FloatArray) -> None:
        self.coordinates = coordinates
        self.distance = distance
        self.open: tuple[int, ...] = ()


def _observed(
    positions: FloatArray, names: Sequence[str], used: tuple[str, ...], time: FloatArray
) -> FloatArray:
    given = np.asarray(positions, np.float64)
    if given.shape != (time.size, len(names), 3):
        problem = (
            f"The markers have shape {given.shape}, expected"
            f" {(time.size, len(names), 3)}."
        )
        raise SignalError(problem, "Give one position for each time and name.")
    order = [list(names).index(name) for name in used]
    observed = np.array(given[:, order], order="C")
    seen = ~np.isnan(observed).any(axis=2)
    if not seen.size or seen.sum(axis=1).max() < 3:
        problem = "No frame shows three markers that the model has."
        remedy = "Give markers under the model's names, or a model with these markers."
        raise InsufficientDataError(problem, remedy)
    return observed


def _problem(
    model: BodyModel,
    compiled: CompiledChain,
    used: tuple[str, ...],
    weights: Mapping[str, float],
    settings: InverseKinematicsSettings,
) -> Problem:
    from ilium.maths.multibody.fitting import Problem  # noqa: PLC0415 - compiles

    chain = compiled.chain
    unbound = np.full(chain.low.size, np.inf)
    weight = np.array([weights.get(name, 1.0) for name in used], np.float64)
    return Problem(
        chain=chain,
        markers=compile_markers(model, compiled, used)._replace(weight=weight),
        free=np.ones(chain.low.size, np.int64),
        low=chain.low if settings.bounded else -unbound,
        high=chain.high if settings.bounded else unbound,
        tolerance=float(settings.tolerance),
        iterations=int(settings.iterations),
    )


def _solve(problem: Problem, observed: FloatArray, least: float) -> _Solution:
    """Solve a trial, hold what it leaves open, and solve it again where that moved."""
    solution = _trial(problem, observed)
    left = undetermined(_normal(problem, observed, solution.coordinates), least)
    if left.held:
        held = list(left.held)
        problem.free[held] = 0
        if not _still(problem, solution.coordinates[:, held], held):
            solution = _trial(problem, observed)
    solution.open = left.coordinates
    _leave_out(problem, observed, solution, least)
    return solution


def _still(problem: Problem, coordinates: FloatArray, held: list[int]) -> bool:
    known = coordinates[~np.isnan(coordinates).any(axis=1)]
    return bool(np.abs(known - problem.chain.default[held]).max(initial=0.0) == 0.0)


def _trial(problem: Problem, observed: FloatArray) -> _Solution:
    """Fit all frames; those that end far off are tried again from anew."""
    from ilium.maths.multibody.trials import fit_trial  # noqa: PLC0415 - compiles

    seen = (~np.isnan(observed).any(axis=2)) & (problem.markers.weight > 0.0)
    first = int(seen.sum(axis=1).argmax())
    pose, _ = start_pose(problem, observed[first])
    coordinates, distance, _ = fit_trial(problem, observed, pose, first)
    for _ in range(RESTARTS):
        error = _error(problem, distance)
        worst = int(np.nan_to_num(error).argmax())
        if not error[worst] > DOUBTFUL * np.nanmedian(error):
            break
        pose, cost = start_pose(problem, observed[worst])
        if cost > 0.9 * error[worst] ** 2 * problem.markers.weight[seen[worst]].sum():
            break
        again, further, _ = fit_trial(problem, observed, pose, worst)
        nearer = _error(problem, further) < error
        coordinates[nearer], distance[nearer] = again[nearer], further[nearer]
    return _Solution(coordinates, distance)


def _error(problem: Problem, distance: FloatArray) -> FloatArray:
    """Weighted root mean square distance of each frame, shape (time,) [m]."""
    weight = np.where(np.isnan(distance), 0.0, problem.markers.weight)
    total = weight.sum(axis=1)
    total[total == 0.0] = np.nan
    return np.sqrt((weight * np.nan_to_num(distance) ** 2).sum(axis=1) / total)


def _normal(
    problem: Problem, observed: FloatArray, coordinates: FloatArray
) -> FloatArray:
    from ilium.maths.multibody.trials import normal_sum  # noqa: PLC0415 - compiles

    frames = int((~np.isnan(coordinates).any(axis=1)).sum())
    total = normal_sum(problem.chain, problem.markers, observed, coordinates)
    return total / max(frames, 1)


def _leave_out(
    problem: Problem, observed: FloatArray, solution: _Solution, least: float
) -> None:
    """Leave out, frame by frame, what the markers seen there do not determine."""
    missing = np.isnan(observed).any(axis=2)
    patterns, kind = np.unique(missing, axis=0, return_inverse=True)
    root = _root(problem)
    for number, pattern in enumerate(patterns):
        frames = np.flatnonzero(kind.ravel() == number)
        if not pattern.any():
            continue
        normal = _normal(
            problem,
            np.ascontiguousarray(observed[frames]),
            np.ascontiguousarray(solution.coordinates[frames]),
        )
        lost = set(undetermined(normal, least).coordinates) - set(solution.open)
        columns = list(lost) if not lost & root else slice(None)
        solution.coordinates[np.ix_(frames, _columns(problem, columns))] = np.nan


def _columns(problem: Problem, columns: list[int] | slice) -> NDArray[np.int64]:
    return np.arange(problem.free.size)[columns]


def _root(problem: Problem) -> set[int]:
    """Coordinates that move everything: those of the first segment on its way."""
    first = int(problem.chain.segment_link[0])
    root: set[int] = set()
    while first >= 0:
        root.add(int(problem.chain.coordinate[first]))
        first = int(problem.chain.parent[first])
    return root
