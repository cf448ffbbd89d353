"""The process that analyses: one job of the store a request, until there are no more.

Started by `ilium.app.jobs.queue`. The result is kept in the same transaction that notes
it at the job, so that a job that is begun twice has one result.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ilium.app.jobs.stages import PREPARING, WEIGHTS, Listening, as_count
from ilium.app.jobs.system import stand_back
from ilium.capture.serving import Telling, serve_standard_streams
from ilium.errors import IliumError

if TYPE_CHECKING:
    from ilium.store import Store
    from ilium.store.jobs import Job
    from ilium.store.uploads import Upload


def main() -> None:
    """Serve until the requests end."""
    stand_back()
    logging.getLogger("ilium").setLevel(logging.INFO)
    serve_standard_streams(_answer)


def _answer(
    request: Mapping[str, Any], tell: Telling
) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    from ilium.store import open_store  # noqa: PLC0415 - heavy, and only when asked

    store = open_store(request["database"], folder=Path(request["folder"]))
    job = store.jobs.get(request["job"])
    with tempfile.TemporaryDirectory(
        prefix=f"{job.id}.", dir=store.uploads.folder
    ) as place:
        tempfile.tempdir = place
        try:
            missing = _work(store, job, request, tell)
        finally:
            tempfile.tempdir = None
    return {"missing": missing}, {}


def _work(
    store: Store, job: Job, request: Mapping[str, Any], tell: Telling
) -> list[str]:
    """Analyse, keep, and make what people look at; what could not be made."""
    from ilium.app.jobs.analysing import Task, analysed  # noqa: PLC0415 - heavy
    from ilium.findings.language import speaking  # noqa: PLC0415
    from ilium.findings.one_language import ENGLISH  # noqa: PLC0415
    from ilium.maths.compiled import is_cold  # noqa: PLC0415 - numba is heavy

    def begins(stage: str, share: float = 0.0) -> None:
        if stage in WEIGHTS[job.kind]:
            tell(as_count(job.kind, stage, share))

    uploads = tuple(store.uploads.of(job=job.id))
    listening = Listening(begins)
    logger = logging.getLogger("ilium")
    logger.addHandler(listening)
    if is_cold():
        begins(PREPARING)
    try:
        with speaking(job.asked.get("language", ENGLISH)):
            task = Task(
                store=store,
                job=job,
                uploads=uploads,
                begins=begins,
                workers=request["workers"],
                norms=Path(request["norms"]) if request["norms"] else None,
            )
            return analysed(task)
    except IliumError as error:
        raise _under_own_names(error, store, uploads) from None
    finally:
        logger.removeHandler(listening)


def _under_own_names(
    error: IliumError, store: Store, uploads: tuple[Upload, ...]
) -> IliumError:
    """Name files in an error as they were called when they were brought."""
    problem, remedy = error.problem, error.remedy
    for each in uploads:
        for path in store.uploads.folder.glob(f"{each.id}.*"):
            problem = problem.replace(path.name, each.name)
        problem = problem.replace(each.id, each.name)
    return type(error)(problem, remedy)
