"""The page's lines and counts are those that ilium computes of a whole recording."""

from __future__ import annotations

import json
import math
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from conftest import lacking
from ilium.conventions import SIDES
from ilium.events.excursions import excursions
from ilium.planar.levelled import level
from ilium.planar.pelvis_line import pelvis_line
from ilium.planar.settings import PLANAR
from ilium.planar.view import HIPS, SHOULDERS, find_standpoint
from ilium.units import DEGREE, degrees
from ilium.vision.keypoint_files import read_keypoints
from ilium.vision.pose import LANDMARKS
from stick_people import HEIGHTS, rolled, standing

SCRIPTS = Path(__file__).resolve().parents[3] / "src/ilium/app/static/js"
RATE = 30.0


def in_node(program: str, given: object) -> object:
    """What a program of the page's modules makes of plain data, in Node.js."""
    node = shutil.which("node")
    if node is None:
        lacking("node is not installed")
    source = (
        f'import {{ readFileSync }} from "node:fs";\n{program}\n'
        'const given = JSON.parse(readFileSync(0, "utf8"));\n'
        "process.stdout.write(JSON.stringify(made(given)));\n"
    )
    done = subprocess.run(
        [str(node), "--input-type=module", "-e", source],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def as_sent(keypoints):
    """Keypoints as the server sends them: 33 × (x, y, depth, visibility)."""
    sent = np.zeros((keypoints.time.size, len(LANDMARKS), 4))
    for part in HEIGHTS:
        for side in SIDES:
            place = LANDMARKS.index(f"{part}_{side}")
            sent[:, place, :2] = keypoints.point(f"{part}_{side}") / (
                keypoints.width,
                keypoints.height,
            )
    sent[..., 3] = 0.9
    return sent.reshape(len(sent), -1)


def lines_of(keypoints, facing):
    return in_node(
        f'import {{ Body, facingOf }} from "{(SCRIPTS / "live_body.js").as_uri()}";\n'
        "const made = ({frames, tallness, view}) => frames.map((each) => {"
        " const body = new Body(Float32Array.from(each), tallness);"
        " return [body.obliquity(facingOf(view)), facingOf(view)]; });",
        {
            "frames": as_sent(keypoints).tolist(),
            "tallness": keypoints.height / keypoints.width,
            "view": "front" if facing < 0 else "rear",
        },
    )


@pytest.mark.parametrize("view", ["front", "rear"])
@pytest.mark.parametrize("roll", [0.0, 5.0, -8.0])
def test_the_pages_pelvis_line_is_the_offline_one(view, roll):
    """Same points, same angle and sign, to the last bit that 32-bit numbers hold."""
    tilted = standing(
        view=view, rate=RATE, drop=lambda time: 15.0 * DEGREE * np.sin(2.0 * time)
    )
    keypoints = rolled(tilted, roll * DEGREE)
    standpoint = find_standpoint(keypoints, None)
    line = pelvis_line(level(keypoints, PLANAR), view, standpoint.facing, PLANAR)
    offline = degrees(np.arctan2(line.rise, line.run))
    page = np.array(lines_of(keypoints, standpoint.facing))
    assert (page[:, 1] == standpoint.facing).all()
    np.testing.assert_allclose(page[:, 0], offline, atol=2e-3)


def test_the_comparison_notices_a_mirrored_page():
    tilted = standing(rate=RATE, drop=lambda time: np.full_like(time, 10.0 * DEGREE))
    front, rear = (np.array(lines_of(tilted, each))[:, 0] for each in (-1, 1))
    assert np.abs(front - 10.0).max() < 0.01
    assert np.abs(rear - 10.0).min() > 5.0


def test_the_limits_of_both_are_the_same():
    text = (SCRIPTS / "live_body.js").read_text(encoding="utf-8")
    assert f"= [{SHOULDERS}, {HIPS}, 0.45]" in text


def counted(signal, rate, least, back):
    """Repetitions of a signal as the page counts them, without delay."""
    return in_node(
        "import { RepetitionCounter } from"
        f' "{(SCRIPTS / "live_count.js").as_uri()}";\n'
        "const made = ({signal, rate, least, back}) => {"
        " const counter = new RepetitionCounter(least, back); const found = [];"
        " signal.forEach((each, index) => {"
        " const one = counter.see(index / rate, each ?? NaN);"
        " if (one) found.push(one); });"
        " return found; };",
        {
            "signal": [each if math.isfinite(each) else None for each in signal],
            "rate": rate,
            "least": least,
            "back": back,
        },
    )


@pytest.mark.parametrize("seed", range(6))
def test_the_page_counts_what_the_whole_recording_shows(seed):
    random = np.random.default_rng(seed)
    time = np.arange(0.0, 30.0, 1.0 / RATE)
    sizes = random.uniform(0.6, 1.4, 40)
    tempo = random.uniform(1.5, 3.5)
    phase = time / tempo
    signal = sizes[phase.astype(int)] * np.sin(np.pi * phase) ** 2
    signal += np.interp(time, time[::6], random.normal(0.0, 0.02, time[::6].size))
    offline = excursions(signal, RATE, least=0.4, speed=0.2, back=0.2)
    complete = [each for each in offline if each.complete]
    page = counted(signal, RATE, 0.4, 0.2)
    assert abs(len(page) - len(complete)) <= (1 if len(offline) > len(complete) else 0)
    for mine, theirs in zip(page, complete, strict=False):
        assert mine["peak"] == pytest.approx(theirs.peak / RATE, abs=0.1)
        assert mine["size"] == pytest.approx(theirs.size, rel=0.25)


def test_recorded_swings_are_counted_as_offline_and_as_they_were(samples):
    """Hips that sink in four swings of a kettlebell, told by the same rule."""
    name = "swing-sample-4reps.posetrack.json.gz"
    keypoints = read_keypoints(samples / "swing_analyzer" / name)
    hips = (keypoints.point("hip_left") + keypoints.point("hip_right"))[:, 1] / 2.0
    span = float(np.nanpercentile(hips, 98) - np.nanpercentile(hips, 2))
    limits = {"least": 0.4 * span, "back": 0.2 * span}
    rate = (keypoints.time.size - 1) / float(keypoints.time[-1] - keypoints.time[0])
    offline = excursions(hips, rate, speed=0.1 * span, **limits)
    whole = sum(1 for each in offline if each.complete)
    page = counted(hips.tolist(), rate, limits["least"], limits["back"])
    assert len(page) == whole
    assert 4 <= whole <= 5
