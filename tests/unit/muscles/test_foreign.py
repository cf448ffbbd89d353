"""Muscles that only OpenSim can follow take part, or are left out by name."""

from __future__ import annotations

import sys
from dataclasses import replace

import numpy as np
import pytest

from ilium.conventions import GRAVITY
from ilium.core.quantity import values
from ilium.kinetics.inverse_dynamics import solve_kinetics
from ilium.model.osim_read import read_osim
from ilium.model.osim_write import osim_text
from ilium.muscles.fit import fit_muscles
from ilium.muscles.solve import solve_muscles
from levers import a_lever, held_still, no_loads

FIXED = """<PathPoint name="glmed1_r2">
<socket_parent_frame>/bodyset/femur_r</socket_parent_frame>
<location>0.05 0.0 0.0</location>
</PathPoint>"""
MOVING = """<MovingPathPoint name="glmed1_r2">
<socket_parent_frame>/bodyset/femur_r/aside</socket_parent_frame>
<socket_x_coordinate>/jointset/hip_r/hip_flexion_r</socket_x_coordinate>
<socket_y_coordinate>/jointset/hip_r/hip_flexion_r</socket_y_coordinate>
<socket_z_coordinate>/jointset/hip_r/hip_flexion_r</socket_z_coordinate>
<x_location><Constant><value>0.03</value></Constant></x_location>
<y_location><Constant><value>0</value></Constant></y_location>
<z_location><Constant><value>0</value></Constant></z_location>
</MovingPathPoint>"""
FRAME = """<Body name="femur_r"><components><PhysicalOffsetFrame name="aside">
<socket_parent>..</socket_parent><translation>0.02 0 0</translation>
<orientation>0 0 0</orientation></PhysicalOffsetFrame></components>"""
ANGLES = (0.1, 0.2)


@pytest.fixture
def foreign(tmp_path):
    """The lever, one muscle's point written in a way that ilium does not know."""
    text = "\n".join(each.strip() for each in osim_text(a_lever()).splitlines())
    assert FIXED in text
    text = text.replace(FIXED, MOVING).replace('<Body name="femur_r">', FRAME)
    path = tmp_path / "lever.osim"
    path.write_text(text, encoding="utf-8")
    model = read_osim(path)
    assert list(model.foreign) == ["glmed1_r"]
    return model


def solved(model):
    motion = held_still(model, ANGLES)
    return solve_muscles(motion, solve_kinetics(motion, no_loads()))


def test_a_foreign_muscle_takes_part_as_if_it_were_known(foreign):
    pytest.importorskip("opensim")
    theirs, own = solved(foreign), solved(a_lever())
    np.testing.assert_allclose(theirs.forces, own.forces, rtol=1e-6)
    np.testing.assert_allclose(theirs.reserves, own.reserves, atol=1e-6)
    np.testing.assert_allclose(theirs.reactions, own.reactions, rtol=1e-6, atol=1e-5)
    moments = own.reaction_moments
    np.testing.assert_allclose(theirs.reaction_moments, moments, atol=1e-5)
    named = [each for each in theirs.issues if each.kind == "muscle-path-from-opensim"]
    assert [each.where for each in named] == ["glmed1_r"]
    assert theirs.force("glmed1_r").min() > 300.0


def test_without_opensim_it_is_left_out_and_named_with_the_remedy(foreign, monkeypatch):
    monkeypatch.setitem(sys.modules, "opensim", None)
    monkeypatch.setattr("ilium.muscles.paths_opensim.find_spec", lambda _: None)
    result = solved(foreign)
    (issue,) = [each for each in result.issues if each.kind == "muscle-left-out"]
    assert issue.where == "glmed1_r"
    assert "glmed1_r takes no part" in issue.what
    assert "ilium[opensim]" in issue.what
    assert np.isnan(result.force("glmed1_r")).all()
    assert np.isfinite(result.force("glmax1_r")).all()
    weight = 5.0 * GRAVITY * 0.4 * np.cos(sum(ANGLES))
    assert values(result.reserves)[20, 0] > weight


def test_a_scaled_model_leaves_it_out_and_says_what_to_do(foreign):
    pytest.importorskip("opensim")
    hip = foreign.joints[1]
    place = replace(hip.in_parent, translation=np.array([0.0, 0.01, 0.0]))
    joints = (foreign.joints[0], replace(hip, in_parent=place), *foreign.joints[2:])
    scaled = fit_muscles(replace(foreign, joints=joints), foreign)
    fibres = [each.optimal_fibre_length for each in scaled.muscles]
    assert fibres[0] == foreign.muscles[0].optimal_fibre_length
    assert fibres[1] < foreign.muscles[1].optimal_fibre_length
    (issue,) = [each for each in solved(scaled).issues if each.where == "glmed1_r"]
    assert issue.kind == "muscle-left-out"
    assert "scaled .osim" in issue.what
