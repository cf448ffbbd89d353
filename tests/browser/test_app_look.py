"""The viewer in a real browser: frames, keys, comparisons, notes, small screens."""

from __future__ import annotations

import json
import random
import shutil

import pytest

from clips import BITS
from ilium.app import Hosting
from ilium.store import open_store
from looks import a_client, a_filmed_squat, keep_film, keep_squat
from served import running

pytestmark = pytest.mark.browser

FRAMES_ASKED = 30
READ = """(bits) => {
  const canvas = document.querySelector("#look-picture");
  const pen = canvas.getContext("2d");
  const wide = Math.min(canvas.width, canvas.height * 270 / 480);
  const high = wide * 480 / 270;
  const [left, top] = [(canvas.width - wide) / 2, (canvas.height - high) / 2];
  let number = 0;
  for (let bit = 0; bit < bits; bit += 1) {
    const x = left + ((2 * bit + 1) / (2 * bits)) * wide;
    const y = Math.round(top + 0.03 * high);
    const [r, g, b] = pen.getImageData(Math.round(x), y, 1, 1).data;
    if (r + g + b > 384) number += 1 << bit;
  }
  return [number, Number(canvas.dataset.frame)];
}"""
"""Reads the number that `clips.bars` wrote into the frame that is on the screen."""
ASK = """(frame) => {
  const scrub = document.querySelector("[data-scrub]");
  scrub.value = String(frame);
  scrub.dispatchEvent(new Event("input"));
}"""


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A server with two laboratory visits and a clip: address, token and numbers."""
    folder = tmp_path_factory.mktemp("look")
    hosting = Hosting(database=f"sqlite:///{folder / 'ilium.db'}")
    store = open_store(hosting.database)
    client = a_client(store)
    numbers = {
        "first": keep_squat(store, client),
        "second": keep_squat(store, client, drop_left=4.0),
        "film": keep_film(store, client, a_filmed_squat(folder)),
    }
    with running(hosting) as address:
        yield {"address": address, "token": hosting.token, "client": client} | numbers


@pytest.fixture
def visit(chromium, kept):
    """Open pages as the coach; every error of a script is one of the test."""
    opened, errors = [], []

    def open_page(path, browser=chromium, **options):
        context = browser.new_context(**options)
        opened.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{kept['address']}/start?token={kept['token']}")
        page.goto(kept["address"] + path.format(**kept))
        page.wait_for_selector("html[data-look=ready]", timeout=60_000)
        return page

    yield open_page
    for each in opened:
        each.close()
    assert errors == []


def asked(page, frame):
    page.evaluate(ASK, frame)
    page.wait_for_selector(f'#look-picture[data-frame="{frame}"]', timeout=20_000)
    return page.evaluate(READ, BITS)


def test_the_frame_that_is_shown_is_the_one_that_was_asked(visit):
    page = visit("/clients/{client}/results/{film}/look")
    page.click('button[data-mode="film"]')
    count = int(page.get_attribute("[data-scrub]", "max")) + 1
    chosen = random.Random(7).sample(range(count), FRAMES_ASKED)
    for frame in chosen:
        assert asked(page, frame) == [frame % 2**BITS, frame]


def test_a_spoken_note_is_kept_played_and_erased_with_the_person(launch, tmp_path):
    """Chromium's own fake microphone beeps; a note is a person's voice."""
    hosting = Hosting(database=f"sqlite:///{tmp_path / 'ilium.db'}")
    store = open_store(hosting.database)
    client = a_client(store)
    result = keep_squat(store, client)
    before = set(store.files.kept())
    browser = launch(*MICROPHONE)
    with running(hosting) as address:
        page = browser.new_page()
        page.goto(f"{address}/start?token={hosting.token}")
        page.goto(f"{address}/clients/{client}/results/{result}/look")
        page.wait_for_selector("html[data-look=ready]", timeout=60_000)
        page.click("[data-voice]")
        page.wait_for_selector("[data-voice][aria-pressed=true]")
        page.wait_for_timeout(1200)
        page.click("[data-voice]")
        page.wait_for_selector("[data-marks] audio")
        played = page.evaluate(HEARD)
    browser.close()
    assert 0.4 < played < 5.0
    (mark,) = store.marks.of(client, result)
    assert mark.voice
    (note,) = set(store.files.kept()) - before
    store.erase(client)
    assert not note.exists()


MICROPHONE = "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"
HEARD = """async () => {
  const answer = await fetch(document.querySelector("[data-marks] audio").src);
  const context = new OfflineAudioContext(1, 48000, 48000);
  const sound = await context.decodeAudioData(await answer.arrayBuffer());
  const heard = sound.getChannelData(0).some((each) => Math.abs(each) > 0.01);
  return heard ? sound.duration : 0;
}"""
"""Length of the note in which something is heard [s]; 0 where it is silent."""


def test_a_step_is_one_frame_and_playing_keeps_picture_and_clock_together(visit):
    """The first also shows that the reader tells neighbours apart."""
    page = visit("/clients/{client}/results/{film}/look")
    page.click('button[data-mode="film"]')
    assert asked(page, 200) == [200, 200]
    page.focus("[data-scrub]")
    page.click('[data-step="1"]')
    page.wait_for_selector('#look-picture[data-frame="201"]')
    assert page.evaluate(READ, BITS) == [201, 201]
    page.select_option("[data-speed]", "0.5")
    page.click("[data-play]")
    page.wait_for_timeout(1500)
    page.click("[data-play]")
    page.wait_for_timeout(500)
    number, frame = page.evaluate(READ, BITS)
    assert number == frame > 201
    assert page.input_value("[data-scrub]") == str(frame)


def test_a_film_from_behind_shows_the_figure_first(visit):
    page = visit("/clients/{client}/results/{film}/look")
    assert page.get_attribute("#look", "data-mode") == "figure"
    page.evaluate(ASK, 300)
    page.wait_for_selector('#look-picture[data-frame="300"]')
    assert page.evaluate(READ, BITS)[0] == 0, "no bar of the film is drawn"


def test_a_finding_leads_to_its_moment_and_its_curve(visit):
    words = visit("/clients/{client}/results/{first}/look").text_content("#look-words")
    name = next(each["measure"] for each in json.loads(words)["findings"])
    page = visit(f"/clients/{{client}}/results/{{first}}/look?finding={name}")
    page.wait_for_selector('[data-finding="0"][aria-pressed="true"]')
    assert page.input_value("[data-repetition]") != ""
    assert "chosen" in page.get_attribute(".look-chart >> nth=0", "class")
    first = page.inner_text("[data-now]")
    page.click('[data-finding="1"]')
    assert page.get_attribute('[data-finding="0"]', "aria-pressed") == "false"
    assert page.inner_text("[data-now]") != "" != first


def test_the_figure_turns_and_steps_by_keys(visit):
    page = visit("/clients/{client}/results/{first}/look?t=3")
    figure = page.locator("#look-body")
    figure.focus()
    seen = [figure.screenshot()]
    for key in ("ArrowLeft", "+", "."):
        page.keyboard.press(key)
        seen.append(figure.screenshot())
    assert len(set(seen)) == 4
    assert page.inner_text("[data-now]") == "3.02 s"
    page.keyboard.press(" ")
    assert page.get_attribute("[data-play]", "aria-pressed") == "true"


def test_curves_show_mean_and_spread_with_a_table(visit):
    page = visit("/clients/{client}/results/{first}/look")
    page.select_option("[data-clock]", "cycle")
    chart = page.locator("#curve-pelvic_drop")
    assert "Nakagawa" in chart.locator(".sentence").inner_text()
    chart.locator("summary").click()
    rows = chart.locator("tbody tr")
    rows.nth(10).wait_for()
    assert rows.count() == 11
    middle = rows.nth(5).locator("td").all_inner_texts()
    assert middle[0] == "9.0°"
    assert middle[1] == "0.6°"


def test_a_click_in_a_curve_goes_there(visit):
    page = visit("/clients/{client}/results/{first}/look")
    plot = page.locator("#curve-pelvic_drop .u-over")
    box = plot.bounding_box()
    plot.click(position={"x": box["width"] / 2, "y": 40})
    duration = 1.5 + 6 * 2.0
    assert abs(float(page.inner_text("[data-now]")[:-2]) - duration / 2) < 0.1


@pytest.mark.parametrize(
    "page", ["/results/{first}/look", "/compare?a={first}:left-1&b={second}:left-1"]
)
def test_nothing_is_wider_than_a_small_phone(visit, page):
    small = visit(f"/clients/{{client}}{page}", viewport={"width": 320, "height": 700})
    assert small.evaluate("document.documentElement.scrollWidth") <= 320


def test_in_the_dark_the_figure_is_light(visit):
    page = visit("/clients/{client}/results/{first}/look", color_scheme="dark")
    pixels = page.evaluate(
        """() => {
          const canvas = document.createElement("canvas");
          canvas.width = canvas.height = 200;
          const pen = canvas.getContext("2d");
          return new Promise((done) => requestAnimationFrame(() => {
            document.querySelector("[data-step='1']").click();
            pen.drawImage(document.querySelector("#look-body"), 0, 0, 200, 200);
            const data = pen.getImageData(0, 0, 200, 200).data;
            let most = 0;
            for (let at = 0; at < data.length; at += 4) {
              most = Math.max(most, data[at] + data[at + 1] + data[at + 2]);
            }
            done(most);
          }));
        }"""
    )
    assert pixels > 500


def test_without_webgl_the_curves_still_work(visit, chromium):
    path = shutil.which("chromium")
    bare = chromium.browser_type.launch(
        executable_path=path, args=["--no-sandbox", "--disable-3d-apis"]
    )
    page = visit("/clients/{client}/results/{first}/look", browser=bare)
    assert page.is_visible("[data-no-webgl]")
    assert page.locator(".look-chart canvas").count() > 3
    page.click('[data-step="1"]')


def test_a_line_is_drawn_listed_and_deleted_by_keys(visit):
    page = visit("/clients/{client}/results/{first}/look?t=3")
    page.focus('[data-tool="line"]')
    page.keyboard.press("Enter")
    for key in ("ArrowLeft", "Enter", "ArrowRight", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    row = page.locator("[data-marks] tr")
    row.wait_for()
    assert "Line" in row.inner_text()
    page.click('[data-step="1"]')
    row.locator("button").first.press("Enter")
    assert page.inner_text("[data-now]") == "3.00 s"
    row.locator("button").last.press("Enter")
    page.wait_for_selector("[data-mark-none]:not([hidden])")


def test_two_visits_are_matched_by_phase_and_their_difference_told(visit):
    page = visit("/clients/{client}/compare?a={first}:left-2&b={second}:left-2")
    assert page.inner_text("[data-now]") == "50 %"
    sentence = page.inner_text("#curve-difference-pelvic_drop .sentence")
    assert sentence.startswith("More than the measurement error")
    page.check("[data-mirror]")
    assert page.locator("canvas.mirrored").count() == 1
    page.select_option("select[data-layout]", "over")
    assert page.get_attribute("#compare", "data-layout") == "over"


def test_a_laboratory_is_compared_with_a_film(visit):
    page = visit("/clients/{client}/compare?a={first}:left-1&b={film}:left-1")
    assert page.is_visible('[data-panel="a"] [data-body]')
    assert page.is_visible('[data-panel="b"] [data-picture]')
    assert page.locator("#curve-pelvic_drop").count() == 1


def test_a_clip_is_asked_shown_and_kept(visit):
    page = visit("/clients/{client}/results/{first}/look?rep=left-1")
    page.click("[data-clip-room] summary")
    preview = page.locator("[data-clip-preview]")
    preview.wait_for()
    page.fill("[name=start]", "0")
    page.fill("[name=end]", "13.4")
    page.select_option("[name=speed]", "0.5")
    assert "at most 15 s" in page.inner_text("[data-clip-length]")
    assert page.is_disabled("button[value=keep]")
    page.fill("[name=end]", "0.5")
    page.press("[name=end]", "Tab")
    page.click("button[value=keep]")
    page.wait_for_selector("[data-clips] li", timeout=60_000)
