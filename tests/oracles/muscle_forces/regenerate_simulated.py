"""Freeze OpenSim's static optimisation of a simulated single-leg squat.

Run where ilium, the tests and OpenSim can be imported. The model is the simulated
person's own, written by `osim_text`; OpenSim solves the motion's true coordinates with
the true loads under the feet.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import opensim
from regenerate import HERE, add_reserves, optimisation, table

from ilium.core.quantity import values
from ilium.model.all_coordinates import all_coordinates
from ilium.model.osim_write import osim_text
from ilium.samples import simulate

INTERVAL = 20


def write_table(path: Path, time: np.ndarray, columns: dict[str, np.ndarray]) -> None:
    """Write a storage file, angles in radians."""
    names = list(columns)
    head = (
        f"{path.stem}\nversion=1\nnRows={time.size}\nnColumns={len(names) + 1}\n"
        "inDegrees=no\nendheader\n"
    )
    rows = np.column_stack([time, *columns.values()])
    with path.open("w", encoding="utf-8") as out:
        out.write(head + "\t".join(["time", *names]) + "\n")
        np.savetxt(out, rows, fmt="%.15g", delimiter="\t")


def loads_of(truth, folder: Path) -> Path:
    """Write the ground's true loads on both feet."""
    columns, loads = {}, opensim.ExternalLoads()
    for at, side in enumerate(truth.loads.force.coords["side"].values):
        letter = str(side)[0]
        force = opensim.ExternalForce()
        force.setName(f"foot_{letter}")
        force.set_applied_to_body(f"calcn_{letter}")
        force.set_force_expressed_in_body("ground")
        force.set_point_expressed_in_body("ground")
        for what, part in (("force", "v"), ("point", "p"), ("torque", "m")):
            getattr(force, f"set_{what}_identifier")(f"{letter}_{part}")
        loads.cloneAndAppend(force)
        for part, array in (
            ("v", truth.loads.force),
            ("p", truth.loads.pressure),
            ("m", truth.loads.free_moment),
        ):
            for axis, letter_of_axis in enumerate("xyz"):
                column = np.nan_to_num(values(array)[:, at, axis])
                columns[f"{letter}_{part}{letter_of_axis}"] = column
    data = folder / "loads.mot"
    write_table(data, truth.time, columns)
    loads.setDataFileName(str(data))
    path = folder / "loads.xml"
    loads.printToXML(str(path))
    return path


def solve(truth, folder: Path) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Static optimisation of the squat; times and forces."""
    path = folder / "model.osim"
    path.write_text(osim_text(truth.model), encoding="utf-8")
    model = opensim.Model(str(path))
    add_reserves(model)
    model.printToXML(str(path))
    names = [each.name for each in truth.model.coordinates]
    coordinates = all_coordinates(truth.model, values(truth.coordinates))
    motion = folder / "motion.mot"
    write_table(motion, truth.time, dict(zip(names, coordinates.T, strict=True)))
    tool = opensim.AnalyzeTool()
    tool.setName("squat")
    tool.setModelFilename(str(path))
    tool.setCoordinatesFileName(str(motion))
    tool.setLowpassCutoffFrequency(-1.0)
    tool.setExternalLoadsFileName(str(loads_of(truth, folder)))
    (squat,) = truth.repetitions
    tool.setInitialTime(float(squat.start))
    tool.setFinalTime(float(squat.end))
    tool.setResultsDir(str(folder))
    tool.setSolveForEquilibrium(False)
    tool.updAnalysisSet().cloneAndAppend(optimisation(INTERVAL))
    setup = folder / "setup.xml"
    tool.printToXML(str(setup))
    assert opensim.AnalyzeTool(str(setup)).run()
    return table(next(folder.glob("squat_so*force.sto")))


def freeze() -> None:
    truth = simulate("single_leg_squat", side="right", repetitions=1, rate=100.0).truth
    with tempfile.TemporaryDirectory() as name:
        time, forces = solve(truth, Path(name))
    at = [int(np.abs(truth.time - t).argmin()) for t in time]
    assert np.abs(truth.time[at] - time).max() < 1e-6
    np.savez_compressed(
        HERE / "squat.npz",
        time=time,
        q=values(truth.coordinates)[at],
        u=truth.speeds[at],
        moments=values(truth.moments)[at],
        forces=np.stack([forces[each.name] for each in truth.model.muscles], 1),
        muscles=np.array([each.name for each in truth.model.muscles]),
    )


if __name__ == "__main__":
    opensim.Logger.setLevelString("Off")
    freeze()
