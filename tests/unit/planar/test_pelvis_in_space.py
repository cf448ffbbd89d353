"""Several cameras: how sure the pelvis is, and what its measures say of it."""

import math

import numpy as np
import pytest

from filmed import around, body_points, filmed
from ilium.core.measure import Measure
from ilium.planar.pelvis_in_space import (
    agreement_issues,
    pelvis_errors,
    with_camera_errors,
)
from ilium.units import DEGREE
from ilium.vision.triangulate import solve_points


def seen(noise, count=4):
    time, points = body_points()
    return solve_points(
        [
            filmed(camera, time, points, noise=noise, seed=number)
            for number, camera in enumerate(around(count))
        ]
    )


def drop(found):
    markers = found.trial.markers
    line = (markers.sel(marker="hip_left") - markers.sel(marker="hip_right")).to_numpy()
    return np.arctan2(line[:, 1], np.hypot(line[:, 0], line[:, 2]))


@pytest.mark.parametrize("noise", [2.0, 8.0])
def test_the_stated_error_is_that_of_the_frames(noise):
    found = seen(noise)
    off = drop(found) - drop(seen(0.001))
    stated = pelvis_errors(found)["pelvic_obliquity"]
    assert stated == pytest.approx(float(np.std(off)), rel=0.35)


def test_more_noise_is_said_to_be_more():
    assert (
        pelvis_errors(seen(8.0))["pelvic_drop"]
        > 2.0 * pelvis_errors(seen(2.0))["pelvic_drop"]
    )


def test_only_cameras_that_disagree_are_worth_a_word():
    assert not agreement_issues(pelvis_errors(seen(0.5)))
    (issue,) = agreement_issues(pelvis_errors(seen(40.0)))
    assert issue.kind == "cameras-disagree-on-pelvis"


def test_a_laboratorys_error_does_not_stay_on_a_filmed_measure():
    laboratory = Measure(
        name="pelvic_obliquity_mean", side="both", value=0.1, unit="rad", sem=0.01
    )
    other = Measure(
        name="trunk_inclination_mean", side="both", value=0.1, unit="rad", sem=0.01
    )
    pelvis, trunk = with_camera_errors(
        [laboratory, other], "other", {"pelvic_obliquity": 2.0 * DEGREE}
    )
    assert (pelvis.tier, trunk.tier) == ("video_a", "video_a")
    assert math.isnan(pelvis.sem)  # those of several cameras are attached later
    assert pelvis.ci_high - pelvis.value == pytest.approx(3.92 * DEGREE)
    assert math.isnan(trunk.ci_low)
    (unsure,) = with_camera_errors(
        [laboratory], "other", {"pelvic_obliquity": 5.0 * DEGREE}
    )
    assert unsure.sem == pytest.approx(5.0 * DEGREE)
