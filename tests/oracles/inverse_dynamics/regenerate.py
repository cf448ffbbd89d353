"""Write walking1.npz, DJ1.npz (OpenSim's tool) and pinocchio.npz.

Needs opensim 4.6, pinocchio, SciPy and $ILIUM_SAMPLES. Motions are OpenSim's own of
these recordings, low-passed; the plates' forces are summed for each foot.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import numpy as np
import opensim
import pinocchio
from scipy.signal import butter, sosfiltfilt

from ilium.model.body_model import BodyModel, Placement, TransformAxis
from ilium.model.functions import Constant, Linear, Polynomial, Scaled, SimmSpline
from ilium.model.osim_read import read_osim

FOLDER = "nimblephysics/opencap_Subject4"
TRIALS = {"walking1": (6.0, 0.35, 1.1), "DJ1": (15.0, 1.2, 2.1)}
"""Trial to cut-off [Hz], first and last time [s]."""
SIDES = ("left", "right")
FEET = ("calcn_l", "calcn_r")
LOADED = 20.0
"""Upward force from which on a foot is loaded [N]."""


def table(path: Path) -> tuple[list[str], np.ndarray]:
    """Labels and rows of a .mot or .sto file."""
    rows = [line.split() for line in path.read_text("utf-8").splitlines()]
    start = next(at for at, row in enumerate(rows) if row[:1] == ["time"])
    return rows[start], np.array(rows[start + 1 :], dtype=np.float64)


def write(path: Path, labels: list[str], rows: np.ndarray) -> None:
    """Write a .mot file in radians."""
    head = f"{path.stem}\nversion=1\nnRows={len(rows)}\nnColumns={len(labels)}\n"
    head += "inDegrees=no\nendheader\n" + "\t".join(labels) + "\n"
    body = "\n".join("\t".join(repr(float(each)) for each in row) for row in rows)
    path.write_text(head + body + "\n", encoding="utf-8")


def low_pass(signal: np.ndarray, cutoff: float) -> np.ndarray:
    """Zero lag, fourth order."""
    return sosfiltfilt(butter(2, cutoff, fs=100.0, output="sos"), signal, axis=0)


def motion(folder: Path, trial: str, model: BodyModel) -> tuple[np.ndarray, np.ndarray]:
    """Times and free coordinates [s, rad, m]."""
    labels, rows = table(folder / f"IK/{trial}_manual_scaling_ik.mot")
    wanted = model.free_coordinates
    found = rows[:, [labels.index(name) for name in wanted]]
    angles = [at for at, name in enumerate(wanted) if model.coordinate(name).rotational]
    found[:, angles] *= np.pi / 180.0
    cutoff, first, last = TRIALS[trial]
    time = np.round(rows[:, 0], 4)
    kept = (time >= first - 1e-6) & (time <= last + 1e-6)
    return time[kept], low_pass(found, cutoff)[kept]


def plates(folder: Path, trial: str, time: np.ndarray) -> np.ndarray:
    """Force, pressure and free moment of each foot, shape (3, time, side, axis)."""
    labels, rows = table(folder / f"GRF/{trial}_grf.mot")
    parts = np.zeros((2, len(rows), 2, 3))
    for plate in range(1, (len(labels) - 1) // 9 + 1):
        first = labels.index(f"ground_force_{plate}_vx")
        force, point, moment = np.split(rows[:, first : first + 9], 3, axis=1)
        loaded = force[:, 1] > LOADED
        if loaded.any():
            side = FEET_OF[trial][plate - 1]
            parts[0, :, side] += force
            parts[1, :, side] += np.cross(point, force) + moment
    parts = low_pass(parts.transpose(1, 0, 2, 3), TRIALS[trial][0])
    first = int(np.argmin(np.abs(rows[:, 0] - time[0])))
    force, moment = parts[first : first + time.size].transpose(1, 0, 2, 3)
    unloaded = force[..., 1] < LOADED
    force[unloaded] = moment[unloaded] = 0.0
    lift = np.where(unloaded, 1.0, force[..., 1])
    point = np.zeros_like(force)
    point[..., 0], point[..., 2] = moment[..., 2] / lift, -moment[..., 0] / lift
    return np.stack([force, point, moment - np.cross(point, force)])


FEET_OF = {"walking1": (1, 0), "DJ1": (1, 0, 0)}
"""Side of the foot on each plate: 0 left, 1 right."""


def opensim_moments(
    path: Path, model: BodyModel, time: np.ndarray, q: np.ndarray, loads: np.ndarray
) -> np.ndarray:
    """Generalised forces by OpenSim's tool, couplers' shares added."""
    couplers = {each.dependent: each.independent for each in model.couplers}
    names = [each.name for each in model.coordinates]
    free = list(model.free_coordinates)
    columns = [free.index(couplers.get(name, name)) for name in names]
    external = "".join(
        f'<ExternalForce name="{side}"><applied_to_body>{foot}</applied_to_body>'
        "<force_expressed_in_body>ground</force_expressed_in_body>"
        "<point_expressed_in_body>ground</point_expressed_in_body>"
        f"<force_identifier>{side}_v</force_identifier>"
        f"<point_identifier>{side}_p</point_identifier>"
        f"<torque_identifier>{side}_m</torque_identifier></ExternalForce>"
        for side, foot in zip(SIDES, FEET, strict=True)
    )
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        write(
            scratch / "q.mot", ["time", *names], np.column_stack([time, q[:, columns]])
        )
        labels = [
            f"{s}_{part}{axis}" for s in SIDES for part in "vpm" for axis in "xyz"
        ]
        rows = loads.transpose(1, 2, 0, 3).reshape(time.size, -1)
        write(scratch / "loads.mot", ["time", *labels], np.column_stack([time, rows]))
        (scratch / "loads.xml").write_text(
            '<?xml version="1.0"?><OpenSimDocument Version="40000">'
            f'<ExternalLoads name="loads"><objects>{external}</objects><datafile>'
            f"{scratch / 'loads.mot'}</datafile></ExternalLoads></OpenSimDocument>",
            encoding="utf-8",
        )
        tool = opensim.InverseDynamicsTool()
        theirs = opensim.Model(str(path))
        theirs.initSystem()
        tool.setModel(theirs)
        tool.setCoordinatesFileName(str(scratch / "q.mot"))
        tool.setExternalLoadsFileName(str(scratch / "loads.xml"))
        tool.setStartTime(time[0])
        tool.setEndTime(time[-1])
        tool.setLowpassCutoffFrequency(-1.0)
        tool.setResultsDir(name)
        tool.setOutputGenForceFileName("moments.sto")
        muscles = opensim.ArrayStr()
        muscles.append("Muscles")
        tool.setExcludedForces(muscles)
        tool.run()
        labels, rows = table(scratch / "moments.sto")
    found = np.zeros((len(rows), len(free)))
    for name in names:
        column = next(
            f"{name}_{kind}"
            for kind in ("moment", "force")
            if f"{name}_{kind}" in labels
        )
        found[:, free.index(couplers.get(name, name))] += rows[:, labels.index(column)]
    return found


class Machine:
    """The model's joints as scalar joints of Pinocchio, straight from the model."""

    def __init__(self, model: BodyModel) -> None:
        self.model, self.pin = model, pinocchio.Model()
        self.drive: list[tuple[int, Curve]] = []
        self.couplers = {each.dependent: each.independent for each in model.couplers}
        self.bodies = {"ground": (0, pinocchio.SE3.Identity())}
        self.pin.gravity.linear = np.array(model.gravity)
        for joint in model.joints:
            self.add(joint)
        for segment in model.segments:
            at, frame = self.bodies[segment.name]
            inertia = pinocchio.Inertia(
                segment.mass, segment.mass_centre, segment.inertia
            )
            self.pin.appendBodyToJoint(at, inertia, frame)

    def add(self, joint) -> None:
        """Translations along the parent's axes, then rotations."""
        at, frame = self.bodies[joint.parent]
        frame = frame * placed(joint.in_parent)
        for kind, axes in (
            ("Prismatic", joint.translations),
            ("Revolute", joint.rotations),
        ):
            for axis in axes:
                at, frame = self.move(kind, axis, at, frame)
        self.bodies[joint.child] = at, frame * placed(joint.in_child).inverse()

    def move(self, kind: str, axis: TransformAxis, at: int, frame):
        """One scalar joint, or a fixed shift where nothing drives it."""
        unit = np.asarray(axis.axis) / np.linalg.norm(axis.axis)
        if axis.coordinate is None or isinstance(axis.function, Constant):
            value = Curve(axis.function).at(0.0)[0]
            turn = np.eye(3) if kind == "Prismatic" else pinocchio.exp3(unit * value)
            shift = unit * value if kind == "Prismatic" else np.zeros(3)
            return at, frame * pinocchio.SE3(turn, shift)
        name = self.couplers.get(axis.coordinate, axis.coordinate)
        made = getattr(pinocchio, f"JointModel{kind}Unaligned")(unit)
        new = self.pin.addJoint(at, made, frame, f"j{len(self.drive)}")
        self.drive.append(
            (self.model.free_coordinates.index(name), Curve(axis.function))
        )
        return new, pinocchio.SE3.Identity()

    def moments(self, q, speed, acceleration, wrenches) -> np.ndarray:
        """Generalised forces under wrenches on the feet about ground's origin."""
        data = self.pin.createData()
        parts = [(c, *f.at(q[c])) for c, f in self.drive]
        joints = np.array([value for _, value, _, _ in parts])
        rates = np.array([slope * speed[c] for c, _, slope, _ in parts])
        second = np.array(
            [s * acceleration[c] + k * speed[c] ** 2 for c, _, s, k in parts]
        )
        pinocchio.forwardKinematics(self.pin, data, joints)
        forces = pinocchio.StdVec_Force()
        for _ in range(self.pin.njoints):
            forces.append(pinocchio.Force.Zero())
        for foot, wrench in zip(FEET, wrenches, strict=True):
            at, _ = self.bodies[foot]
            outer = pinocchio.Force(wrench[3:], wrench[:3])
            forces[at] = data.oMi[at].actInv(outer)
        scalar = pinocchio.rnea(self.pin, data, joints, rates, second, forces)
        found = np.zeros(q.size)
        for (c, _, slope, _), each in zip(parts, scalar, strict=True):
            found[c] += slope * each
        return found


