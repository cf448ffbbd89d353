"""Muscle forces and joint loads of a recording whose moments are known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ilium.core.dictionary import MUSCLE_ACTIVATION, MUSCLE_FORCE, RESERVE_MOMENT
from ilium.core.issue import Issue
from ilium.core.quantity import FloatArray, labels, values
from ilium.errors import SignalError
from ilium.kinematics.motion import JointMotion
from ilium.kinetics.result import Kinetics
from ilium.model.body_model import BodyModel
from ilium.model.chain import CompiledChain, compile_chain
from ilium.muscles.audit import audit_reserves, audit_solutions, flag_reserves
from ilium.muscles.foreign import (
    ForeignMuscles,
    follow_foreign,
    foreign_wrenches,
)
from ilium.muscles.groups import group_forces
from ilium.muscles.paths import MODES, compile_paths
from ilium.muscles.reactions import NET, ReactionSums, trunk_muscles
from ilium.muscles.result import MuscleForces
from ilium.muscles.settings import MUSCLES, MuscleSettings
from ilium.muscles.static_optimisation import (
    Sharing,
    acted_on,
    inner,
    joined,
    share,
)

if TYPE_CHECKING:
    from ilium.maths.paths.layout import Paths

CHUNK: Final = 1024
"""Frames whose moment arms are held in memory at once."""


def solve_muscles(
    motion: JointMotion,
    kinetics: Kinetics,
    settings: MuscleSettings = MUSCLES,
) -> MuscleForces:
    """Muscle forces by static optimisation, and the loads in the joints.

    Parameters
    ----------
    motion
        The scaled model, and which coordinates its markers do not determine: their
        moments are not shared among muscles.
    kinetics
        The filtered motion, its speeds and net moments.
    settings
        What a laboratory may change.

    Returns
    -------
    MuscleForces
        NaN where the pose or a moment is not known; the rest is solved. A model
        without muscles has joint loads and an issue.

    Raises
    ------
    InputError
        Where a muscle's parameters contradict each other.
    SignalError
        Where the moments are not those of this model.

    References
    ----------
    Anderson FC, Pandy MG (2001). Static and dynamic optimization solutions for gait are
    practically equivalent. J Biomech 34(2), 153-161. doi:10.1016/S0021-9290(00)00155-X
    """
    model = motion.model
    _check_coordinates(model, kinetics)
    moments = np.array(values(kinetics.moments))
    for name in motion.undetermined:
        moments[:, model.free_coordinates.index(name)] = np.nan
    compiled = compile_chain(model)
    paths = compile_paths(model, compiled)
    coordinates = np.ascontiguousarray(values(kinetics.motion))
    foreign = follow_foreign(model, coordinates)
    sums = ReactionSums(model, compiled, paths, kinetics)
    parts: list[Sharing] = []
    reactions: list[FloatArray] = []
    for start in range(0, max(1, len(coordinates)), CHUNK):
        frames = slice(start, start + CHUNK)
        part, pulls = _share(
            model, (compiled, paths, foreign), kinetics, moments, settings, frames
        )
        others = foreign_wrenches(
            model, foreign, coordinates[frames], part.forces, compiled.segments
        )
        parts.append(part)
        reactions.append(sums.stretch(frames, part.forces, pulls, others))
    sharing, loads = joined(parts), sums.joined(reactions)
    targets = moments[:, sharing.coordinates]
    acted = tuple(model.free_coordinates[at] for at in sharing.coordinates)
    flagged = flag_reserves(acted, sharing.reserves, targets, settings.audit)
    time, names = kinetics.time, tuple(each.name for each in model.muscles)
    return MuscleForces(
        forces=MUSCLE_FORCE.label(sharing.forces, time=time, muscle=names),
        activations=MUSCLE_ACTIVATION.label(
            sharing.activations, time=time, muscle=names
        ),
        reserves=RESERVE_MOMENT.label(sharing.reserves, time=time, coordinate=acted),
        reactions=loads.forces,
        reaction_moments=loads.moments,
        strength=np.array(
            [each.max_isometric_force for each in model.muscles], dtype=np.float64
        ),
        groups=group_forces(names, sharing.forces),
        flagged=flagged,
        method=method_of(model, settings),
        issues=(
            *_without_muscles(model),
            *foreign.issues,
            *audit_solutions(time, sharing.forces, sharing.certified),
            *audit_reserves(time, flagged, sharing.reserves, targets, settings.audit),
        ),
    )


def method_of(model: BodyModel, settings: MuscleSettings) -> str:
    """Say how muscle forces are found.

    Parameters
    ----------
    model
        The model, for what its trunk has.
    settings
        What a laboratory may change.

    Returns
    -------
    str
        Sentences with their source.
    """
    slant = _SLANTS[settings.pennation]
    fibres = "passive force included" if settings.passive else "no passive force"
    lumbar = "" if trunk_muscles(model) else f" The lumbar joint's force is {NET}."
    return (
        f"Static optimisation: least sum of activations to the power of "
        f"{settings.exponent:g}, rigid tendons, force-length-velocity curves, "
        f"{slant}, {settings.paths} paths, {fibres}, reserves "
        f"of {settings.reserve:g} N m (Anderson and Pandy 2001, "
        f"doi:10.1016/S0021-9290(00)00155-X). Joint loads include the muscles, in the "
        f"child segment's axes (Steele et al. 2012, "
        f"doi:10.1016/j.gaitpost.2011.11.023).{lumbar}"
    )


_SLANTS: Final = {
    "correct": "fibres at their true slant",
    "compatible": "fibres at OpenSim's slant",
}


def _check_coordinates(model: BodyModel, kinetics: Kinetics) -> None:
    names = labels(kinetics.moments, "coordinate")
    if names != model.free_coordinates:
        problem = (
            f"The moments are those of {len(names)} coordinates, the model has "
            f"{len(model.free_coordinates)} free ones."
        )
        raise SignalError(problem, "Compute the moments with the same model.")


def _share(  # noqa: PLR0917 - a stretch of what `solve_muscles` was given
    model: BodyModel,
    system: tuple[CompiledChain, Paths, ForeignMuscles],
    kinetics: Kinetics,
    moments: FloatArray,
    settings: MuscleSettings,
    frames: slice,
) -> tuple[Sharing, FloatArray]:
    """Share a stretch, as moment arms take most of the memory; what tensions do."""
    from ilium.maths.paths.geometry import trial_geometry  # noqa: PLC0415 - compiles

    compiled, paths, foreign = system
    part = np.ascontiguousarray(values(kinetics.motion)[frames])
    lengths = np.empty((len(part), len(model.muscles)))
    arms = np.empty((*lengths.shape, part.shape[1]))
    pulls = np.empty((len(part), paths.pulled.size, 6))
    mode = MODES[settings.paths]
    trial_geometry(compiled.chain, paths, part, mode, lengths, arms, pulls)
    foreign.write(frames, lengths, arms)
    own = inner(model, np.unique(paths.movers))
    sharing = share(
        model,
        lengths=lengths,
        arms=arms,
        speeds=kinetics.speeds[frames],
        moments=moments[frames],
        settings=settings,
        coordinates=np.union1d(own, acted_on(model, foreign.arms)),
    )
    return sharing, pulls


def _without_muscles(model: BodyModel) -> tuple[Issue, ...]:
    if model.muscles:
        return ()
    return (
        Issue(
            kind="no-muscles",
            where="model",
            what=(
                f"The model {model.name} has no muscles: moments and net joint loads "
                "are reported, muscle forces are not."
            ),
            severity="note",
        ),
    )
