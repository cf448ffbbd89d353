"""Plots, strips, pictures and the figure: what is drawn is what was measured."""

from __future__ import annotations

import json
import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_body, a_clock, a_movement
from ilium.core.movement import Repetition
from ilium.findings.proof import median_repetition
from ilium.report.cycles import PERCENT, lay_over
from ilium.report.escape import plain, script_json, text
from ilium.report.page import build_context
from ilium.report.pictures import picture_time, stances
from ilium.report.player import FRAMES, differences, thinned
from ilium.report.plot import path
from ilium.report.scale import Scale, extent, ticks
from ilium.report.sections.forces import envelope
from ilium.report.skeleton import build_skeleton, heading
from ilium.report.stance import draw_stance, tilt_of
from ilium.report.tokens import DARK, LIGHT
from ilium.units import DEGREE, degrees
from people import a_jumper, a_squatter


@given(st.floats(-1e4, 1e4), st.floats(1e-3, 1e4))
def test_ticks_are_round_inside_and_few(low, width):
    found = ticks(low, low + width, 4)
    assert all(low - 1e-6 * width <= each <= low + width * (1 + 1e-6) for each in found)
    assert len(found) <= 6


def test_a_scale_holds_what_lies_outside():
    scale = Scale(0.0, 10.0, 100.0, 200.0)
    assert scale.at(5.0) == 150.0
    assert scale.at(99.0) == 200.0


def test_a_flat_signal_does_not_look_like_movement():
    low, high = extent([np.array([3.0, 3.0, math.nan])], least=20.0)
    assert high - low == pytest.approx(22.0)


def test_a_gap_breaks_the_line():
    drawn = path(np.array([[0.0, 1.0], [1.0, math.nan], [2.0, 1.0], [3.0, 1.0]]))
    assert drawn == "M0 1M2 1L3 1"


@given(st.text(max_size=300))
def test_no_text_becomes_markup(words):
    assert not set("<>\"'") & set(text(words))
    assert len(plain(words)) <= 120


@given(st.text())
def test_script_json_round_trips_and_never_leaves_its_element(words):
    made = script_json({"words": words})
    assert json.loads(made) == {"words": words}
    assert "<" not in made
    assert ">" not in made


@given(st.lists(st.one_of(st.none(), st.floats(-9e3, 9e3)), max_size=30))
def test_differences_add_up_to_the_track(track):
    array = np.array([math.nan if each is None else each for each in track])
    total, back = 0, []
    for step in differences(array):
        total += step or 0
        back.append(math.nan if step is None else total)
    np.testing.assert_allclose(back, np.rint(array))


def test_a_long_recording_plays_with_fewer_frames():
    assert thinned(np.arange(12_000) / 200).size <= FRAMES
    assert thinned(np.arange(400) / 200).size == 100


def test_thinning_a_force_keeps_its_peak():
    time = np.arange(20_000) / 1000
    force = np.sin(time)
    force[13_337] = 40.0
    assert envelope(time, force)[1].max() == 40.0


def test_repetitions_are_stretched_to_a_hundred_per_cent():
    time = a_clock(4.0)
    cycles = lay_over(
        time,
        time,
        [
            Repetition(number=1, side="left", start=0.5, end=1.5),
            Repetition(number=2, side="left", start=2.0, end=4.0),
        ],
    )
    np.testing.assert_allclose(cycles.curves[0], 0.5 + PERCENT / 100)
    np.testing.assert_allclose(cycles.mean[0], 1.25)
    np.testing.assert_allclose(cycles.sd[0], 1.5 / math.sqrt(2))


def test_the_picture_shows_the_posed_tilt_whatever_the_heading():
    body = a_body(a_clock(0.2), obliquity=7 * DEGREE, facing=2.0)
    skeleton = build_skeleton(body)
    assert degrees(tilt_of(skeleton, 3)) == pytest.approx(7.0)
    assert heading(skeleton) == pytest.approx(2.0)
    drawn = draw_stance(skeleton, 0.1, "left", 2 * DEGREE)
    x1, y1, x2, y2 = map(
        float, re.search(r'class="pelvis" d="M(\S+) (\S+)L(\S+) (\S+)"', drawn).groups()
    )
    assert degrees(math.atan2(y1 - y2, x2 - x1)) == pytest.approx(7.0, abs=0.3)
    assert x1 < x2


