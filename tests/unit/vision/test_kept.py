"""Processes of a run: started once, used by every step, gone at its end."""

from __future__ import annotations

import numpy as np
import pytest

from clips import number_of, write_clip
from ilium.errors import InputError
from ilium.vision.chunks import watch
from ilium.vision.clip import frames, open_clip
from ilium.vision.crew import Crew
from ilium.vision.kept import kept, kept_processes

STAND_IN = "stand_in:Bright"


def ids():
    return [each.process_id for each in kept()]


def test_every_step_of_a_run_uses_the_same_processes(tmp_path):
    with kept_processes(2, STAND_IN):
        started = ids()
        clip = open_clip(write_clip(tmp_path / "a.mp4", 40))
        watch(clip, STAND_IN, workers=2)
        assert [number_of(each) for each in frames(clip)] == list(range(40))
        assert ids() == started
        assert None not in started
        held = kept()
    assert kept() == ()
    assert [each.process_id for each in held] == [None, None]


def test_what_is_found_does_not_depend_on_them(tmp_path):
    clip = open_clip(write_clip(tmp_path / "a.mp4", 40))
    alone = watch(clip, STAND_IN, workers=1)
    with kept_processes(2, STAND_IN):
        kept_ones = watch(clip, STAND_IN, workers=2)
    for one, two in zip(alone.poses, kept_ones.poses, strict=True):
        np.testing.assert_array_equal(one.landmarks, two.landmarks)


def test_more_workers_than_were_kept_are_started_for_the_job():
    with kept_processes(1):
        with Crew("a", 2) as crew:
            assert crew.processes == 2
        assert len(kept()) == 1
        assert ids() != [None]


def test_a_pose_model_that_is_not_there_is_told_by_the_job_that_needs_it(tmp_path):
    clip = open_clip(write_clip(tmp_path / "a.mp4", 12))
    missing = pytest.raises(InputError, match="Nothing")
    with kept_processes(1, "stand_in:Nothing"), missing:
        watch(clip, "stand_in:Nothing", workers=1)


def test_a_crash_ends_no_more_than_its_job(tmp_path):
    clip = open_clip(write_clip(tmp_path / "a.mp4", 12))
    with kept_processes(1):
        with pytest.raises(Exception, match="crashed"):
            watch(clip, "stand_in:Crasher", workers=1)
        assert sum(1 for _ in frames(clip)) == 12
