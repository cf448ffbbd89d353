"""The live meter in a real browser, with a fake camera that plays a real film."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import cv2
import numpy as np
import pytest

from conftest import lacking
from ilium.app import Hosting
from ilium.store import Store, open_store
from ilium.units import degrees
from ilium.vision.estimator import open_estimator
from ilium.vision.weights import WEIGHTS
from live_clips import RATE, STILL, camera, tipping, write_mjpeg
from served import running

SIZES = {"desk": (1280, 800), "phone": (360, 740), "phone on its side": (740, 360)}
LEFT, RIGHT = 23, 24
SETTLING = 8
"""Pictures after which the model has settled on somebody who stands still."""
SLOWEST = 8.0
"""Frames a second that the gate asks for."""

pytestmark = [pytest.mark.browser, pytest.mark.alone]


class Live(NamedTuple):
    """A browser whose camera plays the film, the app, and a client of it."""

    browser: Any
    address: str
    token: str
    store: Store
    client: str


@pytest.fixture(scope="module")
def film(samples, tmp_path_factory):
    pictures = tipping(samples)
    path = write_mjpeg(pictures, tmp_path_factory.mktemp("film") / "camera.mjpeg")
    return pictures, path


@pytest.fixture(scope="module")
def meter(film, launch, tmp_path_factory):
    if not all(each.installed for each in WEIGHTS if each.name != "heavy"):
        lacking("the pose model's weights are not installed")
    folder = tmp_path_factory.mktemp("live")
    hosting = Hosting(database=f"sqlite:///{folder / 'ilium.db'}")
    store = open_store(hosting.database)
    client = store.clients.add("Ada Test", consent=["store"], adult=True)
    with running(hosting) as address:
        browser = launch(*camera(film[1]))
        yield Live(browser, address, hosting.token, store, client)
        browser.close()


@pytest.fixture
def open_meter(meter):
    """Opens the meter of an exercise on a screen; every request is written down."""
    opened = []

    def open_it(name="E30", *, size="desk", client="", **options):
        width, height = SIZES[size]
        context = meter.browser.new_context(
            viewport={"width": width, "height": height}, **options
        )
        opened.append(context)
        page = context.new_page()
        asked = []
        page.on("request", lambda each: asked.append(each.url))
        page.on("websocket", lambda each: asked.append(each.url))
        page.goto(f"{meter.address}/start?token={meter.token}")
        page.goto(f"{meter.address}{client}/live/{name}")
        page.evaluate(
            "() => { window.drawn = [];"
            " document.querySelector('[data-live]').addEventListener('live-drawn',"
            " (event) => window.drawn.push({...event.detail,"
            " number: document.querySelector('[data-number]').textContent,"
            " word: document.querySelector('[data-word]').textContent,"
            " now: performance.now()})); }"
        )
        return page, asked

    yield open_it
    for each in opened:
        each.close()


def measured(page, seconds):
    """Start, stand, and what was drawn for some seconds from then on."""
    page.click("[data-start]")
    live = "() => window.drawn.some((each) => each.state === 'live')"
    page.wait_for_function(live, timeout=60_000)
    page.evaluate("() => { window.drawn = []; }")
    page.wait_for_timeout(1000 * seconds)
    return page.evaluate("() => window.drawn")


@pytest.fixture(scope="module")
def course(film):
    """Change of the pelvis's line from standing in every picture of the film [°]."""
    model, memory, angles = open_estimator("blazepose-full"), None, []
    still = round(STILL * RATE)
    for number, each in enumerate(film[0][still - SETTLING :]):
        picture = cv2.cvtColor(each, cv2.COLOR_BGR2RGB)
        pose, memory = model.estimate(picture, number / RATE, memory)
        left, right = pose.landmarks[LEFT], pose.landmarks[RIGHT]
        angles.append(degrees(math.atan2(left[1] - right[1], left[0] - right[0])))
    moving = np.array(angles[SETTLING:]) - np.median(angles[:SETTLING])
    return np.concatenate([np.zeros(still), moving])


