"""What a request may not do, each tried."""

from __future__ import annotations

import asyncio
import logging

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from ilium.app import Hosting, create_app
from ilium.app.bounds import LARGEST, LARGEST_PART, Bounded, largest
from ilium.app.entering import csrf_of
from ilium.app.known_host import host_name

GERMAN = {"language": "de"}


@pytest.fixture
def forger(app, hosting):
    """A browser that holds the cookie, driven by a page that is not ours."""
    with TestClient(app, base_url="http://127.0.0.1") as forger:
        forger.get("/start", params={"token": hosting.token})
        yield forger


def test_a_form_without_the_visitors_secret_changes_nothing(forger):
    answer = forger.post("/language", data=GERMAN)
    assert answer.status_code == 403
    assert "This page has grown old" in answer.text
    assert "language" not in forger.cookies


@pytest.mark.parametrize("given", ["", "guess", "ü"])
def test_a_guessed_secret_changes_nothing(forger, given):
    answer = forger.post("/language", data=GERMAN | {"csrf": given})
    assert answer.status_code == 403


@pytest.mark.parametrize("as_files", [False, True])
def test_the_secret_in_a_form_is_enough_and_the_form_still_arrives(
    forger, hosting, as_files
):
    secret = {"csrf": csrf_of(hosting.token)}
    how = {"files": {"file": ("a.txt", b"a")}} if as_files else {}
    forger.post("/language", data=GERMAN | secret, **how)
    assert forger.cookies["language"] == "de"


def test_the_secret_does_not_tell_the_cookie(hosting):
    assert hosting.token not in csrf_of(hosting.token)
    assert csrf_of(hosting.token) != csrf_of(hosting.token + "a")


@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "http://evil.example",
        "https://127.0.0.1",
        "http://127.0.0.1:81",
        "127.0.0.1",
    ],
)
def test_another_origin_is_refused_even_with_the_secret(visitor, origin):
    answer = visitor.post("/language", data=GERMAN, headers={"origin": origin})
    assert answer.status_code == 403


def test_our_own_origin_is_let_through(visitor):
    answer = visitor.post(
        "/language",
        data=GERMAN,
        headers={"origin": "http://127.0.0.1"},
        follow_redirects=False,
    )
    assert answer.status_code == 303


@pytest.mark.parametrize("origin", ["http://evil.example", "null"])
def test_a_websocket_of_another_site_is_closed(visitor, origin):
    with (
        pytest.raises(WebSocketDisconnect) as refused,
        visitor.websocket_connect("/api/pose", headers={"origin": origin}),
    ):
        pass
    assert refused.value.code == 1008


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("127.0.0.1:8000", "127.0.0.1"),
        ("LocalHost:80", "localhost"),
        ("[::1]", "::1"),
        ("[::1]:8000", "::1"),
        ("[::1", ""),
        ("[::1]evil", ""),
        ("127.0.0.1:80:90", ""),
        ("127.0.0.1:evil", ""),
        ("user@127.0.0.1", ""),
        ("", ""),
    ],
)
def test_the_name_in_a_host_header(header, name):
    assert host_name(header) == name


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "[::2]", "127.0.0.1@evil", ""]
)
def test_a_foreign_host_is_refused(visitor, host):
    assert visitor.get("/", headers={"host": host}).status_code == 421


def test_ipv6_and_ports_are_let_through(tmp_path):
    hosting = Hosting(database=f"sqlite:///{tmp_path / 'a.db'}", hosts=("::1",))
    with TestClient(create_app(hosting), base_url="http://[::1]:8123") as visitor:
        assert visitor.get("/static/style.css").status_code == 200


def test_a_large_body_is_refused_before_it_is_read(visitor):
    answer = visitor.post("/language", content=b"a" * (LARGEST + 1))
    assert answer.status_code == 413
    assert "more than ilium takes" in answer.text


def test_a_body_that_does_not_say_its_length_is_counted(visitor):
    def parts():
        for _ in range(LARGEST // 65536 + 1):
            yield b"a" * 65536

    form = {"content-type": "application/x-www-form-urlencoded"}
    answer = visitor.post("/language", content=parts(), headers=form)
    assert answer.status_code == 413


def test_only_uploads_may_be_larger():
    assert largest("/api/uploads/abc") == LARGEST_PART
    assert largest("/clients") == largest("/api/clients") == LARGEST
    assert largest("/store") == LARGEST < LARGEST_PART < largest("/store/restore")


def test_a_large_form_with_files_is_not_held_in_memory(app, forger, hosting):
    """What follows the beginning is handed on as it comes."""
    secret = {"csrf": csrf_of(hosting.token), "typed": "no"}
    files = {"backup": ("all.zip", bytes(5 << 20))}
    answer = forger.post("/store/restore", data=secret, files=files)
    assert answer.status_code == 422
    late = {"a": "b" * 100_000, "csrf": csrf_of(hosting.token)}
    assert forger.post("/store/restore", data=late, files=files).status_code == 403


def test_a_body_that_trickles_in_is_given_up():
    async def reading(scope, receive, send):
        await receive()

    async def never():
        await asyncio.sleep(60)

    async def trying():
        said = []

        async def send(message):
            said.append(message)

        scope = {
            "type": "http",
            "method": "POST",
            "path": "/api/nothing",
            "headers": [],
            "query_string": b"",
        }
        await Bounded(reading, patience=0.05)(scope, never, send)
        return said[0]["status"]

    assert asyncio.run(trying()) == 408


def test_an_unforeseen_error_shows_nothing_of_the_code(app, visitor, caplog):
    name = "Zebedee"

    @app.get("/api/broken")
    def broken() -> None:
        raise RuntimeError(name)

    with caplog.at_level(logging.WARNING):
        answer = visitor.get("/api/broken")
    assert answer.status_code == 500
    assert answer.json()["problem"] == "ilium met something unforeseen."
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert name not in answer.text + caplog.text
    assert "RuntimeError" in caplog.text


HOSTILE = "<script>alert(1)</script>"


def test_what_cannot_be_read_is_not_said_again(visitor):
    answer = visitor.post("/language", data={"lang<b>": HOSTILE})
    assert answer.status_code == 422
    assert "This could not be read: language." in answer.text
    assert HOSTILE not in answer.text


def test_a_hostile_address_is_not_said_again(visitor):
    answer = visitor.get(f"/{HOSTILE}/{{{{7*7}}}}")
    assert answer.status_code == 404
    assert HOSTILE not in answer.text
    assert "49" not in answer.text.split("<main")[1]


@pytest.mark.parametrize(
    "path",
    [
        "/static/../policy.py",
        "/static/%2e%2e/policy.py",
        "/static/..%2fpolicy.py",
        "/static//etc/passwd",
        "/static/js/..%5c..%5cpolicy.py",
    ],
)
def test_no_path_leads_out_of_the_folder_of_files(visitor, path):
    assert visitor.get(path).status_code == 404


def test_a_link_of_another_site_asks_once_more_from_here(forger):
    """Browsers keep a strict cookie back; the page asks again, with it."""
    linked = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    forger.cookies.clear()
    page = forger.get('/clients"><b>?q=<b>', headers=linked)
    assert page.status_code == 200
    assert 'content="0;url=/clients%22%3E%3Cb%3E?q=%3Cb%3E"' in page.text
