"""Signing in to a served app as its users do, for tests."""

from __future__ import annotations

from typing import Any

COACH = "coach.ines"
PASSWORD = "walrus-lamp-quiet-forty"


def sign_in(browser: Any, login: str, password: str) -> Any:
    """Sign in with a form, and carry the secret of the new visit from then on."""
    browser.headers.pop("x-csrf", None)
    secret = browser.get("/api/visitor").json()["csrf"]
    form = {"login": login, "password": password, "csrf": secret}
    answer = browser.post("/sign-in", data=form, follow_redirects=False)
    browser.headers["x-csrf"] = browser.get("/api/visitor").json()["csrf"]
    return answer
