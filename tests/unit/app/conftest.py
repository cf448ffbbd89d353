"""An app with an empty store, and a browser-less visitor who holds its token."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from ilium.app import Hosting, create_app
from ilium.app.entering import csrf_of


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
