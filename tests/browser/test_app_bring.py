"""Bring in, as a coach uses it: chosen, paired, analysed, stopped, gone on with."""

from __future__ import annotations

import pytest

from ilium.app import Hosting
from ilium.app.phone import Phone
from ilium.capture.c3d_write import write_c3d
from ilium.store import open_store
from served import running
from simulated import capture
from stored import someone

pytestmark = pytest.mark.browser

PATIENCE = 300_000
"""Time for an analysis on a busy machine [ms]."""
CLIP = b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 50_000


@pytest.fixture
def hosting(tmp_path):
    return Hosting(database=f"sqlite:///{tmp_path / 'store' / 'ilium.db'}", workers=1)


@pytest.fixture
def store(hosting):
    return open_store(hosting.database)


@pytest.fixture
def page(chromium):
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(60_000)
    yield page
    context.close()


def opened(page, hosting, base, client=""):
    page.goto(f"{base}/start?token={hosting.token}")
    page.goto(f"{base}/clients/{client}/bring" if client else f"{base}/bring")


def state_of(row):
    return row.locator("[data-state]").inner_text()


def test_a_movement_and_its_static_become_a_result(page, hosting, store, squat):
    client = someone(store, "Ada")
    with running(hosting) as base:
        opened(page, hosting, base)
        page.select_option("#client", client)
        page.set_input_files("#files", squat)
        pair = page.locator("li.pair")
        pair.wait_for()
        assert pair.count() == 1
        assert pair.locator("[data-name]").inner_text() == "Trial03.c3d"
        chosen = pair.locator("select[name=static] option:checked")
        assert chosen.inner_text() == "Trial01.c3d"
        page.get_by_role("button", name="Start the analysis").click()
        row = page.locator("#jobs li")
        row.locator("[data-open]").wait_for(timeout=PATIENCE)
        assert state_of(row) == "Done"
        assert page.locator("#statics [data-name]").inner_text() == "Trial01.c3d"
        (result,) = store.results.of(client)
        address = row.locator("[data-open]").get_attribute("href")
        assert address == f"/clients/{client}/results/{result.id}"
        assert result.task == "single_leg_squat"
        assert not page.locator("#together").is_visible()


def test_the_static_can_be_left_out(page, hosting, store, squat):
    client = someone(store, "Ada")
    with running(hosting) as base:
        opened(page, hosting, base, client)
        page.set_input_files("#files", squat)
        page.locator("li.pair select[name=static]").select_option("")
        page.locator("li.pair select[name=task]").select_option("single_leg_squat")
        page.click("#analyse")
        page.locator("#jobs li").wait_for()
        (job,) = store.jobs.of(client)
        assert job.asked["task"] == "single_leg_squat"
        roles = [each.role for each in store.uploads.of(client, job=job.id)]
        assert roles == ["trial"]


def test_a_real_recording_becomes_a_result(page, hosting, store, samples):
    client = someone(store, "Ada")
    folder = samples / "btkdata" / "PiG"
    with running(hosting) as base:
        opened(page, hosting, base, client)
        names = ("PiG_Motion-FlatFoot-Full.c3d", "PiG_Calibration-FlatFoot-Full.c3d")
        page.set_input_files("#files", [folder / each for each in names])
        page.locator("li.pair").wait_for()
        page.click("#analyse")
        page.locator("#jobs [data-open]").wait_for(timeout=PATIENCE)
    (result,) = store.results.of(client)
    assert result.task == "walk"


def test_what_is_no_recording_is_said_and_the_others_go_on(
    page, hosting, store, squat, tmp_path
):
    client = someone(store, "Ada")
    text = tmp_path / "notes.c3d"
    text.write_text("Dear diary, " * 400)
    with running(hosting) as base:
        opened(page, hosting, base, client)
        page.set_input_files("#files", [text, *squat])
        page.locator("li.pair").wait_for()
        row = page.locator("#files-coming li")
        assert "neither a recording nor a clip" in state_of(row)
        assert page.locator("li.pair").count() == 1


def test_several_wait_for_their_turn_and_can_be_stopped(
    page, hosting, store, squat, tmp_path
):
    client = someone(store, "Ada")
    second = tmp_path / "Trial04.c3d"
    made = capture("single_leg_squat", 11.0, repetitions=1)
    write_c3d(made.trial, second)
    with running(hosting) as base:
        opened(page, hosting, base, client)
        page.set_input_files("#files", [*squat, second])
        page.locator("li.pair").nth(1).wait_for()
        page.click("#analyse")
        page.locator("#jobs li").nth(1).wait_for(timeout=PATIENCE)
        for row in page.locator("#jobs li").all():
            row.locator("[data-stop]").click()
            row.locator("[data-remove]").wait_for()
            assert "removed" in state_of(row)
        assert [each.state for each in store.jobs.of(client)] == ["off", "off"]
        assert store.results.of(client) == ()
        page.locator("#jobs [data-remove]").first.click()
        page.locator("#jobs li").nth(1).wait_for(state="detached")


