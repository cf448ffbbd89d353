"""Analyses: asked for, followed, called off, tried again."""

from __future__ import annotations

import datetime as dt
from http import HTTPStatus
from typing import Any, Literal

from fastapi import APIRouter, HTTPException
from pydantic import BaseModel, Field

from ilium.app.jobs.sorting import belonging
from ilium.app.jobs.stages import PREPARING, share_of_all
from ilium.app.routes.uploads import Role
from ilium.app.visit import AnyVisit, ClientVisit, Visit
from ilium.conventions import Side
from ilium.core.movement import TASKS
from ilium.errors import InputError, UnknownNameError
from ilium.findings.language import spoken_language
from ilium.findings.words import say
from ilium.store.jobs import BESIDE, Job, Kind

router = APIRouter(prefix="/api", tags=["jobs"])

View = Literal["front", "rear", "side"]


class Choices(BaseModel):
    """What is known of a movement; the rest is found out."""

    task: str = Field("auto", description="Movement, or `auto` to recognise it.")
    side: Side | None = Field(None, description="Working side; empty: recognised.")
    view: View | None = Field(None, description="Of a clip; empty: recognised.")
    rate: float | None = Field(
        None, description="Of keypoints that state none [Hz].", gt=0, le=10_000
    )
    keep: Literal["figure", "film"] = Field(
        "figure", description="Whether a clip's line figure is kept, or the film too."
    )


class Asked(Choices):
    """An analysis that is asked for."""

    uploads: dict[str, Role] = Field(description="Id of each file to its role.")
    day: dt.date | None = Field(None, description="Of the recording; empty: today.")


class JobTold(BaseModel):
    """An analysis."""

    id: str
    client: str
    day: dt.date
    kind: Kind
    state: Literal["waiting", "running", "done", "refused", "off"]
    stage: str = Field(description="What it does now.")
    stage_words: str = Field(description="The same in the visitor's language.")
    share: float = Field(description="How much of all is done, 0 to 1.")
    seconds_left: float | None = Field(description="Empty where not known yet [s].")
    problem: str | None
    remedy: str | None
    result: int | None = Field(description="Number of the result.")
    name: str = Field(description="Name of its first file.")
    made: dt.datetime = Field(description="UTC")


class PairTold(BaseModel):
    """A movement, and the static that belongs to it."""

    kind: Kind
    files: dict[str, str] = Field(description="Id of each file to its role.")


class Refused(BaseModel):
    """A file that cannot be used, and why."""

    upload: str
    problem: str
    remedy: str


class Sorted(BaseModel):
    """What belongs together among the files that wait."""

    pairs: list[PairTold]
    statics: list[str] = Field(description="Files in which somebody only stands.")
    refused: list[Refused]


@router.post("/clients/{client}/jobs", status_code=HTTPStatus.CREATED)
def ask(visit: ClientVisit, client: str, asked: Asked) -> JobTold:
    """Ask for an analysis of files that have arrived."""
    own = {each.id for each in visit.store.uploads.of(client)}
    if not own.issuperset(asked.uploads):
        raise HTTPException(HTTPStatus.NOT_FOUND)
    roles: dict[str, Role] = {
        key: role or _role_of(visit, key) for key, role in asked.uploads.items()
    }
    made = visit.store.jobs.add(
        client,
        _kind_of(list(roles.values())),
        roles,
        day=asked.day,
        asked=_chosen(asked),
    )
    visit.queue.wake()
    return told(visit, made)


@router.get("/clients/{client}/pairs")
def sort(visit: ClientVisit, client: str) -> Sorted:
    """Find out what belongs together among a client's files that have arrived."""
    found = belonging(visit.store, visit.store.uploads.of(client))
    return Sorted(
        pairs=[
            PairTold(kind=each.kind, files=dict(each.files)) for each in found.pairs
        ],
        statics=list(found.statics),
        refused=[
            Refused(upload=key, problem=error.problem, remedy=error.remedy)
            for key, error in found.refused.items()
        ],
    )


@router.get("/jobs")
def jobs(visit: AnyVisit, client: str | None = None) -> list[JobTold]:
    """Analyses, oldest first; a client sees their own."""
    own = visit.visitor
    if own.role != "coach" and client not in (None, own.client):
        raise HTTPException(HTTPStatus.NOT_FOUND)
    about = client if own.role == "coach" else own.client
    return [told(visit, each) for each in visit.store.jobs.of(about)]


@router.get("/jobs/{job}")
def one(visit: AnyVisit, job: str) -> JobTold:
    """How far an analysis is."""
    return told(visit, visit.store.jobs.get(job))


@router.delete("/jobs/{job}")
def stop(visit: AnyVisit, job: str) -> JobTold:
    """Call an analysis off, files and all; one that has ended leaves the list."""
    found = visit.store.jobs.get(job)
    if visit.queue.stop(job):
        return told(visit, visit.store.jobs.get(job))
    visit.store.jobs.forget(job)
    visit.store.uploads.tidy()
    return told(visit, found)


@router.post("/jobs/{job}/again")
def again(visit: AnyVisit, job: str, choices: Choices) -> JobTold:
    """Try an analysis that was refused once more, with other choices."""
    made = visit.store.jobs.again(job, _chosen(choices))
    visit.queue.wake()
    return told(visit, made)


def told(visit: Visit, job: Job) -> JobTold:
    """A job as the API says it."""
    stage = job.stage if job.state == "running" else ""
    return JobTold(
        id=job.id,
        client=job.client,
        day=job.day,
        kind=job.kind,
        state=job.state,
        stage=stage,
        stage_words=_words(visit, job, stage) if stage else "",
        share=1.0
        if job.state == "done"
        else share_of_all(job.kind, job.stage, job.share),
        seconds_left=visit.queue.seconds_left(job),
        problem=job.problem,
        remedy=job.remedy,
        result=job.result,
        name=job.asked.get("name", ""),
        made=job.made,
    )


def _words(visit: Visit, job: Job, stage: str) -> str:
    words = say(f"app_bring.stage.{stage}")
    first = visit.queue.is_first(job) and stage != PREPARING
    return f"{words} · {say('app_bring.first')}" if first else words


def _chosen(choices: Choices) -> dict[str, Any]:
    if choices.task not in ("auto", *TASKS):
        raise UnknownNameError.among("movement", choices.task, TASKS)
    names = ("task", "side", "view", "rate", "keep")
    chosen = {name: getattr(choices, name) for name in names}
    return chosen | {"language": spoken_language().code}


def _role_of(visit: Visit, key: str) -> Role:
    kind = visit.store.uploads.kind(key)
    return "trial" if kind == "laboratory" else kind


def _kind_of(roles: list[Role]) -> Kind:
    """How these files are analysed together."""
    main = [each for each in roles if each not in BESIDE]
    beside = [each for each in roles if each in BESIDE]
    if main == ["trial"] and len(set(beside)) == len(beside):
        return "laboratory"
    if main in (["video"], ["keypoints"]) and not beside:
        return "video"
    raise InputError(
        "These files are not one recording.",
        "Give one clip, or one movement and at most one static that belongs to it.",
    )
