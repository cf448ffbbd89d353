"""The API is documented, and does what its document says."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from api_client import ApiClient, Refused
from ilium.app import Hosting, create_app
from ilium.app.entering import csrf_of
from stored import Squat

REFUSALS = {"401", "403", "404", "409", "413", "422"}
NEW = {"adult": True, "consent": ["store"], "name": "Ada", "mass": 61.0}


@pytest.fixture
def app(tmp_path):
    return create_app(Hosting(database=f"sqlite:///{tmp_path / 'ilium.db'}"))


@pytest.fixture
def api(app):
    token = app.state.hosting.token
    with TestClient(app, base_url="http://127.0.0.1") as http:
        http.get("/start", params={"token": token})
        http.headers["x-csrf"] = csrf_of(token)
        yield ApiClient(http)


def test_every_operation_is_documented(api):
    assert len(api.operations) > 5
    for name, operation in api.operations.items():
        says = operation.says
        assert operation.path.startswith("/api/"), name
        assert says["summary"], name
        assert says.get("description", "").strip(), name
        assert set(says["responses"]) >= REFUSALS, name
        done = [code for code in says["responses"] if code.startswith("2")]
        assert done, name
        for code in done:
            for kind in says["responses"][code].get("content", {}).values():
                assert kind.get("schema", {"type": "bytes"}), f"{name} answers anything"


def test_no_two_operations_share_a_name(app):
    document = app.openapi()
    count = sum(len(each) for each in document["paths"].values())
    assert len(operation_names(document)) == count


def operation_names(document) -> set[str]:
    return {
        says["operationId"]
        for methods in document["paths"].values()
        for says in methods.values()
    }


def test_a_client_is_added_listed_and_shown(api):
    made = api.call("add_client", NEW)
    assert api.call("list_clients") == [made]
    assert api.call("show_client", client=made["id"]) == made
    assert made["consent"] == {
        "store": True,
        "video": False,
        "share": False,
        "research": False,
    }


def test_results_and_measures_are_those_of_the_store(api, app):
    client = api.call("add_client", NEW)["id"]
    assert api.call("list_results", client=client) == []
    number = app.state.store.results.add(client, Squat(drop=0.2))
    [result] = api.call("list_results", client=client)
    assert result == api.call("show_result", result=number)
    assert result["task"] == "single_leg_squat"
    measures = api.call("list_measures", result=number)
    assert [each["value"] for each in measures] == [0.2, 0.12, None]
    assert measures[0]["sem"] == 0.02
    [event] = api.call("list_events", result=number)
    assert (event["name"], event["time"]) == ("bottom", 1.25)
    assert api.call("list_findings", result=number) == []


@pytest.mark.parametrize(
    ("name", "values", "body", "status"),
    [
        ("show_client", {"client": "nobody"}, None, 404),
        ("show_result", {"result": 1}, None, 404),
        ("list_measures", {"result": "one"}, None, 404),
        ("add_client", {}, NEW | {"consent": []}, 409),
        ("add_client", {}, NEW | {"consent": ["everything"]}, 422),
        ("add_client", {}, NEW | {"admin": True}, 422),
        ("add_client", {}, NEW | {"mass": -3}, 422),
    ],
)
def test_refusals_say_problem_and_remedy(api, name, values, body, status):
    with pytest.raises(Refused) as refused:
        api.call(name, body, **values)
    assert refused.value.status == status
    assert refused.value.problem.endswith(".")
    assert refused.value.remedy.endswith(".")


@pytest.mark.parametrize(
    ("told", "schema"),
    [
        ("1", {"type": "integer"}),
        (True, {"type": "integer"}),
        ({"a": 1}, {"type": "object", "properties": {"b": {}}}),
        ({}, {"type": "object", "required": ["a"]}),
        ([1, "a"], {"type": "array", "items": {"type": "integer"}}),
        (None, {"anyOf": [{"type": "string"}, {"type": "integer"}]}),
        ("c", {"enum": ["a", "b"]}),
    ],
)
def test_the_client_notices_what_does_not_fit_its_schema(api, told, schema):
    """Negative control."""
    with pytest.raises(AssertionError):
        api.check(told, schema, "here")
