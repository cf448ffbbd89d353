"""Joint reactions are OpenSim's, given its muscle forces and accelerations."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest

from ilium.model.chain import compile_chain
from ilium.model.osim_read import read_osim
from ilium.muscles.paths import MODES, compile_paths
from ilium.muscles.reactions import compile_joints, reported_joints

HERE = Path(__file__).parent
TRIALS = ("walking1", "DJ1")


@lru_cache(maxsize=2)
def frozen(trial):
    with np.load(HERE / f"{trial}.npz") as stored:
        return dict(stored)


@pytest.fixture(scope="module")
def model(samples):
    folder = samples / "nimblephysics/opencap_Subject4/Models"
    return read_osim(folder / "manually_scaled.osim")


def loads(model, trial, *, muscles=1.0):
    """Force at every reported joint, and OpenSim's, shape (time, joint, axis)."""
    from ilium.maths.joint_loads import Loading, Pulls, joint_loads
    from ilium.maths.paths.geometry import trial_geometry

    data = frozen(trial)
    compiled = compile_chain(model)
    wrench = np.zeros((data["time"].size, len(compiled.segments), 6))
    for at, foot in enumerate(("calcn_r", "calcn_l")):
        wrench[:, compiled.segment(foot)] = data["ground"][:, at]
    chosen = reported_joints(model)
    loading = Loading(
        *(np.ascontiguousarray(data[each]) for each in ("q", "u", "udot")),
        wrench,
        muscles * np.ascontiguousarray(data["forces"]),
    )
    paths = compile_paths(model, compiled)
    lengths = np.empty_like(loading.tension)
    arms = np.empty((*lengths.shape, loading.q.shape[1]))
    pulls = np.empty((len(lengths), paths.pulled.size, 6))
    mode = MODES["compatible"]
    trial_geometry(compiled.chain, paths, loading.q, mode, lengths, arms, pulls)
    found = joint_loads(
        compiled.chain,
        compile_joints(model, compiled, tuple(chosen.values())),
        loading,
        Pulls(paths.puller, paths.pulled, pulls),
    )
    names = [str(each) for each in data["reaction_names"]]
    theirs = np.empty((*found.shape[:2], 3))
    for at, joint in enumerate(chosen.values()):
        for axis, letter in enumerate("xyz"):
            (column,) = (
                number
                for number, name in enumerate(names)
                if name.startswith(f"{joint.name}_on_") and name.endswith(f"_f{letter}")
            )
            theirs[:, at, axis] = data["reactions"][:, column]
    return found[:, :, :3], theirs


@pytest.mark.parametrize("trial", TRIALS)
def test_the_reactions_are_those_of_opensim(model, oracle, trial):
    quantity = "joint reaction force, largest difference"
    mine, theirs = loads(model, trial)
    peak = np.linalg.norm(theirs, axis=2).max(axis=0)
    error = np.linalg.norm(mine - theirs, axis=2).max(axis=0) / peak
    oracle.holds(quantity, 100.0 * error.max(), case=trial)
    without, _ = loads(model, trial, muscles=0.95)
    error = np.linalg.norm(without - theirs, axis=2).max(axis=0) / peak
    oracle.bites(quantity, "muscles 5 % less", 100.0 * error.max(), case=trial)
