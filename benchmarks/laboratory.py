"""Reading, smoothing, cycles and Plug-in Gait against what laboratories take in Python.

Kinetics Toolkit runs beside ilium, pyCGM (PyPI's pycgm) in ``.venv-oracles`` (``make
oracles``), each in a process of its own, one thread, turn about. ``--quick`` ends
within 50 s. Needs ``$ILIUM_SAMPLES``.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

import ezc3d
import numpy as np
from laboratory_peers import BODY, CUTOFF, CYCLES, GAIT_FILE
from long_recording import write_long_recording
from measuring import HERE, samples, tell
from racing import Race, Side, is_quick, oracles_python, run_race

FOLDER = "btkdata/PiG"
STATIC = "PiG_Calibration-FlatFoot-Full.c3d"
MOTION = "PiG_Motion-FlatFoot-Full.c3d"
AGAINST_KTK = partial(Race, peer="Kinetics Toolkit", aim=1.0, runs=(3, 9))
RACES = (
    AGAINST_KTK(
        name="read_vs_ktk",
        what="reading a C3D file of 60 s, 60 markers, 12 analog channels",
        ours="read",
        theirs="ktk_read",
        tolerance=1e-6,
    ),
    AGAINST_KTK(
        name="smooth_vs_ktk",
        what="smoothing its markers, Butterworth, both ways, gaps kept",
        ours="smoothed",
        theirs="ktk_smoothed",
        tolerance=1e-3,
    ),
    AGAINST_KTK(
        name="cycles_vs_ktk",
        what="50 cycles of 60 markers, each to 101 points",
        ours="cycles",
        theirs="ktk_cycles",
        tolerance=1e-3,
    ),
)
GAIT = Race(
    name="plug_in_gait_vs_pycgm",
    what="Plug-in Gait of a walk of 315 frames with its static, whole body",
    peer="pyCGM 1.0",
    ours="gait",
    theirs="pycgm_gait",
    aim=10.0,
    runs=(1, 5),
    tolerance=0.1,
)
"""Angles of the left knee are compared: pyCGM fits no chord as Vicon does."""


def main() -> int:
    """Race each, print the table, then the JSON object."""
    quick = is_quick(__doc__, CALLS, loaded)
    peers = HERE / "laboratory_peers.py"
    with (
        tempfile.TemporaryDirectory() as scratch,
        Side(sys.executable, Path(__file__), "--serve") as mine,
        Side(sys.executable, peers) as ktk,
        Side(oracles_python(), peers) as pycgm,
    ):
        path = Path(scratch) / "long.c3d"
        write_long_recording(path, plates=False)  # ezc3d writes them as reals
        figures = [run_race(each, mine, ktk, str(path), quick=quick) for each in RACES]
        write_walk(samples() / FOLDER, Path(scratch))
        figures.append(run_race(GAIT, mine, pycgm, scratch, quick=quick))
    tell("laboratory", figures)
    return 0


def write_walk(folder: Path, scratch: Path) -> None:
    """Write a walk as pyCGM takes it: its own C3D reader needs an older Python."""
    found: dict[str, Any] = {}
    for key, name in (("static", STATIC), ("motion", MOTION)):
        shutil.copyfile(folder / name, scratch / f"{key}.c3d")
        file = ezc3d.c3d(str(folder / name))
        found[f"{key}_names"] = file["parameters"]["POINT"]["LABELS"]["value"]
        found[key] = file["data"]["points"][:3].T
        measured = file["parameters"]["PROCESSING"]
    for ours, theirs in BODY.items():
        found[ours] = measured[theirs]["value"][0] if theirs in measured else 0.0
    np.savez(scratch / GAIT_FILE, **found)


def loaded(path: str) -> dict[str, Any]:
    """The recordings that the calls need, read."""
    from ilium.capture.reading import read_trial  # noqa: PLC0415 - only where served

    if not Path(path).is_dir():
        return {"path": path, "trial": read_trial(path, isolated=False)}
    return {
        key: read_trial(Path(path) / f"{key}.c3d", isolated=False)
        for key in ("static", "motion")
    }


def read(data: dict[str, Any]) -> float:
    """The recording read; its frames times its markers."""
    from ilium.capture.reading import read_trial  # noqa: PLC0415 - as above

    trial = read_trial(data["path"], isolated=False)
    return float(trial.time.size * len(trial.marker_names))


def smoothed(data: dict[str, Any]) -> float:
    """The markers smoothed; how far the first moves upwards [m]."""
    from ilium.capture.smoothing import (  # noqa: PLC0415 - as above
        SmoothingSettings,
        smooth,
    )
    from ilium.core.quantity import values  # noqa: PLC0415 - as above

    settings = SmoothingSettings(method="butterworth", cutoff=CUTOFF)
    found = values(smooth(data["trial"], settings).markers)
    return float(np.ptp(found[:, 0, 1]))


def cycles(data: dict[str, Any]) -> float:
    """Cycles of every marker; the mean of the first marker's height [m]."""
    from ilium.core.quantity import values  # noqa: PLC0415 - as above
    from ilium.maths.cycles import time_normalise  # noqa: PLC0415 - as above

    trial = data["trial"]
    found = time_normalise(trial.time, values(trial.markers), CYCLES)
    return float(found[..., 0, 1].mean())


def gait(data: dict[str, Any]) -> float:
    """Kinematics of the walk; mean flexion of the left knee [rad]."""
    from ilium.core.quantity import values  # noqa: PLC0415 - as above
    from ilium.kinematics import solve_kinematics  # noqa: PLC0415 - as above

    solved = solve_kinematics(data["motion"], static=data["static"])
    return float(np.nanmean(values(solved.angles.sel(angle="LKneeAngles"))[:, 0]))


CALLS = {each.__name__: each for each in (read, smoothed, cycles, gait)}


if __name__ == "__main__":
    sys.exit(main())
