"""The musculoskeletal part of the analysis, in order: from landmarks to muscle forces.

Each stage runs where the one before it left something; a stage that cannot run says why
in an issue and the analysis goes on without it. The kernels are compiled code, imported
by the stages that run.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from ilium.conventions import GRAVITY
from ilium.core.issue import Issue
from ilium.core.measure import Measure
from ilium.core.movement import Movement
from ilium.core.stage import begin
from ilium.core.trial import Trial
from ilium.errors import IliumError, InputError
from ilium.kinematics.result import Kinematics
from ilium.kinetics.weighing import Weighing
from ilium.model.body_model import BodyModel
from ilium.model.marker_sets import MarkerSet
from ilium.settings import Settings

if TYPE_CHECKING:
    from ilium.kinematics.motion import JointMotion
    from ilium.kinematics.scaled_model import ScaledModel
    from ilium.kinetics.result import ClinicalKinetics, Kinetics
    from ilium.muscles.emg import EmgComparison
    from ilium.muscles.result import MuscleForces

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Engine:
    """What the musculoskeletal model says about a recording.

    Parameters
    ----------
    scaled
        The model of this person; ``None`` where the user's own was taken as it is.
    motion
        Its coordinates through time; ``None`` where they could not be solved.
    kinetics
        Net joint moments and powers; ``None`` where they could not be solved.
    muscles
        Muscle forces; ``None`` where they could not be solved.
    emg
        Electromyograms beside the predicted activations; ``None`` without them.
    measures
        Peaks of muscle forces and joint loads.
    issues
        What is missing or doubtful, from every stage in order.
    """

    scaled: ScaledModel | None = None
    motion: JointMotion | None = None
    kinetics: Kinetics | None = None
    muscles: MuscleForces | None = None
    emg: EmgComparison | None = None
    measures: tuple[Measure, ...] = ()
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Subject:
    """What is known about a recording before a model comes in.

    Parameters
    ----------
    trial, kinematics, movement, weighing
        The recording and what was found in it.
    own
        The laboratory's own marker sets.
    given
        The user's own model; ``None`` for ilium's.
    clinical
        Moments in Plug-in Gait's way; ``None`` without plates.
    settings
        Settings of every stage.
    """

    trial: Trial
    kinematics: Kinematics
    movement: Movement
    weighing: Weighing
    own: tuple[MarkerSet, ...] = ()
    given: BodyModel | None = None
    clinical: ClinicalKinetics | None = None
    settings: Settings


def run_engine(subject: Subject) -> Engine:
    """Take a recording from landmarks to muscle forces, as far as it allows.

    Parameters
    ----------
    subject
        The recording and what was found in it.

    Returns
    -------
    Engine
        With an issue for each stage that could not run.
    """
    depth = subject.settings.musculoskeletal
    if not depth.reaches("angles") or not subject.trial.marker_names:
        return Engine()
    begin(logger, "fitting")
    engine = _attempt(Engine(), "angles of the model", _with_motion, subject)
    if engine.motion is None or not depth.reaches("moments"):
        return engine
    if not subject.trial.plates:
        return replace(engine, issues=(*engine.issues, WITHOUT_PLATES))
    begin(logger, "moments")
    engine = _attempt(engine, "joint moments", _with_kinetics, subject)
    if engine.kinetics is None or not depth.reaches("muscles"):
        return engine
    begin(logger, "muscles")
    return _attempt(engine, "muscle forces", _with_muscles, subject)


WITHOUT_PLATES: Final = Issue(
    kind="no-plates",
    where="plates",
    what="The recording has no force plates, which moments and muscle forces need.",
)


def _attempt(
    engine: Engine,
    what: str,
    stage: Callable[[Engine, Subject], Engine],
    subject: Subject,
) -> Engine:
    """Run a stage; where it cannot, say so and go on without it."""
    try:
        return stage(engine, subject)
    except IliumError as error:
        if subject.given is not None and isinstance(error, InputError):
            raise
        issue = Issue(
            kind="stage-left-out",
            where=what,
            what=f"There are no {what}: {error.problem} {error.remedy}",
            severity="serious",
        )
        return replace(engine, issues=(*engine.issues, issue))


def _with_motion(engine: Engine, subject: Subject) -> Engine:
    from ilium.kinematics.model_motion import (  # noqa: PLC0415 - compiled kernels
        follow_markers,
        follow_own,
        model_of_person,
    )

    settings, given = subject.settings, subject.given
    inverse, scaling = settings.inverse_kinematics, settings.scaling
    if given is not None and scaling.given_model_is_scaled:
        motion = follow_own(given, subject.trial, scaling.weights, inverse)
        return replace(engine, motion=motion, issues=motion.issues)
    scaled = model_of_person(
        subject.trial,
        subject.kinematics,
        mass=_mass(subject.weighing),
        given=given,
        own=subject.own,
        settings=scaling,
        inverse=inverse,
    )
    if settings.musculoskeletal.reaches("muscles") and subject.trial.plates:
        from ilium.muscles.fit import fit_muscles  # noqa: PLC0415 - compiled kernels

        scaled = replace(scaled, model=fit_muscles(scaled.model, scaled.generic))
    motion = follow_markers(scaled, subject.trial, subject.own, inverse)
    return replace(engine, scaled=scaled, motion=motion, issues=motion.issues)


def _mass(weighing: Weighing) -> tuple[float, str] | None:
    """Body mass [kg] that the analysis uses throughout, and where it comes from."""
    if weighing.used is None:
        return None
    source = "the plates" if weighing.used is weighing.felt else "the given mass"
    return weighing.used.value / GRAVITY, f"from {source}"


def _with_kinetics(engine: Engine, subject: Subject) -> Engine:
    from ilium.kinetics.inverse_dynamics import (  # noqa: PLC0415 - compiled kernels
        solve_kinetics,
    )
    from ilium.kinetics.loads import foot_loads  # noqa: PLC0415 - as above

    trial, kinematics, settings = subject.trial, subject.kinematics, subject.settings
    assert engine.motion is not None
    task = subject.movement.task
    loads = foot_loads(trial, kinematics, settings.kinetics, task=task)
    kinetics = solve_kinetics(engine.motion, loads, settings.inverse_dynamics)
    kinetics = replace(kinetics, clinical=subject.clinical)
    issues = (*engine.issues, *loads.issues, *kinetics.issues)
    return replace(engine, kinetics=kinetics, issues=issues)


def _with_muscles(engine: Engine, subject: Subject) -> Engine:
    from ilium.muscles.emg import compare_emg  # noqa: PLC0415 - as below
    from ilium.muscles.measures import measure_muscles  # noqa: PLC0415 - as below
    from ilium.muscles.solve import solve_muscles  # noqa: PLC0415 - compiled kernels

    assert engine.motion is not None
    assert engine.kinetics is not None
    settings = subject.settings.muscles
    muscles = solve_muscles(engine.motion, engine.kinetics, settings)
    emg = compare_emg(subject.trial, muscles)
    mass = _mass(subject.weighing)
    return replace(
        engine,
        muscles=muscles,
        emg=emg,
        measures=measure_muscles(
            engine.motion.model,
            engine.kinetics,
            muscles,
            subject.movement,
            mass=None if mass is None else mass[0],
        ),
        issues=(*engine.issues, *muscles.issues, *(emg.issues if emg else ())),
    )
