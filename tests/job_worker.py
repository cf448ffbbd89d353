"""In place of the process that analyses: does at once what a job's `how` says."""

from __future__ import annotations

import os
import time
from pathlib import Path

from ilium.app.jobs.stages import PREPARING, as_count
from ilium.capture.serving import serve_standard_streams
from ilium.errors import InputError
from ilium.store import open_store
from stored import Squat

FOR_EVER = 120.0


def main() -> None:
    """Serve until the requests end."""
    serve_standard_streams(_answer)


def _answer(request, tell):
    store = open_store(request["database"], folder=Path(request["folder"]))
    job = store.jobs.get(request["job"])
    how = job.asked.get("how", "")
    first = job.tries == 1
    if how == "compiling":
        tell(as_count(job.kind, PREPARING, 0.0))
    tell(as_count(job.kind, "angles", 0.5))
    (store.database.folder / f"{job.id}.pid").write_text(str(os.getpid()))
    if how == "crash" or (how == "crash once" and first):
        os._exit(3)
    if how == "memory":
        raise MemoryError
    if how == "bug":
        raise ValueError("Zebedee's secret")
    if how == "refuse":
        raise InputError("The recording is too short.", "Record for longer.")
    if how in ("slow", "compiling") and first:
        time.sleep(FOR_EVER)
    if job.result is None:
        store.results.add(job.client, Squat(), day=job.day, job=job.id)
    if how == "slow afterwards" and first:
        (store.database.folder / f"{job.id}.kept").touch()
        time.sleep(FOR_EVER)
    if how == "bug afterwards":
        raise ValueError("Zebedee's secret")
    return {"missing": ["report"] if how == "no report" else []}, {}
