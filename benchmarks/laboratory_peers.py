"""Kinetics Toolkit and pyCGM on the same recordings; laboratory.py asks them."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from racing import serve

CUTOFF = 6.0
"""Of the low-pass [Hz]."""
CYCLES = [(1.0 + each, 2.0 + each) for each in range(50)]
"""Start and end of every cycle [s]."""
GAIT_FILE = "walk.npz"
BODY = {
    "Bodymass": "Bodymass",
    "Height": "Height",
    "LeftLegLength": "LLegLength",
    "RightLegLength": "RLegLength",
    "LeftKneeWidth": "LKneeWidth",
    "RightKneeWidth": "RKneeWidth",
    "LeftAnkleWidth": "LAnkleWidth",
    "RightAnkleWidth": "RAnkleWidth",
    "LeftShoulderOffset": "LShoulderOffset",
    "RightShoulderOffset": "RShoulderOffset",
    "LeftElbowWidth": "LElbowWidth",
    "RightElbowWidth": "RElbowWidth",
    "LeftWristWidth": "LWristWidth",
    "RightWristWidth": "RWristWidth",
    "LeftHandThickness": "LHandThickness",
    "RightHandThickness": "RHandThickness",
}
"""pyCGM's names of body measures, and the recording's."""
OTHERS = ("MeanLegLength", "InterAsisDistance", "LeftTibialTorsion",
          "RightTibialTorsion", "LeftAsisTrocanterDistance",
          "RightAsisTrocanterDistance", "HeadOffset")  # fmt: skip


def ktk_read(data: dict[str, Any]) -> float:
    """The recording read; its frames times its markers."""
    import kineticstoolkit.lab as ktk  # noqa: PLC0415 - each peer may be missing

    points = ktk.read_c3d(data["path"])["Points"]
    return float(len(points.time) * len(points.data))


def ktk_smoothed(data: dict[str, Any]) -> float:
    """The markers smoothed; how far the first moves upwards [m]."""
    import kineticstoolkit.lab as ktk  # noqa: PLC0415 - as above

    found = ktk.filters.butter(data["points"], CUTOFF, order=2)
    return float(np.ptp(next(iter(found.data.values()))[:, 2]))


def ktk_cycles(data: dict[str, Any]) -> float:
    """Cycles of every marker; the mean of the first marker's height [m]."""
    import kineticstoolkit.lab as ktk  # noqa: PLC0415 - as above

    found = ktk.cycles.time_normalize(data["marked"], "begin", "end", n_points=101)
    heights = ktk.cycles.stack(found, n_points=101)[next(iter(found.data))]
    return float(heights[..., 2].mean())


def pycgm_gait(data: dict[str, Any]) -> float:
    """Angles of the walk; mean flexion of the left knee [rad]."""
    from pyCGM_Single import pycgmCalc, pycgmStatic  # noqa: PLC0415 - as above

    body = pycgmStatic.getStatic(data["static"], dict(data["body"]), False)
    angles, _ = pycgmCalc.calcAngles(data["motion"], vsk=body)
    return float(np.deg2rad(angles[:, 4, 0].mean()))  # noqa: TID251 - a peer's degrees


CALLS: dict[str, Callable[[dict[str, Any]], float]] = {
    each.__name__: each for each in (ktk_read, ktk_smoothed, ktk_cycles, pycgm_gait)
}


def loaded(path: str) -> dict[str, Any]:
    """What the calls need, read."""
    return walk(Path(path) / GAIT_FILE) if Path(path).is_dir() else recording(path)


def recording(path: str) -> dict[str, Any]:
    """A recording as Kinetics Toolkit holds it, and with cycles marked."""
    import kineticstoolkit.lab as ktk  # noqa: PLC0415 - as above

    points = ktk.read_c3d(path)["Points"]
    marked = points.copy()
    for begin, end in CYCLES:
        marked = marked.add_event(begin, "begin").add_event(end, "end")
    return {"path": path, "points": points, "marked": marked}


def walk(path: Path) -> dict[str, Any]:
    """A walk as pyCGM holds it: a dictionary of markers for every frame [mm]."""
    import pyCGM_Single.pycgmCalc  # noqa: F401, PLC0415 - its import is not timed

    with np.load(path) as kept:
        frames = {
            key: [
                dict(zip(kept[f"{key}_names"].tolist(), frame, strict=True))
                for frame in kept[key]
            ]
            for key in ("static", "motion")
        }
        body = {name: float(kept[name]) for name in BODY}
    return frames | {"body": dict.fromkeys(OTHERS, 0.0) | body}


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    serve(CALLS, loaded)
