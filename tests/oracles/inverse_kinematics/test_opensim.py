"""Inverse kinematics of a walk and of a drop jump against OpenSim's tool."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ilium.core.quantity import values
from ilium.kinematics.inverse import solve_motion
from ilium.maths.multibody.markers import make_fit, marker_cost
from ilium.model.chain import compile_chain, compile_markers
from ilium.model.osim_read import read_osim

SUBJECT = "nimblephysics/opencap_Subject4"
TRIALS = ("walking1", "DJ1")
PLACES = ("pelvis_tx", "pelvis_ty", "pelvis_tz")
STILL_MOVING = 0.05
"""Change from accuracy 1e-7 to 1e-9 by which OpenSim has not converged [deg]."""


class Comparison:
    """One trial, solved by both."""

    def __init__(self, samples: Path, trial: str) -> None:
        stored = np.load(Path(__file__).with_name(f"{trial}.npz"))
        self.labels = stored["labels"].tolist()
        self.usual, self.fine = stored["usual"], stored["fine"]
        self.model = read_osim(samples / SUBJECT / "Models/manually_scaled.osim")
        names, time, positions = markers(samples / SUBJECT, trial)
        first = int(np.argmin(np.abs(time - self.usual[0, 0])))
        frames = slice(first, first + len(self.usual))
        known = {each.name for each in self.model.markers}
        self.names = tuple(name for name in names if name in known)
        order = [names.index(name) for name in self.names]
        self.seen = np.array(positions[frames][:, order], order="C")
        self.time = time[frames]
        np.testing.assert_allclose(self.time, self.usual[:, 0], atol=1e-6)

    def solve(self, seen: np.ndarray | None = None):
        """Ilium's answer."""
        seen = self.seen if seen is None else seen
        return solve_motion(self.model, seen, self.names, self.time)

    def theirs(self, table: np.ndarray) -> np.ndarray:
        """OpenSim's coordinates in ilium's order."""
        columns = [self.labels.index(name) for name in self.model.free_coordinates]
        return table[:, columns]

    def cost(self, coordinates: np.ndarray) -> np.ndarray:
        """Weighted marker error of each frame [m2]."""
        compiled = compile_chain(self.model)
        tracked = compile_markers(self.model, compiled, self.names)
        fit = make_fit(compiled.chain, tracked)
        poses = np.array(coordinates, order="C")
        return np.array(
            [
                marker_cost(compiled.chain, tracked, seen, pose, fit)
                for seen, pose in zip(self.seen, poses, strict=True)
            ]
        )


def markers(folder: Path, trial: str) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Names, times and places as the file has them (OpenSim's axes) [s, m]."""
    lines = (folder / f"MarkerData/{trial}.trc").read_text("utf-8").splitlines()
    names = [each for each in lines[3].split("\t")[2:] if each.strip()]
    rows = [
        line.split("\t")[: 2 + 3 * len(names)] for line in lines[5:] if line.strip()
    ]
    table = np.array(
        [[float(each) if each.strip() else np.nan for each in row] for row in rows]
    )
    return names, table[:, 1], table[:, 2:].reshape(len(rows), -1, 3)


@pytest.fixture(scope="module", params=TRIALS)
def comparison(request, samples):
    return Comparison(samples, request.param), request.param


def rms(difference: np.ndarray) -> np.ndarray:
    return np.sqrt((difference**2).mean(axis=0))


def errors(compared, motion, table) -> dict[str, float]:
    """RMS difference of each determined coordinate [deg, mm]."""
    found = rms(values(motion.coordinates) - compared.theirs(table))
    return {
        name: error * (1000.0 if name in PLACES else 180.0 / np.pi)
        for name, error in zip(compared.model.free_coordinates, found, strict=True)
        if name not in motion.undetermined
    }


def test_every_determined_coordinate_is_opensims(oracle, comparison):
    compared, trial = comparison
    motion = compared.solve()
    assert motion.undetermined == ("mtp_angle_r", "mtp_angle_l")
    moved = rms(compared.theirs(compared.usual) - compared.theirs(compared.fine))
    unfinished = {
        name
        for name, change in zip(compared.model.free_coordinates, moved, strict=True)
        if change * 180.0 / np.pi > STILL_MOVING
    } - set(motion.undetermined)
    assert unfinished <= {"pro_sup_r", "pro_sup_l", "arm_rot_l", "arm_rot_r"}
    for name, error in errors(compared, motion, compared.fine).items():
        quantity = "coordinate against OpenSim at 1e-9, RMS"
        if name in PLACES:
            quantity = "place of the pelvis, RMS"
        oracle.holds(quantity, error, case=f"{trial} {name}")
    for name, error in errors(compared, motion, compared.usual).items():
        if name not in unfinished | set(PLACES):
            quantity = "coordinate against OpenSim at 1e-7, RMS"
            oracle.holds(quantity, error, case=f"{trial} {name}")


def test_no_frame_ends_with_a_larger_marker_error(oracle, comparison):
    compared, trial = comparison
    ours = compared.cost(values(compared.solve().coordinates))
    for name in ("usual", "fine"):
        theirs = compared.cost(compared.theirs(getattr(compared, name)))
        above = float((ours - theirs).max()) * 1e6
        quantity = "weighted marker error above OpenSim's"
        oracle.holds(quantity, above, case=f"{trial}, {name}")


def test_the_comparison_notices_a_marker_off_by_a_centimetre(oracle, comparison):
    compared, trial = comparison
    moved = compared.seen.copy()
    moved[:, compared.names.index("r_knee"), 0] += 0.01
    motion = compared.solve(moved)
    error = errors(compared, motion, compared.fine)["knee_angle_r"]
    quantity = "coordinate against OpenSim at 1e-9, RMS"
    oracle.bites(quantity, "knee marker 10 mm forwards", error, case=trial)
    above = compared.cost(values(motion.coordinates))
    above -= compared.cost(compared.theirs(compared.fine))
    quantity = "weighted marker error above OpenSim's"
    oracle.bites(quantity, "knee marker 10 mm forwards", above.max() * 1e6, case=trial)
