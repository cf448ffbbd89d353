"""Connections that trickle, pretend or outlast their visitor."""

from __future__ import annotations

import socket
import ssl
import threading
import time

import pytest
import uvicorn
from starlette.testclient import TestClient
from starlette.websockets import WebSocket

from certificates import write_certificate
from ilium.app import Hosting, create_app, entering
from ilium.app.connections import Patient, settings
from ilium.app.serving import LOOPBACK, listen
from served import running
from signed_in import COACH, PASSWORD, sign_in

PROXY = "192.0.2.10"
STRANGE = "198.51.100.7"


def said(address: tuple[str, int], *parts: bytes, wait: float = 0.0) -> bytes:
    """What a server answers to bytes sent with pauses, until it hangs up."""
    answer = b""
    with socket.create_connection(address, timeout=10) as line:
        try:
            for part in parts:
                line.sendall(part)
                time.sleep(wait)
            while more := line.recv(65536):
                answer += more
        except (ConnectionError, BrokenPipeError):
            pass
    return answer


@pytest.fixture
def address(hosting, monkeypatch):
    monkeypatch.setattr(Patient, "headers_within", 0.4)
    with running(hosting) as place:
        host, port = place.removeprefix("http://").split(":")
        yield host, int(port)


@pytest.mark.parametrize(
    "begun", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n"]
)
def test_headers_that_trickle_in_are_not_waited_for(address, begun):
    began = time.monotonic()
    answer = said(address, begun, *[b"X-A: b\r\n"] * 40, wait=0.05)
    assert b" 200 " not in answer
    assert time.monotonic() - began < 10


def test_a_second_request_that_trickles_in_is_not_waited_for(address):
    first = b"GET /learn HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    with socket.create_connection(address, timeout=10) as line:
        line.sendall(first)
        assert line.recv(65536).startswith(b"HTTP/1.1 401")
        with pytest.raises(ConnectionError):
            trickle(line)


def trickle(line: socket.socket) -> None:
    for _ in range(100):
        line.sendall(b"G")
        time.sleep(0.05)


def test_a_patient_visitor_is_answered(address):
    """Negative control: slow, but within the time."""
    parts = (b"GET /static/style.css HTTP/1.1\r\n", b"Host: 127.0.0.1\r\n")
    answer = said(address, *parts, b"Connection: close\r\n\r\n", wait=0.05)
    assert answer.startswith(b"HTTP/1.1 200")


def test_no_answer_names_the_server(address):
    for text in (b"GET /nothing HTTP/1.1\r\nHost: 127.0.0.1\r\n", b"nonsense\r\n"):
        answer = said(address, text + b"Connection: close\r\n\r\n").lower()
        assert answer.startswith(b"http/1.1 4")
        for each in (b"server:", b"uvicorn", b"python", b"starlette", b"fastapi"):
            assert each not in answer


def test_endless_headers_are_refused(address):
    answer = said(address, b"GET / HTTP/1.1\r\nX-A: " + b"a" * 200_000)
    assert b" 200 " not in answer


def test_two_hosts_in_one_request_are_refused(address):
    text = b"GET /static/style.css HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil\r\n\r\n"
    assert b" 200 " not in said(address, text)


def behind_proxy(tmp_path, sender: str) -> TestClient:
    hosting = Hosting(
        database=f"sqlite:///{tmp_path / 'proxied.db'}",
        hosts=("ilium.test",),
        served=True,
        secure=True,
        proxies=(PROXY,),
    )
    app = create_app(hosting)
    return TestClient(app, base_url="http://ilium.test", client=(sender, 40000))


def test_only_the_proxy_is_believed_about_https(tmp_path):
    forwarded = {"x-forwarded-proto": "https", "x-forwarded-for": STRANGE}
    with behind_proxy(tmp_path, PROXY) as proxy:
        assert proxy.get("/sign-in", headers=forwarded).status_code == 200
        assert proxy.get("/sign-in").status_code == 421
    with behind_proxy(tmp_path, STRANGE) as stranger:
        assert stranger.get("/sign-in", headers=forwarded).status_code == 421


