"""What every page of the app has, and whom it lets in."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from ilium.app.policy import POLICY


@pytest.fixture
def stranger(app):
    with TestClient(app, base_url="http://127.0.0.1") as stranger:
        yield stranger


def test_the_start_token_opens_the_app(visitor):
    page = visitor.get("/")
    assert page.status_code == 200
    assert "<h1>Today</h1>" in page.text
    assert page.headers["content-security-policy"] == POLICY


def test_without_the_token_nothing_opens(stranger):
    assert stranger.get("/").status_code == 401
    assert stranger.get("/start", params={"token": "guess"}).status_code == 401


def test_another_name_of_this_computer_is_refused(visitor):
    """As a page does whose name was made to point here."""
    answer = visitor.get("/", headers={"host": "evil.example"})
    assert answer.status_code == 421


@pytest.mark.parametrize(
    "headers", [{"origin": "http://evil.example"}, {"sec-fetch-site": "cross-site"}]
)
def test_what_another_site_sends_is_refused(visitor, headers):
    answer = visitor.post("/language", data={"language": "de"}, headers=headers)
    assert answer.status_code == 403


def test_the_chosen_language_stays(visitor):
    visitor.post("/language", data={"language": "de"})
    assert "<h1>Heute</h1>" in visitor.get("/").text


def test_the_browsers_language_is_answered(visitor):
    page = visitor.get("/", headers={"accept-language": "de-AT,de;q=0.9,en;q=0.8"})
    assert '<html lang="de">' in page.text


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example"])
def test_choosing_a_language_leads_nowhere_else(visitor, back):
    answer = visitor.post(
        "/language", data={"language": "de", "back": back}, follow_redirects=False
    )
    assert answer.headers["location"] == "/"


def test_a_missing_page_says_what_to_do(visitor):
    page = visitor.get("/nothing")
    assert page.status_code == 404
    assert "Back to Today" in page.text
