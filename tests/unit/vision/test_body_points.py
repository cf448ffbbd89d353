"""From poses to keypoints: one person, what is not seen is NaN."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ilium.core.keypoints import BODY_POINTS
from ilium.core.quantity import values
from ilium.core.trial import Source
from ilium.errors import InputError
from ilium.vision.body_points import to_keypoints
from ilium.vision.pose import LANDMARKS, Pose
from pose_tracks import TRUNK, exchange, poses, standing

WIDTH, HEIGHT = 1080, 1920
HIP = LANDMARKS.index("hip_left")


def keypoints(made: list[Pose], rate: float = 30.0, model: str = "blazepose-heavy"):
    return to_keypoints(
        made,
        np.arange(len(made)) / rate,
        name="clip",
        width=WIDTH,
        height=HEIGHT,
        source=Source(format="mp4", sha256="0" * 64),
        estimator=model,
    )


def track(count: int = 90, **how) -> np.ndarray:
    return standing(np.arange(count) / 30.0, **how)


def kinds(found) -> list[str]:
    return [each.kind for each in found.issues]


def test_points_arrive_under_their_names_and_without_a_remark():
    places = track()
    found = keypoints(poses(places))
    assert found.names == BODY_POINTS
    np.testing.assert_array_equal(found.point("hip_left"), places[:, HIP])
    assert found.issues == ()


def test_a_point_that_is_hidden_or_outside_the_picture_is_not_there():
    places = track()
    places[:, LANDMARKS.index("toe_left"), 1] = HEIGHT + 3.0
    made = poses(places)
    made[5].visibility[LANDMARKS.index("knee_right")] = 0.2
    made[6].presence[LANDMARKS.index("knee_right")] = 0.3
    found = keypoints(made)
    assert np.isnan(found.point("toe_left")).all()
    gone = np.isnan(found.point("knee_right")).any(axis=1)
    assert np.flatnonzero(gone).tolist() == [5, 6]
    confidence = values(found.confidence.sel(keypoint="knee_right"))
    assert confidence[5] == 0.0
    assert confidence[7] == 0.99
    assert np.isnan(values(found.noise.sel(keypoint="knee_right"))[5])


def test_a_mixed_up_body_is_put_right_and_said():
    places = track()
    found = keypoints(poses(exchange(places, slice(30, 40), ("hip", "shoulder"))))
    assert "sides-swapped" not in kinds(keypoints(poses(places)))
    whole = tuple(each[:-5] for each in LANDMARKS if each.endswith("_left"))
    found = keypoints(poses(exchange(places, slice(30, 40), whole)))
    np.testing.assert_array_equal(found.point("hip_left"), places[:, HIP])
    assert kinds(found) == ["sides-swapped"]


def test_somebody_who_leaves_is_nowhere_and_is_taken_up_again_on_the_other_side():
    places = track(150)
    places[60:110] = np.nan
    places[110:, :, 0] += 300.0
    found = keypoints(poses(places))
    gone = np.isnan(found.point("hip_left")).any(axis=1)
    assert np.flatnonzero(gone).tolist() == list(range(60, 110))
    lost = found.issues[0]
    assert lost.kind == "person-lost"
    assert lost.value == pytest.approx(1 / 3)


def test_a_leap_to_somebody_else_is_left_out_and_said():
    places = track(150)
    other = track(150, middle=(150.0, 800.0), seed=1)
    places[70:80] = other[70:80] * 0.5 + 300.0
    found = keypoints(poses(places))
    gone = np.isnan(found.point("hip_left")).any(axis=1)
    assert np.flatnonzero(gone).tolist() == list(range(70, 80))
    assert "another-person" in kinds(found)


def test_somebody_who_runs_across_the_picture_is_one_person():
    places = track(60)
    places[..., 0] += (np.arange(60) * 9.0 - 300.0)[:, np.newaxis]
    assert kinds(keypoints(poses(places))) == []


def test_several_people_are_said():
    made = poses(track())
    made[30] = replace(made[30], people=3)
    issue = keypoints(made).issues[0]
    assert issue.kind == "several-people"
    assert issue.value == 3.0


def test_nobody_at_all_is_said_and_nothing_is_there():
    found = keypoints([Pose.nobody()] * 20)
    assert kinds(found) == ["no-person"]
    assert found.issues[0].severity == "serious"
    assert np.isnan(values(found.points)).all()


def test_noise_grows_with_the_body_and_with_what_hides_a_point():
    near = keypoints(poses(track()))
    far = keypoints(poses(track() * 0.5))
    ratio = values(near.noise) / values(far.noise)
    np.testing.assert_allclose(ratio, 2.0, rtol=0.01)
    hip = values(near.noise.sel(keypoint="hip_left"))
    np.testing.assert_allclose(hip, 0.0050 * TRUNK, rtol=0.05)
    hidden = keypoints(poses(track(), sure=0.6))
    assert (values(hidden.noise) > 1.5 * values(near.noise)).all()


def test_a_model_that_ilium_does_not_know_is_given_its_own_tremble():
    calm = keypoints(poses(track(noise=0.004)), model="my model 1.0")
    loud = keypoints(poses(track(noise=0.04)), model="my model 1.0")
    hip = values(loud.noise.sel(keypoint="hip_left"))
    assert (hip > 0.02 * TRUNK).all()
    hip = values(calm.noise.sel(keypoint="hip_left"))
    np.testing.assert_allclose(hip, 0.0050 * TRUNK, rtol=0.1)


def test_as_many_times_as_poses_are_needed():
    with pytest.raises(InputError, match="1 poses and 0 times"):
        to_keypoints(
            [Pose.nobody()],
            np.zeros(0),
            name="clip",
            width=WIDTH,
            height=HEIGHT,
            source=Source(format="mp4", sha256=""),
            estimator="blazepose-heavy",
        )
