"""All of the analysis, in order: the first file a newcomer opens."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from ilium.balance.measures import measure_balance
from ilium.capture.gaps import fill_gaps
from ilium.capture.quality import check_quality, doubts_about_static
from ilium.capture.reading import read_trial
from ilium.capture.smoothing import smooth
from ilium.conventions import GRAVITY, SIDES, Side
from ilium.core.event import Event
from ilium.core.issue import Issue
from ilium.core.measure import Measure
from ilium.core.movement import Movement
from ilium.core.participant import Participant
from ilium.core.provenance import Provenance, provenance_of
from ilium.core.shown import Shown
from ilium.core.stage import begin
from ilium.core.trial import Trial
from ilium.events import find_movement
from ilium.findings.finding import Finding
from ilium.findings.first_screen import FirstScreen, first_screen
from ilium.findings.norm_files import own_norms, read_norms
from ilium.findings.norms import Norms
from ilium.findings.references import attach
from ilium.gait.measures import measure_gait
from ilium.jump.measures import measure_jump
from ilium.kinematics import Kinematics, solve_kinematics
from ilium.kinematics.motion import JointMotion
from ilium.kinematics.scaled_model import ScaledModel
from ilium.kinetics.clinical import plug_in_gait_kinetics
from ilium.kinetics.measures import measure_moments
from ilium.kinetics.result import ClinicalKinetics, Kinetics
from ilium.kinetics.weighing import Weighing, measure_body_weight, weigh_recording
from ilium.measures import measure_files
from ilium.model.marker_sets import read_marker_set
from ilium.model.osim_read import read_osim
from ilium.muscles.emg import EmgComparison
from ilium.muscles.result import MuscleForces
from ilium.musculoskeletal import Subject, run_engine
from ilium.scores.measures import measure_scores
from ilium.settings import DEFAULTS, Settings
from ilium.stability import measure_stability
from ilium.symmetry import compare_sides
from ilium.symmetry.side_curves import SideCurves, compare_side_curves
from ilium.variability.measure import measure_variability
from ilium.variability.result import Variability
from ilium.variability.visits import Visit, check_visits, like

logger = logging.getLogger(__name__)

SHORTEST = 10
"""Camera frames that moments need [1]: their derivatives lose four at either end."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Analysis(Shown):
    """Everything that one run computed, from the recording to its measures.

    Parameters
    ----------
    trial
        The recording after gap filling and filtering, as the settings ask.
    kinematics
        Joint centres, segments and angles.
    movement
        Task, events and repetitions.
    measures
        Every measure, per repetition and in summary.
    scaled
        The musculoskeletal model of this person; ``None`` where none was scaled.
    motion
        Its coordinates through time; ``None`` where they could not be solved.
    kinetics
        Its joint moments and powers; ``None`` where they could not be solved.
    clinical
        Moments and powers in Plug-in Gait's way; ``None`` without plates or markers.
    muscles
        Its muscle forces; ``None`` where they could not be solved.
    emg
        Electromyograms beside the predicted activations; ``None`` without them.
    engine_issues
        What is missing or doubtful about these.
    variability
        How the repetitions vary; its values are among the measures too.
    side_curves
        Left against right along the repetition, of the most telling signals.
    norms
        Ranges and errors that the measures were held against.
    earlier
        Measures of earlier occasions of the same movement, oldest first.
    provenance
        What made it: inputs by hash, effective options and settings, version.
    """

    trial: Trial
    kinematics: Kinematics
    movement: Movement
    measures: tuple[Measure, ...]
    scaled: ScaledModel | None = None
    motion: JointMotion | None = None
    kinetics: Kinetics | None = None
    clinical: ClinicalKinetics | None = None
    muscles: MuscleForces | None = None
    emg: EmgComparison | None = None
    engine_issues: tuple[Issue, ...] = ()
    variability: Variability = field(default_factory=Variability)
    side_curves: tuple[SideCurves, ...] = ()
    norms: Norms = field(default_factory=own_norms)
    earlier: tuple[tuple[Measure, ...], ...] = ()
    provenance: Provenance = field(default_factory=Provenance)

    @property
    def first_screen(self) -> FirstScreen:
        """Headline, findings and next step, in the language that is spoken."""
        return first_screen(
            self.measures,
            self.movement,
            name=self.trial.name,
            missing_sides=_missing_sides(self.kinematics),
            norms=self.norms,
            earlier=self.earlier,
        )

    @property
    def findings(self) -> tuple[Finding, ...]:
        """At most three findings, what works first, in the language that is spoken."""
        return self.first_screen.findings

    @property
    def events(self) -> tuple[Event, ...]:
        """What was found, and beside it what the file stores, in order of time."""
        return tuple(sorted({*self.movement.events, *self.trial.events}))

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What is doubtful, from every stage in order."""
        moments = () if self.clinical is None else self.clinical.issues
        found = (
            *self.trial.issues,
            *self.kinematics.issues,
            *self.movement.issues,
            *moments,
            *self.engine_issues,
        )
        return tuple(dict.fromkeys(found))


def analyse(
    recording: Path | str | Trial,
    *,
    static: Path | str | Trial | None = None,
    forces: Path | str | None = None,
    participant: Participant | None = None,
    task: str = "auto",
    side: Side | None = None,
    axes: tuple[str, str] | None = None,
    marker_set: Path | None = None,
    model: Path | None = None,
    norms: Path | None = None,
    settings: Settings = DEFAULTS,
    keep_names: bool = False,
    earlier: Sequence[Visit] = (),
    known: Sequence[Visit] = (),
) -> Analysis:
    """Take a laboratory recording from markers to measures.

    Parameters
    ----------
    recording
        A file, or a trial that was read before.
    static
        The standing calibration with the same markers.
    forces
        MOT or STO file of ground reaction forces that belongs to a TRC file.
    participant
        Body measures; each one given beats the files'.
    task
        A key of `ilium.core.movement.TASKS`, or ``auto`` to recognise it.
    side
        Working side of a single-leg movement; ``None`` to recognise it.
    axes
        The laboratory's axes that point forwards and up, as ``("+x", "+z")``; ``None``
        to detect them.
    marker_set
        TOML file of the laboratory's own marker set.
    model
        OSIM file of the user's own musculoskeletal model, scaled to the person unless
        `Settings.scaling` says otherwise.
    norms
        TOML file of the laboratory's own ranges and errors, which go before ilium's.
    settings
        Settings of every stage.
    keep_names
        Whether the provenance keeps the files' paths.
    earlier
        Earlier visits of the same person and movement, oldest first: from three on,
        variability is compared with them.
    known
        Everything that is known of the person, oldest first: visits of the same
        movement and surface count as earlier ones.

    Returns
    -------
    Analysis
        From the recording to its measures.

    Raises
    ------
    InputError
        Where what was given cannot be used: problem and remedy.
    ComputationError
        Where a method could not finish.
    """
    held = own_norms() if norms is None else read_norms(norms)
    begin(logger, "reading")
    stored = _read(recording, axes, participant, forces)
    standing = None if static is None else _read(static, axes, participant)
    own = () if marker_set is None else (read_marker_set(marker_set),)
    given = None if model is None else read_osim(model)
    begin(logger, "checking")
    checked = check_quality(stored, settings.quality, own=own)
    if standing is not None:
        doubts = doubts_about_static(standing, settings.quality, own=own)
        checked = checked.with_issues(*doubts)
    filled = fill_gaps(checked, settings.gaps, own=own)
    trial = smooth(filled, settings.smoothing)
    begin(logger, "angles")
    kinematics = solve_kinematics(
        trial,
        static=standing,
        participant=participant,
        settings=settings.kinematics,
        own=own,
    )
    begin(logger, "movement")
    movement = find_movement(
        trial, kinematics, task=task, side=side, settings=settings.events
    )
    surface = settings.variability.surface
    check_visits(earlier, task=movement.task, surface=surface)
    earlier = (*earlier, *like(known, task=movement.task, surface=surface))
    weighing = weigh_recording(
        trial,
        kinematics,
        movement,
        force=settings.jump.force,
        weight=settings.jump.weight,
    )
    movement = replace(movement, issues=(*movement.issues, *weighing.issues))
    clinical = _clinical(trial, kinematics, movement, weighing, settings)
    engine = run_engine(
        Subject(
            trial=trial,
            kinematics=kinematics,
            movement=movement,
            weighing=weighing,
            own=own,
            given=given,
            clinical=clinical,
            settings=settings,
        )
    )
    begin(logger, "measuring")
    variability = measure_variability(
        kinematics,
        movement,
        motion=engine.motion,
        settings=settings.variability,
        earlier=[each.measures for each in earlier],
    )
    apart = (
        *measure_body_weight(weighing),
        *measure_moments(clinical, movement),
        *engine.measures,
        *variability.measures,
    )
    measures = _measure((trial, kinematics, movement), apart, settings, held)
    made = provenance_of(
        {"trial": (stored, recording), "static": (standing, static)},
        {"forces": forces, "marker_set": marker_set, "model": model, "norms": norms},
        options={
            "task": task,
            "side": side,
            "axes": axes,
            "participant": participant,
            **({"earlier": [each.sha256 for each in earlier]} if earlier else {}),
        },
        settings=settings,
        keep_names=keep_names,
    )
    return Analysis(
        trial=trial,
        kinematics=kinematics,
        movement=movement,
        measures=measures,
        scaled=engine.scaled,
        motion=engine.motion,
        kinetics=engine.kinetics,
        clinical=clinical,
        muscles=engine.muscles,
        emg=engine.emg,
        engine_issues=engine.issues,
        variability=variability,
        side_curves=compare_side_curves(
            variability.curves(), alpha=settings.variability.alpha
        ),
        norms=held,
        earlier=tuple(each.measures for each in earlier),
        provenance=made,
    )


def _read(
    source: Path | str | Trial,
    axes: tuple[str, str] | None,
    participant: Participant | None,
    forces: Path | str | None = None,
) -> Trial:
    if isinstance(source, Trial):
        return source
    return read_trial(source, axes=axes, participant=participant, forces=forces)


def _clinical(
    trial: Trial,
    kinematics: Kinematics,
    movement: Movement,
    weighing: Weighing,
    settings: Settings,
) -> ClinicalKinetics | None:
    """Moments in Plug-in Gait's way, with the body weight that counts."""
    if not trial.plates or not trial.marker_names or trial.time.size < SHORTEST:
        return None
    weight = weighing.used
    return plug_in_gait_kinetics(
        trial,
        kinematics,
        settings.kinetics,
        task=movement.task,
        mass=None if weight is None else weight.value / GRAVITY,
    )


def _missing_sides(kinematics: Kinematics) -> tuple[Side, ...]:
    """Legs that the recording does not show, where it shows the other."""
    seen = [
        side
        for side in SIDES
        if any(
            bool(np.isfinite(each).any())
            for joint in ("knee", "ankle")
            for each in (
                kinematics.joint(f"{joint}_{side}"),
                kinematics.landmark(f"{joint}_centre_{side}"),
                kinematics.landmark(f"{joint}_{side}"),
            )
        )
    ]
    return tuple(side for side in SIDES if side not in seen) if seen else ()


def _measure(
    seen: tuple[Trial, Kinematics, Movement],
    apart: tuple[Measure, ...],
    settings: Settings,
    norms: Norms,
) -> tuple[Measure, ...]:
    movement = seen[2]
    single = (
        *measure_stability(*seen, settings=settings.stability),
        *apart,
        *measure_jump(*seen, settings=settings.jump),
        *measure_balance(*seen, settings=settings.balance),
        *measure_gait(*seen, settings=settings.gait),
        *measure_scores(*seen, settings=settings.scores),
        *measure_files(*seen),
    )
    measures = attach(single, movement, norms)
    compared = compare_sides(measures, task=movement.task)
    return (*measures, *attach(compared, movement, norms))
