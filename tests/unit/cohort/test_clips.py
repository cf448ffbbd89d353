"""Clips beside recordings in one study: the same tables, their own tier."""

from __future__ import annotations

import pyarrow.parquet as pq
import pytest

from conftest import lacking
from drawn_people import an_actor, film
from ilium.cohort.crew import LocalCrew
from ilium.cohort.finding import find_study
from ilium.cohort.run import run_cohort
from ilium.vision.weights import WEIGHTS

pytestmark = pytest.mark.full


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """One squat of a drawn person, and a clip in which there is nobody."""
    if not all(each.installed for each in WEIGHTS):
        lacking("the pose model's weights are not installed")
    study = tmp_path_factory.mktemp("clips")
    day = study / "P01" / "day1"
    day.mkdir(parents=True)
    made, actor = an_actor("front", side="left", repetitions=1, pelvic_drop=0.2)
    film(day / "single_leg_squat_left.mp4", actor, rate=30)
    (day / "broken.mp4").write_bytes(b"no clip")
    out = tmp_path_factory.mktemp("results") / "out"
    with LocalCrew(1) as crew:
        run_cohort(find_study(str(study)), str(out), crew)
    return out, made.truth


def rows(out, table):
    return pq.read_table(out / table).to_pylist()


def test_a_clip_has_its_rows_and_says_that_one_camera_saw_it(results):
    out, truth = results
    clip = next(each for each in rows(out, "trials") if "squat" in each["trial"])
    assert (clip["status"], clip["tier"]) == ("done", "video_b")
    assert clip["repetitions"] == len(truth.repetitions)
    assert {each["tier"] for each in rows(out, "measures")} == {"video_b"}
    assert rows(out, "curves")


def test_a_clip_that_is_none_is_told_and_stops_nothing(results):
    out, _ = results
    failed = next(each for each in rows(out, "trials") if each["trial"] == "broken")
    assert failed["status"] != "done"
    assert "broken.mp4" in failed["problem"]
    assert failed["remedy"]
