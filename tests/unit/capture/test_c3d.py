"""C3D files of every kind become the same trial."""

from dataclasses import replace

import numpy as np
import pytest

from c3d_files import C3DFile, described
from ilium.capture.c3d import read_c3d
from ilium.capture.plates import turned
from ilium.capture.reading import read_trial
from ilium.core.participant import Participant
from ilium.core.quantity import labels, values
from ilium.errors import FileFormatError, InputError

AXES = ("+x", "+z")
LASI, RASI = [100.0, 200.0, 900.0], [100.0, -50.0, 910.0]


def standing(frames: int = 5, places=(LASI, RASI)) -> np.ndarray:
    """Points that move a little, shape (time, point, axis) [mm]."""
    drift = np.arange(frames)[:, None, None] * np.array([2.0, 0.0, 1.0])
    return np.array(places)[None] + drift


def a_file(points=None, *, labels=("LASI", "RASI"), point=None, **more) -> C3DFile:
    parameters = {"POINT": described(labels, **(point or {}))}
    parameters |= more.pop("parameters", {})
    points = standing() if points is None else points
    return C3DFile(points, parameters=parameters, **more)


def somewhere(*names: str) -> C3DFile:
    """Points of these names, each at a place of its own."""
    places = np.random.default_rng(3).uniform(50, 900, (len(names), 3))
    return a_file(standing(4, places), labels=names)


def read(made: C3DFile, tmp_path, **options):
    options = {"axes": AXES, "isolated": False} | options
    return read_trial(made.write(tmp_path / "trial.c3d"), **options)


@pytest.mark.parametrize("processor", ["intel", "dec", "mips"])
@pytest.mark.parametrize("scale", [-1.0, 0.1])
def test_every_processor_and_storage_reads_alike(tmp_path, processor, scale):
    trial = read(a_file(processor=processor, scale=scale), tmp_path)
    expected = 1e-3 * standing()[:, :, [0, 2, 1]] * [1, 1, -1]
    np.testing.assert_allclose(values(trial.markers), expected, atol=6e-5)
    assert trial.source.details["processor"] == processor
    assert trial.source.details["storage"] == ("real" if scale < 0 else "integer")


def test_the_clock_starts_at_the_laboratorys_frame_1(tmp_path):
    trial = read(a_file(first_frame=51, rate=200.0), tmp_path)
    assert trial.time[0] == 0.25
    assert trial.rate == pytest.approx(200.0)
    assert trial.source.first_frame == 51


@pytest.mark.parametrize("unseen", [0.0, 40.0])
@pytest.mark.parametrize("scale", [-1.0, 0.1])
@pytest.mark.parametrize("reader", ["ezc3d", "NumPy"])
def test_points_that_were_not_seen_are_gaps(tmp_path, reader, scale, unseen):
    points = standing()
    points[2, 0] = np.nan
    counts = {"USED": 2, "FRAMES": 5, "SCALE": scale} if reader == "ezc3d" else {}
    made = a_file(points, scale=scale, unseen=unseen, point=counts)
    trial = read(made, tmp_path)
    assert trial.source.details["reader"].startswith(reader)
    assert np.isnan(trial.marker("LASI")[2]).all()
    assert np.isfinite(np.delete(trial.marker("LASI"), 2, axis=0)).all()
    assert np.isfinite(trial.marker("RASI")).all()


def test_zeros_to_the_last_bit_are_gaps_and_named(tmp_path):
    points = standing()
    points[1, 1] = 0.0
    trial = read(a_file(points), tmp_path)
    assert np.isnan(trial.marker("RASI")[1]).all()
    assert "zero-positions" in {each.kind for each in trial.issues}


def test_more_than_255_points_continue_in_labels2(tmp_path):
    names = [f"M{at:03d}" for at in range(300)]
    points = standing(3, np.random.default_rng(1).uniform(100, 900, (300, 3)))
    made = a_file(points, labels=names[:255], point={"LABELS2": names[255:]})
    trial = read(made, tmp_path)
    assert trial.marker_names == tuple(names)


