"""History as plain tables, for a file or a database, and back."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Any

from ilium.core.from_toml import from_table
from ilium.errors import FileFormatError, UnknownNameError
from ilium.programme.history import (
    PLACES,
    Attendance,
    CheckResult,
    Goal,
    History,
    Item,
    Judgement,
    Override,
    PlannedWeek,
    Screen,
    SessionLog,
    StrengthTest,
)

SCHEMA_VERSION = 1
KINDS: Mapping[str, type] = {
    "goal": Goal,
    "screen": Screen,
    "check": CheckResult,
    "session": SessionLog,
    "test": StrengthTest,
    "judgement": Judgement,
    "override": Override,
    "attendance": Attendance,
    "week": PlannedWeek,
}
"""Name of each kind of item in a file or a database."""


def kind_of(item: Item) -> str:
    """Name of an item's kind, as in `KINDS`."""
    return next(name for name, kind in KINDS.items() if type(item) is kind)


def item_table(item: Item) -> dict[str, Any]:
    """An item as text, numbers, lists and tables; dates as ``2026-11-23``, no None."""
    return plain_table(item)


def plain_table(value: Any) -> Any:  # noqa: ANN401
    """A dataclass, day, mapping or tuple as text, numbers, lists and tables."""
    if dataclasses.is_dataclass(value):
        return {
            each.name: plain_table(getattr(value, each.name))
            for each in dataclasses.fields(value)
            if getattr(value, each.name) is not None
        }
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain_table(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return [plain_table(each) for each in value]
    return value


def item_from(kind: str, table: Mapping[str, Any]) -> Item:
    """Make an item of its table.

    Parameters
    ----------
    kind
        A key of `KINDS`.
    table
        As `item_table` makes it; what is left out keeps its default.

    Returns
    -------
    Item
        A new one.

    Raises
    ------
    UnknownNameError
        Where kind or a key is unknown.
    InputError
        Where something needed is missing or of the wrong kind.
    """
    if kind not in KINDS:
        raise UnknownNameError.among("kind of entry", kind, KINDS)
    return from_table(KINDS[kind], table, kind)


def history_table(history: History) -> dict[str, Any]:
    """A whole history as plain tables, with its schema's version."""
    rows = {
        place: [item_table(each) for each in getattr(history, place)]
        for place in PLACES.values()
    }
    return {"schema_version": SCHEMA_VERSION, "client": history.client, **rows}


def history_from(table: Mapping[str, Any]) -> History:
    """Make a history of its tables.

    Parameters
    ----------
    table
        As `history_table` makes it.

    Returns
    -------
    History
        A new one.

    Raises
    ------
    FileFormatError
        Where it is of another version of the schema.
    InputError
        Where an entry cannot be read.
    """
    version = table.get("schema_version")
    if version != SCHEMA_VERSION:
        raise FileFormatError(
            f"This history has schema version {version!r}, not {SCHEMA_VERSION}.",
            "Open it with the version of ilium that wrote it, or a newer one.",
        )
    known = {PLACES[kind]: name for name, kind in KINDS.items()}
    made: dict[str, Any] = {"client": str(table.get("client", ""))}
    for place, rows in table.items():
        if place in ("schema_version", "client"):
            continue
        if place not in known:
            raise UnknownNameError.among("part of a history", place, known)
        if not isinstance(rows, list):
            problem = f"The part {place!r} of this history is no list."
            raise FileFormatError(problem, "Choose a file that ilium wrote.")
        made[place] = tuple(item_from(known[place], each) for each in rows)
    return History(**made)
