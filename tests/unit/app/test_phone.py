"""A phone may send files of one client, for a while, and nothing else."""

from __future__ import annotations

import datetime as dt
import hashlib
import http.client
import json
import socket
import ssl
from urllib.parse import urlsplit

import pytest

from ilium.app import Hosting
from ilium.app.phone import FINISHING, GUESSES, INVITED_FOR, Phone, local_address
from ilium.app.phone_app import COOKIE, create_phone_app
from ilium.errors import ConsentError, InputError
from ilium.store import open_store
from stored import someone

CLIP = b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 20


class Clock:
    def __init__(self):
        self.at = dt.datetime.now(dt.UTC).replace(tzinfo=None)

    def __call__(self):
        return self.at


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def store(tmp_path, clock):
    return open_store(f"sqlite:///{tmp_path / 'store' / 'ilium.db'}", now=clock)


@pytest.fixture
def client(store):
    return someone(store, "Zebedee")


@pytest.fixture
def phone(store):
    made = Phone(store, Hosting(phone="127.0.0.1"))
    yield made
    made.close()


class Browser:
    """A phone's browser that was told to trust one certificate."""

    def __init__(self, invitation, *, trusting=None):
        parts = urlsplit(invitation.address)
        self.host, self.port = parts.hostname, parts.port
        self.start = f"{parts.path}?{parts.query}"
        self.trusted = (trusting or invitation).fingerprint.replace(" ", "").lower()
        self.cookie = ""
        self.csrf = ""

    def ask(self, method, path, body=None, **headers):
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        connection = http.client.HTTPSConnection(
            self.host, self.port, context=context, timeout=30
        )
        connection.connect()
        shown = connection.sock.getpeercert(binary_form=True)
        if hashlib.sha256(shown).hexdigest() != self.trusted:
            connection.close()
            raise ssl.SSLError("not the certificate that is shown on the screen")
        if self.cookie:
            headers["cookie"] = self.cookie
        if self.csrf:
            headers["x-csrf"] = self.csrf
        headers.setdefault("origin", f"https://{self.host}:{self.port}")
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        answer.text = answer.read().decode(errors="replace")
        connection.close()
        return answer

    def open(self):
        answer = self.ask("GET", self.start)
        if answer.status == 303:
            self.cookie = answer.headers["set-cookie"].split(";")[0]
            page = self.ask("GET", "/")
            self.csrf = page.text.partition('name="csrf" content="')[2].partition('"')[
                0
            ]
        return answer

    def announce(self, client, data=CLIP):
        told = {"name": "squat.mov", "size": len(data)}
        path = f"/api/clients/{client}/uploads"
        kind = {"content-type": "application/json"}
        return self.ask("POST", path, json.dumps(told), **kind)

    def part(self, upload, offset, data):
        headers = {"upload-offset": str(offset)}
        return self.ask("PATCH", f"/api/uploads/{upload}", data, **headers)


def test_a_phone_sends_a_clip_over_a_certificate_of_its_own(phone, store, client):
    invitation = phone.invite(client)
    browser = Browser(invitation)
    assert browser.open().status == 303
    upload = json.loads(browser.announce(client).text)
    half = browser.part(upload["id"], 0, CLIP[:2000])
    assert json.loads(half.text)["offset"] == 2000
    assert json.loads(browser.part(upload["id"], 2000, CLIP[2000:]).text)["whole"]
    (arrived,) = store.uploads.of(client)
    assert store.uploads.path(arrived.id).read_bytes() == CLIP


def test_the_cookie_is_for_this_page_and_https_alone(phone, client):
    given = Browser(phone.invite(client)).open().headers["set-cookie"]
    assert given.startswith(f"{COOKIE}=")
    for each in ("HttpOnly", "Secure", "SameSite=strict", "Path=/"):
        assert each in given


def test_another_certificate_is_noticed(phone, store, client):
    """Negative control: who compares the fingerprint notices somebody in between."""
    invitation = phone.invite(client)
    other = Phone(store, Hosting(phone="127.0.0.1"))
    stranger = other.invite(client)
    try:
        with pytest.raises(ssl.SSLError):
            Browser(stranger, trusting=invitation).open()
    finally:
        other.close()


def test_plain_http_is_not_answered(phone, client):
    browser = Browser(phone.invite(client))
    plain = http.client.HTTPConnection(browser.host, browser.port, timeout=10)
    plain.request("GET", browser.start)
    with pytest.raises((http.client.HTTPException, OSError)):
        plain.getresponse()
    plain.close()


def test_nothing_else_exists_there(store):
    app = create_phone_app(store, Hosting(hosts=("127.0.0.1",), secure=True), None)
    assert sorted({route.path for route in app.routes}) == [
        "/",
        "/api/clients/{client}/uploads",
        "/api/uploads/{upload}",
        "/start",
        "/static/style.css",
        "/static/{name:path}",
    ]


