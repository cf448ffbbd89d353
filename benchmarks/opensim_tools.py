"""OpenSim's own tools on one recording, timed."""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import opensim

STEP = 0.01
"""Between two frames [s]."""
START = 0.3
"""First frame that is timed [s]."""
FEET = ((1, "calcn_r"), (2, "calcn_l"))


@contextmanager
def silent() -> Iterator[None]:
    """Keep what OpenSim prints to itself."""
    sys.stdout.flush()
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


class Tools:
    """One trial, and what a run of each tool takes.

    Parameters
    ----------
    folder
        Of the subject.
    trial
        Name of the recording.
    cutoff
        Low-pass of the coordinates [Hz].
    scratch
        Folder to write in.
    """

    def __init__(self, folder: Path, trial: str, cutoff: float, scratch: Path) -> None:
        opensim.Logger.setLevelString("Off")
        self.folder, self.trial = folder, trial
        self.cutoff, self.scratch = cutoff, scratch
        self.motion = str(folder / f"IK/{trial}_manual_scaling_ik.mot")
        self.loads = self.external_loads()
        self.kept: list[object] = []

    def milliseconds(
        self, frames: dict[str, int], *, default: bool
    ) -> dict[str, float]:
        """Time a frame of every tool [ms], without its set-up."""
        with silent():
            moments = [self.slope(self.moments, frames["id"]) for _ in range(3)]
            found = {
                "ik": self.slope(lambda n: self.poses(n, 1e-7), frames["ik"]),
                "id": statistics.median(moments),  # its frames are short: noise
                "so": self.slope(self.muscles, frames["so"]),
            }
            if default:
                found["ik_default"] = self.slope(
                    lambda n: self.poses(n, 1e-5), frames["ik"]
                )
        return found

    def slope(self, prepare: Callable[[int], opensim.Tool], frames: int) -> float:
        """Processor time of the frames beyond a short run's [ms]."""
        few = max(frames // 4, 2)
        durations = []
        for number in (few, frames):
            tool = prepare(number)
            start = time.process_time()
            tool.run()
            durations.append(time.process_time() - start)
        return 1000.0 * (durations[1] - durations[0]) / (frames - few)

    def model(self) -> opensim.Model:
        """The subject's model."""
        return opensim.Model(str(self.folder / "Models/manually_scaled.osim"))

    def poses(self, frames: int, accuracy: float) -> opensim.Tool:
        """Inverse kinematics."""
        model = self.model()
        model.initSystem()
        path = self.folder / f"MarkerData/{self.trial}.trc"
        seen = path.read_text("utf-8").splitlines()[3].split("\t")
        tool, tasks = opensim.InverseKinematicsTool(), opensim.IKTaskSet()
        for at in range(model.getMarkerSet().getSize()):
            name = model.getMarkerSet().get(at).getName()
            if name in seen:
                task = opensim.IKMarkerTask()
                task.setName(name)
                task.setApply(True)
                task.setWeight(1.0)
                tasks.cloneAndAppend(task)
        tool.setModel(model)
        tool.setMarkerDataFileName(str(path))
        tool.set_IKTaskSet(tasks)
        tool.set_accuracy(accuracy)
        tool.set_report_errors(False)
        tool.setStartTime(START)
        tool.setEndTime(START + (frames - 1) * STEP)
        tool.setOutputMotionFileName(str(self.scratch / "poses.mot"))
        self.kept += [model, tasks]
        return tool

    def moments(self, frames: int) -> opensim.Tool:
        """Inverse dynamics."""
        tool, model = opensim.InverseDynamicsTool(), self.model()
        model.initSystem()
        tool.setModel(model)
        tool.setCoordinatesFileName(self.motion)
        tool.setLowpassCutoffFrequency(self.cutoff)
        tool.setExternalLoadsFileName(str(self.loads))
        tool.setStartTime(START)
        tool.setEndTime(START + (frames - 1) * STEP)
        tool.setResultsDir(str(self.scratch))
        muscles = opensim.ArrayStr()
        muscles.append("Muscles")
        tool.setExcludedForces(muscles)
        self.kept.append(model)
        return tool

    def muscles(self, frames: int) -> opensim.Tool:
        """Static optimisation at its default convergence."""
        model = self.with_reserves()
        analysis = opensim.StaticOptimization()
        analysis.setName("so")
        analysis.setStepInterval(1)
        analysis.setUseModelForceSet(True)
        model.addAnalysis(analysis)
        path = self.scratch / "reserves.osim"
        model.printToXML(str(path))
        tool = opensim.AnalyzeTool()
        tool.setModelFilename(str(path))
        tool.setCoordinatesFileName(self.motion)
        tool.setLowpassCutoffFrequency(self.cutoff)
        tool.setExternalLoadsFileName(str(self.loads))
        tool.setInitialTime(START)
        tool.setFinalTime(START + (frames - 1) * STEP)
        tool.setResultsDir(str(self.scratch))
        tool.setSolveForEquilibrium(False)
        tool.updAnalysisSet().cloneAndAppend(analysis)
        tool.printToXML(str(self.scratch / "so.xml"))
        return opensim.AnalyzeTool(str(self.scratch / "so.xml"))

    def with_reserves(self) -> opensim.Model:
        """The model with reserves of 1 N m, residuals of 100 N and N m."""
        model = self.model()
        forces = model.updForceSet()
        for at in reversed(range(forces.getSize())):
            if opensim.Muscle.safeDownCast(forces.get(at)) is None:
                forces.remove(at)
        for coordinate in model.getCoordinateSet():
            name = coordinate.getName()
            if name.endswith("_beta") or coordinate.get_locked():
                continue
            actuator = opensim.CoordinateActuator(name)
            actuator.setName(f"{name}_reserve")
            actuator.setOptimalForce(100.0 if name.startswith("pelvis") else 1.0)
            actuator.setMinControl(-np.inf)
            actuator.setMaxControl(np.inf)
            model.addForce(actuator)
        return model

    def external_loads(self) -> Path:
        """Plate 1 under the right foot, plate 2 under the left one."""
        loads = opensim.ExternalLoads()
        for plate, foot in FEET:
            force = opensim.ExternalForce()
            force.setName(f"plate_{plate}")
            force.set_applied_to_body(foot)
            force.set_force_expressed_in_body("ground")
            force.set_point_expressed_in_body("ground")
            force.set_force_identifier(f"ground_force_{plate}_v")
            force.set_point_identifier(f"ground_force_{plate}_p")
            force.set_torque_identifier(f"ground_force_{plate}_m")
            loads.cloneAndAppend(force)
        loads.setDataFileName(str(self.folder / f"GRF/{self.trial}_grf.mot"))
        path = self.scratch / "loads.xml"
        loads.printToXML(str(path))
        return path
