"""Nothing leaves this computer: every page opened, and a live visit, both watched.

The browser's way out is a proxy that writes down what is asked of it and refuses it, so
that also what the browser does by itself would be seen; and what the server connects to
is seen by an audit hook of Python.
"""

from __future__ import annotations

import socket
import sys
import threading
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

import pytest
from fastapi.routing import iter_route_contexts

from ilium.app import Hosting, create_app
from owned import OF_NOBODY
from served import running
from stored import Squat, someone

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
GATE, WHOLE = 20, 90
"""How long the live visit lasts in the gate, and in the long run [s]."""


class Outward:
    """A proxy that lets nothing through, and remembers who wanted to go where."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        threading.Thread(target=self._refuse, daemon=True).start()

    def _refuse(self) -> None:
        while True:
            try:
                line, _ = self.socket.accept()
            except OSError:
                return
            with line:
                self.asked.append(line.recv(2000).split(b"\r\n")[0].decode("latin1"))
                line.sendall(b"HTTP/1.1 502 No\r\nContent-Length: 0\r\n\r\n")


CONNECTED: list[str] = []
WATCHING = threading.Event()


def _watch(event: str, arguments: tuple) -> None:
    if not WATCHING.is_set():
        return
    if event == "socket.connect" and isinstance(arguments[1], tuple):
        CONNECTED.append(str(arguments[1][0]))
    if event == "socket.getaddrinfo":
        CONNECTED.append(str(arguments[0]))


sys.addaudithook(_watch)


@pytest.fixture(scope="module")
def outward():
    made = Outward()
    yield made
    made.socket.close()


@pytest.fixture(scope="module")
def browser(outward, launch):
    """Chromium with a camera of its own whose only way out is the proxy."""
    made = launch(
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--proxy-server={outward.address}",
    )
    yield made
    made.close()


@contextmanager
def visit(browser, hosting):
    """A visitor's page, and every address that it or the server asked for."""
    asked: list[str] = []
    with running(hosting) as address:
        context = browser.new_context()
        context.on("request", lambda each: asked.append(each.url))
        page = context.new_page()
        page.on("websocket", lambda each: asked.append(each.url))
        page.goto(f"{address}/start?token={hosting.token}")
        CONNECTED.clear()
        WATCHING.set()
        try:
            yield page, address, asked
        finally:
            WATCHING.clear()
            context.close()


def strange(lines) -> list[str]:
    """Requests to the proxy but for those that Chromium makes for itself."""
    targets = [each.split(" ")[1] for each in lines if " " in each]
    places = [each.split("://")[-1].split("/")[0].split(":")[0] for each in targets]
    return [each for each in places if not each.endswith(OF_CHROMIUM)]


OF_CHROMIUM = (".googleapis.com", ".google.com", ".gvt1.com", ".gstatic.com")
"""Its updates, accounts and autofill; addresses of pages are watched by themselves."""


def outside(asked) -> list[str]:
    """Addresses that are not this computer's."""
    schemes = ("data:", "blob:")
    places = [each for each in asked if not each.startswith(schemes)]
    return [each for each in places if urlsplit(each).hostname not in LOOPBACK]


def pages(hosting) -> list[str]:
    """Address of every page there is, about one client with a result."""
    app = create_app(hosting)
    store = app.state.store
    client = someone(store, "Ada")
    known = {"client": client, "result": store.results.add(client, Squat())}
    values = {**OF_NOBODY, **known, "name": "E30"}
    found = []
    for each in iter_route_contexts(app.routes):
        if "GET" in (each.methods or ()) and not each.path.startswith(NO_PAGES):
            path = each.path
            for key, value in values.items():
                path = path.replace(f"{{{key}}}", str(value))
            if "{" not in path:
                found.append(path)
    return found


NO_PAGES = ("/start", "/static", "/api/pose/model")


@pytest.mark.browser
def test_a_tour_of_every_page_stays_on_this_computer(browser, outward, tmp_path):
    hosting = Hosting(database=f"sqlite:///{tmp_path / 'ilium.db'}")
    places = pages(hosting)
    assert len(places) > 20
    with visit(browser, hosting) as (page, address, asked):
        opened = 0
        for each in places:
            answer = page.goto(address + each)
            assert answer.status < 500, each
            opened += answer.ok
        assert opened > 10
    assert not outside(asked)
    assert not set(CONNECTED) - LOOPBACK
    assert not strange(outward.asked)


@pytest.mark.browser
@pytest.mark.parametrize("seconds", [GATE, pytest.param(WHOLE, marks=pytest.mark.full)])
def test_a_live_visit_stays_on_this_computer(browser, outward, tmp_path, seconds):
    hosting = Hosting(database=f"sqlite:///{tmp_path / 'ilium.db'}")
    with visit(browser, hosting) as (page, address, asked):
        page.goto(f"{address}/live/E30")
        page.click("[data-start]")
        page.wait_for_timeout(1000 * seconds)
    assert any(each.startswith("ws:") for each in asked)
    assert not outside(asked)
    assert not set(CONNECTED) - LOOPBACK
    assert not strange(outward.asked)


@pytest.mark.browser
def test_what_wants_to_leave_would_be_noticed(browser, outward, tmp_path):
    """Negative control of each of the three watchers."""
    hosting = Hosting(database=f"sqlite:///{tmp_path / 'ilium.db'}")
    with visit(browser, hosting) as (page, _, asked):
        with pytest.raises(Exception, match=r"telemetry\.example"):
            page.goto("http://telemetry.example/")
        with socket.socket() as line:
            line.settimeout(0.01)
            with suppress(OSError):
                line.connect(("192.0.2.1", 9))
    assert set(outside(asked)) == {"http://telemetry.example/"}
    assert "192.0.2.1" in CONNECTED
    assert "telemetry.example" in strange(outward.asked)
    outward.asked.clear()


@pytest.mark.browser
def test_the_start_token_leaves_the_address_and_the_history(browser, tmp_path):
    hosting = Hosting(database=f"sqlite:///{tmp_path / 'ilium.db'}")
    with visit(browser, hosting) as (page, address, _):
        assert page.url == f"{address}/"
        page.goto(f"{address}/learn")
        page.go_back()
        assert page.url == f"{address}/"
        page.go_back()
        assert hosting.token not in page.url
        page.goto(f"{address}/learn")
        assert hosting.token not in page.content()
        assert page.evaluate("document.cookie") == ""
        assert page.evaluate("document.referrer") == ""
