"""Inverse kinematics, inverse dynamics and muscle forces against OpenSim's own tools.

Same model, same trial, one thread, kernels compiled beforehand, processor time; moments
and muscle forces from the same file of coordinates. OpenSim's static optimisation has
no joint reactions: ilium's are timed apart, and in neither ratio. ``--quick`` ends
within 50 s on an idle machine.
Needs ``$ILIUM_SAMPLES`` and ``opensim``.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import xarray as xr
from measuring import (
    BUSY,
    ONE_THREAD,
    Figure,
    begun_together,
    forget_peak,
    peak,
    samples,
    tell,
)

from ilium.conventions import AXES, SIDES
from ilium.core.dictionary import (
    FOOT_FORCE,
    FOOT_FREE_MOMENT,
    FOOT_PRESSURE,
)
from ilium.core.quantity import labels, values
from ilium.kinematics.inverse import solve_motion
from ilium.kinematics.motion import JointMotion
from ilium.kinetics.inverse_dynamics import solve_kinetics
from ilium.kinetics.result import FootLoads, Kinetics
from ilium.maths.paths.geometry import trial_geometry
from ilium.model.chain import compile_chain
from ilium.model.osim_read import read_osim
from ilium.muscles.paths import MODES, compile_paths
from ilium.muscles.reactions import Reactions, ReactionSums
from ilium.muscles.result import MuscleForces
from ilium.muscles.settings import MuscleSettings
from ilium.muscles.solve import solve_muscles

FOLDER = "nimblephysics/opencap_Subject4"
TRIAL, CUTOFF = "walking1", 6.0
STAGES = {
    "ik": ("inverse kinematics, one frame, the same accuracy", 60.0),
    "id": ("inverse dynamics, one frame", 1.0),
    "so": ("static optimisation with its inputs, one frame", 400.0),
}
"""What each stage does, and how many times as fast as OpenSim's it should be."""
SIDES_OF_IT = ("ours", "theirs")
"""Whose memory is asked for, each in a process of its own."""


