"""Panels of muscle forces, joint moments and joint loads."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from ilium.conventions import AXES
from ilium.core.dictionary import (
    EMG_ENVELOPE,
    JOINT_REACTION,
    JOINT_REACTION_MOMENT,
    MUSCLE_ACTIVATION,
    MUSCLE_FORCE,
    RESERVE_MOMENT,
)
from ilium.core.quantity import clock
from ilium.muscles.emg import EmgComparison, EmgTiming
from ilium.muscles.groups import group_forces
from ilium.muscles.reactions import NET
from ilium.muscles.result import MuscleForces
from ilium.report.page import build_context, sections
from ilium.report.pdf import document
from levers import a_back, held_still
from people import a_jumper

FORBIDDEN = ("unstable", "weak", "damage", "diagnos", "injur", "normal", "fail", "bad")
MUSCLES = tuple(
    f"{name}_{side}"
    for side in "rl"
    for name in ("glmed1", "glmin1", "glmax1", "tfl", "soleus", "recfem")
)


def with_muscles(analysis):
    """The same recording with forces that rise and fall, one reserve flagged."""
    time = clock(analysis.kinematics.angles)
    wave = np.sin(np.linspace(0.0, 3.0 * np.pi, time.size)) ** 2
    forces = np.outer(wave, np.linspace(200.0, 900.0, len(MUSCLES)))
    reactions = np.tile(wave[:, None, None] * 1500.0, (1, 3, 3))
    joints = ("hip_r", "hip_l", "lumbar")
    muscles = MuscleForces(
        forces=MUSCLE_FORCE.label(forces, time=time, muscle=MUSCLES),
        activations=MUSCLE_ACTIVATION.label(forces / 2000.0, time=time, muscle=MUSCLES),
        reserves=RESERVE_MOMENT.label(
            np.zeros((time.size, 1)), time=time, coordinate=("hip_flexion_r",)
        ),
        reactions=JOINT_REACTION.label(reactions, time=time, joint=joints, axis=AXES),
        reaction_moments=JOINT_REACTION_MOMENT.label(
            0.0 * reactions, time=time, joint=joints, axis=AXES
        ),
        strength=np.full(len(MUSCLES), 2000.0),
        groups=group_forces(MUSCLES, forces),
        flagged={"hip_flexion_r": wave > 0.9},
        method=f"Static optimisation. The lumbar joint's force is {NET}.",
    )
    emg = EmgComparison(
        envelopes=EMG_ENVELOPE.label(wave[:, None], time=time, channel=("R GMED",)),
        timings=(
            EmgTiming(
                channel="R GMED", group="gluteus_medius_r",
                lag=0.05, resemblance=0.8, onset=0.04,
            ),
        ),
    )  # fmt: skip
    return replace(analysis, muscles=muscles, emg=emg)


@pytest.fixture(scope="module")
def analysis():
    return with_muscles(a_jumper())


@pytest.fixture(scope="module")
def found(analysis):
    return {each.key: each for each in sections(build_context(analysis))}


def test_the_panels_are_there_with_muscles_and_not_without(found):
    without = {each.key for each in sections(build_context(a_jumper()))}
    assert {"muscles", "moments"} <= set(found)
    assert "muscles" not in without


def test_gluteal_forces_come_first_and_every_plot_has_its_table(found):
    view = found["muscles"].view
    keys = [each.key for each in view["charts"]]
    assert keys[:3] == [
        "muscle-gluteus-medius", "muscle-gluteus-minimus", "muscle-gluteus-maximus"
    ]  # fmt: skip
    charts = [*view["charts"], *view["others"], *view["emg"]["charts"]]
    assert all(each.table.rows for each in charts)


def test_reserves_limits_and_emg_are_told_in_words(found):
    view = found["muscles"].view
    (reserve,) = view["reserves"]
    assert reserve.startswith("Hip flexion, right: in ")
    limits = " ".join(view["limits"])
    for word in ("ligaments", "sacroiliac", "pelvic floor", "deep abdominals", "EMG"):
        assert word in limits
    assert view["emg"]["timings"].rows == (
        ("R GMED", "Gluteus medius, right", "50 ms", "0.80"),
    )


def test_the_lumbar_load_is_called_net_without_trunk_muscles(found):
    titles = {each.key: each.title for each in found["moments"].view["loads"]}
    assert titles["reaction-lumbar"] == "Net force at the lumbar joint"
    lead = found["moments"].view["loads_lead"]
    assert "without trunk muscles" in lead


def test_no_forbidden_word_stands_in_the_panels(found):
    for key in ("muscles", "moments"):
        words = str(found[key].view).lower() + found[key].lead.lower()
        assert not [each for each in FORBIDDEN if re.search(rf"\b{each}", words)]


def test_the_pdf_has_the_same_panels(analysis, found):
    made = str(document(analysis))
    for key in ("muscles", "moments"):
        assert found[key].title in made
    for each in (*found["muscles"].view["charts"], *found["moments"].view["loads"]):
        assert each.title in made
    for each in (*found["muscles"].view["limits"], *found["muscles"].view["reserves"]):
        assert each in made


def test_a_model_with_trunk_muscles_has_other_words(analysis):
    motion = held_still(a_back(), (0.0, 0.0, 0.0))
    view = {
        each.key: each.view
        for each in sections(build_context(replace(analysis, motion=motion)))
    }
    titles = {each.key: each.title for each in view["moments"]["loads"]}
    assert titles["reaction-lumbar"] == "Load in the lumbar joint"
    assert "trunk muscles of your model" in view["moments"]["loads_lead"]
    assert not any("no trunk muscles" in each for each in view["muscles"]["limits"])
