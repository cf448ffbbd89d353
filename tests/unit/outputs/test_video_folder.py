"""The folder of a clip: whole, repeatable, without a path, the face hidden."""

import csv
import json
import math

import numpy as np
import pytest

from clips import write_clip
from dictionary import folder_against_dictionary
from ilium.app.reports import PHOTOGRAPH, report_documents
from ilium.cli import main
from ilium.errors import InputError
from ilium.filming import analyse_video
from ilium.findings.translations import languages
from ilium.outputs.folder import is_complete
from ilium.outputs.video import drawing_of, write_video_results
from ilium.units import DEGREE
from ilium.vision.clip import frames, open_clip
from ilium.vision.keypoint_files import read_keypoints
from ilium.vision.levelling import stated_levelling
from ilium.vision.overlay import COVER
from stand_in import BODY, SIZE, dotted

FILES = {
    "measures.csv", "events.csv", "keypoints.trc", "angles_2d.csv", "frames.csv",
    "quality.json", "records.json", "report.html", "provenance.json",
    "proxy.mp4", "overlay.mp4",
}  # fmt: skip


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    folder = tmp_path_factory.mktemp("secret-place")
    return write_clip(folder / "sway.mp4", 90, size=SIZE, picture=dotted)


@pytest.fixture(scope="module")
def analysis(file):
    return analyse_video([file], estimator="stand_in:Swaying", view="front")


@pytest.fixture(scope="module")
def folder(analysis, tmp_path_factory):
    out = tmp_path_factory.mktemp("out") / "sway-ilium"
    return write_video_results(analysis, out).parent


def test_every_file_is_there_and_the_folder_is_complete(folder):
    assert {each.name for each in folder.iterdir()} >= FILES
    assert is_complete(folder)


def test_the_folder_and_the_data_dictionary_agree_both_ways(folder):
    assert folder_against_dictionary(folder, clip=True) == []


def test_the_same_clip_gives_the_same_bytes_for_any_number_of_processes(
    file, folder, tmp_path
):
    again = analyse_video([file], estimator="stand_in:Swaying", view="front", workers=1)
    other = write_video_results(again, tmp_path / "again", workers=1).parent
    for each in folder.iterdir():
        assert each.read_bytes() == (other / each.name).read_bytes(), each.name


