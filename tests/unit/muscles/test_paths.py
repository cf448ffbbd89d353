"""Laws of muscle paths, and what is refused."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests import turning_bar

from ilium.errors import InputError, UnknownNameError
from ilium.model.body_model import PathWrap
from ilium.model.library import shipped_model
from ilium.model.osim_read import read_osim
from ilium.muscles.path_audit import audit_trial
from ilium.muscles.paths import muscle_geometry


def poses_of(model, number=5):
    free = [model.coordinate(name) for name in model.free_coordinates]
    rest = np.array([each.default for each in free])
    noise = np.random.default_rng(2).normal(0.0, 0.2, (number, len(free)))
    return rest + noise


@pytest.fixture(scope="module")
def model():
    return shipped_model()


def test_where_the_body_is_in_the_laboratory_does_not_matter(model):
    poses = poses_of(model)
    pelvis = [
        at
        for at, name in enumerate(model.free_coordinates)
        if name.startswith("pelvis")
    ]
    moved = poses.copy()
    moved[:, pelvis] += np.linspace(0.5, 1.5, len(pelvis))
    lengths, arms = muscle_geometry(model, poses, "exact")
    elsewhere, other_arms = muscle_geometry(model, moved, "exact")
    np.testing.assert_allclose(elsewhere, lengths, atol=1e-12)
    np.testing.assert_allclose(other_arms, arms, atol=1e-10)
    assert np.abs(arms[:, :, pelvis]).max() < 1e-10


def test_a_mirrored_body_has_mirrored_arms(tmp_path):
    flip = np.array([-1.0, 1.0, 1.0])
    rng = np.random.default_rng(5)
    ends = turning_bar.around(rng, "cylinder", 12)
    turn = np.array([0.2, 0.3, -0.4])

    def model(mirror):
        surface = turning_bar.surface(
            "cylinder", turn=turn * (-flip if mirror else 1.0)
        )
        muscles = "".join(
            turning_bar.muscle(
                f"m{at}",
                turning_bar.point("a", "/ground", ends[at] * (flip if mirror else 1.0))
                + turning_bar.point(
                    "b", "/bodyset/bar", ends[at + 6] * (flip if mirror else 1.0)
                ),
                turning_bar.wrap(),
            )
            for at in range(6)
        )
        path = tmp_path / f"{mirror}.osim"
        path.write_text(turning_bar.model_text(surface, muscles), encoding="utf-8")
        return read_osim(path)

    poses = turning_bar.poses()
    lengths, arms = muscle_geometry(model(False), poses, "exact")
    mirrored = poses * np.array([-1.0, -1.0, 1.0])
    others, other_arms = muscle_geometry(model(True), mirrored, "exact")
    np.testing.assert_allclose(others, lengths, atol=1e-12)
    np.testing.assert_allclose(other_arms * [-1.0, -1.0, 1.0], arms, atol=1e-10)
    wrong = muscle_geometry(model(True), poses, "exact")[0]
    assert np.abs(wrong - lengths).max() > 1e-3


def test_a_body_twice_the_size_has_paths_twice_as_long(tmp_path):
    small = read_osim(turning_bar.seeded(tmp_path, "sphere", "y"))
    poses = turning_bar.poses()
    big = replace(
        small,
        surfaces=tuple(
            replace(
                each,
                dimensions=tuple(2.0 * x for x in each.dimensions),
                placement=replace(
                    each.placement, translation=2.0 * each.placement.translation
                ),
            )
            for each in small.surfaces
        ),
        muscles=tuple(
            replace(
                each,
                points=tuple(
                    replace(point, location=2.0 * point.location)
                    for point in each.points
                ),
            )
            for each in small.muscles
        ),
    )
    lengths, arms = muscle_geometry(small, poses, "exact")
    twice, twice_arms = muscle_geometry(big, poses, "exact")
    np.testing.assert_allclose(twice, 2.0 * lengths, atol=1e-12)
    np.testing.assert_allclose(twice_arms, 2.0 * arms, atol=1e-12)


def test_the_same_pose_gives_the_same_bits(model):
    poses = poses_of(model)
    first, second = muscle_geometry(model, poses), muscle_geometry(model, poses)
    np.testing.assert_array_equal(first[0], second[0])
    np.testing.assert_array_equal(first[1], second[1])


def test_a_frame_with_a_gap_has_no_lengths_and_leaves_the_others(model):
    poses = poses_of(model)
    whole = muscle_geometry(model, poses)[0]
    poses[2, 7] = np.nan
    lengths, arms = muscle_geometry(model, poses)
    assert np.isnan(lengths[2]).all()
    assert np.isnan(arms[2]).all()
    kept = [0, 1, 3, 4]
    np.testing.assert_array_equal(lengths[kept], whole[kept])


def test_an_unknown_surface_is_named(model):
    muscle = replace(model.muscles[0], wraps=(PathWrap(surface="condyle"),))
    with pytest.raises(UnknownNameError, match="condyle"):
        muscle_geometry(replace(model, muscles=(muscle,)), poses_of(model))


def test_a_foreign_muscle_without_its_file_is_refused_by_name(model):
    name = model.muscles[0].name
    foreign = replace(model, foreign={name: "its path is no GeometryPath"}, origin=None)
    with pytest.raises(InputError, match=name) as caught:
        muscle_geometry(foreign, poses_of(model))
    assert caught.value.remedy


def test_a_foreign_muscle_comes_from_opensim(tmp_path):
    pytest.importorskip("opensim")
    model = read_osim(turning_bar.seeded(tmp_path, "sphere"))
    poses = turning_bar.poses()
    own = muscle_geometry(model, poses)
    borrowed = muscle_geometry(replace(model, foreign={"m3": "unknown"}), poses)
    np.testing.assert_allclose(borrowed[0], own[0], atol=1e-12)
    np.testing.assert_allclose(borrowed[1], own[1], atol=1e-9)


def test_the_audit_finds_a_point_that_appears(tmp_path):
    path = tmp_path / "points.osim"
    path.write_text(
        turning_bar.model_text("", turning_bar.ODD_POINTS), encoding="utf-8"
    )
    time = np.linspace(0.0, 1.0, 101)
    poses = np.zeros((101, 3))
    poses[:, 1] = np.linspace(0.0, 1.0, 101)
    flips = audit_trial(read_osim(path), time, poses)
    assert [each.muscle for each in flips] == ["conditional"]
    assert flips[0].before == pytest.approx(0.5)