def test_the_persons_name_before_a_label_is_dropped(tmp_path):
    made = a_file(labels=("Ann Example:LASI", "Ann Example:RASI"))
    trial = read(made, tmp_path)
    assert trial.marker_names == ("LASI", "RASI")
    assert "Ann" not in repr(trial)


def test_of_several_subjects_the_one_with_most_markers_stays(tmp_path):
    names = ("A:LASI", "B:LASI", "B:RASI")
    trial = read(a_file(standing(places=(LASI, RASI, LASI)), labels=names), tmp_path)
    assert trial.marker_names == ("LASI", "RASI")
    np.testing.assert_allclose(trial.marker("LASI")[0, 1], 0.910, atol=1e-6)
    assert "several-subjects" in {each.kind for each in trial.issues}


def test_a_label_that_occurs_twice_is_numbered(tmp_path):
    trial = read(a_file(labels=("LASI", "LASI")), tmp_path)
    assert trial.marker_names == ("LASI", "LASI_2")


def test_trajectories_without_a_label_are_left_out(tmp_path):
    trial = read(a_file(labels=("LASI", "*21")), tmp_path)
    assert trial.marker_names == ("LASI",)


@pytest.mark.parametrize(
    ("unit", "scale", "kind"),
    [("mm", 1.0, ""), ("m", 1e-3, ""), ("m", 1.0, "unit-corrected")],
)
def test_lengths_become_metres_whatever_their_unit(tmp_path, unit, scale, kind):
    made = a_file(standing() * scale)
    made.parameters["POINT"]["UNITS"] = unit
    trial = read(made, tmp_path)
    np.testing.assert_allclose(trial.marker("LASI")[0], [0.1, 0.9, -0.2], atol=1e-6)
    found = {each.kind for each in trial.issues}
    assert found == ({kind} if kind else set())


def test_the_vendors_outputs_are_kept_apart(tmp_path):
    bones = ("PELO", "PELA", "PELL", "PELP")
    names = ("LASI", *bones, "LHipAngles", "Extra")
    groups = {"ANGLES": ["LHipAngles"], "ANGLE_UNITS": "deg", "POWERS": ["Extra"]}
    places = np.random.default_rng(2).uniform(50, 900, (len(names), 3))
    trial = read(a_file(standing(4, places), labels=names, point=groups), tmp_path)
    assert trial.marker_names == ("LASI",)
    stored = trial.vendor.coords["kind"].to_numpy()
    kinds = dict(zip(labels(trial.vendor, "output"), stored, strict=True))
    expected = dict.fromkeys(bones, "bone")
    assert kinds == {**expected, "LHipAngles": "angle", "Extra": "power"}
    stored = trial.vendor.sel(output="LHipAngles").to_numpy()[0]
    np.testing.assert_allclose(stored, places[5], rtol=1e-6)


def test_a_marker_called_like_one_point_of_a_bone_stays_a_marker(tmp_path):
    trial = read(a_file(labels=("LTOO", "RASI")), tmp_path)
    assert trial.marker_names == ("LTOO", "RASI")
    assert trial.vendor is None


def test_modelled_markers_without_bones_are_places_of_the_laboratory(tmp_path):
    made = a_file(labels=("RASI", "RHJC"), point={"MODELED_MARKERS": ["RHJC"]})
    assert read(made, tmp_path).marker_names == ("RASI", "RHJC")


def test_joint_centres_beside_bones_are_the_vendors(tmp_path):
    bones = ("PELO", "PELA", "PELL", "PELP")
    trial = read(somewhere("RASI", "RHJC", "LHJCHarrington", *bones), tmp_path)
    assert trial.marker_names == ("RASI",)
    assert "modelled_marker" in trial.vendor.coords["kind"].to_numpy()


def test_points_of_the_oxford_foot_model_go_with_its_forefoot_alone(tmp_path):
    bones, foot = ("PELO", "PELA", "PELL", "PELP"), ("LFOF0", "LFOF1", "LFOF2", "LFOF3")
    places = ("LTIB1", "LD1M0", "JUG", "LANK")
    with_foot = read(somewhere(*places, *bones, *foot), tmp_path)
    assert with_foot.marker_names == ("LANK",)
    without = read(somewhere(*places, *bones, *foot[:3]), tmp_path)
    assert without.marker_names == (*places, *foot[:3])


