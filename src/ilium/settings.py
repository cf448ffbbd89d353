"""Every stage's settings in one place, read from TOML at the edge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from ilium.balance.settings import BalanceSettings
from ilium.capture.gaps import GapSettings
from ilium.capture.quality import QualitySettings
from ilium.capture.smoothing import SmoothingSettings
from ilium.core.from_toml import from_table, read_toml
from ilium.events.settings import EventSettings
from ilium.gait.settings import GaitSettings
from ilium.jump.settings import JumpSettings
from ilium.kinematics.inverse_settings import InverseKinematicsSettings
from ilium.kinematics.scaling_settings import ScalingSettings
from ilium.kinematics.settings import KinematicsSettings
from ilium.kinetics.dynamics_settings import InverseDynamicsSettings
from ilium.kinetics.settings import KineticsSettings
from ilium.model.settings import MusculoskeletalSettings
from ilium.muscles.settings import MuscleSettings
from ilium.planar.settings import PlanarSettings
from ilium.scores.settings import ScoreSettings
from ilium.stability.settings import StabilitySettings
from ilium.variability.settings import VariabilitySettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Settings of every stage, in the order of the pipeline.

    Parameters
    ----------
    quality
        From when on something is worth a remark.
    gaps
        How gaps are filled; they stay by default.
    smoothing
        How trajectories are smoothed; as stored by default.
    kinematics
        Model, hip joint centres, markers' diameter, progression.
    events
        Contacts, stillness, repetitions.
    musculoskeletal
        How far the musculoskeletal model is taken.
    scaling
        How the model is fitted to the person.
    inverse_kinematics
        Tolerance and bounds of the model's motion.
    kinetics
        Cut-off of forces and motion, feet on plates.
    inverse_dynamics
        Segments that take the ground's action, limits of the residuals.
    muscles
        How moments are shared among the muscles.
    stability
        Level and moving pelvis, jerk's cut-off, another visit's depth.
    jump
        Plates' thresholds, flights and landings.
    balance
        Standing and regaining balance.
    gait
        Steps and strides.
    scores
        Limits of the items of movement scores.
    variability
        What is coupled, over how many points, on which surface.
    """

    quality: QualitySettings = field(default_factory=QualitySettings)
    gaps: GapSettings = field(default_factory=GapSettings)
    smoothing: SmoothingSettings = field(default_factory=SmoothingSettings)
    kinematics: KinematicsSettings = field(default_factory=KinematicsSettings)
    events: EventSettings = field(default_factory=EventSettings)
    musculoskeletal: MusculoskeletalSettings = field(
        default_factory=MusculoskeletalSettings
    )
    scaling: ScalingSettings = field(default_factory=ScalingSettings)
    inverse_kinematics: InverseKinematicsSettings = field(
        default_factory=InverseKinematicsSettings
    )
    kinetics: KineticsSettings = field(default_factory=KineticsSettings)
    inverse_dynamics: InverseDynamicsSettings = field(
        default_factory=InverseDynamicsSettings
    )
    muscles: MuscleSettings = field(default_factory=MuscleSettings)
    stability: StabilitySettings = field(default_factory=StabilitySettings)
    jump: JumpSettings = field(default_factory=JumpSettings)
    balance: BalanceSettings = field(default_factory=BalanceSettings)
    gait: GaitSettings = field(default_factory=GaitSettings)
    scores: ScoreSettings = field(default_factory=ScoreSettings)
    variability: VariabilitySettings = field(default_factory=VariabilitySettings)
    planar: PlanarSettings = field(default_factory=PlanarSettings)


DEFAULTS: Final = Settings()
"""What is in effect where nothing is said."""


def settings_from(stages: Mapping[str, Any]) -> Settings:
    """Make settings of a settings file's tables.

    Parameters
    ----------
    stages
        Stage to its table, for example ``{"smoothing": {"cutoff": 6.0}}``.

    Returns
    -------
    Settings
        Defaults where nothing is said.
    """
    return from_table(Settings, stages, "settings")


RUN_OPTIONS: Final = (
    "task", "side", "axes", "marker_set", "model", "participant", "language", "words",
    "norms",
)  # fmt: skip
"""What a settings file may say about a run besides the stages' settings."""


def read_settings(path: Path | str) -> Settings:
    """Read every stage's settings from a TOML file.

    Parameters
    ----------
    path
        The file; what it says about a run, such as its task, is left aside.

    Returns
    -------
    Settings
        Defaults where it says nothing.

    Raises
    ------
    InputError
        Where it cannot be read or names what ilium does not know.
    """
    table = read_toml(Path(path))
    return settings_from({k: v for k, v in table.items() if k not in RUN_OPTIONS})
