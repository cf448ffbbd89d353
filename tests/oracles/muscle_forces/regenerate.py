"""Freeze OpenSim's static optimisation and joint reactions of two recordings.

Run in `.venv-oracles` with $ILIUM_SAMPLES set. The model's own coordinate actuators are
taken out; reserves of 1 N m and residuals of 100 N or N m are appended.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import numpy as np
import opensim

HERE = Path(__file__).parent
SUBJECT = Path(os.environ["ILIUM_SAMPLES"]) / "nimblephysics/opencap_Subject4"
TRIALS = {"walking1": (0.1, 1.2, 5), "DJ1": (1.46, 2.14, 3)}
CUTOFF = 6.0
JOINTS = ("hip_r", "hip_l", "walker_knee_r", "walker_knee_l", "ankle_r", "ankle_l",
          "back")  # fmt: skip


def prepared_model() -> opensim.Model:
    """Subject 4's model with reserves and residuals instead of its own actuators."""
    model = opensim.Model(str(SUBJECT / "Models/manually_scaled.osim"))
    add_reserves(model)
    return model


def add_reserves(model: opensim.Model) -> None:
    """Take a model's own actuators out, append reserves and residuals."""
    forces = model.updForceSet()
    for at in reversed(range(forces.getSize())):
        if opensim.Muscle.safeDownCast(forces.get(at)) is None:
            forces.remove(at)
    coupled = {"knee_angle_r_beta", "knee_angle_l_beta"}
    for coordinate in model.getCoordinateSet():
        name = coordinate.getName()
        if name in coupled or coordinate.get_locked():
            continue
        actuator = opensim.CoordinateActuator(name)
        actuator.setName(f"{name}_reserve")
        actuator.setOptimalForce(100.0 if name.startswith("pelvis") else 1.0)
        actuator.setMinControl(-np.inf)
        actuator.setMaxControl(np.inf)
        model.addForce(actuator)


def external_loads(trial: str, folder: Path) -> Path:
    """Plate 1 on the right foot, plate 2 on the left one."""
    loads = opensim.ExternalLoads()
    for plate, side in ((1, "r"), (2, "l")):
        force = opensim.ExternalForce()
        force.setName(f"plate_{plate}")
        force.set_applied_to_body(f"calcn_{side}")
        force.set_force_expressed_in_body("ground")
        force.set_point_expressed_in_body("ground")
        force.set_force_identifier(f"ground_force_{plate}_v")
        force.set_point_identifier(f"ground_force_{plate}_p")
        force.set_torque_identifier(f"ground_force_{plate}_m")
        loads.cloneAndAppend(force)
    loads.setDataFileName(str(SUBJECT / f"GRF/{trial}_grf.mot"))
    path = folder / f"{trial}_loads.xml"
    loads.printToXML(str(path))
    return path


def analyse(
    trial: str,
    folder: Path,
    analyses: list[opensim.Analysis],
    part: str,
    name_of_model: str = "model.osim",
) -> None:
    """Run OpenSim's AnalyzeTool over the trial's time range."""
    start, end, _ = TRIALS[trial]
    model = prepared_model()
    for each in analyses:
        model.addAnalysis(each)
    path = folder / name_of_model
    model.printToXML(str(path))
    tool = opensim.AnalyzeTool()
    tool.setName(f"{trial}_{part}")
    tool.setModelFilename(str(path))
    tool.setCoordinatesFileName(str(SUBJECT / f"IK/{trial}_manual_scaling_ik.mot"))
    tool.setLowpassCutoffFrequency(CUTOFF)
    tool.setExternalLoadsFileName(str(external_loads(trial, folder)))
    tool.setInitialTime(start)
    tool.setFinalTime(end)
    tool.setResultsDir(str(folder))
    tool.setSolveForEquilibrium(False)
    xml = folder / f"{trial}_{part}.xml"
    for each in analyses:
        tool.updAnalysisSet().cloneAndAppend(each)
    tool.printToXML(str(xml))
    assert opensim.AnalyzeTool(str(xml)).run()


