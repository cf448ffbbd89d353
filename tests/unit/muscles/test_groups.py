"""Groups of muscles."""

from __future__ import annotations

import numpy as np

from ilium.muscles.groups import (
    group_forces,
    members,
    muscle_groups,
)

RAJAGOPAL = ("glmed1_r", "glmed2_r", "glmed3_r", "glmin1_r", "tfl_r", "glmax1_r",
             "recfem_r", "vasmed_r", "gasmed_r", "soleus_r", "glmed1_l")  # fmt: skip
GAIT2392 = ("glut_med1_r", "glut_min2_r", "glut_max3_r", "med_gas_r", "bifemlh_r",
            "ercspn_r", "rect_fem_r", "add_mag1_r")  # fmt: skip


def test_a_groups_force_is_the_sum_of_its_parts():
    forces = np.arange(22.0).reshape(2, 11)
    summed = group_forces(RAJAGOPAL, forces)
    np.testing.assert_array_equal(summed["gluteus_medius_r"], forces[:, :3].sum(1))
    np.testing.assert_array_equal(summed["gluteus_medius_l"], forces[:, 10])
    np.testing.assert_array_equal(summed["hip_abductors_r"], forces[:, :5].sum(1))
    np.testing.assert_array_equal(summed["triceps_surae_r"], forces[:, 8:10].sum(1))


def test_a_group_without_parts_is_not_there():
    assert "erector_spinae_r" not in members(RAJAGOPAL)
    assert "gluteus_maximus_l" not in members(RAJAGOPAL)


def test_older_models_names_are_known_too():
    assert set(members(GAIT2392)) >= {
        "gluteus_medius_r", "gluteus_minimus_r", "gluteus_maximus_r",
        "gastrocnemius_r", "hamstrings_r", "erector_spinae_r", "quadriceps_r",
        "hip_adductors_r",
    }  # fmt: skip


def test_a_part_that_is_not_known_makes_its_group_unknown():
    forces = np.ones((1, 11))
    forces[0, 1] = np.nan
    assert np.isnan(group_forces(RAJAGOPAL, forces)["gluteus_medius_r"][0])
    assert group_forces(RAJAGOPAL, forces)["gluteus_maximus_r"][0] == 1.0


def test_no_two_groups_share_a_name():
    names = [each.name for each in muscle_groups()]
    assert len(set(names)) == len(names)
