"""The guided check in a real browser: its fake camera plays a drawn person."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from conftest import lacking
from drawn_people import an_actor, picture
from ilium.app import Hosting
from ilium.store import open_store
from ilium.vision.weights import WEIGHTS
from live_clips import camera
from served import running
from stored import someone

WIDTH, HEIGHT, FOCAL = 1920, 1080, 1350.0
RATE, TWICE = 15, 2
"""Pictures a second that are drawn, and how often each is shown (Chromium plays 30)."""
STILL = 6.0
"""Standing still before it begins, while the pose model wakes up [s]."""
QUALITY = [cv2.IMWRITE_JPEG_QUALITY, 80]
PATIENCE = 600_000
"""From the first click to the first finding [ms]: ten minutes, as promised."""

pytestmark = [pytest.mark.browser, pytest.mark.alone]


def wide(actor):
    """The same person before a camera that lies on its side."""
    matrix = np.array([[FOCAL, 0, WIDTH / 2], [0, FOCAL, HEIGHT / 2], [0, 0, 1.0]])
    lens = replace(actor.camera, width=WIDTH, height=HEIGHT, matrix=matrix)
    return replace(actor, camera=lens)


@pytest.fixture(scope="module")
def film(tmp_path_factory):
    """Five squats on each leg, after standing still."""
    made, actor = an_actor("front", repetitions=5, pelvic_drop=0.2)
    actor = wide(actor)
    seconds = made.truth.repetitions[-1].end + 3.0
    path = tmp_path_factory.mktemp("film") / "camera.mjpeg"
    with path.open("wb") as to:
        for number in range(int((STILL + seconds) * RATE)):
            time = max(number / RATE - STILL, 0.0)
            seen = cv2.cvtColor(picture(actor, time), cv2.COLOR_RGB2BGR)
            to.write(cv2.imencode(".jpg", seen, QUALITY)[1].tobytes() * TWICE)
    return path


@pytest.fixture(scope="module")
def checking(film, launch, tmp_path_factory):
    """A browser whose camera plays the film, and somebody to be checked."""
    if not all(each.installed for each in WEIGHTS):
        lacking("the pose model's weights are not installed")
    folder = tmp_path_factory.mktemp("check")
    hosting = Hosting(database=f"sqlite:///{folder / 'ilium.db'}")
    client = someone(open_store(hosting.database), "Ada")
    with running(hosting) as address:
        browser = launch(*camera(film))
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(f"{address}/start?token={hosting.token}")
        yield page, f"{address}/clients/{client}"
        browser.close()


def test_a_check_leads_from_one_click_to_the_first_finding(checking):
    """Nobody touches anything between opening the camera and reading the report."""
    page, address = checking
    page.goto(f"{address}/check/E30")
    page.click("[data-begin]")
    page.wait_for_selector("[data-report]:not([hidden])", timeout=PATIENCE)
    page.click("[data-report]")
    found = page.inner_text("main")
    assert "Single-leg squat" in found
    page.goto(f"{address}/check")
    assert page.locator('[data-state="done"]').count() == 1
