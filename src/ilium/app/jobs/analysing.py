"""What a job does: analyse as it was asked, keep the result, make its documents."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from ilium.core.participant import Participant
from ilium.errors import (
    ConsentError,
    IliumError,
    InputError,
    InsufficientDataError,
)
from ilium.keeping import Keeper

if TYPE_CHECKING:
    from ilium.filmed import VideoAnalysis
    from ilium.pipeline import Analysis
    from ilium.store import Store
    from ilium.store.jobs import Job
    from ilium.store.uploads import Upload

logger = logging.getLogger(__name__)

Kept = TypeVar("Kept")
Begins = Callable[..., None]
"""Told a stage, and how much of it is done."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Task:
    """A job with everything that doing it takes.

    Parameters
    ----------
    store
        Where it stands, and where the result goes.
    job
        Running.
    uploads
        Its files.
    begins
        Told what it does now.
    workers
        Processes for a clip.
    norms
        A laboratory's own ranges and errors; ``None`` for ilium's alone.
    """

    store: Store
    job: Job
    uploads: Sequence[Upload]
    begins: Begins
    workers: int = 1
    norms: Path | None = None

    @property
    def keeper(self) -> Keeper:
        """Who keeps the result."""
        job = self.job
        return Keeper(store=self.store, client=job.client, day=job.day, job=job.id)

    @property
    def files(self) -> Mapping[str, Path]:
        """Role to file."""
        return {each.role: self.store.uploads.path(each.id) for each in self.uploads}

    def label(self, role: str) -> str:
        """What the file of a role was called, without its ending."""
        return next(Path(e.name).stem for e in self.uploads if e.role == role)

    def as_agreed(self, keep: Callable[[bool], Kept]) -> Kept:
        """Keep something with the film or without, as the person agrees by now.

        Parameters
        ----------
        keep
            Told whether pictures of the person may be kept; once more, without, where
            that consent is withdrawn at this very moment.

        Returns
        -------
        Kept
            What `keep` gives.

        Raises
        ------
        ConsentError
            Where nothing at all may be kept.
        """
        film = self.asked("keep") == "film" and self._may_film()
        try:
            return keep(film)
        except ConsentError:
            if not film or self._may_film():
                raise
        return keep(False)

    def _may_film(self) -> bool:
        return self.store.consents.of(self.job.client)["video"]

    def asked(self, name: str) -> Any:  # noqa: ANN401
        """What was chosen; ``None`` where nothing was."""
        return self.job.asked.get(name)


def analysed(task: Task) -> list[str]:
    """Do a job from its files to its documents.

    Parameters
    ----------
    task
        The job.

    Returns
    -------
    list of str
        Kinds of documents that could not be made, although the result is kept.

    Raises
    ------
    IliumError
        Where the files cannot be analysed, or may not be kept.
    """
    analysis, number = (
        _laboratory(task) if task.job.kind == "laboratory" else _video(task)
    )
    task.begins("drawing")
    return _documents(task, analysis, number)


def _laboratory(task: Task) -> tuple[Analysis, int]:
    from ilium.pipeline import analyse  # noqa: PLC0415 - heavy

    files, keeper = task.files, task.keeper
    if "trial" not in files:
        raise InputError("No recording of a movement was given.", "Bring it in again.")
    analysis = analyse(
        files["trial"],
        static=files.get("static"),
        forces=files.get("forces"),
        participant=keeper.body(Participant()),
        task=task.asked("task") or "auto",
        side=task.asked("side"),
        norms=task.norms,
        known=keeper.visits(),
    )
    named = replace(analysis.trial, name=task.label("trial"))
    analysis = replace(analysis, trial=named)
    task.begins("keeping")
    return analysis, task.job.result or keeper.keep(analysis, files)


def _video(task: Task) -> tuple[VideoAnalysis, int]:
    from ilium.filming import analyse_video  # noqa: PLC0415 - heavy

    task.begins("reading")
    keeper = task.keeper
    analysis = analyse_video(
        **_seen(task),
        task=task.asked("task") or "auto",
        side=task.asked("side"),
        view=task.asked("view"),
        norms=task.norms,
        participant=keeper.body(Participant()),
        workers=task.workers,
        progress=lambda done, total: task.begins("watching", done / max(total, 1)),
    )
    refused = analysis.planar.refused if analysis.planar else ()
    if refused:
        remedy = " ".join(dict.fromkeys(each.what for each in refused))
        raise InsufficientDataError(analysis.first_screen.headline, remedy)
    task.begins("keeping")
    files = list(task.files.values())
    number = task.job.result or task.as_agreed(
        lambda whole: keeper.keep_film(analysis, files, whole=whole)
    )
    return analysis, number


def _seen(task: Task) -> dict[str, Any]:
    """What a clip's analysis is given: the clip, or what was found in it."""
    from ilium.vision.clip import open_clip  # noqa: PLC0415 - heavy
    from ilium.vision.keypoint_files import read_keypoints  # noqa: PLC0415 - heavy

    files = task.files
    if "video" in files:
        clip = replace(open_clip(files["video"]), name=task.label("video"))
        return {"clips": [clip]}
    read = read_keypoints(files["keypoints"], rate=task.asked("rate"))
    return {"keypoints": replace(read, name=task.label("keypoints"))}


def _documents(
    task: Task, analysis: Analysis | VideoAnalysis, result: int
) -> list[str]:
    """Make what people look at, except what an interrupted run has made already."""
    from ilium.app.jobs.documents import MAKERS, keep  # noqa: PLC0415 - heavy

    missing: list[str] = []
    for at, (name, make) in enumerate(MAKERS.items()):
        task.begins("drawing", at / len(MAKERS))
        try:
            task.as_agreed(
                lambda film, make=make: keep(
                    task.store, task.job.client, result, make(analysis, film)
                )
            )
        except IliumError as error:
            logger.warning("No %s was made: %s", name, type(error).__name__)
            missing.append(name)
    return missing
