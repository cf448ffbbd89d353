"""Recordings with their kinematics, each read once."""

from __future__ import annotations

import functools
from dataclasses import replace
from pathlib import Path

from ilium.capture.reading import read_trial
from ilium.core.trial import Trial
from ilium.kinematics import solve_kinematics
from ilium.kinematics.result import Kinematics


@functools.cache
def recording(path: Path, forces: Path | None = None) -> tuple[Trial, Kinematics]:
    """Return a recording and its kinematics."""
    trial = read_trial(path, forces=forces, isolated=False)
    return trial, solve_kinematics(trial)


def without_plates(trial: Trial) -> Trial:
    """Return the same recording as a laboratory without plates would have made it."""
    return replace(trial, plates=())


def without_events(trial: Trial) -> Trial:
    """Return the same recording before anybody marked its events."""
    return replace(trial, events=())