def test_the_address_behind_the_proxy_is_the_one_that_is_slowed_down(
    tmp_path, weak_hashes
):
    with behind_proxy(tmp_path, PROXY) as proxy:
        seen = proxy.app.state.attempts
        for forged in ("203.0.113.1", "203.0.113.2"):
            proxy.headers["x-forwarded-proto"] = "https"
            proxy.headers["x-forwarded-for"] = f"{forged}, {STRANGE}"
            proxy.headers["origin"] = "https://ilium.test"
            page = proxy.get("https://ilium.test/api/visitor").json()
            form = {"login": "x.y", "password": "wrong", "csrf": page["csrf"]}
            proxy.post("https://ilium.test/sign-in", data=form)
        assert ("address", STRANGE) in seen._misses
        assert len([key for key in seen._misses if key[0] == "address"]) == 1


def test_an_open_websocket_ends_with_its_visit(served, coach, monkeypatch):
    monkeypatch.setattr(entering, "ASKED_AGAIN", 0.0)

    async def echo(socket: WebSocket) -> None:
        await socket.accept()
        async for text in socket.iter_text():
            await socket.send_text(text)

    served.add_api_websocket_route("/api/echo", echo)
    ours = {"origin": "https://ilium.test"}
    with coach.websocket_connect("wss://ilium.test/api/echo", headers=ours) as line:
        line.send_text("still there")
        assert line.receive_text() == "still there"
        coach.post("/sign-out", follow_redirects=False)
        line.send_text("and now")
        assert line.receive()["type"] == "websocket.close"


def test_https_with_a_certificate_of_ones_own(served, tmp_path):
    """The same protocol class over TLS; old versions of TLS are refused."""
    pem, key = write_certificate(tmp_path, "ilium.test", "127.0.0.1")
    listening = listen(LOOPBACK, 0)
    server = uvicorn.Server(
        settings(served, ssl_certfile=str(pem), ssl_keyfile=str(key))
    )
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        trusting = ssl.create_default_context(cafile=str(pem))
        place = ("127.0.0.1", listening.getsockname()[1])
        text = b"GET /sign-in HTTP/1.1\r\nHost: ilium.test\r\nConnection: close\r\n\r\n"
        with (
            socket.create_connection(place) as plain,
            trusting.wrap_socket(plain, server_hostname="ilium.test") as line,
        ):
            assert line.version() in {"TLSv1.2", "TLSv1.3"}
            line.sendall(text)
            assert line.recv(100).startswith(b"HTTP/1.1 200")
        old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
        old.set_ciphers("ALL:@SECLEVEL=0")
        with pytest.warns(DeprecationWarning, match="TLSv1_1"):
            old.maximum_version = ssl.TLSVersion.TLSv1_1
        with (
            pytest.raises(ssl.SSLError),
            socket.create_connection(place) as plain,
            old.wrap_socket(plain),
        ):
            pass
    finally:
        server.should_exit = True
        thread.join(10)
        listening.close()


def test_the_environment_cannot_turn_telemetry_on(tmp_path, monkeypatch):
    heard = listen(LOOPBACK, 0)
    heard.settimeout(0.5)
    place = f"http://{LOOPBACK}:{heard.getsockname()[1]}"
    monkeypatch.setenv("FASTAPI_OTEL_AUTO_CONFIGURE", "true")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", place)
    hosting = Hosting(database=f"sqlite:///{tmp_path / 'quiet.db'}")
    with TestClient(create_app(hosting), base_url="http://127.0.0.1") as visitor:
        visitor.get("/start", params={"token": hosting.token})
    with pytest.raises(TimeoutError):
        heard.accept()
    heard.close()


def test_signing_in_again_is_no_way_back_in(served, coach):
    """A page in the history of a signed-out browser shows nothing."""
    coach.post("/sign-out", follow_redirects=False)
    assert coach.get("/account", follow_redirects=False).status_code == 303
    assert sign_in(coach, COACH, PASSWORD).status_code == 303
