"""One trial, from its files to the Parquet file that holds its rows.

Runs inside a worker process; the other end is `ilium.cohort.crew`.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ilium import __version__
from ilium.cohort.columns import SCHEMA_VERSION
from ilium.cohort.orders import job_from
from ilium.cohort.places import place_at
from ilium.cohort.study import Job
from ilium.core.digest import digest_of
from ilium.core.scratch import scratch_folder
from ilium.errors import IliumError

if TYPE_CHECKING:
    from ilium.filmed import VideoAnalysis
    from ilium.pipeline import Analysis

Order = Mapping[str, Any]
Made = tuple[dict[str, Any], dict[str, NDArray[Any]]]


def work(order: Order) -> Made:
    """Analyse one trial, or say that its result is known or impossible.

    Parameters
    ----------
    order
        What `ilium.cohort.orders.order_of` wrote.

    Returns
    -------
    dict
        ``state`` (``same``, ``done`` or ``failed``), ``key``, ``version``; unless it
        was known ``seconds`` of this process's time and ``resident`` bytes of its
        memory; where it failed ``problem`` and ``remedy``.
    dict
        ``part``: bytes of the Parquet file, unless the result is known.
    """
    from ilium.cohort.rows import failed_rows, pack  # noqa: PLC0415 - heavy

    job, key, start = job_from(order), "", time.process_time()
    facts: dict[str, Any] = {"version": __version__}
    try:
        with scratch_folder() as scratch:
            place = place_at(order["root"])
            files = {
                role: place.local(path, scratch) for role, path in job.files.items()
            }
            key = key_of(order, {role: digest_of(path) for role, path in files.items()})
            if key == order["known"]:
                return {**facts, "state": "same", "key": key}, {}
            rows = _rows(job, files, order["run"], scratch, key)
        facts |= {"state": "done", "key": key}
    except Exception as error:  # noqa: BLE001 - one trial never stops the others
        problem, remedy = _advice(error)
        rows = failed_rows(job, key, problem, remedy)
        facts |= {"state": "failed", "key": key, "problem": problem, "remedy": remedy}
    part = np.frombuffer(pack(job.participant, rows), dtype=np.uint8)
    facts |= {"seconds": time.process_time() - start, "resident": resident()}
    return facts, {"part": part}


def key_of(order: Order, hashes: Mapping[str, str]) -> str:
    """Hash of everything that a result depends on.

    Parameters
    ----------
    order
        The order.
    hashes
        Role of each file to the hash of its bytes.

    Returns
    -------
    str
        SHA-256 over inputs, settings, version and layout of the tables.
    """
    parts = {
        "inputs": dict(hashes),
        "job": order["job"],
        "run": order["run"],
        "version": __version__,
        "schema": SCHEMA_VERSION,
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def resident() -> int:
    """Memory of this process [bytes]; 0 where the system does not tell."""
    try:
        text = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return 0
    line = next((e for e in text.splitlines() if e.startswith("VmRSS:")), "VmRSS: 0 kB")
    return int(line.split()[1]) * 1024


def _rows(
    job: Job, files: Mapping[str, Path], run: Mapping[str, Any], scratch: Path, key: str
) -> dict[str, list[dict[str, Any]]]:
    from ilium.cohort.rows import rows_of  # noqa: PLC0415 - heavy

    norms = _written(run["norms"], scratch / "norms.toml")
    if "clip" in files:
        return rows_of(job, _filmed(job, files["clip"], run, norms), key)
    return rows_of(job, _analysed(job, files, run, norms, scratch), key)


def _analysed(
    job: Job,
    files: Mapping[str, Path],
    run: Mapping[str, Any],
    norms: Path | None,
    scratch: Path,
) -> Analysis:
    from ilium.pipeline import analyse  # noqa: PLC0415 - heavy
    from ilium.settings import settings_from  # noqa: PLC0415 - heavy

    return analyse(
        files["trial"],
        static=files.get("static"),
        forces=files.get("forces"),
        participant=job.body,
        task=job.task,
        side=job.side,
        axes=tuple(run["axes"]) if run["axes"] else None,
        marker_set=_written(run["marker_set"], scratch / "marker_set.toml"),
        norms=norms,
        settings=settings_from(run["stages"]),
    )


def _filmed(
    job: Job, clip: Path, run: Mapping[str, Any], norms: Path | None
) -> VideoAnalysis:
    from ilium.filming import analyse_video  # noqa: PLC0415 - heavy
    from ilium.settings import settings_from  # noqa: PLC0415 - heavy

    return analyse_video(
        [clip],
        task=job.task,
        side=job.side,
        participant=job.body,
        norms=norms,
        settings=settings_from(run["stages"]),
        workers=1,
    )


def _written(text: str, path: Path) -> Path | None:
    if not text:
        return None
    path.write_text(text, encoding="utf-8")
    return path


def _advice(error: Exception) -> tuple[str, str]:
    if isinstance(error, IliumError):
        return error.problem, error.remedy
    return (
        f"ilium met something unforeseen: {type(error).__name__}: {error}.",
        "Analyse this trial alone with `ilium analyse -v` and report what it prints.",
    )
