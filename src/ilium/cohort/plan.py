"""What a study's folders were taken to mean, as a table that can be mended by hand."""

from __future__ import annotations

import dataclasses

from ilium.cohort.manifest import COLUMNS
from ilium.cohort.people import BODY
from ilium.cohort.study import Job, Study
from ilium.outputs.text import Cell, table


def plan_of(study: Study) -> list[dict[str, str]]:
    """Every trial as a row of a manifest, without body measures.

    Parameters
    ----------
    study
        Its trials.

    Returns
    -------
    list of dict
        Column of a manifest to text; empty where nothing is known.
    """
    return [_row(each) for each in study.jobs]


def manifest_csv(study: Study) -> str:
    """Write a study as the manifest that would give the same trials.

    Parameters
    ----------
    study
        Its trials.

    Returns
    -------
    str
        CSV with the columns that hold something.
    """
    rows: list[dict[str, Cell]] = [
        {**_row(each), **dataclasses.asdict(each.body)} for each in study.jobs
    ]
    used = [
        name
        for name in (*COLUMNS, *BODY)
        if name == "file" or any(row.get(name) not in (None, "") for row in rows)
    ]
    return table(used, [[row.get(name) for name in used] for row in rows])


def _row(job: Job) -> dict[str, str]:
    return {
        "participant": job.participant,
        "session": job.session,
        "trial": job.trial,
        "file": job.files.get("trial") or job.files["clip"],
        "static": job.files.get("static", ""),
        "forces": job.files.get("forces", ""),
        "task": job.task,
        "side": job.side or "",
        "group": job.group,
    }
