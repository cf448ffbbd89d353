"""A coach's whole path in Chromium: from adding a person to erasing them."""

from __future__ import annotations

import contextlib
import datetime as dt

import pytest

from ilium.app import Hosting
from ilium.app.reports import report_documents
from ilium.outputs.findings_json import findings_rows
from ilium.store import open_store
from ilium.store.curves import curves_of
from people import a_squatter
from served import running

pytestmark = pytest.mark.browser
PHONE, NARROW, DESK = 360, 320, 1280
PATIENCE = 300_000
"""Time for an analysis on a busy machine [ms]."""


@pytest.fixture(scope="module")
def hosting(tmp_path_factory):
    folder = tmp_path_factory.mktemp("coach")
    return Hosting(database=f"sqlite:///{folder / 'ilium.db'}")


@pytest.fixture(scope="module")
def address(hosting):
    with running(hosting) as address:
        yield address


@contextlib.contextmanager
def visiting(chromium, address, hosting, width=DESK, **options):
    """A coach's browser; at the end nothing may have complained or left."""
    context = chromium.new_context(viewport={"width": width, "height": 800}, **options)
    page = context.new_page()
    troubles = []
    page.on("console", lambda message: troubles.append(message.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on(
        "request",
        lambda sent: (
            sent.url.startswith((address, "data:", "blob:"))
            or troubles.append(sent.url)
        ),
    )
    page.goto(f"{address}/start?token={hosting.token}")
    yield page
    assert troubles == []
    context.close()


def keep_squat(hosting, client):
    """Keep a result with its report, as an analysis in the app does."""
    store, analysis = open_store(hosting.database), a_squatter()
    number = store.results.add(
        client,
        analysis,
        curves=curves_of(analysis),
        findings=findings_rows(analysis),
    )
    for kind, language, content in report_documents(analysis):
        store.documents.add(client, kind, content, result=number, language=language)
    return number


def add_client(page, address, name="Ada Sample"):
    page.goto(f"{address}/clients/new")
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Keep measurements").check()
    page.get_by_role("button", name="Add", exact=True).click()
    return page.url.rsplit("/", 1)[-1]


def answer_no(page):
    page.get_by_role("link", name="Start the questions").click()
    page.get_by_role("button", name="Start", exact=True).click()
    said = page.get_by_text("No answer asks to wait")
    no = page.get_by_role("button", name="No", exact=True)
    while no.or_(said).first.wait_for() is None and no.count():
        with page.expect_navigation():
            no.click()


def bring_in(page, base, files, day):
    """Drop a movement and its static, wait for the analysis, open its report."""
    page.goto(f"{base}/bring")
    page.locator("#day").fill(day.isoformat())
    page.set_input_files("#files", files)
    page.locator("li.pair").wait_for()
    ready = page.locator("#jobs li [data-open]:visible")
    before = ready.count()
    page.get_by_role("button", name="Start the analysis").click()
    ready.nth(before).wait_for(timeout=PATIENCE)
    ready.first.click()
    page.locator("h1").wait_for()


def test_a_coach_goes_from_the_first_to_the_last_page(
    chromium, hosting, address, squats
):
    """Added, asked, measured twice, trained, compared, taken along and erased."""
    today = open_store(hosting.database).database.today
    with visiting(chromium, address, hosting) as page:
        client = add_client(page, address)
        base = f"{address}/clients/{client}"
        answer_no(page)
        page.get_by_text("No answer asks to wait").wait_for()
        bring_in(page, base, squats, today - dt.timedelta(weeks=6))
        before = page.locator("h1").inner_text()
        page.get_by_label("New words").fill("Steady on both legs.")
        page.get_by_label("Who decides").fill("Kim")
        page.get_by_label("Why").fill("clearer")
        page.get_by_role("button", name="Keep this change").click()
        assert page.locator("h1").inner_text() == "Steady on both legs." != before

        page.goto(f"{base}/programme")
        page.get_by_role("textbox").first.fill("lunges")
        page.get_by_role("button", name="Keep the goal").click()
        page.get_by_role("button", name="Give out this week").click()
        assert page.locator(".exercises > li").count() >= 3
        page.get_by_role("link", name="Log a session").click()
        for name, points in (("during", "2"), ("morning", "1")):
            page.locator(f"input[name='{name}'][value='{points}']").check()
        page.get_by_role("button", name="Keep", exact=True).click()
        page.get_by_text("0–3: go on.").wait_for()

        page.goto(base)
        assert page.locator("svg .point, svg circle").count()
        page.goto(f"{base}/progress")
        assert "only one check so far" in page.locator("h1").inner_text()
        bring_in(page, base, squats, today)
        page.goto(f"{base}/progress")
        assert page.locator("h1").inner_text().startswith("Your ")
        assert page.get_by_text("measured with: laboratory").count() == 2
        page.goto(f"{base}/export")
        with page.expect_download() as written:
            page.get_by_role("button", name="Write the file").click()
        assert written.value.suggested_filename == f"{client}.zip"

        page.goto(f"{base}/erase")
        page.get_by_label(f"Type {client}").fill(client)
        page.get_by_role("button", name="Erase for good").click()
        page.get_by_text("is erased").wait_for()
        assert page.request.get(base).status == 404


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("width", [NARROW, PHONE, DESK])
def test_every_page_is_there_and_no_wider_than_the_screen(
    chromium, hosting, address, language, width
):
    with visiting(chromium, address, hosting, width, locale="en") as page:
        client = add_client(page, address)
        number = keep_squat(hosting, client)
        page.context.add_cookies(
            [{"name": "language", "value": language, "url": address}]
        )
        of_client = ("", "/data", "/consent", "/screen", "/screen/said", "/programme")
        of_client += ("/log", "/tests", "/questionnaires", "/questionnaires/psfs")
        of_client += ("/progress", "/letter", "/export", "/erase", "/session")
        of_client += (f"/results/{number}",)
        own = [f"/clients/{client}{each}" for each in of_client]
        for each in ("/", "/clients", "/groups", "/store", "/welcome", *own):
            answer = page.goto(f"{address}{each}")
            assert answer.status == 200, each
            assert page.locator("html").get_attribute("lang") == language
            assert page.locator("h1").count() == 1, each
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, each


def test_the_report_plays_inside_the_app(chromium, hosting, address):
    with visiting(chromium, address, hosting) as page:
        client = add_client(page, address)
        page.goto(f"{address}/clients/{client}/results/{keep_squat(hosting, client)}")
        start = page.locator("#now").inner_text()
        page.locator("#canvas").focus()
        page.keyboard.press(".")
        assert page.locator("#now").inner_text() != start


def test_without_numbers_the_first_screen_has_none(chromium, hosting, address):
    with visiting(chromium, address, hosting) as page:
        client = add_client(page, address)
        page.goto(f"{address}/clients/{client}/results/{keep_squat(hosting, client)}")
        assert "°" in page.locator(".findings").inner_text()
        page.get_by_text("Show", exact=True).first.click()
        page.get_by_role("button", name="without numbers").click()
        for part in ("h1", ".findings"):
            assert "°" not in page.locator(part).inner_text()