def test_the_persons_left_is_on_the_left_of_the_page():
    skeleton = build_skeleton(a_body(a_clock(0.2), facing=1.0))
    drawn = draw_stance(skeleton, 0.1, "left", 0.0)
    place = {
        side: float(re.search(rf'hip {side}" x="(\S+)"', drawn).group(1))
        for side in ("left", "right")
    }
    assert place["left"] < place["right"]
    assert [each.side for each in stances(build_context(a_squatter()))] == [
        "left",
        "right",
    ]


def test_the_wedge_is_as_wide_as_the_error():
    skeleton = build_skeleton(a_body(a_clock(0.2)))
    wide = draw_stance(skeleton, 0.1, "left", 10 * DEGREE)
    _, _, _, y1, _, y2 = map(
        float,
        re.findall(r'wedge" d="M(\S+) (\S+)L(\S+) (\S+)L(\S+) (\S+)Z', wide)[1],
    )
    assert abs(y2 - y1) == pytest.approx(2 * 132 * math.sin(10 * DEGREE), abs=0.3)
    assert "wedge" not in draw_stance(skeleton, 0.1, "left", math.nan)


def test_the_median_repetition_is_shown_at_its_deepest_point():
    context = build_context(a_squatter())
    chosen = median_repetition(
        context.analysis.movement, context.measures, "left", "pelvic_drop_peak"
    )
    assert chosen.number == 2
    assert picture_time(context, "left") == chosen.events["bottom"]


def test_a_movement_on_both_legs_is_shown_from_behind_and_from_the_side():
    assert [each.side for each in stances(build_context(a_jumper()))] == [
        "both",
        "both",
    ]


def test_a_recording_without_repetitions_still_has_a_picture():
    from dataclasses import replace

    analysis = replace(a_jumper(), movement=a_movement("other"), measures=())
    assert stances(build_context(analysis))


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    ]
    return np.array([0.2126, 0.7152, 0.0722]) @ linear


def contrast(one, two):
    high, low = sorted((luminance(one), luminance(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_text_and_lines_stand_out_from_paper_and_cards(tokens):
    for ground in ("paper", "card"):
        for words in ("ink", "quiet", "left", "right", "action"):
            assert contrast(tokens[words], tokens[ground]) >= 4.5, words
        assert contrast(tokens["band-outside"], tokens[ground]) >= 3.0
    for mark in ("left", "right", "ink"):
        assert contrast(tokens[mark], tokens["band-usual"]) >= 3.0


def lab(colour):
    parts = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


DEFICIENT = {
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
               [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
               [-0.011820, 0.042940, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
               [0.004733, 0.691367, 0.303900]],
}  # fmt: skip
"""Machado et al. 2009, severity 1.0, doi:10.1109/TVCG.2009.113."""


def cielab(linear):
    xyz = np.array(
        [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    ) @ np.clip(linear, 0, 1)
    f = np.cbrt(xyz / np.array([0.95047, 1.0, 1.08883]))
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("vision", sorted(DEFICIENT))
@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_left_and_right_differ_for_every_colour_vision(tokens, vision):
    seen = [
        cielab(np.array(DEFICIENT[vision]) @ lab(tokens[side]))
        for side in ("left", "right")
    ]
    assert np.linalg.norm(seen[0] - seen[1]) >= 40.0


def test_the_colour_check_notices_red_and_green():
    """Negative control."""
    seen = [
        cielab(np.array(DEFICIENT["deutan"]) @ lab(each))
        for each in ("#B4510B", "#6B6B00")
    ]
    assert np.linalg.norm(seen[0] - seen[1]) < 40.0
