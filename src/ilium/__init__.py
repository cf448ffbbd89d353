"""ilium: measures, explains and trains pelvic stability.

Public names are imported when they are first used, so that ``import ilium`` costs
next to nothing.
"""

from __future__ import annotations

import importlib
import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ilium.capture.reading import read_trial
    from ilium.core.event import Event
    from ilium.core.issue import Issue
    from ilium.core.measure import Measure
    from ilium.core.movement import Movement
    from ilium.core.participant import Participant
    from ilium.core.trial import Trial
    from ilium.errors import ComputationError, IliumError, InputError
    from ilium.kinematics.inverse import solve_motion
    from ilium.kinematics.result import Kinematics
    from ilium.kinetics.inverse_dynamics import solve_kinetics
    from ilium.model.body_model import BodyModel
    from ilium.model.library import shipped_model
    from ilium.model.osim_read import read_osim
    from ilium.outputs.folder import write_results
    from ilium.pipeline import Analysis, analyse
    from ilium.report import write_report
    from ilium.settings import DEFAULTS, Settings, read_settings

__version__ = "0.1.0"

_HOMES = {
    "DEFAULTS": "ilium.settings",
    "Analysis": "ilium.pipeline",
    "BodyModel": "ilium.model.body_model",
    "ComputationError": "ilium.errors",
    "Event": "ilium.core.event",
    "IliumError": "ilium.errors",
    "InputError": "ilium.errors",
    "Issue": "ilium.core.issue",
    "Kinematics": "ilium.kinematics.result",
    "Measure": "ilium.core.measure",
    "Movement": "ilium.core.movement",
    "Participant": "ilium.core.participant",
    "Settings": "ilium.settings",
    "Trial": "ilium.core.trial",
    "analyse": "ilium.pipeline",
    "read_osim": "ilium.model.osim_read",
    "read_settings": "ilium.settings",
    "read_trial": "ilium.capture.reading",
    "shipped_model": "ilium.model.library",
    "solve_kinetics": "ilium.kinetics.inverse_dynamics",
    "solve_motion": "ilium.kinematics.inverse",
    "write_report": "ilium.report",
    "write_results": "ilium.outputs.folder",
}

__all__ = [
    "DEFAULTS",
    "Analysis",
    "BodyModel",
    "ComputationError",
    "Event",
    "IliumError",
    "InputError",
    "Issue",
    "Kinematics",
    "Measure",
    "Movement",
    "Participant",
    "Settings",
    "Trial",
    "__version__",
    "analyse",
    "read_osim",
    "read_settings",
    "read_trial",
    "shipped_model",
    "solve_kinetics",
    "solve_motion",
    "write_report",
    "write_results",
]

logging.getLogger(__name__).addHandler(logging.NullHandler())


def __getattr__(name: str) -> object:
    """Import a public name on its first use (PEP 562)."""
    if name not in _HOMES:
        msg = f"module 'ilium' has no attribute {name!r}"
        raise AttributeError(msg)
    found = getattr(importlib.import_module(_HOMES[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """Every public name, imported or not."""
    return sorted(__all__)
