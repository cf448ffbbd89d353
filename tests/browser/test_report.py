"""The report in a real browser: phone and desktop, keyboard, print, no network."""

from __future__ import annotations

import contextlib

import pytest

pytestmark = pytest.mark.browser
WIDTHS = {"phone": 360, "narrow": 320, "desktop": 1280, "desktop at 200 %": 640}


@contextlib.contextmanager
def opened(chromium, address, width=1280, **options):
    """Open a page and, at the end, say what it complained about or asked for."""
    context = chromium.new_context(viewport={"width": width, "height": 800}, **options)
    page = context.new_page()
    troubles = []
    page.on("console", lambda message: troubles.append(message.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on(
        "request",
        lambda request: request.url == address or troubles.append(request.url),
    )
    page.goto(address)
    yield page
    assert troubles == []
    context.close()


def time_of(page):
    return float(page.locator("#now").inner_text().removesuffix(" s"))


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
@pytest.mark.parametrize("name", ["squat", "jump", "half"])
def test_nothing_is_wider_than_the_screen(chromium, reports, name, width):
    with opened(chromium, reports[name], width) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.locator("details").evaluate_all("all => all.forEach(d => d.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_width_check_notices_a_wide_thing(chromium, reports):
    """Negative control."""
    with opened(chromium, reports["squat"], 360) as page:
        page.evaluate("document.querySelector('h1').append('W'.repeat(3))")
        page.evaluate("document.querySelector('h1').setAttribute('class', 'x')")
        page.evaluate("document.querySelector('canvas').style.width = '900px'")
        assert page.evaluate("document.documentElement.scrollWidth") > 360


def test_the_figure_waits_at_the_picture_and_plays_by_keyboard(chromium, reports):
    with opened(chromium, reports["squat"]) as page:
        start = time_of(page)
        assert start == pytest.approx(4.5, abs=0.02)
        page.locator("#canvas").focus()
        page.keyboard.press(".")
        assert 0.01 < time_of(page) - start < 0.03
        page.keyboard.press(",")
        assert time_of(page) == pytest.approx(start, abs=0.01)
        page.keyboard.press("End")
        last = time_of(page)
        page.keyboard.press("Home")
        assert time_of(page) == 0.0
        page.locator("#speed").select_option("2")
        page.locator("#play").press("Enter")
        for _ in range(100):
            page.wait_for_timeout(20)
            if time_of(page) > 0.2:
                break
        assert time_of(page) > 0.2
        page.locator("#play").press("Enter")
        held = time_of(page)
        page.wait_for_timeout(150)
        assert time_of(page) == held < last


def test_the_slider_moves_frame_by_frame_and_says_the_time(chromium, reports):
    with opened(chromium, reports["squat"]) as page:
        slider = page.locator("#scrub")
        slider.focus()
        page.keyboard.press("ArrowRight")
        assert slider.get_attribute("aria-valuetext").endswith(" s")
        page.keyboard.press("Home")
        assert time_of(page) == 0.0


def cursor_of(page, key, side):
    cursor = page.locator(f"#{key} .cursor[data-side={side}]")
    return cursor.get_attribute("visibility"), cursor.get_attribute("transform")


def test_the_cursor_of_every_plot_follows_the_figure(chromium, reports):
    with opened(chromium, reports["squat"]) as page:
        at_left = cursor_of(page, "curve-pelvic_drop", "left")
        assert at_left[0] == "visible"
        assert cursor_of(page, "curve-pelvic_drop", "right")[0] == "hidden"
        page.locator("#canvas").focus()
        page.keyboard.press(".")
        assert cursor_of(page, "curve-pelvic_drop", "left") != at_left
        page.keyboard.press("Home")
        hidden = page.locator(".cursor[visibility=visible]").count()
        assert hidden == 0


def test_forces_follow_on_their_own_clock(chromium, reports):
    with opened(chromium, reports["jump"]) as page:
        before = cursor_of(page, "force-up", "both")
        page.locator("#canvas").focus()
        page.keyboard.press(".")
        assert before[0] == "visible"
        assert cursor_of(page, "force-up", "both") != before


def test_a_click_in_a_plot_moves_the_figure(chromium, reports):
    with opened(chromium, reports["jump"]) as page:
        before = time_of(page)
        page.locator("#force-up svg.plot").click(position={"x": 80, "y": 60})
        assert time_of(page) != before


def test_show_me_leads_to_the_curve_and_the_instant(chromium, reports):
    with opened(chromium, reports["squat"], reduced_motion="reduce") as page:
        page.locator("#canvas").focus()
        page.keyboard.press("Home")
        link = page.locator("a.show[href='#curve-pelvic_drop']").first
        link.press("Enter")
        assert time_of(page) == pytest.approx(4.5, abs=0.02)
        assert page.evaluate("document.activeElement.id") == "curve-pelvic_drop"


def test_turning_changes_the_picture(chromium, reports):
    with opened(chromium, reports["squat"]) as page:
        picture = "document.getElementById('canvas').toDataURL()"
        pictures = [page.evaluate(picture)]
        page.locator("#canvas").focus()
        page.keyboard.press("ArrowLeft")
        pictures.append(page.evaluate(picture))
        page.locator("#view").select_option("above")
        pictures.append(page.evaluate(picture))
        assert len(set(pictures)) == 3


def test_every_control_is_reached_by_tab_and_seen(chromium, reports):
    with opened(chromium, reports["squat"]) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        reached = set()
        for _ in range(60):
            page.keyboard.press("Tab")
            reached.add(page.evaluate("document.activeElement.id"))
        assert {"canvas", "scrub", "play", "speed", "view"} <= reached


def test_controls_are_large_enough_for_a_thumb(chromium, reports):
    with opened(chromium, reports["squat"], 360) as page:
        for control in page.locator("button, select, a.button").all():
            box = control.bounding_box()
            assert min(box["height"], box["width"]) >= 44


def test_light_and_dark_paper(chromium, reports):
    colours = []
    for scheme in ("light", "dark"):
        with opened(chromium, reports["squat"], color_scheme=scheme) as page:
            colours.append(
                page.evaluate("getComputedStyle(document.body).backgroundColor")
            )
    assert colours == ["rgb(251, 250, 247)", "rgb(18, 22, 28)"]


def test_it_prints_every_section_on_a_few_light_pages(chromium, reports):
    with opened(chromium, reports["squat"], color_scheme="dark") as page:
        page.emulate_media(media="print", color_scheme="dark")
        ground = page.evaluate("getComputedStyle(document.documentElement).colorScheme")
        assert ground == "light"
        assert not page.locator("section.figure").is_visible()
        assert page.locator(".poses .figure").first.is_visible()
        assert page.locator("#methods").is_visible()
        printed = page.pdf(format="A4")
        assert printed.startswith(b"%PDF")
        assert 2 <= printed.count(b"/Type /Page\n") <= 40


def test_without_scripts_everything_but_the_figure_is_there(chromium, reports):
    with opened(chromium, reports["squat"], java_script_enabled=False) as page:
        assert page.locator("h1").is_visible()
        assert page.locator("#curve-pelvic_drop svg").is_visible()
        assert page.locator("noscript p").count() == 1