@pytest.mark.parametrize(
    "path",
    [
        "/clients",
        "/bring",
        "/api/jobs",
        "/api/openapi.json",
        "/api/clients",
        "/static/js/bring.js",
        "/static/../../pyproject.toml",
        "/static/%2e%2e/create.py",
    ],
)
def test_other_pages_are_not_there(phone, client, path):
    browser = Browser(phone.invite(client))
    browser.open()
    assert browser.ask("GET", path).status in (401, 404)


def test_an_invitation_is_for_one_client(phone, store, client):
    other = someone(store, "Quentin")
    theirs = store.uploads.begin(other, "own.mp4", len(CLIP))
    browser = Browser(phone.invite(client))
    browser.open()
    assert browser.announce(other).status == 404
    assert browser.part(theirs.id, 0, CLIP).status == 404
    assert browser.ask("GET", f"/api/uploads/{theirs.id}").status == 404
    assert store.uploads.get(theirs.id).received == 0


def test_without_an_invitation_nothing_opens(phone, client):
    browser = Browser(phone.invite(client))
    assert browser.ask("GET", "/").status == 401
    assert browser.announce(client).status == 401
    browser.start = "/start?token=guess"
    assert browser.open().status == 401


def test_it_runs_out_but_lets_what_began_end(phone, store, client, clock):
    browser = Browser(phone.invite(client))
    browser.open()
    upload = json.loads(browser.announce(client).text)["id"]
    browser.part(upload, 0, CLIP[:1000])
    clock.at += INVITED_FOR + dt.timedelta(seconds=1)
    assert browser.announce(client, CLIP + b"more").status == 401
    assert Browser(phone.invite(client)).open().status == 303
    assert browser.part(upload, 1000, CLIP[1000:2000]).status == 401
    again = Browser(phone.invite(client))
    again.open()
    assert again.part(upload, 1000, CLIP[1000:2000]).status == 200
    clock.at += INVITED_FOR + dt.timedelta(minutes=5)
    assert again.part(upload, 2000, CLIP[2000:3000]).status == 200
    clock.at += FINISHING
    assert again.part(upload, 3000, CLIP[3000:]).status == 401


def test_ending_it_shuts_the_phone_out(phone, client):
    browser = Browser(phone.invite(client))
    browser.open()
    phone.end(client)
    assert browser.announce(client).status == 401


def test_guessing_has_an_end(phone, client):
    invitation = phone.invite(client)
    browser = Browser(invitation)
    for at in range(GUESSES):
        browser.start = f"/start?token=guess{at}"
        assert browser.open().status == 401
    assert Browser(invitation).open().status == 401
    assert Browser(phone.invite(client)).open().status == 303


def test_another_name_of_the_computer_is_refused(phone, client):
    browser = Browser(phone.invite(client))
    assert browser.ask("GET", browser.start, host="evil.example").status == 421


def test_another_sites_page_is_refused(phone, client):
    browser = Browser(phone.invite(client))
    browser.open()
    evil = {"origin": "https://evil.example", "content-type": "application/json"}
    path = f"/api/clients/{client}/uploads"
    assert browser.ask("POST", path, "{}", **evil).status == 403
    browser.csrf = ""
    assert browser.announce(client).status == 403


def test_it_listens_only_while_somebody_is_invited(phone, client, clock):
    invitation = phone.invite(client)
    browser = Browser(invitation)
    assert browser.open().status == 303
    phone.close_when_unused()
    assert browser.ask("GET", "/").status == 200
    clock.at += INVITED_FOR + FINISHING
    phone.close_when_unused()
    with socket.socket() as probe:
        assert probe.connect_ex((browser.host, browser.port)) != 0


def test_without_the_option_there_is_no_door(store, client):
    with pytest.raises(InputError, match="door"):
        Phone(store, Hosting()).invite(client)


def test_without_consent_nobody_is_invited(phone, store, client):
    store.consents.change(client, {"store": False})
    with pytest.raises(ConsentError):
        phone.invite(client)


def test_the_code_holds_the_address(phone, client):
    cv2 = pytest.importorskip("cv2")
    invitation = phone.invite(client)
    assert invitation.code.startswith("<svg")
    import numpy as np
    import segno

    code = segno.make(invitation.address, error="m")
    read = set()
    for size in (4, 6, 8):  # OpenCV's reader misses one code in a hundred at one size
        matrix = np.array(list(code.matrix_iter(size, 4)))
        picture = np.where(matrix > 0, 0, 255).astype(np.uint8)
        read.add(cv2.QRCodeDetector().detectAndDecode(picture)[0])
    assert read - {""} == {invitation.address}


def test_a_computer_without_a_network_says_so(monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr("ilium.app.phone.socket.socket", _Nowhere)
        with pytest.raises(InputError, match="no network"):
            local_address()


class _Nowhere:
    def __init__(self, *_):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def connect(self, _address):
        raise OSError("Network is unreachable")
