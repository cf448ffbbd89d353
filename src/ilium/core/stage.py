"""Stages of an analysis, told as they begin: in words, and by name for programs."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

STAGES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "reading": "Reading the recording",
        "checking": "Checking its quality",
        "watching": "Watching the clip",
        "joining": "Joining the cameras' pictures",
        "angles": "Computing joint angles",
        "movement": "Finding the movement",
        "fitting": "Fitting the musculoskeletal model",
        "moments": "Computing joint moments",
        "muscles": "Computing muscle forces",
        "measuring": "Measuring",
    }
)
"""Every stage, in the order in which they can follow each other."""


def begin(logger: logging.Logger, stage: str) -> None:
    """Tell that a stage begins.

    Parameters
    ----------
    logger
        Of the module that it belongs to. Its record carries the name as ``stage``.
    stage
        A key of `STAGES`.
    """
    logger.info(STAGES[stage], extra={"stage": stage})
