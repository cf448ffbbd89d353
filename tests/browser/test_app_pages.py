"""Every page of the app: opened, checked by axe, narrow, dark, nothing leaves."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import tempfile
from pathlib import Path

import pytest
from fastapi.routing import iter_route_contexts

from conftest import lacking
from ilium.app import Hosting, create_app
from ilium.app.routes.learn import PAGES
from ilium.app.sample import load_sample
from ilium.store import open_store
from served import running
from untranslated import untranslated

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
SERVED = re.compile(r"^/(sign-in|account)")
"""Pages of a served app; on one's own computer nobody signs in."""
FILES = re.compile(r"\.(pdf|css|js|html)$|\{ending\}$|^/start$|/report\.html$")
NARROW, WIDE = {"width": 320, "height": 720}, {"width": 1280, "height": 800}
SHOWN = {
    "today": "/",
    "client": "/clients/{client}",
    "report": "/clients/{client}/results/{result}",
    "look": "/clients/{client}/results/{result}/look",
    "check": "/clients/{client}/check",
    "programme": "/clients/{client}/programme",
    "progress": "/clients/{client}/progress",
    "live": "/live/{name}",
    "bring": "/clients/{client}/bring",
    "learn": "/learn/{page}",
}
"""Pages whose pictures stand in the documentation."""
OWN_WORDS = ("check", "check/E30", "consent", "bring", "live", "live/E30", "erase")
"""Pages of a client on which nobody wrote anything but their name."""
WRITTEN = (
    "Sample client (simulated)",
    "Sample client",
    "Tuesday",
    "Deutsch",
    "English",
)
"""Names that stand as they were typed."""
FOCUSED = """(() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const shown = getComputedStyle(at).outlineStyle !== "none";
  return [at.outerHTML.slice(0, 120), shown];
})()"""
PICTURES = os.environ.get("ILIUM_PICTURES", "")


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """The app with the sample client and a course, and what stands in addresses."""
    folder = tmp_path_factory.mktemp("pages")
    hosting = Hosting(database=f"sqlite:///{folder / 'ilium.db'}")
    client = load_sample(hosting.database, "en")
    store = open_store(hosting.database)
    group = store.groups.new("Tuesday", starts_on=dt.date(2026, 3, 3), weeks=12)
    store.groups.add(group, [client])
    result = max(each.id for each in store.results.of(client))
    values = {
        "client": client,
        "result": str(result),
        "group": group,
        "movement": "E30",
        "page": PAGES[0],
    }
    with running(hosting) as address:
        yield address, hosting.token, values


def addresses(values: dict[str, str]) -> list[str]:
    """Address of every page; a name that nobody filled in is an error."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Hosting(database=f"sqlite:///{folder}/ilium.db"))
    found = []
    for route in iter_route_contexts(app.routes):
        path = route.path or ""
        methods = getattr(route, "methods", None) or ()
        skipped = path.startswith(("/api", "/static")) or (
            FILES.search(path) or SERVED.match(path)
        )
        if "GET" in methods and not skipped:
            name = "psfs" if "questionnaires" in path else "E30"
            found.append(path.format_map({**values, "name": name}))
    return sorted(found)


@pytest.fixture(scope="module")
def visit(chromium, sample):
    """Opens a page as the coach; whatever leaves this computer is written down."""
    address, token, values = sample
    left, errors, contexts = [], [], {}

    def open_it(path, *, viewport=WIDE, scheme="light", language="en"):
        key = (viewport["width"], scheme, language)
        if key not in contexts:
            context = chromium.new_context(
                viewport=viewport, color_scheme=scheme, reduced_motion="reduce"
            )
            context.add_cookies(
                [{"name": "language", "value": language, "url": address}]
            )
            context.on("request", lambda asked: left.append(asked.url))
            page = context.new_page()
            page.on("pageerror", lambda error: errors.append(str(error)))
            page.goto(f"{address}/start?token={token}")
            contexts[key] = page
        page = contexts[key]
        answer = page.goto(f"{address}{path}")
        assert answer.status == 200, path
        return page

    yield open_it, values, (address, left, errors)
    for page in contexts.values():
        page.context.close()


def faults(page) -> list[str]:
    """What axe objects to on a page."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(f"axe.run(document, {json.dumps(RULES)})")
    return [
        f"{each['id']}: {each['nodes'][0]['html'][:160]}"
        for each in found["violations"]
    ]


@pytest.fixture(scope="module")
def axe():
    if not AXE.exists():
        lacking("axe-core is not installed; run scripts/assets")


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_objects_to_no_page(visit, axe, scheme):
    open_it, values, _ = visit
    found = {
        path: told
        for path in addresses(values)
        if (told := faults(open_it(path, scheme=scheme)))
    }
    assert found == {}


@pytest.mark.browser
def test_axe_notices_a_picture_without_words(visit, axe):
    """Negative control."""
    open_it, _, _ = visit
    page = open_it("/learn")
    page.evaluate("document.body.append(new Image())")
    assert any("image-alt" in each for each in faults(page))


@pytest.mark.browser
def test_no_page_is_wider_than_a_narrow_phone(visit):
    """320 px, which is also 1280 px at 400 %."""
    open_it, values, _ = visit
    wide = {
        path: width
        for path in addresses(values)
        if (
            width := open_it(path, viewport=NARROW).evaluate(
                "document.documentElement.scrollWidth"
            )
        )
        > NARROW["width"]
    }
    assert wide == {}


@pytest.mark.browser
def test_every_page_speaks_the_language_that_was_chosen(visit):
    """In the made-up language nothing stays English but what people wrote."""
    open_it, values, _ = visit
    own = [each for each in addresses(values) if values["client"] not in each]
    own += [f"/clients/{values['client']}/{each}" for each in OWN_WORDS]
    left = {}
    for path in own:
        page = open_it(path, language="xx")
        found = untranslated(page.content(), *WRITTEN, values["client"])
        if found:
            left[path] = found[:6]
    assert left == {}


@pytest.mark.browser
def test_the_tab_key_reaches_everything_and_shows_where_it_is(visit):
    open_it, values, _ = visit
    for path in ("/", "/clients", f"/clients/{values['client']}", "/bring", "/learn"):
        page = open_it(path)
        wanted = page.locator(
            "a[href]:visible, button:visible:enabled, input:visible, select:visible"
        ).count()
        seen = set()
        for _ in range(3 * wanted):
            page.keyboard.press("Tab")
            told = page.evaluate(FOCUSED)
            if told is None:
                break
            seen.add(told[0])
            assert told[1], f"{path}: the focus cannot be seen on {told[0]}"
        assert len(seen) > 3, path


@pytest.mark.browser
def test_nothing_that_a_page_opens_leaves_this_computer(visit):
    open_it, values, (address, left, errors) = visit
    for path in addresses(values):
        open_it(path)
    foreign = [
        each for each in left if not each.startswith((address, "data:", "blob:"))
    ]
    assert foreign == []
    assert errors == []
    assert len(left) > len(addresses(values))


@pytest.mark.browser
@pytest.mark.parametrize("name", SHOWN)
def test_pictures_of_the_main_pages(visit, name, tmp_path):
    """Into the documentation with ILIUM_PICTURES, else only to see that they open."""
    open_it, values, _ = visit
    page = open_it(SHOWN[name].format_map({**values, "name": "E30"}))
    page.wait_for_timeout(600)
    folder = Path(PICTURES) if PICTURES else tmp_path
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}.png")
    assert (folder / f"{name}.png").stat().st_size > 10_000
