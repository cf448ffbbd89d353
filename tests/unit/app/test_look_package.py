"""Data of the viewer: small, the same every time, and true to the analysis."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from ilium.app.look.film import film_of
from ilium.app.look.package import look_package
from ilium.app.look.packing import Packing, read_header, read_tracks
from ilium.app.look.wording import words_of
from ilium.core.quantity import labels, values
from ilium.errors import FileFormatError
from ilium.findings.language import speaking
from ilium.report.skeleton import build_skeleton
from ilium.stability.signals import stability_signals
from ilium.units import degrees, millimetres
from looks import a_filmed_squat
from people import a_jumper, a_squatter

numbers = st.floats(-1e4, 1e4) | st.just(np.nan)


@pytest.fixture(scope="module")
def squatter():
    return a_squatter()


@pytest.fixture(scope="module")
def package(squatter):
    return look_package(squatter)


def packed(rows, step):
    packing = Packing()
    packing.tracks("rows", rows, step)
    return packing.packed({})


@given(arrays(np.float64, (3, 20), elements=numbers), st.floats(0.001, 10.0))
def test_tracks_come_back_within_half_a_step(rows, step):
    data = packed(rows, step)
    scale = np.array(read_header(data)["arrays"]["rows"]["scale"])
    found = read_tracks(data, "rows")
    np.testing.assert_array_equal(np.isnan(found), np.isnan(rows))
    seen = np.isfinite(rows)
    allowed = np.broadcast_to(0.5001 * scale[:, None] + 1e-6, rows.shape)
    assert (np.abs(found - rows)[seen] <= allowed[seen]).all()


def test_the_check_notices_a_lost_difference():
    """Negative control: one changed byte of the differences moves all that follows."""
    rows = np.tile(np.arange(20.0), (1, 1))
    packing = Packing()
    packing.tracks("rows", rows, 1.0)
    broken = bytearray(packing._parts[0])
    broken[10] += 1
    packing._parts[0] = bytes(broken)
    found = read_tracks(packing.packed({}), "rows")
    assert np.abs(found - rows)[0, 10:].min() > 0.9


def test_the_same_analysis_gives_the_same_bytes(squatter, package):
    assert look_package(squatter) == package


def test_the_figure_is_that_of_the_recording(squatter, package):
    skeleton = build_skeleton(squatter.kinematics)
    header = read_header(package)
    assert header["body"]["names"] == list(skeleton.names)
    time = read_tracks(package, "body/time")[0]
    rows = [skeleton.frame_at(each) for each in time]
    truth = millimetres(skeleton.points[rows]).reshape(time.size, -1).T
    np.testing.assert_allclose(read_tracks(package, "body/points"), truth, atol=0.51)


def test_curves_are_those_of_the_report(squatter, package):
    signals = stability_signals(squatter.kinematics, squatter.movement)
    column = labels(signals, "signal").index("pelvic_drop_left")
    header = read_header(package)
    curve = next(each for each in header["curves"] if each["key"] == "pelvic_drop")
    found = read_tracks(package, "curves/values")[curve["sides"]["left"]]
    truth = degrees(values(signals)[:, column])
    np.testing.assert_allclose(found, truth, atol=0.006)
    assert curve["unit"] == "deg"
    assert 0.0 < curve["error"]["left"] < 10.0


def test_repetitions_keep_their_events(squatter, package):
    told = read_header(package)["repetitions"]
    assert [each["id"] for each in told] == [
        f"{side}-{number}" for side in ("left", "right") for number in (1, 2, 3)
    ]
    first = squatter.movement.repetitions[0]
    assert told[0]["events"]["bottom"] == pytest.approx(first.events["bottom"])


def test_findings_lead_to_a_moment_inside_their_repetition(package):
    header = read_header(package)
    assert header["findings"]
    within = {each["id"]: each for each in header["repetitions"]}
    for each in header["findings"]:
        repetition = within[each["repetition"]]
        assert repetition["start"] <= each["time"] <= repetition["end"]
        assert set(each["sentence"]) >= {"en", "de"}


@pytest.mark.parametrize("analysis", [a_squatter(), a_jumper()])
def test_every_curve_and_event_has_words_in_each_language(analysis):
    header = read_header(look_package(analysis))
    for code in ("en", "de"):
        with speaking(code):
            words = words_of(header)
        assert all(each["title"] for each in words["curves"].values())
        assert len(words["curves"]) == len(header["curves"])


def test_a_film_keeps_points_and_times_of_every_frame(tmp_path):
    analysis = a_filmed_squat(tmp_path)
    package = look_package(analysis)
    keypoints = analysis.keypoints
    film = read_header(package)["film"]
    np.testing.assert_array_equal(read_tracks(package, "film/time")[0], keypoints.time)
    found = read_tracks(package, "film/points")
    at = 2 * film["names"].index("hip_left")
    truth = keypoints.point("hip_left").T
    np.testing.assert_allclose(found[at : at + 2], truth, atol=0.06)
    assert film["view"] == "rear"


def test_no_film_is_made_where_nobody_knows_which_face_to_hide(tmp_path):
    """Its points came from a file, so nobody looked for a face in the pictures."""
    assert film_of(a_filmed_squat(tmp_path)) == b""


def test_other_bytes_are_no_package():
    with pytest.raises(FileFormatError, match="another version"):
        read_header(b"<html>")
