"""An app with an empty store, and a browser-less visitor who holds its token."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from ilium.app import Hosting, create_app
from ilium.app.entering import csrf_of
from signed_in import COACH, PASSWORD, sign_in


@pytest.fixture
def hosting(tmp_path):
    return Hosting(database=f"sqlite:///{tmp_path / 'ilium.db'}")


@pytest.fixture
def app(hosting):
    return create_app(hosting)


@pytest.fixture
def visitor(app, hosting):
    with TestClient(app, base_url="http://127.0.0.1") as visitor:
        visitor.get("/start", params={"token": hosting.token})
        visitor.headers["x-csrf"] = csrf_of(hosting.token)
        yield visitor


@pytest.fixture
def served(tmp_path, weak_hashes):
    """A served app by https, with one coach's account."""
    hosting = Hosting(
        database=f"sqlite:///{tmp_path / 'served.db'}",
        hosts=("ilium.test",),
        served=True,
        secure=True,
    )
    app = create_app(hosting)
    accounts = app.state.store.accounts
    from ilium.app.passwords import hashed

    accounts.add(COACH, hashed(PASSWORD, COACH), "coach")
    return app


@pytest.fixture
def stranger(served):
    """Somebody who has not signed in to the served app."""
    with TestClient(served, base_url="https://ilium.test") as stranger:
        yield stranger


@pytest.fixture
def coach(served):
    """The coach, signed in to the served app."""
    with TestClient(served, base_url="https://ilium.test") as coach:
        sign_in(coach, COACH, PASSWORD)
        yield coach


@pytest.fixture
def weak_hashes(monkeypatch):
    """Hashes that take no time; how strong they are is tested by itself."""
    from argon2 import PasswordHasher

    from ilium.app import passwords

    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", lambda: weak)
    monkeypatch.setattr(passwords, "_nobodys", lambda: weak.hash("nobody's"))
