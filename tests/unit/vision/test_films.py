"""Films for viewers: frame for frame, the face hidden, nothing drawn for NaN."""

import hashlib
from dataclasses import replace

import numpy as np
import pytest

from clips import number_of, write_clip
from ilium.vision.clip import frames, open_clip
from ilium.vision.faces import every_cover, face_covers
from ilium.vision.overlay import COVER, Drawing, cover, cover_all, draw
from ilium.vision.pose import LANDMARKS
from ilium.vision.proxy import frame_times, write_films

COUNT = 620


@pytest.fixture(scope="module")
def clip(tmp_path_factory):
    folder = tmp_path_factory.mktemp("films")
    times = np.cumsum(np.where(np.arange(COUNT) % 3, 0.03, 0.04))
    return open_clip(write_clip(folder / "a.mp4", times=times, size=(160, 96)))


def a_drawing(count, *, seen=True):
    def path(x, y):
        one = np.tile([float(x), float(y)], (count, 1))
        return one if seen else np.full_like(one, np.nan)

    known = np.zeros(count) if seen else np.full(count, np.nan)
    return Drawing(
        points={"hip_left": path(100, 50), "knee_left": path(102, 80)},
        pelvis=np.stack([path(100, 50), path(60, 44)], axis=1),
        horizon=known,
        angle=known + 0.15,
        error=known + 0.05,
        covers=np.empty((0, 3)),
    )


@pytest.fixture(scope="module")
def films(clip, tmp_path_factory):
    folder = tmp_path_factory.mktemp("written")
    paths = {"proxy": folder / "proxy.mp4", "overlay": folder / "overlay.mp4"}
    write_films(clip, paths, a_drawing(COUNT), scale=1.0, workers=2)
    return paths


def test_frame_k_of_a_film_is_frame_k_of_the_clip(films):
    film = open_clip(films["proxy"])
    found = [number_of(each) for each in frames(film)]
    assert found == list(range(COUNT))


def test_a_film_plays_at_a_constant_rate_whatever_the_clip_does(clip, films):
    film = open_clip(films["proxy"])
    assert np.ptp(np.diff(clip.times)) > 0.009
    assert np.ptp(np.diff(film.times)) < 1e-3
    table = frame_times(clip)
    np.testing.assert_allclose(table[:, 1], clip.times)
    np.testing.assert_allclose(table[:, 2], film.times, atol=2e-3)


def test_a_film_can_be_read_before_it_is_all_there(films):
    raw = films["overlay"].read_bytes()
    assert raw.index(b"moov") < raw.index(b"mdat")


def test_the_number_of_processes_changes_no_byte(clip, films, tmp_path):
    again = tmp_path / "again.mp4"
    write_films(clip, {"overlay": again}, a_drawing(COUNT), scale=1.0, workers=1)
    first, second = (
        hashlib.sha256(each.read_bytes()).hexdigest()
        for each in (films["overlay"], again)
    )
    assert first == second


def test_half_size_is_half_the_size(clip, tmp_path):
    file = tmp_path / "half.mp4"
    write_films(clip, {"proxy": file}, a_drawing(COUNT), scale=0.5, workers=2)
    film = open_clip(file)
    assert (film.width, film.height) == (80, 48)


def test_nothing_is_drawn_for_what_is_not_known():
    blank = np.full((96, 160, 3), 90, np.uint8)
    drawn = blank.copy()
    draw(drawn, a_drawing(1, seen=False), 0, 1.0)
    np.testing.assert_array_equal(drawn, blank)
    draw(drawn, a_drawing(1), 0, 1.0)
    assert (drawn != blank).any()


@pytest.mark.parametrize("unknown", ["horizon", "angle"])
def test_an_unknown_angle_or_horizon_is_left_out(unknown):
    blank = np.full((400, 600, 3), 90, np.uint8)
    whole, part = blank.copy(), blank.copy()
    drawing = a_drawing(1)
    draw(whole, drawing, 0, 1.0)
    draw(part, replace(drawing, **{unknown: np.array([np.nan])}), 0, 1.0)
    assert (part != whole).any()
    assert (part != blank).any()


def faces_at(middles):
    """Landmarks of a body whose face is at given places; NaN where nobody is."""
    middles = np.asarray(middles, float)
    body = np.full((len(middles), len(LANDMARKS), 2), np.nan)
    for index, name in enumerate(LANDMARKS):
        part, _, side = name.rpartition("_")
        across = {"left": 1.0, "right": -1.0}.get(side, 0.0)
        down = {"shoulder": 25.0, "hip": 75.0}.get(part, 0.0)
        body[:, index] = middles + np.array([6.0 * across, down])
    return body