def test_events_have_side_name_and_the_recordings_clock(tmp_path):
    event = {
        "USED": np.array([2], np.int16),
        "CONTEXTS": ["Right", "Left"],
        "LABELS": ["Foot Strike", "Foot Off"],
        "TIMES": np.array([[1.0, 0.0], [2.5, 0.6]]),
    }
    trial = read(a_file(parameters={"EVENT": event}, first_frame=31), tmp_path)
    found = [(each.name, each.side, each.time) for each in trial.events]
    assert found == [
        ("foot_off", "left", pytest.approx(0.6)),
        ("foot_strike", "right", pytest.approx(62.5)),
    ]


def test_events_named_in_their_context_keep_the_name(tmp_path):
    event = {
        "USED": np.array([1], np.int16),
        "CONTEXTS": ["Take-Off"],
        "LABELS": [" "],
        "TIMES": np.array([[0.0], [0.692]]),
    }
    (found,) = read(a_file(parameters={"EVENT": event}), tmp_path).events
    assert (found.name, found.side, found.source) == ("take_off", "both", "file")


def test_events_of_the_old_header_are_read(tmp_path):
    made = a_file(header_events=((0.38, "RHS"), (0.68, "LTO"), (0.9, "STRT")))
    found = [(each.name, each.side) for each in read(made, tmp_path).events]
    assert found == [("foot_strike", "right"), ("foot_off", "left"), ("strt", "both")]


PROCESSING = {
    "Bodymass": np.array([74.0]),
    "Height": np.array([1760.0]),
    "LLegLength": np.array([920.0]),
    "RLegLength": np.array([0.0]),
    "KneeWidth": np.array([102.0]),
    "InterASISDistance": np.array([245.0]),
}


def test_body_measures_are_read_in_si_units(tmp_path):
    trial = read(a_file(parameters={"PROCESSING": PROCESSING}), tmp_path)
    body = trial.participant
    assert body.mass == pytest.approx(74.0)
    assert body.height == pytest.approx(1.76)
    assert body.leg_length_left == pytest.approx(0.92)
    assert body.leg_length_right is None
    assert body.knee_width_right == pytest.approx(0.102)
    assert body.inter_asis == pytest.approx(0.245)
    assert trial.source.parameters["LLegLength"] == (920.0,)


def test_measures_that_are_given_win_over_the_files(tmp_path):
    made = a_file(parameters={"PROCESSING": PROCESSING})
    body = read(made, tmp_path, participant=Participant(mass=80.0)).participant
    assert body.mass == 80.0
    assert body.height == pytest.approx(1.76)


def test_a_mass_that_is_not_a_number_is_an_error_unless_one_is_given(tmp_path):
    made = a_file(parameters={"PROCESSING": {"Bodymass": np.array([np.nan])}})
    with pytest.raises(InputError, match="mass that is not a number"):
        read(made, tmp_path)
    assert read(made, tmp_path, participant=Participant(mass=80.0)).marker_names


def test_an_implausible_measure_is_left_out_and_named(tmp_path):
    made = a_file(parameters={"PROCESSING": {"Bodymass": np.array([7400.0])}})
    trial = read(made, tmp_path)
    assert trial.participant.mass is None
    assert "implausible-measure" in {each.kind for each in trial.issues}


@pytest.mark.parametrize("first", [0.0, float("nan"), -50.0])
def test_a_file_without_a_frame_rate_is_refused(tmp_path, first):
    with pytest.raises(FileFormatError, match="frame rate"):
        read(a_file(rate=first), tmp_path)


def test_a_file_without_any_marker_seen_is_refused(tmp_path):
    points = np.full((5, 2, 3), np.nan)
    with pytest.raises(InputError, match="only gaps"):
        read(a_file(points), tmp_path)


def test_a_file_cut_off_anywhere_is_refused(tmp_path):
    whole = a_file(standing(40)).bytes()
    for length in (0, 1, 300, 600, 1000, 1100, len(whole) - 1):
        file = tmp_path / "cut.c3d"
        file.write_bytes(whole[:length])
        with pytest.raises(InputError):
            read_trial(file, isolated=False)