def agreement(drawn, course):
    """Least RMS difference [°] and correlation over where the film may have begun."""
    time = np.array([each["captured"] for each in drawn]) / 1000.0
    change = np.array([each["change"] for each in drawn])
    length = course.size / RATE
    clock = np.arange(course.size + 1) / RATE
    looped = np.append(course, course[0])
    best = (math.inf, 0.0)
    for begin in np.arange(0.0, length, 0.02):
        there = np.interp((time - time[0] + begin) % length, clock, looped)
        rms = float(np.sqrt(np.mean((there - change) ** 2)))
        best = min(best, (rms, float(np.corrcoef(there, change)[0, 1])))
    return best


def test_the_gauge_follows_the_film_as_the_same_model_does_offline(open_meter, course):
    page, _ = open_meter()
    drawn = measured(page, 7)
    live = [each for each in drawn if each["state"] == "live"]
    rms, correlation = agreement(live, course)
    assert rms < 2.5
    assert correlation > 0.9
    upside_down = agreement(live, -course)
    assert upside_down[0] > 5.0
    assert max(each["change"] for each in live) > 12.0
    seconds = (drawn[-1]["now"] - drawn[0]["now"]) / 1000.0
    assert len(drawn) / seconds >= SLOWEST


def test_number_and_word_are_those_of_the_change(open_meter):
    page, _ = open_meter()
    drawn = [each for each in measured(page, 6) if each["state"] == "live"]
    for each in drawn:
        shown = int(each["number"].removesuffix("°"))
        assert abs(shown - abs(each["change"])) <= 0.66
        word = "left lower" if each["outside"] else "level"
        assert each["word"] == word
    assert {each["outside"] for each in drawn} == {True, False}
    assert page.inner_text("[data-half]").startswith("Zone ±5°")


@pytest.mark.parametrize("size", list(SIZES))
def test_the_main_figure_is_read_from_three_metres(open_meter, size):
    """Its digits are at least 12 % as tall as the screen, and nothing is cut off."""
    page, _ = open_meter(size=size)
    measured(page, 1)
    share = page.evaluate(
        "() => { const number = document.querySelector('[data-number]');"
        " const pen = document.createElement('canvas').getContext('2d');"
        " const {fontWeight, fontSize, fontFamily} = getComputedStyle(number);"
        " pen.font = `${fontWeight} ${fontSize} ${fontFamily}`;"
        " const ink = pen.measureText('0');"
        " return (ink.actualBoundingBoxAscent + ink.actualBoundingBoxDescent)"
        " / innerHeight; }"
    )
    assert share >= 0.12
    for name in ("[data-gauge] svg", "[data-number]", "[data-word]", "[data-count]"):
        box = page.locator(name).bounding_box()
        assert box["x"] >= 0, name
        assert box["y"] >= 0, name
        assert box["x"] + box["width"] <= SIZES[size][0] + 1, name
        assert box["y"] + box["height"] <= SIZES[size][1] + 1, name
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_it_never_freezes_on_an_old_value(open_meter):
    """The picture stops: the gauge greys within a second and says why."""
    page, _ = open_meter()
    measured(page, 1)
    page.evaluate("() => document.querySelector('video').pause()")
    page.wait_for_selector("[data-gauge][data-state=grey]", timeout=3000)
    page.wait_for_function(
        "() => document.querySelector('[data-word]').textContent.includes('late')"
    )
    assert page.inner_text("[data-number]") == "–"
    page.evaluate("() => document.querySelector('video').play()")
    back = "() => document.querySelector('[data-number]').textContent.endsWith('°')"
    page.wait_for_function(back, timeout=10_000)


