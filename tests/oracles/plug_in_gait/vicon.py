"""Vicon's stored outputs beside ilium's, with wrap-aware differences."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

from ilium.capture.reading import read_trial
from ilium.core.quantity import labels, values
from ilium.kinematics.vendor import stored_point
from ilium.units import degrees, millimetres

WALKS = {
    "HC002D06": ("biomechzoo/HC002D", "Static/HC002D02", "Straight/HC002D06"),
    "HC030A05": ("biomechzoo/HC030A", "Static/HC030A01", "Straight/HC030A05"),
    "HC032A03": ("biomechzoo/HC032A", "Static/HC032A01", "Straight/HC032A03"),
    "HC036A10": ("biomechzoo/HC036A", "Static/HC036A01", "Straight/HC036A10"),
    "HC036A23": ("biomechzoo/HC036A", "Static/HC036A01", "Turn/HC036A23"),
    "Full": (
        "btkdata/PiG",
        "PiG_Calibration-FlatFoot-Full",
        "PiG_Motion-FlatFoot-Full",
    ),
    "3_FF": ("btkdata/PiG", "PiG_Calibration3_FF", "PiG_Motion3_FF"),
    "3_noFF": ("btkdata/PiG", "PiG_Calibration3_noFF", "PiG_Motion3_noFF"),
}
"""Name to folder, static trial and motion trial."""
JOINTS = ("PelvisAngles", "HipAngles", "KneeAngles", "AnkleAngles")
STORED_CENTRES = {
    "LFEO": "knee_left",
    "RFEO": "knee_right",
    "LTIO": "ankle_left",
    "RTIO": "ankle_right",
}


@cache
def trial(path: Path):
    """One recording, read once."""
    return read_trial(path, isolated=False)


def pair(samples: Path, walk: str):
    """Static and motion trial of a walk."""
    folder, static, motion = WALKS[walk]
    return (
        trial(samples / folder / f"{static}.c3d"),
        trial(samples / folder / f"{motion}.c3d"),
    )


def stored_angle(recording, name: str):
    """Vicon's angle [deg], shape (time, 3); old files end its label in V."""
    names = labels(recording.vendor, "output")
    label = name if name in names else f"{name}V"
    return values(recording.vendor)[:, names.index(label)]


def angle_errors(kinematics, recording, name: str):
    """Differences within half a turn [deg], shape (time, 3)."""
    ours = degrees(values(kinematics.angles.sel(angle=name)))
    apart = ours - stored_angle(recording, name)
    return (apart + 180.0) % 360.0 - 180.0


def largest_rms(errors) -> float:
    """Largest root mean square of the components; infinite where nothing compares."""
    there = np.isfinite(errors).all(axis=1)
    if there.mean() < 0.5:
        return float("inf")
    return float(np.sqrt((errors[there] ** 2).mean(axis=0)).max())


def worst_rms(kinematics, recording, names=JOINTS) -> float:
    """Largest RMS over both sides and the named angles [deg]."""
    return max(
        largest_rms(angle_errors(kinematics, recording, side + name))
        for side in "LR"
        for name in names
    )


def worst_anywhere(kinematics, recording, names=JOINTS) -> float:
    """Largest difference in any frame [deg]."""
    return max(
        float(np.nanmax(np.abs(angle_errors(kinematics, recording, side + name))))
        for side in "LR"
        for name in names
    )


def worst_centre(kinematics, recording) -> float:
    """Largest difference per axis from Vicon's stored joint centres [mm]."""
    apart = [
        kinematics.joint(ours) - stored_point(recording, theirs)
        for theirs, ours in STORED_CENTRES.items()
    ]
    hips = (kinematics.joint("hip_left") + kinematics.joint("hip_right")) / 2.0
    apart.append(hips - stored_point(recording, "PELO"))
    assert all(np.isfinite(each).any() for each in apart)
    return float(millimetres(max(np.nanmax(np.abs(each)) for each in apart)))