def main() -> int:
    """Measure, print the table, then the JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="within 50 s")
    parser.add_argument("--process", type=float, help=argparse.SUPPRESS)
    parser.add_argument("--memory", choices=SIDES_OF_IT, help=argparse.SUPPRESS)
    options = parser.parse_args()
    on_one_thread()
    folder = samples() / FOLDER
    if options.memory:
        print(json.dumps(memory(folder, options.memory)))
        return 0
    ours = Ours(folder)
    if options.process:
        print("ready", flush=True)
        sys.stdin.readline()
        print(ours.chains_in(options.process))
        return 0
    frames = {"ik": 20, "id": 60, "so": 8} if options.quick else {}
    frames = {"ik": 60, "id": 80, "so": 30} | frames
    mine = ours.milliseconds(3 if options.quick else 7)
    from opensim_tools import Tools  # noqa: PLC0415 - beside ilium's memory, not in it

    with tempfile.TemporaryDirectory() as scratch:
        tools = Tools(folder, TRIAL, CUTOFF, Path(scratch))
        theirs = tools.milliseconds(frames, default=not options.quick)
    share = two_processes(2.0 if options.quick else 5.0)
    needed = {side: asked_memory(side) for side in SIDES_OF_IT}
    tell("engine", figures(mine, theirs, share, needed))
    return 0


def on_one_thread() -> None:
    """Start again with libraries that keep to one thread, unless they do already."""
    if not ONE_THREAD.items() <= os.environ.items():
        command = [sys.executable, *sys.argv]
        os.execve(sys.executable, command, os.environ | ONE_THREAD)


class Ours:
    """Ilium's stages on one trial."""

    def __init__(self, folder: Path) -> None:
        self.model = read_osim(folder / "Models/manually_scaled.osim")
        self.names, self.time, self.seen = markers(folder / f"MarkerData/{TRIAL}.trc")
        known = {each.name for each in self.model.markers}
        kept = [at for at, name in enumerate(self.names) if name in known]
        self.names = [self.names[at] for at in kept]
        self.seen = self.seen[:, kept]
        self.loads = loads(folder / f"GRF/{TRIAL}_grf.mot", self.time)
        self.settings = MuscleSettings()
        fitted: JointMotion = self.poses()
        self.motion = replace(
            fitted, coordinates=coordinates(folder, self.time, fitted.coordinates)
        )
        self.kinetics: Kinetics = self.moments()
        self.forces = values(self.muscles().forces)
        self.compiled = compile_chain(self.model)
        self.paths = compile_paths(self.model, self.compiled)
        self.pulls = self.pulls_of_unit_tensions()

    def poses(self) -> JointMotion:
        """Inverse kinematics."""
        return solve_motion(self.model, self.seen, self.names, self.time)

    def moments(self) -> Kinetics:
        """Inverse dynamics."""
        return solve_kinetics(self.motion, self.loads)

    def muscles(self) -> MuscleForces:
        """Static optimisation with all its inputs, and joint reactions."""
        return solve_muscles(self.motion, self.kinetics, self.settings)

    def reactions(self) -> Reactions:
        """Joint reactions, from what the muscles' paths leave."""
        sums = ReactionSums(self.model, self.compiled, self.paths, self.kinetics)
        everything = slice(0, self.time.size)
        return sums.joined([sums.stretch(everything, self.forces, self.pulls)])

    def pulls_of_unit_tensions(self) -> np.ndarray:
        """What unit tensions do to the segments, frame after frame."""
        q = np.ascontiguousarray(values(self.kinetics.motion))
        lengths = np.empty((len(q), len(self.model.muscles)))
        arms = np.empty((*lengths.shape, q.shape[1]))
        pulls = np.empty((len(q), self.paths.pulled.size, 6))
        mode = MODES[self.settings.paths]
        trial_geometry(self.compiled.chain, self.paths, q, mode, lengths, arms, pulls)
        return pulls

    def milliseconds(self, runs: int) -> dict[str, float]:
        """Median time a frame of every stage [ms]."""
        stages: dict[str, Callable[[], object]] = {
            "ik": self.poses,
            "id": self.moments,
            "so": self.muscles,
            "reactions": self.reactions,
        }
        found = {
            key: 1000.0 * median(stage, runs) / self.time.size
            for key, stage in stages.items()
        }
        found["so"] -= found["reactions"]
        return found

    def chains_in(self, seconds: float) -> int:
        """How often the whole chain runs in a stretch of time."""
        end, count = time.perf_counter() + seconds, 0
        while time.perf_counter() < end:
            self.poses()
            self.kinetics = self.moments()
            self.muscles()
            count += 1
        return count


def memory(folder: Path, side: str) -> dict[str, float]:
    """Largest memory of this process during each stage, libraries included [MB]."""
    with tempfile.TemporaryDirectory() as scratch:
        if side == "ours":
            mine = Ours(folder)
            stages = {"ik": mine.poses, "id": mine.moments, "so": mine.muscles}
            return {key: peak_of(stage) for key, stage in stages.items()}
        from opensim_tools import (  # noqa: PLC0415 - beside ilium's memory, not in it
            Tools,
            silent,
        )

        tools = Tools(folder, TRIAL, CUTOFF, Path(scratch))
        with silent():
            return {
                "ik": peak_of(lambda: tools.poses(20, 1e-7).run()),
                "id": peak_of(lambda: tools.moments(20).run()),
                "so": peak_of(lambda: tools.muscles(8).run()),
            }


def peak_of(stage: Callable[[], object]) -> float:
    """Largest memory of this process during one stage [MB]."""
    forget_peak()
    stage()
    return peak()


def asked_memory(side: str) -> dict[str, float]:
    """What a process of its own needs for each stage [MB]; nothing where it ended."""
    command = [sys.executable, __file__, "--memory", side]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = [each for each in told.stdout.splitlines() if each.startswith("{")]
    return json.loads(lines[-1]) if lines and not told.returncode else {}


def median(stage: Callable[[], object], runs: int) -> float:
    """Median processor time [s]."""
    durations = []
    for _ in range(runs):
        start = time.process_time()
        stage()
        durations.append(time.process_time() - start)
    return float(np.median(durations))


def markers(path: Path) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Names, times and places of a TRC file in OpenSim's axes [s, m]."""
    lines = path.read_text("utf-8").splitlines()
    names = [each for each in lines[3].split("\t")[2:] if each.strip()]
    rows = [
        line.split("\t")[: 2 + 3 * len(names)] for line in lines[5:] if line.strip()
    ]
    table = np.array([[float(each or "nan") for each in row] for row in rows])
    return names, table[:, 1], table[:, 2:].reshape(len(rows), -1, 3)


