"""A walking body with Plug-in Gait markers, for tests of quality and gaps."""

from __future__ import annotations

import numpy as np

from ilium.core.dictionary import MARKER_POSITION
from ilium.core.participant import Participant
from ilium.core.trial import LabFrame, Source, Trial

RATE = 100.0
LOWER_BODY = {
    "LASI": (0.1, 1.0, -0.12),
    "RASI": (0.1, 1.0, 0.12),
    "LPSI": (-0.1, 1.05, -0.05),
    "RPSI": (-0.1, 1.05, 0.05),
    "LTHI": (0.0, 0.7, -0.18),
    "RTHI": (0.0, 0.7, 0.18),
    "LKNE": (0.0, 0.5, -0.15),
    "RKNE": (0.0, 0.5, 0.15),
    "LTIB": (0.0, 0.3, -0.14),
    "RTIB": (0.0, 0.3, 0.14),
    "LANK": (-0.02, 0.1, -0.13),
    "RANK": (-0.02, 0.1, 0.13),
    "LHEE": (-0.08, 0.05, -0.1),
    "RHEE": (-0.08, 0.05, 0.1),
    "LTOE": (0.12, 0.05, -0.1),
    "RTOE": (0.12, 0.05, 0.1),
}
PLACES = {
    **LOWER_BODY,
    "LFHD": (0.1, 1.7, -0.08),
    "RFHD": (0.1, 1.7, 0.08),
    "LBHD": (-0.08, 1.72, -0.08),
    "RBHD": (-0.08, 1.72, 0.08),
    "C7": (-0.1, 1.5, 0.0),
    "CLAV": (0.06, 1.45, 0.0),
    "STRN": (0.1, 1.3, 0.0),
}
NAMES = tuple(PLACES)


def walking(frames: int = 300, noise: float = 0.0) -> np.ndarray:
    """Every marker on one rigid body that turns, sways and walks at 1.2 m/s."""
    time = np.arange(frames) / RATE
    body = np.array(list(PLACES.values()))
    yaw = 0.3 * np.sin(2 * np.pi * time)
    tilt = 0.15 * np.sin(2 * np.pi * 1.3 * time + 1.0)
    about_y = np.zeros((frames, 3, 3))
    about_y[:, 1, 1] = 1.0
    about_y[:, 0, 0] = about_y[:, 2, 2] = np.cos(yaw)
    about_y[:, 0, 2], about_y[:, 2, 0] = np.sin(yaw), -np.sin(yaw)
    about_z = np.zeros((frames, 3, 3))
    about_z[:, 2, 2] = 1.0
    about_z[:, 0, 0] = about_z[:, 1, 1] = np.cos(tilt)
    about_z[:, 0, 1], about_z[:, 1, 0] = -np.sin(tilt), np.sin(tilt)
    path = np.stack(
        [1.2 * time, 0.03 * np.sin(4 * np.pi * time), 0.02 * np.sin(time)], axis=1
    )
    positions = body @ (about_y @ about_z).transpose(0, 2, 1) + path[:, None]
    rng = np.random.default_rng(0)
    return positions + noise * rng.standard_normal(positions.shape)


def a_recording(positions: np.ndarray, names=NAMES, **more) -> Trial:
    """A trial with these trajectories."""
    return Trial(
        name="made",
        participant=Participant(),
        markers=MARKER_POSITION.label(
            positions,
            time=np.arange(len(positions)) / RATE,
            marker=list(names),
            axis=["x", "y", "z"],
        ),
        lab=LabFrame(rotation=np.eye(3), forwards="+x", up="+y", how="given"),
        source=Source(format="made", sha256=""),
        **more,
    )


def column(name: str) -> int:
    """Number of a marker."""
    return NAMES.index(name)
