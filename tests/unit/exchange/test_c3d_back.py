"""C3D files written back: nothing of the original is lost, others read what is new."""

from __future__ import annotations

import numpy as np
import pytest

from ilium.capture.c3d_annotate import annotate_c3d
from ilium.capture.c3d_header import read_header
from ilium.capture.c3d_outputs import Output
from ilium.capture.c3d_parameters import read_parameters
from ilium.capture.reading import read_trial
from ilium.core.event import Event
from ilium.core.quantity import values
from ilium.errors import InputError
from ilium.exchange.reading import read
from ilium.exchange.writing import Wish, write
from parcels import FRAMES, apart, largest, small_parcel

FOUND = Event(time=0.03, name="bottom", side="left", source="model")
EVERY = (
    "c3d_org_samples/sample_02/sgi_int.c3d",
    "c3d_org_samples/sample_02/dec_real.c3d",
    "c3d_org_samples/sample_02/pc_int.c3d",
    "opensim_core/Tests_shared/walking2.c3d",
    "ezc3d_history/Qualisys.c3d",
)


def curve(frames: int, seed: int = 0):
    return np.random.default_rng(seed).uniform(-60.0, 60.0, (frames, 3))


def output(frames: int, label: str = "LHipAngles") -> Output:
    return Output(label=label, kind="angle", unit="deg", numbers=curve(frames))


def parameters(path):
    data = path.read_bytes()
    return read_parameters(data, read_header(data))


@pytest.mark.parametrize("name", EVERY)
def test_everything_of_the_original_is_in_the_copy(samples, name, tmp_path):
    found = sorted(samples.rglob(name.rsplit("/", 1)[-1]))
    before = read_trial(found[0])
    copy = tmp_path / "copy.c3d"
    annotate_c3d(found[0], copy, outputs=[output(before.time.size)], events=[FOUND])
    after = read_trial(copy)
    assert after.marker_names == before.marker_names
    assert largest(values(after.markers), values(before.markers)) < 1e-6
    for one, two in zip(before.plates, after.plates, strict=True):
        assert largest(values(one.moment), values(two.moment)) < 1e-9
    assert len(after.events) == len(before.events) + 1
    assert after.participant == before.participant
    was, now = parameters(found[0]), parameters(copy)
    for group, held in was.groups.items():
        if group not in ("POINT", "EVENT"):
            for key, value in held.items():
                assert np.array_equal(value, now.groups[group][key]), (group, key)


def written(tmp_path):
    path = tmp_path / "small.c3d"
    issues = write(small_parcel(), path)
    return path, issues


def test_ezc3d_reads_angles_moments_powers_and_events(tmp_path):
    import ezc3d

    path, _ = written(tmp_path)
    held = ezc3d.c3d(str(path))
    point = held["parameters"]["POINT"]
    labels = point["LABELS"]["value"]
    assert point["ANGLES"]["value"] == ["LHipAngles", "RHipAngles"]
    assert point["ANGLE_UNITS"]["value"] == ["deg"]
    assert point["MOMENTS"]["value"] == ["LHipMoment"]
    assert point["MOMENT_UNITS"]["value"] == ["Nmm/kg"]
    assert point["POWERS"]["value"] == ["LHipPower"]
    course = small_parcel().course("angles_plug_in_gait")
    theirs = held["data"]["points"][:3, labels.index("LHipAngles")].T
    ours = course.numbers[:, :3] * 180.0 / np.pi
    assert largest(theirs, ours) < 1e-5
    assert largest(theirs[1:], ours[:-1]) > 1.0  # a frame too late is noticed
    event = held["parameters"]["EVENT"]
    assert event["CONTEXTS"]["value"] == ["Left", "General", "Right"]
    assert event["LABELS"]["value"] == ["Foot Strike", "Bottom", "Foot Off"]
    np.testing.assert_allclose(event["TIMES"]["value"][1], [0.05, 0.11, 0.17])


def test_the_c3d_package_reads_the_same(tmp_path):
    import c3d

    path, _ = written(tmp_path)
    with path.open("rb") as stream:
        reader = c3d.Reader(stream)
        names = [each.strip() for each in reader.point_labels]
        frames = [points.copy() for _, points, _ in reader.read_frames()]
    moment = np.array(frames)[:, names.index("LHipMoment"), :3]
    course = small_parcel().course("moments_plug_in_gait")
    assert len(frames) == FRAMES
    assert largest(moment.astype(float), course.numbers[:, :3] * 1e3) < 1e-3


def test_a_label_that_the_file_has_gives_way(tmp_path):
    path, _ = written(tmp_path)
    again = tmp_path / "again.c3d"
    issues = annotate_c3d(path, again, outputs=[output(FRAMES)])
    assert [each.kind for each in issues] == ["name-changed"]
    texts = parameters(again).texts("POINT", "ANGLES")
    assert texts == ("LHipAngles", "RHipAngles", "LHipAngles_ilium")


def test_a_unit_of_the_file_is_kept_and_said(tmp_path):
    path, _ = written(tmp_path)
    again = tmp_path / "again.c3d"
    other = Output(label="Q", kind="moment", unit="Nm", numbers=curve(FRAMES))
    issues = annotate_c3d(path, again, outputs=[other])
    assert [each.kind for each in issues] == ["unit-kept"]
    assert parameters(again).text("POINT", "MOMENT_UNITS") == "Nmm/kg"


def test_more_labels_than_one_parameter_holds_go_on(tmp_path):
    labels = [f"Q{number:03d}" for number in range(300)]
    path = tmp_path / "many.c3d"
    write(small_parcel(labels=tuple(labels)), path)
    assert list(read_trial(path).marker_names) == labels
    assert len(parameters(path).groups["POINT"]["LABELS2"]) > 45


def test_a_long_label_is_cut_at_127_bytes(tmp_path):
    path = tmp_path / "long.c3d"
    write(small_parcel(labels=("ü" * 90, "RASI")), path)
    assert read_trial(path).marker_names == ("ü" * 63, "RASI")


def test_a_group_with_letters_beyond_ascii_is_copied_by_its_name(tmp_path):
    path, _ = written(tmp_path)
    data = path.read_bytes()
    assert b"MANUFACTURER" in data
    path.write_bytes(data.replace(b"MANUFACTURER", b"MANUFACT\xdcRER"))
    again = tmp_path / "again.c3d"
    annotate_c3d(path, again, outputs=[output(FRAMES, "Q")])
    was, now = parameters(path).groups, parameters(again).groups
    assert now["MANUFACTÜRER"] == was["MANUFACTÜRER"]
    assert "Q" in parameters(again).texts("POINT", "LABELS")


def test_a_recording_that_starts_late_keeps_its_clock(tmp_path):
    sent = small_parcel(start=1.5)
    write(sent, tmp_path / "late.c3d")
    found = read(tmp_path / "late.c3d", axes=("+x", "+y"))
    assert found.trial.source.first_frame == 151
    assert apart(sent, found)["clock"] < 1e-6


def test_results_want_the_recording_that_they_came_from(tmp_path):
    path, _ = written(tmp_path)
    with pytest.raises(InputError, match="not the recording that these results"):
        write(small_parcel(), tmp_path / "other.c3d", Wish(recording=path))


def test_curves_of_another_length_are_refused(tmp_path):
    path, _ = written(tmp_path)
    with pytest.raises(InputError, match="other frames than the 24"):
        annotate_c3d(path, tmp_path / "x.c3d", outputs=[output(FRAMES + 1)])
