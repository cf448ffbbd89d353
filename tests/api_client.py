"""A small client of the API, made from its own description.

Operations are called by their names; what is sent and answered is compared with the
schemas of the OpenAPI document, so that a wrong document fails the tests that use it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

KINDS = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "array": list,
    "object": dict,
    "null": type(None),
}


class Refused(Exception):  # noqa: N818 - as the API says it
    """A documented refusal."""

    def __init__(self, status: int, problem: str, remedy: str) -> None:
        super().__init__(f"{status}: {problem} {remedy}")
        self.status, self.problem, self.remedy = status, problem, remedy


@dataclass(frozen=True)
class Operation:
    """One operation of the document."""

    method: str
    path: str
    says: Mapping[str, Any]


class ApiClient:
    """Calls operations by name, and believes nothing that is not documented.

    Parameters
    ----------
    http
        A client of HTTP that has signed in, with the header ``x-csrf``.
    """

    def __init__(self, http: Any) -> None:
        self.http = http
        answer = http.get("/api/openapi.json")
        assert answer.status_code == 200, answer.text
        self.document = answer.json()
        self.operations = {
            says["operationId"]: Operation(method.upper(), path, says)
            for path, methods in self.document["paths"].items()
            for method, says in methods.items()
        }

    def call(
        self,
        name: str,
        body: Any = None,
        *,
        content: bytes | None = None,
        **values: Any,
    ) -> Any:
        """Call an operation; what it answers, compared with its schema.

        Parameters
        ----------
        name
            Operation.
        body
            What is sent as JSON.
        content
            What is sent as bytes.
        **values
            Parameters, by their names.
        """
        operation = self.operations[name]
        path = re.sub(r"\{(\w+)\}", lambda key: str(values.pop(key[1])), operation.path)
        known = {each["name"] for each in operation.says.get("parameters", ())}
        assert set(values) <= known, f"{name} has no {set(values) - known}"
        sent: dict[str, Any] = {"params": values}
        if body is not None:
            sent["json"] = body
        if content is not None:
            sent["content"] = content
        answer = self.http.request(operation.method, path, **sent)
        return self._read(name, operation, answer)

    def _read(self, name: str, operation: Operation, answer: Any) -> Any:
        documented = operation.says["responses"]
        status = str(answer.status_code)
        assert status in documented, f"{name} answers {status}, undocumented"
        kinds = documented[status].get("content", {})
        if "application/json" not in kinds:
            assert answer.is_success, f"{name}: {status} has no schema"
            return answer.content
        told = answer.json()
        self.check(told, kinds["application/json"]["schema"], name)
        if not answer.is_success:
            raise Refused(answer.status_code, told["problem"], told["remedy"])
        return told

    def check(self, told: Any, schema: Mapping[str, Any], where: str) -> None:
        """Compare a value with a schema; an assertion says where they differ."""
        if "$ref" in schema:
            schema = self.document["components"]["schemas"][
                schema["$ref"].split("/")[-1]
            ]
        if "anyOf" in schema:
            assert any(self._fits(told, each) for each in schema["anyOf"]), where
            return
        if "const" in schema:
            assert told == schema["const"], where
        if "enum" in schema:
            assert told in schema["enum"], f"{where}: {told}"
        if "type" in schema:
            truth = isinstance(told, bool) and schema["type"] != "boolean"
            fits = isinstance(told, KINDS[schema["type"]]) and not truth
            assert fits, f"{where}: {told!r} is no {schema['type']}"
        if isinstance(told, list):
            for at, each in enumerate(told):
                self.check(each, schema.get("items", {}), f"{where}[{at}]")
        if isinstance(told, dict):
            self._check_object(told, schema, where)

    def _check_object(
        self, told: dict[str, Any], schema: Mapping[str, Any], where: str
    ) -> None:
        missing = set(schema.get("required", ())) - set(told)
        assert not missing, f"{where} lacks {missing}"
        known = schema.get("properties", {})
        others = schema.get("additionalProperties", not known)
        for key, each in told.items():
            if key in known:
                self.check(each, known[key], f"{where}.{key}")
            else:
                assert others, f"{where}.{key} is not documented"
                if isinstance(others, dict):
                    self.check(each, others, f"{where}.{key}")

    def _fits(self, told: Any, schema: Mapping[str, Any]) -> bool:
        try:
            self.check(told, schema, "")
        except AssertionError:
            return False
        return True