def table(path: Path) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Times and columns of a storage file."""
    data = opensim.TimeSeriesTable(str(path))
    columns = {
        name: data.getDependentColumn(name).to_numpy().copy()
        for name in data.getColumnLabels()
    }
    return np.array(data.getIndependentColumn()), columns


def slopes(path: Path, time: np.ndarray) -> dict[str, np.ndarray]:
    """Rates of change by the splines that static optimisation takes them from."""
    splines = opensim.GCVSplineSet(5, opensim.Storage(str(path)))
    order = opensim.StdVectorInt()
    order.push_back(0)
    return {
        splines.get(i).getName(): np.array(
            [
                splines.get(i).calcDerivative(order, opensim.Vector(1, float(t)))
                for t in time
            ]
        )
        for i in range(splines.getSize())
    }


def ground_wrenches(trial: str, time: np.ndarray) -> np.ndarray:
    """Moment about ground's origin, then force, of the right and the left plate."""
    there, columns = table(SUBJECT / f"GRF/{trial}_grf.mot")
    out = np.zeros((time.size, 2, 6))
    for plate in (1, 2):
        force, point, free = (
            np.stack(
                [
                    np.interp(
                        time, there, columns[f"ground_force_{plate}_{part}{axis}"]
                    )
                    for axis in "xyz"
                ],
                1,
            )
            for part in "vpm"
        )
        out[:, plate - 1, :3] = free + np.cross(point, force)
        out[:, plate - 1, 3:] = force
    return out


def optimisation(interval: int) -> opensim.StaticOptimization:
    analysis = opensim.StaticOptimization()
    analysis.setName("so")
    analysis.setStepInterval(interval)
    analysis.setUseModelForceSet(True)
    analysis.setActivationExponent(2.0)
    analysis.setConvergenceCriterion(1e-9)
    analysis.setMaxIterations(1000)
    return analysis


def reactions(forces: Path) -> opensim.JointReaction:
    analysis = opensim.JointReaction()
    analysis.setName("jr")
    analysis.setForcesFileName(str(forces))
    names, bodies, frames = (opensim.ArrayStr() for _ in range(3))
    for joint in JOINTS:
        names.append(joint)
    bodies.append("child")
    frames.append("child")
    analysis.setJointNames(names)
    analysis.setOnBody(bodies)
    analysis.setInFrame(frames)
    return analysis


def kinematics() -> opensim.Kinematics:
    analysis = opensim.Kinematics()
    analysis.setName("kin")
    analysis.setInDegrees(False)
    return analysis


def place_of(coordinate: opensim.Coordinate, state: opensim.State) -> int:
    """Index of a coordinate's speed in the state."""
    coordinate.setSpeedValue(state, 1.0)
    speeds = state.getU()
    at = [i for i in range(speeds.size()) if speeds[i] == 1.0]
    coordinate.setSpeedValue(state, 0.0)
    assert len(at) == 1
    return at[0]


def path_arms(
    model: opensim.Model,
    state: opensim.State,
    muscle: opensim.Muscle,
    free: list[opensim.Coordinate],
    places: dict[str, int],
) -> np.ndarray:
    """Generalised forces of unit tension, the kneecap's added to the knee's."""
    matter = model.getMatterSubsystem()
    still = opensim.SpatialVec(opensim.Vec3(0), opensim.Vec3(0))
    bodies = opensim.VectorOfSpatialVec(model.getNumBodies() + 1, still)
    speeds = opensim.Vector(state.getNU(), 0.0)
    path = opensim.GeometryPath.safeDownCast(muscle.getPath())
    path.addInEquivalentForces(state, 1.0, bodies, speeds)
    moments = opensim.Vector(state.getNU(), 0.0)
    matter.multiplyBySystemJacobianTranspose(state, bodies, moments)
    arms = np.array([moments[places[c.getName()]] for c in free])
    for at, c in enumerate(free):
        beta = f"{c.getName()}_beta"
        if beta in places:
            arms[at] += slope_of(model, state, c) * moments[places[beta]]
    return arms