def test_the_cover_holds_a_whole_head():
    covers = face_covers(faces_at([[80.0, 40.0]] * 5))
    np.testing.assert_allclose(covers[:, :2], [[80.0, 40.0]] * 5, atol=1e-9)
    assert (covers[:, 2] > 0.13 / 0.5 * 50.0).all()


def test_a_lost_face_stays_covered_where_it_can_be():
    middles = np.full((40, 2), np.nan)
    middles[:10] = [40.0, 30.0]
    middles[30:] = [100.0, 34.0]
    covers = face_covers(faces_at(middles))
    for row in range(10, 30):
        share = (row - 9) / 21
        place = np.array([40.0, 30.0]) + share * np.array([60.0, 4.0])
        for end in ([40.0, 30.0], [100.0, 34.0], place):
            assert np.hypot(*(covers[row, :2] - end)) < covers[row, 2]


def test_nobody_anywhere_hides_the_whole_picture():
    covers = face_covers(faces_at([[np.nan, np.nan]] * 3))
    picture = np.full((20, 30, 3), 7, np.uint8)
    cover(picture, covers[1])
    assert (picture == COVER).all()


def test_the_faces_of_others_are_hidden_between_two_looks():
    own = np.tile([50.0, 50.0, 20.0], (40, 1))
    beside = np.array([[44.0, 44.0, 56.0, 56.0], [180.0, 40.0, 200.0, 60.0]])
    seen = [None] * 40
    seen[0] = np.empty((0, 4))
    seen[15] = beside
    seen[30] = beside[:1]
    covers = every_cover(own, seen)
    assert covers.shape == (40, 2, 3)  # the own face is hidden once
    hidden = np.isfinite(covers[:, 1, 0])
    assert np.flatnonzero(hidden).tolist() == list(range(1, 30))
    assert covers[15, 1] == pytest.approx((190.0, 50.0, 1.6 * np.hypot(10, 10)))
    picture = np.full((100, 240, 3), 7, np.uint8)
    cover_all(picture, covers[20])
    assert (picture[40:60, 180:200] == COVER).all()
    assert (picture[45:55, 95:140] == 7).all()
    left = np.full((100, 240, 3), 7, np.uint8)
    cover_all(left, covers[35])
    assert (left[40:60, 180:200] == 7).all()


@pytest.mark.parametrize("scale", [1.0, 0.5])
def test_no_pixel_of_the_face_is_left_in_the_written_films(scale, tmp_path):
    size, count = (240, 160), 24
    middles = [(60.0 + 4.0 * k, 40.0) for k in range(count)]
    seen = [m if k % 7 else (np.nan, np.nan) for k, m in enumerate(middles)]

    def person(number, wh):
        x, y = np.meshgrid(np.arange(wh[0]), np.arange(wh[1]))
        centre = middles[number]
        head = np.hypot(x - centre[0], y - centre[1]) < 12
        noise = np.random.default_rng(number).integers(150, 255, (wh[1], wh[0], 3))
        return np.where(head[..., None], noise, 20).astype(np.uint8)

    file = write_clip(tmp_path / "person.mp4", count, size=size, picture=person)
    clip = open_clip(file)
    drawing = replace(a_drawing(count, seen=False), covers=face_covers(faces_at(seen)))
    paths = {"proxy": tmp_path / "p.mp4", "overlay": tmp_path / "o.mp4"}
    write_films(clip, paths, drawing, scale=scale, workers=1)
    for path in paths.values():
        for number, picture in enumerate(frames(open_clip(path))):
            x, y = np.meshgrid(*(np.arange(each) for each in picture.shape[1::-1]))
            centre = np.array(middles[number]) * scale
            head = np.hypot(x - centre[0], y - centre[1]) < 12 * scale
            away = np.abs(picture[head].astype(float) - COVER).max()
            assert away < 40, (path.name, number)
    bare = tmp_path / "bare.mp4"
    open_face = replace(drawing, covers=np.empty((0, 3)))
    write_films(clip, {"proxy": bare}, open_face, scale=scale, workers=1)
    first = next(frames(open_clip(bare)))
    spot = first[int(40 * scale) - 2 : int(40 * scale) + 2, int(60 * scale)]
    assert np.abs(spot.astype(float) - COVER).max() > 60
