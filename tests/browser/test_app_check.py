"""The guided check in a real browser: its fake camera plays a drawn person."""

from __future__ import annotations

import logging
import time
from dataclasses import replace

import cv2
import numpy as np
import pytest

from conftest import lacking
from drawn_people import an_actor, picture
from ilium.app import Hosting
from ilium.store import open_store
from ilium.vision.clip import frames, open_clip
from ilium.vision.weights import WEIGHTS
from live_clips import camera
from served import running
from stored import someone

WIDTH, HEIGHT, FOCAL = 1920, 1080, 1350.0
RATE, TWICE = 15, 2
"""Pictures a second that are drawn, and how often each is shown (Chromium plays 30)."""
STILL = 12.0
"""Standing still first, while the pose model wakes up on a busy machine [s]."""
QUALITY = [cv2.IMWRITE_JPEG_QUALITY, 80]
PATIENCE = 600_000
"""From the first click to the first finding [ms]: ten minutes, as promised."""

pytestmark = [pytest.mark.browser, pytest.mark.alone]


def wide(actor):
    """The same person before a camera that lies on its side."""
    matrix = np.array([[FOCAL, 0, WIDTH / 2], [0, FOCAL, HEIGHT / 2], [0, 0, 1.0]])
    lens = replace(actor.camera, width=WIDTH, height=HEIGHT, matrix=matrix)
    return replace(actor, camera=lens)


def coded(actor, moment):
    """One picture as a fake camera of Chromium reads it."""
    seen = cv2.cvtColor(picture(actor, moment), cv2.COLOR_RGB2BGR)
    return cv2.imencode(".jpg", seen, QUALITY)[1].tobytes()


@pytest.fixture(scope="module")
def film(tmp_path_factory):
    """Five squats on each leg, after standing still."""
    made, actor = an_actor("front", repetitions=5, pelvic_drop=0.2)
    actor = wide(actor)
    seconds = made.truth.repetitions[-1].end + 3.0
    path = tmp_path_factory.mktemp("film") / "camera.mjpeg"
    with path.open("wb") as to:
        to.write(coded(actor, 0.0) * round(STILL * RATE * TWICE))
        for number in range(int(seconds * RATE)):
            to.write(coded(actor, number / RATE) * TWICE)
    return path


@pytest.fixture
def empty(tmp_path):
    """How an app with nobody in it is reached."""
    return Hosting(database=f"sqlite:///{tmp_path / 'ilium.db'}")


def test_from_the_first_start_to_the_first_finding(film, launch, empty):
    """Ten minutes of clip and set-up; nobody touches anything while the camera runs."""
    if not all(each.installed for each in WEIGHTS):
        lacking("the pose model's weights are not installed")
    clock = Clock()
    with running(empty) as address:
        browser = launch(*camera(film))
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(f"{address}/start?token={empty.token}")
        assert page.get_by_role("button", name="Open the sample client").is_visible()
        page.click("a[href='/welcome']")
        become_a_client(page)
        clock.passed("set-up")
        page.click("a[href$='/check/E30']")
        be_filmed(page, clock)
        with page.expect_navigation():
            page.click("[data-report]")
        found = page.inner_text("main")
        assert "Single-leg squat" in found
        assert page.locator("[data-finding=headline]").inner_text().strip()
        clock.passed("finding")
        own = page.url.split("/results")[0]
        page.goto(f"{own}/check")
        assert page.locator('[data-state="done"]').count() == 1
        browser.close()
    logging.getLogger(__name__).info("%s", clock.steps)
    assert sum(clock.steps.values()) - clock.steps["analysis"] < PATIENCE / 1000


class Clock:
    """How long each step of the way took."""

    def __init__(self) -> None:
        self.steps: dict[str, float] = {}
        self._last = time.monotonic()

    def passed(self, step: str) -> None:
        now = time.monotonic()
        self.steps[step] = self.steps.get(step, 0.0) + now - self._last
        self._last = now


def be_filmed(page, clock):
    """Open the camera; where the page says why a film is no use, do it once more."""
    for _ in range(TIMES):
        page.click("[data-begin]")
        page.wait_for_selector("[data-begin]", state="hidden")
        page.wait_for_selector(f"[data-progress]{SHOWN}, {AGAIN}", timeout=PATIENCE)
        clock.passed("clip")
        page.wait_for_selector(AGAIN, timeout=PATIENCE)
        clock.passed("analysis")
        if page.locator(f"[data-report]{SHOWN}").count():
            return
    pytest.fail(page.inner_text("[data-captions]"))


TIMES = 3
SHOWN = ":not([hidden])"
AGAIN = f"[data-begin]{SHOWN}"
"""The camera may be opened again: what was filmed is measured, or is no use."""


def become_a_client(page):
    """Language, goal, safety questions and consent, as somebody new answers them."""

    def on(what="button.main"):
        with page.expect_navigation():
            page.click(what)

    on()
    page.fill("#goal_1", "Run in the park again")
    on()
    on()
    while page.locator("button[name=said]").count():
        on("button[name=said][value=no]")
    page.check("input[name=consent][value=store]")
    page.fill("input[name=name]", "Ada")
    on()


@pytest.mark.parametrize("kind", ["video/mp4", "video/webm"])
def test_what_either_kind_of_browser_films_is_read(launch, empty, kind):
    """Safari films mp4 without a length in it, Chromium and Firefox webm."""
    store = open_store(empty.database)
    client = someone(store, "Ada")
    with running(empty) as address:
        fake = "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"
        browser = launch(*fake)
        page = browser.new_page()
        page.goto(f"{address}/start?token={empty.token}")
        films = page.evaluate(FILMING, [client, kind])
        browser.close()
    (upload,) = store.uploads.of(client)
    assert films == upload.name == f"check.{kind.split('/')[1]}"
    assert store.uploads.kind(upload.id) == "video"
    clip = open_clip(store.uploads.path(upload.id))
    seen = sum(1 for _ in frames(clip, 0, 10_000))
    assert seen >= 10
    assert 0.8 < clip.times[-1] < 6.0


FILMING = """async ([client, kind]) => {
    const { Recorder } = await import("/static/js/check/recorder.js");
    const { uploadFiles, uploadFile } = await import("/static/js/upload.js");
    MediaRecorder.isTypeSupported = (each) => each.startsWith(kind);
    const stream = await navigator.mediaDevices.getUserMedia({ video: true });
    const recorder = new Recorder(stream);
    recorder.begin();
    await new Promise((done) => setTimeout(done, 2500));
    const film = await recorder.end();
    for (const each of stream.getTracks()) each.stop();
    return (await uploadFile(client, film, "video", () => {})).name;
}"""
