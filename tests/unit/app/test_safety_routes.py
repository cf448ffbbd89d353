"""Every route there is, tried by those who may not; a new one is tried by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fastapi.routing import RouteContext, iter_route_contexts
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from ilium.app.entering import STRANGERS
from ilium.app.ownership import guard
from ilium.app.passwords import hashed
from ilium.store.owners import OWNED
from owned import OF_NOBODY, owned_by
from signed_in import PASSWORD, sign_in

FOR_CLIENTS = {
    "/",
    "/account",
    "/account/password",
    "/bring",
    "/check",
    "/learn",
    "/learn/{page}",
    "/live",
    "/live/{name}",
    "/progress",
    "/show",
    "/sign-out",
    "/sign-in",
    "/language",
    "/start",
    "/api/visitor",
    "/api/jobs",
    "/api/openapi.json",
    "/api/pose",
    "/api/pose/model",
}
"""Addresses that name nobody and that clients may open; all others are a coach's."""
NAMED = re.compile(r"\{(\w+)(?::\w+)?\}")
REFUSED = {403, 404}
PUBLIC = ("/static",)


def routes(app) -> Iterator[RouteContext]:
    """Every route, also those of routers in routers; without the files."""
    for each in iter_route_contexts(app.routes):
        if each.path and not each.path.startswith(PUBLIC):
            yield each


def methods(route) -> list[str]:
    return sorted(getattr(route, "methods", None) or ["WEBSOCKET"])


def tried(browser, method: str, path: str) -> int:
    """Status of a request; of a websocket 403 where it is closed before it opens."""
    if method == "WEBSOCKET":
        try:
            with browser.websocket_connect(path):
                return 200
        except WebSocketDisconnect:
            return 403
    return browser.request(method, path, follow_redirects=False).status_code


@pytest.fixture
def people(served):
    """Ada with one of everything, and Ben, who is signed in."""
    store = served.state.store
    ada, ben = owned_by(store, "Ada"), owned_by(store, "Ben")
    store.accounts.add("ben", hashed(PASSWORD, "ben"), "client", ben["client"])
    with TestClient(served, base_url="https://ilium.test") as browser:
        sign_in(browser, "ben", PASSWORD)
        yield ada, ben, browser


def filled(path: str, values: dict[str, object]) -> str:
    """An address with its names filled in."""
    return NAMED.sub(lambda name: str({**OF_NOBODY, **values}.get(name[1], "x")), path)


def about_somebody(route) -> set[str]:
    return set(NAMED.findall(route.path)) & set(OWNED)


def test_every_route_passes_the_guard(served):
    for route in routes(served):
        if route.path == "/api/openapi.json":
            continue
        calls = {each.call for each in route.dependant.dependencies}
        assert guard in calls, f"{route.path} was added without a router of ROUTERS"


def test_every_name_in_an_address_is_one_that_this_test_can_fill_in(served):
    for route in routes(served):
        unknown = set(NAMED.findall(route.path)) - set(OWNED) - set(OF_NOBODY)
        assert not unknown, f"{route.path}: add {unknown} to tests/owned.py"


def test_nobody_opens_nothing(served, stranger):
    shut = 0
    for route in routes(served):
        path = filled(route.path, dict.fromkeys(OWNED, "1"))
        if path in STRANGERS:
            continue
        for method in methods(route):
            status = tried(stranger, method, path)
            assert status in {303, 401, 403}, f"{method} {path}: {status}"
            shut += 1
    assert shut > 15


def test_another_client_is_not_there(served, people):
    ada, _, ben = people
    tries = 0
    for route in routes(served):
        if about_somebody(route):
            for method in methods(route):
                status = tried(ben, method, filled(route.path, ada))
                assert status in REFUSED, f"{method} {route.path}: {status}"
                tries += 1
    assert tries > 3


def test_another_clients_things_are_not_there_under_ones_own_address(served, people):
    ada, mine, ben = people
    for route in routes(served):
        names = about_somebody(route)
        if "client" in names and len(names) > 1:
            values = ada | {"client": mine["client"]}
            for method in methods(route):
                status = tried(ben, method, filled(route.path, values))
                assert status in REFUSED, f"{method} {route.path}: {status}"


def test_a_client_opens_only_what_is_meant_for_clients(served, people):
    _, _, ben = people
    opened = [
        f"{method} {route.path}: {status}"
        for route in routes(served)
        if not about_somebody(route) and route.path not in FOR_CLIENTS
        for method in methods(route)
        if (status := tried(ben, method, filled(route.path, {}))) not in REFUSED
    ]
    assert not opened


def test_what_is_meant_for_clients_opens(served, people):
    """Negative control of the test before: the addresses are real ones."""
    _, mine, ben = people
    assert tried(ben, "GET", "/") == 200
    assert tried(ben, "GET", f"/api/clients/{mine['client']}") == 200
    assert tried(ben, "GET", f"/api/results/{mine['result']}/measures") == 200


def test_a_route_without_protection_would_be_noticed(served, people):
    """Negative control: one that is added past the routers is open to everybody."""
    served.add_api_route("/clients/{client}/secret", lambda client: client)
    ada, _, ben = people
    assert tried(ben, "GET", f"/clients/{ada['client']}/secret") == 200
    with pytest.raises(AssertionError, match="without a router"):
        test_every_route_passes_the_guard(served)


def test_another_clients_recordings_are_not_analysed_as_ones_own(people):
    """What is named in the body, not in the address."""
    ada, mine, ben = people
    asked = {"uploads": {ada["upload"]: "video"}}
    for role in ("video", "trial", ""):
        asked["uploads"][ada["upload"]] = role
        answer = ben.post(f"/api/clients/{mine['client']}/jobs", json=asked)
        assert answer.status_code in {403, 404, 422}, role


def test_another_clients_jobs_are_not_listed(people):
    ada, mine, ben = people
    told = ben.get("/api/jobs").json()
    assert {each["client"] for each in told} == {mine["client"]}
    asked = ben.get("/api/jobs", params={"client": ada["client"]})
    assert asked.status_code == 404


@pytest.mark.parametrize("name", ["a", "b"])
def test_another_clients_result_is_not_compared_with_ones_own(people, name):
    ada, mine, ben = people
    asked = {"a": mine["result"], "b": mine["result"], name: ada["result"]}
    answer = ben.get(f"/clients/{mine['client']}/compare", params=asked)
    assert answer.status_code == 404