def test_it_goes_on_after_the_server_was_started_anew(page, hosting, store, tmp_path):
    client = someone(store, "Ada")
    clip = tmp_path / "squat.mp4"
    clip.write_bytes(CLIP)
    parts = []

    def cut(route):
        parts.append(int(route.request.headers["upload-offset"]))
        if len(parts) > 2:
            route.abort()
        else:
            route.continue_()

    with running(hosting) as base:
        opened(page, hosting, base, client)
        page.route("**/api/uploads/*", cut)
        page.set_input_files("#files", clip)
        page.wait_for_function("n => window.performance.now() > 0", arg=0)
        while len(parts) < 3:
            page.wait_for_timeout(50)
        page.goto("about:blank")
    (half,) = store.uploads.of(client)
    assert 0 < half.received < half.size
    page.unroute("**/api/uploads/*")
    parts.clear()
    page.on(
        "request",
        lambda request: (
            parts.append(request.headers.get("upload-offset"))
            if request.method == "PATCH"
            else None
        ),
    )
    with running(hosting) as base:
        opened(page, hosting, base, client)
        row = page.locator("#files-coming li")
        row.wait_for()
        assert "Broke off at" in state_of(row)
        page.set_input_files("#files", clip)
        page.locator("li.pair").wait_for()
    assert parts[0] == str(half.received)
    (whole,) = store.uploads.of(client)
    assert store.uploads.path(whole.id).read_bytes() == CLIP


def test_everything_is_reached_by_keyboard(page, hosting, store, squat):
    client = someone(store, "Ada")
    with running(hosting) as base:
        opened(page, hosting, base, client)
        page.focus("#day")
        for _ in range(9):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.id") == "files":
                break
        with page.expect_file_chooser() as chooser:
            page.keyboard.press("Space")
        chooser.value.set_files(squat)
        page.locator("li.pair").wait_for()
        page.focus("#analyse")
        page.keyboard.press("Enter")
        page.locator("#jobs li").wait_for()


def test_files_can_be_dropped(page, hosting, store, squat):
    client = someone(store, "Ada")
    with running(hosting) as base:
        opened(page, hosting, base, client)
        data = list(squat[1].read_bytes())
        given = page.evaluate_handle(
            """data => {
                const files = new DataTransfer();
                files.items.add(new File([new Uint8Array(data)], "Trial01.c3d"));
                return files;
            }""",
            data,
        )
        page.dispatch_event("#drop", "drop", {"dataTransfer": given})
        page.locator("li.pair").wait_for()


def test_nobody_is_chosen_who_has_not_agreed(page, hosting, store):
    client = someone(store, "Ada")
    store.consents.change(client, {"store": False})
    with running(hosting) as base:
        opened(page, hosting, base)
        assert page.locator("#files").count() == 0
        page.get_by_role("link", name="Add a client and ask first").wait_for()
        page.goto(f"{base}/clients/{client}/bring")
        page.get_by_role("link", name="To the four questions").wait_for()


@pytest.mark.parametrize("language", ["en", "de"])
def test_it_fits_on_a_phone(chromium, hosting, store, language):
    client = someone(store, "Ada")
    context = chromium.new_context(viewport={"width": 320, "height": 700})
    page = context.new_page()
    with running(hosting) as base:
        context.add_cookies([{"name": "language", "value": language, "url": base}])
        opened(page, hosting, base, client)
        page.locator("#drop").wait_for()
        width = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert width <= 320


def test_a_phones_browser_sends_a_clip(chromium, store, tmp_path):
    client = someone(store, "Ada")
    clip = tmp_path / "IMG_0042.MOV"
    clip.write_bytes(CLIP)
    phone = Phone(store, Hosting(phone="127.0.0.1"))
    context = chromium.new_context(
        viewport={"width": 320, "height": 640}, ignore_https_errors=True
    )
    page = context.new_page()
    try:
        page.goto(phone.invite(client).address)
        page.set_input_files("#files", clip)
        page.get_by_text("You can put the phone away").wait_for(timeout=60_000)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
    finally:
        context.close()
        phone.close()
    (arrived,) = store.uploads.of(client)
    assert store.uploads.path(arrived.id).read_bytes() == CLIP