def test_it_is_used_by_keyboard_alone_and_asks_nobody_else(open_meter, meter):
    page, asked = open_meter()
    page.keyboard.press("Tab")
    for _ in range(40):
        if page.evaluate("() => document.activeElement.matches('[data-start]')"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("() => window.drawn.length > 3", timeout=60_000)
    assert page.evaluate("() => document.activeElement.matches('[data-stop]')")
    page.keyboard.press("Escape")
    page.wait_for_selector("[data-start]", state="visible")
    assert page.evaluate("() => document.querySelector('video').srcObject === null")
    host = meter.address.removeprefix("http://")
    own = (f"http://{host}/", f"ws://{host}/", "blob:", "data:")
    assert [each for each in asked if not each.startswith(own)] == []


def test_a_rear_view_shows_the_figure_only(open_meter):
    page, _ = open_meter("E26")
    assert page.is_checked("#live-figure")
    page.click("[data-start]")
    page.wait_for_function("() => window.drawn.length > 2", timeout=60_000)
    hidden = "() => getComputedStyle(document.querySelector('video')).visibility"
    assert page.evaluate(hidden) == "hidden"
    assert (
        page.inner_text("[data-word]") == "Turn round, or change what the camera sees"
    )


def test_without_numbers_the_word_and_the_picture_remain(open_meter, meter):
    page, _ = open_meter()
    address = meter.address.removeprefix("http://").split(":")[0]
    page.context.add_cookies(
        [{"name": "show", "value": "without_numbers", "domain": address, "path": "/"}]
    )
    page.reload()
    assert "without-numbers" in page.get_attribute("body", "class")
    assert not page.is_visible("[data-number]")
    assert page.is_visible("[data-word]")
    assert page.is_visible("[data-gauge] svg")


def test_without_https_the_page_says_why_there_is_no_camera(open_meter):
    """As on a LAN address, where a browser has no camera to give."""
    page, _ = open_meter()
    page.evaluate(
        "() => Object.defineProperty(window, 'isSecureContext', {value: false})"
    )
    page.click("[data-start]")
    told = page.locator("[data-failure]")
    told.wait_for(state="visible")
    assert "127.0.0.1" in told.inner_text()
    assert "https" in told.inner_text()


def test_a_closed_camera_is_told_with_what_to_do(open_meter):
    page, _ = open_meter(locale="de")
    page.evaluate(
        "() => { navigator.mediaDevices.getUserMedia = () =>"
        " Promise.reject(new DOMException('no', 'NotAllowedError')); }"
    )
    page.click("[data-start]")
    told = page.locator("[data-failure]")
    told.wait_for(state="visible")
    assert "Erlaube dieser Seite die Kamera" in told.inner_text()


def test_in_the_browser_no_frame_leaves_it_and_the_gauge_moves_as_well(
    open_meter, course, meter
):
    page, asked = open_meter()
    page.select_option("#live-place", "browser")
    drawn = [each for each in measured(page, 7) if each["state"] == "live"]
    rms, correlation = agreement(drawn, course)
    assert rms < 4.0
    assert correlation > 0.8
    assert [each for each in asked if each.startswith("ws")] == []
    own = (f"{meter.address}/", f"blob:{meter.address}/", "data:")
    assert [each for each in asked if not each.startswith(own)] == []
    assert "pictures a second" in page.inner_text("[data-rate]")


def one_repetition(page):
    """Wait for a set to begin and for its first repetition, then end it."""
    counted = "() => document.querySelector('[data-count]').textContent === '1'"
    page.wait_for_function(counted, timeout=60_000)
    page.click("[data-end]")


def test_sets_fade_rest_and_go_into_the_log(open_meter, meter):
    page, _ = open_meter("E17", client=f"/clients/{meter.client}")
    assert "Once a week the last set is done by feel" in page.inner_text("main")
    page.click("[data-start]")
    one_repetition(page)
    page.wait_for_selector("[data-rested]", state="visible")
    assert "Set 2 of 2" in page.inner_text("[data-next]")
    page.click("[data-on]")
    page.wait_for_function(
        "() => document.querySelector('[data-word]').textContent === 'by feel'",
        timeout=60_000,
    )
    assert page.inner_text("[data-number]") == "–"
    assert "this one counts" in page.inner_text("[data-shown]")
    one_repetition(page)
    page.wait_for_function(
        "() => document.querySelector('[data-kept]').textContent.includes('in the log')"
    )
    assert page.locator("[data-results] tr").count() == 2
    assert page.evaluate("() => document.querySelector('video').srcObject === null")
    history = meter.store.history_of(meter.client)
    assert [each.reps for each in history.sessions[-1].rows] == [1, 1]
    (value,) = history.checks[-1].values
    assert 5.0 < degrees(value.value) < 30.0