def slope_of(
    model: opensim.Model, state: opensim.State, coordinate: opensim.Coordinate
) -> float:
    """Slope of the kneecap's angle over the knee's, from the coupler."""
    name = f"patellofemoral_{coordinate.getName()}_con"
    coupler = opensim.CoordinateCouplerConstraint.safeDownCast(
        model.getConstraintSet().get(name)
    )
    order = opensim.StdVectorInt()
    order.push_back(0)
    value = opensim.Vector(1, coordinate.getValue(state))
    return coupler.getFunction().calcDerivative(order, value)


def geometry(
    time: np.ndarray, q: dict[str, np.ndarray], u: dict[str, np.ndarray]
) -> dict[str, np.ndarray]:
    """Lengths, their rates, arms and full tensions at each frame."""
    model = prepared_model()
    state = model.initSystem()
    muscles = [model.getMuscles().get(i) for i in range(model.getMuscles().getSize())]
    coordinates = [
        model.getCoordinateSet().get(i)
        for i in range(model.getCoordinateSet().getSize())
    ]
    free = [c for c in coordinates if not (c.get_locked() or "beta" in c.getName())]
    lengths = np.zeros((time.size, len(muscles)))
    rates, full = np.zeros_like(lengths), np.zeros_like(lengths)
    arms = np.zeros((time.size, len(muscles), len(free)))
    places = {c.getName(): place_of(c, state) for c in coordinates}
    for frame in range(time.size):
        for c in coordinates:
            c.setValue(state, float(q[c.getName()][frame]), False)
            c.setSpeedValue(state, float(u[c.getName()][frame]))
        model.assemble(state)
        model.realizeVelocity(state)
        for m, muscle in enumerate(muscles):
            lengths[frame, m] = muscle.getLength(state)
            rates[frame, m] = muscle.getLengtheningSpeed(state)
            full[frame, m] = muscle.calcInextensibleTendonActiveFiberForce(state, 1.0)
            arms[frame, m] = path_arms(model, state, muscle, free, places)
    return {
        "lengths": lengths,
        "rates": rates,
        "full": full,
        "arms": arms,
        "muscles": np.array([each.getName() for each in muscles]),
        "coordinates": np.array([each.getName() for each in free]),
        "strength": np.array([each.getMaxIsometricForce() for each in muscles]),
    }


def freeze(trial: str, folder: Path) -> None:
    interval = TRIALS[trial][2]
    analyse(trial, folder, [optimisation(interval)], "so")
    forces_path = next(folder.glob(f"{trial}_so*force.sto"))
    activation_path = next(folder.glob(f"{trial}_so*activation.sto"))
    time, forces = table(forces_path)
    _, activation = table(activation_path)
    analyse(trial, folder, [reactions(forces_path), kinematics()], "jr")
    parts = {}
    for part in ("q", "u"):
        there, columns = table(next(folder.glob(f"{trial}_jr*_{part}.sto")))
        at = [int(np.abs(there - t).argmin()) for t in time]
        assert np.abs(there[at] - time).max() < 1e-6
        parts[part] = {name: column[at] for name, column in columns.items()}
    parts["dudt"] = slopes(next(folder.glob(f"{trial}_jr*_u.sto")), time)
    there, loads = table(next(folder.glob(f"{trial}_jr*ReactionLoads.sto")))
    at = [int(np.abs(there - t).argmin()) for t in time]
    facts = geometry(time, parts["q"], parts["u"])
    names = [str(name) for name in facts["muscles"]]
    free = [str(name) for name in facts["coordinates"]]
    labels = sorted(loads)
    np.savez_compressed(
        HERE / f"{trial}.npz",
        time=time,
        forces=np.stack([forces[name] for name in names], 1),
        activations=np.stack([activation[name] for name in names], 1),
        reserves=np.stack([forces[f"{name}_reserve"] for name in free], 1),
        q=np.stack([parts["q"][name] for name in free], 1),
        u=np.stack([parts["u"][name] for name in free], 1),
        udot=np.stack([parts["dudt"][name] for name in free], 1),
        ground=ground_wrenches(trial, time),
        reaction_names=np.array(labels),
        reactions=np.stack([loads[name][at] for name in labels], 1),
        **facts,
    )


if __name__ == "__main__":
    opensim.Logger.setLevelString("Off")
    for chosen in sys.argv[1:] or TRIALS:
        with tempfile.TemporaryDirectory() as name:
            freeze(chosen, Path(name))