def test_a_header_that_promises_too_much_is_refused_before_the_parser(tmp_path):
    data = bytearray(a_file().bytes())
    data[2:4] = b"\xff\xff"
    file = tmp_path / "huge.c3d"
    file.write_bytes(data)
    with pytest.raises(FileFormatError, match="cut off or its header"):
        read_trial(file)


def test_the_content_decides_and_not_the_ending(tmp_path):
    file = a_file().write(tmp_path / "trial.csv")
    assert read_trial(file, axes=AXES, isolated=False).marker_names
    other = tmp_path / "text.c3d"
    other.write_text("no C3D at all", encoding="utf-8")
    with pytest.raises(FileFormatError, match="no format"):
        read_trial(other)


def test_a_file_that_does_not_exist_is_an_input_error(tmp_path):
    with pytest.raises(InputError, match="There is no file"):
        read_trial(tmp_path / "none.c3d")


def analog_group(names, units, **more) -> dict[str, object]:
    return {
        "LABELS": list(names),
        "UNITS": list(units),
        "SCALE": np.ones(len(names)),
        "OFFSET": np.zeros(len(names), np.int16),
        "GEN_SCALE": np.array([1.0]),
        "RATE": np.array([1000.0]),
        "USED": np.array([len(names)], np.int16),
        **more,
    }


def test_electromyograms_are_recognised_and_in_volts(tmp_path):
    names = ("EMG1.v", "Voltage.L Rect", "Fz1", "Sync", "RBF")
    units = ("mV", "V", "N", "V", "uV")
    analog = np.tile(np.array([2.0, 2.0, 500.0, 5.0, 3.0]), (50, 1))
    made = a_file(analog=analog, parameters={"ANALOG": analog_group(names, units)})
    emg = read(made, tmp_path).emg
    assert labels(emg, "channel") == ("EMG1.v", "L Rect", "RBF")
    np.testing.assert_allclose(values(emg)[0], [2e-3, 2.0, 3e-6], rtol=1e-6)


@pytest.mark.parametrize("word", ["SIGNED", "UNSIGNED"])
def test_analog_numbers_are_scaled_and_shifted(tmp_path, word):
    group = analog_group(
        ("EMG1",),
        ("V",),
        SCALE=np.array([0.5]),
        OFFSET=np.array([32_768 if word == "UNSIGNED" else 100]).astype(np.int16),
        GEN_SCALE=np.array([2.0]),
        FORMAT=word,
    )
    stored = 40_000.0 if word == "UNSIGNED" else 350.0
    expected = 40_000.0 - 32_768.0 if word == "UNSIGNED" else 250.0
    made = a_file(
        analog=np.full((50, 1), stored), parameters={"ANALOG": group}, scale=0.1
    )
    np.testing.assert_allclose(values(read(made, tmp_path).emg), expected)


@pytest.mark.parametrize(("forwards", "up"), [("+y", "+z"), ("-x", "+y"), ("+z", "-x")])
def test_turning_the_laboratory_leaves_the_trial_as_it_is(samples, forwards, up):
    """Axes given, a file whose axes are turned reads to the same trial."""
    file = samples / "c3d_org_samples" / "sample_10" / "TYPE-4a.c3d"
    straight = read_c3d(file, participant=Participant(), isolated=False)
    lab = straight.trial(AXES).lab.rotation
    turn = straight.trial((forwards, up)).lab.rotation.T @ lab
    moved = replace(
        straight,
        positions=straight.positions @ turn.T,
        plates=tuple(turned(each, turn) for each in straight.plates),
    )
    first, second = straight.trial(AXES), moved.trial((forwards, up))
    np.testing.assert_allclose(
        values(first.markers), values(second.markers), atol=1e-12
    )
    for one, two in zip(first.plates, second.plates, strict=True):
        np.testing.assert_allclose(values(one.force), values(two.force), atol=1e-9)
        np.testing.assert_allclose(values(one.moment), values(two.moment), atol=1e-9)
        np.testing.assert_allclose(one.corners, two.corners, atol=1e-12)
        np.testing.assert_allclose(one.normal, two.normal, atol=1e-12)
        assert one.convention == two.convention
