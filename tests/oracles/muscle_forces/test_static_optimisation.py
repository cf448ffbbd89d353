"""Muscle forces are OpenSim's, given its coordinates, moments and paths."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest

from ilium.maths.box_qp import Sharing, share_moments
from ilium.model.osim_read import read_osim
from ilium.muscles.settings import MuscleSettings
from ilium.muscles.static_optimisation import acted_on, share

HERE = Path(__file__).parent
TRIALS = ("walking1", "DJ1")
COMPATIBLE = MuscleSettings(pennation="compatible")


@lru_cache(maxsize=2)
def frozen(trial):
    with np.load(HERE / f"{trial}.npz") as stored:
        return dict(stored)


@pytest.fixture(scope="module")
def model(samples):
    folder = samples / "nimblephysics/opencap_Subject4/Models"
    return read_osim(folder / "manually_scaled.osim")


def shared(model, trial, settings=COMPATIBLE, *, direction=1.0):
    """Static optimisation of what OpenSim's own solution produces."""
    data = frozen(trial)
    assert tuple(data["muscles"]) == tuple(each.name for each in model.muscles)
    assert tuple(data["coordinates"]) == model.free_coordinates
    moments = np.einsum("tm,tmn->tn", data["forces"], data["arms"]) + data["reserves"]
    return share(
        model,
        lengths=data["lengths"],
        arms=data["arms"],
        speeds=direction * data["u"],
        moments=moments,
        settings=settings,
    )


def rms(trial, sharing):
    data = frozen(trial)
    return 100.0 * np.sqrt(
        np.mean(((sharing.forces - data["forces"]) / data["strength"]) ** 2)
    )


@pytest.mark.parametrize("trial", TRIALS)
def test_the_forces_are_those_of_opensim(model, oracle, trial):
    sharing = shared(model, trial)
    assert sharing.certified.all()
    oracle.holds("muscle force, RMS", rms(trial, sharing), case=trial)
    controls = {
        "exponent 3": shared(model, trial, replace(COMPATIBLE, exponent=3.0)),
        "speeds reversed": shared(model, trial, direction=-1.0),
        "correct slant": shared(model, trial, MuscleSettings()),
        "F0 5 % larger": shared(stronger(model), trial),
    }
    for control, other in controls.items():
        oracle.bites("muscle force, RMS", control, rms(trial, other), case=trial)


def stronger(model):
    muscles = tuple(
        replace(each, max_isometric_force=1.05 * each.max_isometric_force)
        for each in model.muscles
    )
    return replace(model, muscles=muscles)


@pytest.mark.parametrize("trial", TRIALS)
def test_with_opensims_own_tensions_no_frame_costs_more_than_its_solution(
    model, oracle, trial
):
    data = frozen(trial)
    chosen = acted_on(model, data["arms"])
    arms = np.ascontiguousarray(data["arms"][:, :, chosen])
    theirs = data["reserves"][:, chosen]
    moments = np.einsum("tm,tmn->tn", data["forces"], arms) + theirs
    activations, reserves = np.zeros_like(data["forces"]), np.zeros_like(theirs)
    every = np.tile(np.arange(chosen.size), (arms.shape[1], 1))
    for frame, full in enumerate(data["full"]):
        problem = Sharing(
            arms[frame] * full[:, None],
            every,
            np.full(full.size, chosen.size),
            np.full(full.size, 0.01),
            np.ones(chosen.size),
            moments[frame],
            2.0,
        )
        share_moments(problem, np.zeros(chosen.size), activations[frame])
        reserves[frame] = moments[frame] - problem.columns.T @ activations[frame]
    mine, other = cost(activations, reserves), cost(data["activations"], theirs)
    oracle.holds("activation cost above OpenSim's", (mine - other).max(), case=trial)
    error = 100.0 * (activations * data["full"] - data["forces"]) / data["strength"]
    oracle.holds("muscle force, RMS", np.sqrt((error**2).mean()), case=f"{trial}, own")


def cost(activations, reserves):
    return 0.5 * (activations**2).sum(axis=1) + 0.5 * (reserves**2).sum(axis=1)


def test_muscles_act_on_both_legs_and_on_neither_pelvis_nor_trunk(model):
    chosen = acted_on(model, frozen("walking1")["arms"])
    names = {model.free_coordinates[at] for at in chosen}
    leg = ("hip_flexion", "hip_adduction", "hip_rotation", "knee_angle",
           "ankle_angle", "subtalar_angle", "mtp_angle")  # fmt: skip
    assert names == {f"{each}_{side}" for each in leg for side in "lr"}
