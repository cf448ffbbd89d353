"""Which measures speak first for a movement, and which cue belongs to them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from fnmatch import fnmatchcase
from functools import cache
from importlib import resources
from typing import Any


@cache
def _rules() -> Mapping[str, Any]:
    file = resources.files("ilium.findings") / "rules.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def speaking_order(task: str) -> tuple[str, ...]:
    """Measures of a movement, the most telling first.

    Parameters
    ----------
    task
        A key of `ilium.core.movement.TASKS`.

    Returns
    -------
    tuple of str
        Names of measures; the general order for movements without their own.
    """
    orders = _rules()["order"]
    return tuple(orders.get(task, orders["other"]))


def cue_for(measure: str, task: str) -> str:
    """Key of the cue that answers a measure in a movement; empty without one."""
    for rule in _rules()["cue"]:
        named = any(fnmatchcase(measure, each) for each in rule["measures"])
        if named and task in rule.get("tasks", [task]):
            return str(rule["say"])
    return ""


def picture_measure(task: str) -> str:
    """Measure whose median repetition the picture shows."""
    orders = _rules()["picture"]
    return str(orders.get(task, orders["other"]))