def placed(placement: Placement) -> pinocchio.SE3:
    """A frame by rotations about x, then y, then z, each body-fixed."""
    x, y, z = np.eye(3) * np.asarray(placement.orientation)[:, None]
    turn = pinocchio.exp3(x) @ pinocchio.exp3(y) @ pinocchio.exp3(z)
    return pinocchio.SE3(turn, np.asarray(placement.translation, dtype=np.float64))


class Curve:
    """A function of the model with two derivatives; splines are OpenSim's own."""

    def __init__(self, function) -> None:
        self.factor, self.spline, self.power = 1.0, None, None
        while isinstance(function, Scaled):
            self.factor *= function.factor
            function = function.function
        if isinstance(function, SimmSpline):
            self.spline = opensim.SimmSpline()
            for x, y in zip(function.x, function.y, strict=True):
                self.spline.addPoint(float(x), float(y))
        elif isinstance(function, Constant):
            self.power = np.polynomial.Polynomial([function.value])
        elif isinstance(function, Linear):
            self.power = np.polynomial.Polynomial([function.intercept, function.slope])
        else:
            assert isinstance(function, Polynomial)
            self.power = np.polynomial.Polynomial(function.coefficients[::-1])

    def at(self, x: float) -> tuple[float, float, float]:
        """Value, first and second derivative."""
        if self.power is not None:
            found = (self.power.deriv(order)(x) for order in (1, 2))
            return tuple(self.factor * each for each in (self.power(x), *found))
        where = opensim.Vector(1, float(x))
        slopes = [self.spline.calcValue(where)]
        orders = opensim.StdVectorInt()
        for _ in range(2):
            orders.append(0)
            slopes.append(self.spline.calcDerivative(orders, where))
        return tuple(self.factor * each for each in slopes)