def coordinates(folder: Path, time: np.ndarray, like: xr.DataArray) -> xr.DataArray:
    """Coordinates that OpenSim found, at these times [rad, m]."""
    path = folder / f"IK/{TRIAL}_manual_scaling_ik.mot"
    lines = path.read_text("utf-8").splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith("time"))
    table = np.array([line.split() for line in lines[start + 1 :]], dtype=np.float64)
    names = lines[start].split()
    found = like.copy(deep=True)
    for name in labels(like, "coordinate"):
        if name in names:
            unit = 1.0 if name[-3:] in {"_tx", "_ty", "_tz"} else np.pi / 180.0
            column = unit * table[:, names.index(name)]
            found.loc[{"coordinate": name}] = np.interp(time, table[:, 0], column)
    return found


def loads(path: Path, time: np.ndarray) -> FootLoads:
    """Plate 1 under the right foot, plate 2 under the left one."""
    lines = path.read_text("utf-8").splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith("time"))
    table = np.array([line.split() for line in lines[start + 1 :]], dtype=np.float64)
    parts = table[:, 1:19].reshape(-1, 2, 3, 3)[:, ::-1].transpose(2, 0, 1, 3)
    unloaded = parts[0, ..., 1] < 20.0
    parts = np.array(parts)
    parts[:, unloaded] = 0.0
    named = {"time": time, "side": SIDES, "axis": AXES}
    return FootLoads(
        force=FOOT_FORCE.label(parts[0], **named),
        pressure=FOOT_PRESSURE.label(parts[1], **named),
        free_moment=FOOT_FREE_MOMENT.label(parts[2], **named),
        motion_cutoff=CUTOFF,
    )


def raced(
    name: str,
    what: str,
    mine: float,
    theirs: float,
    aim: float | None = None,
    *,
    needed: tuple[float | None, float | None] = (None, None),
) -> Figure:
    """How many times as fast as OpenSim, of milliseconds a frame; blank without it."""
    there = theirs > 0.0
    return Figure(
        name=name,
        what=what,
        value=theirs / mine if there else None,
        unit="x",
        aim=aim,
        peer="OpenSim",
        ours=mine / 1e3,
        theirs=theirs / 1e3 if there else None,
        ours_mb=needed[0],
        theirs_mb=needed[1],
    )


def figures(
    mine: dict[str, float],
    theirs: dict[str, float],
    share: float,
    needed: dict[str, dict[str, float]],
) -> list[Figure]:
    """How many times as fast every stage and the whole chain is."""
    sides = [needed[side] for side in SIDES_OF_IT]
    found = [
        raced(
            f"{key}_ratio",
            what,
            mine[key],
            theirs[key],
            aim,
            needed=(sides[0].get(key), sides[1].get(key)),
        )
        for key, (what, aim) in STAGES.items()
    ]
    whole = [sum(took[key] for key in STAGES) for took in (mine, theirs)]
    together = "these three stages together, one frame"
    most = [max(side.values(), default=None) for side in sides]
    found.append(
        raced("chain_ratio", together, *whole, aim=200.0, needed=(most[0], most[1]))
    )
    if "ik_default" in theirs:
        loose = "inverse kinematics, OpenSim at its default accuracy of 1e-5"
        found.append(raced("ik_default_ratio", loose, mine["ik"], theirs["ik_default"]))
    return [
        *found,
        Figure(
            name="ms_reactions",
            what="joint reactions, one frame (in no ratio)",
            value=mine["reactions"],
            unit="ms",
            better="less",
        ),
        Figure(
            name="two_process_share",
            what="speed-up of two processes, relative to a loop that only counts",
            value=share,
            unit="share",
            aim=0.85,
        ),
    ]


def two_processes(seconds: float) -> float:
    """Speed-up of two processes relative to that of a loop of pure counting."""
    chain = [sys.executable, __file__, "--process", str(seconds)]
    loop = [sys.executable, "-c", BUSY, str(seconds)]
    return share(chain) / share(loop)


def share(command: list[str]) -> float:
    """What two at once finish, relative to one alone."""
    alone = sum(int(each) for each in begun_together([command]))
    return sum(int(each) for each in begun_together([command, command])) / alone


if __name__ == "__main__":
    sys.exit(main())
