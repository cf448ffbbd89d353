"""Freeze a small store of the newest schema as SQL text: `python freeze.py`."""

from __future__ import annotations

import datetime as dt
import sqlite3
import tempfile
from pathlib import Path

import ilium.store.clients
from ilium.core.participant import Participant
from ilium.programme.history import Goal
from ilium.store import open_store
from ilium.store.schema import SCHEMA
from stored import Squat, someone

DAY = dt.datetime(2026, 3, 2, 9, 30)  # noqa: DTZ001 - UTC, as the store keeps it


def freeze(target: Path) -> None:
    """Write the text."""
    ilium.store.clients.new_id = lambda _taken: "k7m3c"
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "ilium.db"
        store = open_store(f"sqlite:///{path}", now=lambda: DAY)
        client = someone(store, "Ada", body=Participant(mass=61.0))
        store.record(client, Goal(date=DAY.date(), words="lunges", able=3))
        store.results.add(client, Squat(), findings=[{"id": "drop"}])
        store.answers.add(client, "nprs", {"now": 3}, {"nprs": 3.0})
        group = store.groups.new("Tuesday", starts_on=DAY.date(), weeks=12)
        store.groups.add(group, [client])
        connection = sqlite3.connect(path)
        lines = [
            each for each in connection.iterdump() if "sqlite_sequence" not in each
        ]
        connection.close()
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    freeze(Path(__file__).with_name(f"{SCHEMA}.sql"))