def random_states(model: BodyModel) -> dict[str, np.ndarray]:
    """Moments of random states under random loads, by Pinocchio."""
    machine, rng = Machine(model), np.random.default_rng(4)
    free = [model.coordinate(name) for name in model.free_coordinates]
    low, high = np.array([[max(c.low, -2), min(c.high, 2)] for c in free]).T
    q = low + (high - low) * rng.random((20, low.size))
    speed, acceleration = rng.normal(0, 3, q.shape), rng.normal(0, 30, q.shape)
    wrench = rng.normal(0, 300, (20, 2, 6))
    states = zip(q, speed, acceleration, wrench, strict=True)
    moments = np.array([machine.moments(*state) for state in states])
    return {
        "q": q,
        "speed": speed,
        "acceleration": acceleration,
        "wrench": wrench,
        "moments": moments,
    }


def main() -> None:
    """Write all three."""
    opensim.Logger.setLevelString("Off")
    folder = Path(os.environ["ILIUM_SAMPLES"]) / FOLDER
    path = folder / "Models/manually_scaled.osim"
    model = read_osim(path)
    here = Path(__file__).parent
    np.savez_compressed(here / "pinocchio.npz", **random_states(model))
    for trial in TRIALS:
        time, q = motion(folder, trial, model)
        loads = plates(folder, trial, time)
        moments = opensim_moments(path, model, time, q, loads)
        np.savez_compressed(
            here / f"{trial}.npz", time=time, q=q, loads=loads, moments=moments
        )


if __name__ == "__main__":
    main()
