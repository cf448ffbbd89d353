"""The report of a film: real frames, words for one camera, no number when refused."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from films import film_of
from ilium.core.movement import Movement, Repetition
from ilium.report.film_frame import draw_frame, film_tilt
from ilium.report.film_page import film_first_screen, render_film_report
from ilium.units import DEGREE, degrees
from stick_people import standing

TEN = 10.0 * DEGREE


def swing(time):
    return np.where(time > 1.5, TEN * np.sin(np.pi * (time - 1.5) / 1.5) ** 2, 0.0)


def film(**more):
    """Somebody who stands on the right leg while the left side drops."""
    pictures = more.pop("pictures", True)
    made = film_of(
        standing(drop=swing, dots=("asis",), **more),
        "single_leg_standing",
        overlay="overlay.mp4",
        pictures=pictures,
    )
    only = Repetition(number=1, side="right", start=1.5, end=3.0)
    movement = Movement(
        task="single_leg_standing", how="given", confidence=1.0, why="It was named.",
        repetitions=(only,),
    )  # fmt: skip
    return replace(made, movement=movement)


def test_the_page_opens_nothing_by_itself():
    page = render_film_report(film())
    assert "http-equiv" in page
    loaded = re.findall(r'(?:src|href)="(?!#|data:|https://doi\.org)([^"]+)"', page)
    assert loaded == ["overlay.mp4"]


def test_the_frame_is_in_the_page_and_the_figure_is_not():
    page = render_film_report(film())
    assert "data:image/jpeg;base64," in page
    assert 'id="figure"' not in page


def test_the_same_film_gives_the_same_bytes():
    assert render_film_report(film()) == render_film_report(film())


def test_without_pictures_the_points_are_drawn():
    drawn = draw_frame(film(pictures=False), 2.2, 0.05)
    assert "<image" not in drawn
    assert 'class="limb right"' in drawn


@pytest.mark.parametrize(("view", "lower"), [("front", 1.0), ("rear", -1.0)])
def test_the_angle_stands_at_the_dropping_side(view, lower):
    """Seen from the front the person's left is on the right of the picture."""
    made = film(view=view)
    drawn = draw_frame(made, 2.25, 0.05)
    place = float(re.search(r'class="angle" x="([0-9.]+)"', drawn)[1])
    assert (place - 160.0) * lower > 80.0


def test_the_angle_is_the_measured_one():
    made = film()
    assert degrees(film_tilt(made.planar, 2.25)) == pytest.approx(10.0, abs=0.3)
    assert ">10°</text>" in draw_frame(made, 2.25, 0.05)


def test_the_wedge_is_as_wide_as_the_error():
    drawn = draw_frame(film(), 0.5, 5.0 * DEGREE)
    ends = re.search(
        r'class="wedge" d="M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)',
        drawn,
    )
    x, y, x1, y1, x2, y2 = (float(each) for each in ends.groups())
    turns = [np.arctan((b - y) / (a - x)) for a, b in ((x1, y1), (x2, y2))]
    assert abs(degrees(turns[0] - turns[1])) == pytest.approx(10.0, abs=0.2)


@pytest.mark.parametrize(
    ("more", "words"),
    [({}, "stickers"), ({"levelling": None, "dots": ()}, "camera only")],
)
def test_the_context_says_how_it_was_measured(more, words):
    keypoints = standing(drop=swing, dots=more.get("dots", ("asis",)))
    made = film_of(keypoints, "quiet_standing")
    assert words in film_first_screen(made).context
    assert "laboratory" not in film_first_screen(made).context


def test_a_refused_clip_says_what_to_do_and_shows_no_number():
    made = film(scale=228.0)
    page = render_film_report(made)
    assert "This clip cannot answer yet: step closer." in page
    assert "Move closer: the hips are 41 px apart, 80 are needed." in page
    assert 'class="angle"' not in page
    assert page.index('id="quality"') < page.index('id="film"')


def test_a_side_view_asks_for_another():
    made = film_of(standing(drop=swing), "quiet_standing", view="front")
    aside = replace(
        made,
        planar=replace(
            made.planar, standpoint=replace(made.planar.standpoint, view="side")
        ),
        measures=(),
    )
    assert "from behind" in film_first_screen(aside).headline


def test_one_camera_says_what_it_does_not_see():
    page = render_film_report(film())
    assert "One camera does not see turns about the vertical" in page
    for word in ("Pelvic rotation", "Pelvic yaw"):
        assert word not in page