def test_a_pelvis_that_sinks_by_a_known_angle_is_measured_so(folder):
    with (folder / "angles_2d.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    angle = np.array([float(each["pelvic_drop_right"]) for each in rows])
    wide = BODY["hip_left"][0] - BODY["hip_right"][0]
    expected = math.atan2(10.0, wide) / DEGREE
    assert np.ptp(angle) == pytest.approx(expected, abs=0.6)
    assert all(float(each["pelvic_drop_right.error"]) > 0 for each in rows)


def test_the_keypoints_come_back_from_their_file(folder, analysis):
    read = read_keypoints(folder / "keypoints.trc", size=SIZE)
    for name in ("hip_left", "knee_right", "nose"):
        np.testing.assert_allclose(
            read.point(name), analysis.keypoints.point(name), atol=1e-5
        )


def test_no_path_and_no_clock_stands_in_any_file(folder, file):
    for each in folder.iterdir():
        content = each.read_bytes()
        assert b"secret-place" not in content
        assert str(file.parent).encode() not in content


def test_the_provenance_names_the_clip_by_its_hash(folder, analysis):
    told = json.loads((folder / "provenance.json").read_text(encoding="utf-8"))
    clip = analysis.footage[0].clip
    assert told["inputs"][0]["sha256"] == clip.sha256
    assert told["inputs"][0]["role"] == "clip"
    assert told["options"]["estimator"] == "swaying 1"


@pytest.mark.parametrize("film", ["proxy.mp4", "overlay.mp4"])
def test_the_films_hide_the_face(folder, film):
    picture = next(frames(open_clip(folder / film), 40, 41))
    x, y = BODY["nose"]
    spot = picture[y - 20 : y + 20, x - 15 : x + 15].astype(float)
    assert np.abs(spot - COVER).max() < 30


def test_a_still_is_a_jpeg_with_the_face_hidden(analysis):
    from io import BytesIO

    from PIL import Image

    picture = np.array(Image.open(BytesIO(analysis.still(1.0))))
    shown = np.array(Image.open(BytesIO(analysis.still(1.0, show_face=True))))
    x, y = BODY["nose"]
    assert picture.shape == (640, 480, 3)
    assert np.abs(picture[y, x].astype(float) - COVER).max() < 12
    assert np.abs(shown[y, x].astype(float) - COVER).max() > 12


def test_reports_in_every_language_decode_a_moment_once(analysis, monkeypatch):
    picture, asked = analysis.still(1.0), []

    def still(_clip, time, _covers):
        asked.append(time)
        return picture

    monkeypatch.setattr("ilium.filmed.still", still)
    monkeypatch.setattr("ilium.app.reports.find_spec", lambda _name: None)
    made = report_documents(analysis, pictures=True)
    assert {language for _, language, _ in made} == set(languages())
    assert all(PHOTOGRAPH in page for _, _, page in made)
    assert len(asked) == len(set(asked)) > 0


def test_a_file_that_is_gone_from_a_run_is_gone_from_the_folder(analysis, tmp_path):
    out = write_video_results(analysis, tmp_path / "out").parent
    write_video_results(analysis, out, films=False)
    assert not (out / "overlay.mp4").exists()
    assert is_complete(out)


def test_the_overlay_knows_the_angle_of_every_frame(analysis):
    drawing = drawing_of(analysis)
    assert np.isfinite(drawing.angle).all()
    assert np.isnan(drawing.horizon).all()
    turn = np.arctan2(*(drawing.pelvis[:, 0] - drawing.pelvis[:, 1]).T[::-1])
    np.testing.assert_allclose(np.abs(drawing.angle), np.abs(turn), atol=0.02)
    total = analysis.planar.errors["pelvic_obliquity"].total
    np.testing.assert_allclose(drawing.error, 1.96 * total, atol=1e-9)


def test_keypoints_stand_in_for_a_clip(folder, tmp_path):
    read = read_keypoints(folder / "keypoints.trc", size=SIZE)
    found = analyse_video(keypoints=read, view="front")
    out = write_video_results(found, tmp_path / "keypoints").parent
    assert not (out / "overlay.mp4").exists()
    assert found.still(0.0) == b""
    assert is_complete(out)


@pytest.mark.parametrize("given", [{}, {"clips": ["a"], "keypoints": "b"}])
def test_neither_or_both_of_clip_and_keypoints_is_refused(given):
    with pytest.raises(InputError, match="either clips or"):
        analyse_video(**given)


def test_two_clips_need_their_cameras(file):
    with pytest.raises(InputError, match="cameras whose places"):
        analyse_video([file, file], estimator="stand_in:Swaying")


def test_the_command_refuses_what_is_no_clip_with_exit_code_2(tmp_path, capsys):
    empty = tmp_path / "empty.mp4"
    empty.touch()
    assert main(["video", str(empty), "--out", str(tmp_path / "out")]) == 2
    assert "is empty" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--plumb", "1,2,3"], "not the two ends"),
        (["--plumb", "9,9,9,400", "--roll", "1"], "both given"),
        (["--pitch", "3"], "pitch alone"),
        (["--roll", "80"], "roll of 80°"),
        (["--rate", "30"], "belong to a file of keypoints"),
        (["--size", "big"], "not the size"),
    ],
)
def test_what_was_typed_wrongly_is_told_before_a_clip_is_watched(options, said, capsys):
    assert main(["video", "clip.mp4", *options]) == 2
    assert said in capsys.readouterr().err


def test_dots_are_measured_with_stickers_only_where_the_level_is_known(file):
    asked = {"estimator": "stand_in:Swaying", "view": "front", "stickers": "green"}
    hung = [((240.0, 10.0), (240.0, 600.0))]
    stood = analyse_video([file], **asked, plumb=hung)
    assert stood.keypoints.levelling.how == "plumb"
    assert stood.planar.tier == "video_a"
    assert analyse_video([file], **asked).planar.tier == "video_b"
    tilted = stood.footage[0].levelled(stated_levelling(0.1), ())
    assert tilted.keypoints.levelling.roll == 0.1
