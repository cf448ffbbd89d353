"""Write walking1.npz and DJ1.npz: needs opensim 4.6 and $ILIUM_SAMPLES."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import numpy as np
import opensim

FOLDER = "nimblephysics/opencap_Subject4"
TRIALS = {"walking1": (0.5, 0.8), "DJ1": (1.35, 1.7)}
"""Trial to first and last time [s]."""
ACCURACIES = {"usual": 1e-7, "fine": 1e-9}


def solve(folder: Path, trial: str, accuracy: float) -> tuple[list[str], np.ndarray]:
    """Labels of the columns, and time and coordinates [s, rad, m]."""
    model = opensim.Model(str(folder / "Models/manually_scaled.osim"))
    model.initSystem()
    markers = folder / f"MarkerData/{trial}.trc"
    seen = markers.read_text(encoding="utf-8").splitlines()[3].split("\t")
    tool = opensim.InverseKinematicsTool()
    tool.setModel(model)
    tool.setMarkerDataFileName(str(markers))
    tool.setStartTime(TRIALS[trial][0])
    tool.setEndTime(TRIALS[trial][1])
    tool.set_accuracy(accuracy)
    tool.set_report_errors(False)
    tasks = opensim.IKTaskSet()
    for at in range(model.getMarkerSet().getSize()):
        name = model.getMarkerSet().get(at).getName()
        if name in seen:
            task = opensim.IKMarkerTask()
            task.setName(name)
            task.setApply(True)
            task.setWeight(1.0)
            tasks.cloneAndAppend(task)
    tool.set_IKTaskSet(tasks)
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "solved.mot"
        tool.setOutputMotionFileName(str(path))
        tool.run()
        rows = [line.split() for line in path.read_text("utf-8").splitlines()]
    start = next(at for at, row in enumerate(rows) if row[:1] == ["time"])
    table = np.array(rows[start + 1 :], dtype=np.float64)
    for column, name in enumerate(rows[start]):
        if name not in {"time", "pelvis_tx", "pelvis_ty", "pelvis_tz"}:
            table[:, column] *= np.pi / 180.0
    return rows[start], table


def main() -> None:
    """Solve both trials at both accuracies."""
    opensim.Logger.setLevelString("Off")
    folder = Path(os.environ["ILIUM_SAMPLES"]) / FOLDER
    for trial in TRIALS:
        found = {}
        for name, accuracy in ACCURACIES.items():
            labels, table = solve(folder, trial, accuracy)
            found[name] = table
        path = Path(__file__).with_name(f"{trial}.npz")
        np.savez_compressed(path, labels=np.array(labels), **found)


if __name__ == "__main__":
    main()
