"""What is about one client is not there for another."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from ilium.app import create_app
from ilium.app.ownership import may_see
from ilium.app.visitor import Visitor
from stored import Squat, someone

ADA, BEN = (Visitor(role="client", client=each) for each in ("ada", "ben"))


@pytest.mark.parametrize(
    ("visitor", "client", "may"),
    [
        (ADA, "ada", True),
        (ADA, "ben", False),
        (ADA, "", False),
        (Visitor(role="client"), "", False),
        (Visitor(role="coach"), "ben", True),
        (Visitor(role="coach"), "", False),
        (Visitor(role="nobody", client="ada"), "ada", False),
    ],
)
def test_a_client_sees_only_themself(visitor, client, may):
    assert may_see(visitor, client) is may


def test_rows_are_about_their_client_and_missing_ones_about_nobody(app):
    store = app.state.store
    client = someone(store)
    result = store.results.add(client, Squat())
    assert store.owner_of("client", client) == client
    assert store.owner_of("result", result) == client
    for kind, key in [
        ("client", client.upper()),
        ("client", "' OR 1=1 --"),
        ("result", result + 1),
        ("result", f"{result} OR 1=1"),
        ("result", "9" * 30),
        ("result", "-1"),
        ("job", "%"),
        ("upload", ""),
    ]:
        assert store.owner_of(kind, key) == ""


def test_what_does_not_belong_together_is_not_there(hosting):
    from fastapi import APIRouter

    from ilium.app import create as frame

    router = APIRouter()
    router.add_api_route("/seen/{client}/{result}", lambda: "seen")
    before, frame.ROUTERS = frame.ROUTERS, (*frame.ROUTERS, router)
    try:
        app = create_app(hosting)
    finally:
        frame.ROUTERS = before
    ada, ben = someone(app.state.store), someone(app.state.store)
    result = app.state.store.results.add(ada, Squat())
    with TestClient(app, base_url="http://127.0.0.1") as coach:
        coach.get("/start", params={"token": hosting.token})
        assert coach.get(f"/seen/{ada}/{result}").json() == "seen"
        assert coach.get(f"/seen/{ben}/{result}").status_code == 404
        assert coach.get(f"/seen/nobody/{result}").status_code == 404
        assert coach.get(f"/seen/{ada}/{result + 1}").status_code == 404
