"""A scrubbed recording reads the same and says nobody's name."""

from __future__ import annotations

import re

import numpy as np
import pytest

from ilium.capture.c3d_header import read_header
from ilium.capture.c3d_parameters import read_parameters
from ilium.capture.reading import read_trial
from ilium.capture.scrubbing import scrub
from ilium.core.quantity import values

FILES = (
    "btkdata/PiG/PiG_Motion3_FF.c3d",
    "pycgm/statics/RoboStatic.c3d",
    "biomechzoo/HC036A/Static/HC036A01.c3d",
    "c3d_org_samples/sample_02/sgi_real.c3d",
    "c3d_org_samples/sample_02/dec_int.c3d",
    "kineticstoolkit/walkingOptiTrack.c3d",
)


@pytest.mark.parametrize("name", FILES)
def test_a_scrubbed_recording_measures_the_same(name, samples, tmp_path):
    path = samples / name
    (tmp_path / path.name).write_bytes(scrub(path.read_bytes(), "c3d"))
    before, after = read_trial(path), read_trial(tmp_path / path.name)
    assert after.marker_names == before.marker_names
    np.testing.assert_array_equal(values(after.markers), values(before.markers))
    assert after.participant == before.participant
    assert after.events == before.events
    assert after.issues == before.issues
    for one, other in zip(after.plates, before.plates, strict=True):
        np.testing.assert_array_equal(values(one.force), values(other.force))


def people(data: bytes) -> set[bytes]:
    """Names of the persons in a file."""
    parameters = read_parameters(data, read_header(data))
    told = {
        name
        for group in ("SUBJECTS", "SUBJECT")
        for key in ("NAMES", "NAME")
        for name in parameters.texts(group, key)
    }
    labels = parameters.texts("POINT", "LABELS")
    told |= {each.rpartition(":")[0] for each in labels if ":" in each}
    return {each.encode() for each in told if len(each) > 2}


def test_no_name_of_a_person_stays(samples):
    seen = 0
    for name in FILES:
        data = (samples / name).read_bytes()
        made = scrub(data, "c3d")
        assert len(made) == len(data)
        head = made[: read_header(made).data_start]
        for each in people(data):
            seen += 1
            assert re.search(re.escape(each), data)
            assert not re.search(rb"\b" + re.escape(each) + rb"\b", head)
        assert people(made) == set()
    assert seen >= 3


def test_scrubbing_twice_changes_nothing_more(samples):
    data = scrub((samples / FILES[0]).read_bytes(), "c3d")
    assert scrub(data, "c3d") == data


@pytest.mark.parametrize(
    ("ending", "text", "expected"),
    [
        (
            "trc",
            b"PathFileType\t4\t(X/Y/Z)\tC:/Ada/Ada.trc\nRate\n100\nFrame#\tTime\tAda:LASI\n1\t0\t5\n",
            b"PathFileType\t4\t(X/Y/Z)\trecording.trc\nRate\n100\nFrame#\tTime\tLASI\n1\t0\t5\n",
        ),
        (
            "mot",
            b"Ada_run\nversion=1\nendheader\ntime\n0\n",
            b"recording.mot\nversion=1\nendheader\ntime\n0\n",
        ),
        (
            "csv",
            b"Trajectories\n100\n,,Ada:LASI,,,Ada:RASI\nFrame,Sub Frame,X\n1,0,2.5\n",
            b"Trajectories\n100\n,,LASI,,,RASI\nFrame,Sub Frame,X\n1,0,2.5\n",
        ),
        ("mp4", b"Ada:film", b"Ada:film"),
    ],
)
def test_text_recordings_lose_names_and_paths(ending, text, expected):
    assert scrub(text, ending) == expected
