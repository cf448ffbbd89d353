"""Oracles: every comparison states its tolerance in `oracle.toml` and is recorded.

A test in `tests/oracles/<topic>/` takes the fixture `oracle`, calls
`oracle.holds(quantity, error)` for the check and
`oracle.bites(quantity, control, error)` for its negative control.
The validation page is rendered from what they record.
"""

from __future__ import annotations

import hashlib
import json
import os
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

import pytest

RECORDS = Path(os.environ.get("ILIUM_VALIDATION", "build/validation"))


@dataclass
class Oracle:
    """The quantities of one `oracle.toml`, and what was measured against them."""

    topic: str
    node: str
    quantities: dict[str, dict[str, object]]
    records: list[dict[str, object]] = field(default_factory=list)

    def holds(self, quantity: str, error: float, *, case: str = "") -> None:
        """Record an error and assert that it is within the stated tolerance."""
        tolerance = self._tolerance(quantity)
        self._record(quantity, case, error, control=None)
        assert error <= tolerance, f"{quantity} {case}: {error:.6g} > {tolerance:g}"

    def bites(
        self, quantity: str, control: str, error: float, *, case: str = ""
    ) -> None:
        """Record a negative control and assert that the check would have failed."""
        tolerance = self._tolerance(quantity)
        self._record(quantity, case, error, control=control)
        assert not error <= tolerance, f"{control} stays unnoticed: {error:.6g}"

    def _tolerance(self, quantity: str) -> float:
        return float(str(self.quantities[quantity]["tolerance"]))

    def _record(
        self, quantity: str, case: str, error: float, control: str | None
    ) -> None:
        self.records.append(
            {
                "topic": self.topic,
                "quantity": quantity,
                "case": case,
                "error": float(error),
                "control": control,
            }
        )

    def save(self) -> None:
        """Write what was measured, one file a test."""
        if self.records:
            RECORDS.mkdir(parents=True, exist_ok=True)
            digest = hashlib.sha256(self.node.encode()).hexdigest()[:16]
            path = RECORDS / f"{self.topic}-{digest}.json"
            path.write_text(json.dumps(self.records, indent=1), encoding="utf-8")


@pytest.fixture
def oracle(request: pytest.FixtureRequest):
    """The oracle of this test's folder."""
    folder = Path(request.path).parent
    contents = tomllib.loads((folder / "oracle.toml").read_text(encoding="utf-8"))
    quantities = {each["name"]: each for each in contents["quantity"]}
    made = Oracle(folder.name, request.node.nodeid, quantities)
    yield made
    made.save()
