"""Clients and their results for programs: JSON over the store."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import asdict
from http import HTTPStatus
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from ilium.app.visit import AnyVisit, ClientVisit, CoachVisit
from ilium.app.visitor import Role, visitor_of
from ilium.core.measure import Measure
from ilium.core.participant import Participant
from ilium.store.clients import Client, Guardian
from ilium.store.consent import Switch

router = APIRouter(prefix="/api")


class Asking(BaseModel):
    """Who asks."""

    role: Role = Field(description="`nobody` before signing in.")
    client: str = Field(description="Whom a client's account may see; else empty.")
    csrf: str = Field(description="Goes into the header `x-csrf` of every change.")


class ClientOut(BaseModel):
    """A person as the store knows them."""

    id: str
    name: str
    added_on: dt.date
    keep_until: dt.date = Field(description="Last day on which anything is kept.")
    consent: dict[Switch, bool] = Field(description="What they agree to now.")
    visits: list[dt.date] = Field(description="Days on which something was recorded.")


class NewClient(BaseModel):
    """A person who agrees to be kept."""

    model_config = ConfigDict(extra="forbid")
    name: Annotated[str, Field(max_length=200)] = ""
    adult: bool = Field(default=False, description="18 or older; instead of `born`.")
    born: dt.date | None = None
    consent: list[Switch] = Field(description="`store` must be among them.")
    guardian: Annotated[str, Field(max_length=200)] = Field(
        default="", description="Who answers for a person under 18."
    )
    guardian_contact: Annotated[str, Field(max_length=200)] = ""
    email: Annotated[str, Field(max_length=200)] = ""
    phone: Annotated[str, Field(max_length=200)] = ""
    mass: float | None = Field(default=None, description="[kg]")
    height: float | None = Field(default=None, description="[m]")


class ResultOut(BaseModel):
    """One analysis."""

    id: int
    client: str
    day: dt.date
    task: str = Field(description="Movement.")
    tier: str = Field(description="How it was captured: `lab`, `video_a`, `video_b`.")
    version: str = Field(description="Version of ilium that computed it.")


class MeasureOut(BaseModel):
    """One measure, SI units; empty where it could not be measured."""

    name: str
    side: Literal["left", "right", "both"]
    repetition: int | None = Field(description="From 1; empty for the summary.")
    value: float | None
    unit: str
    sd: float | None = Field(description="Between repetitions.")
    n: int = Field(description="Repetitions behind the value.")
    sem: float | None = Field(description="Standard error of measurement.")
    ci_low: float | None
    ci_high: float | None
    tier: str
    reference: str
    flags: list[str]
    method: str


class EventOut(BaseModel):
    """One event."""

    name: str
    side: str
    time: float = Field(description="[s]")
    source: str = Field(description="Where it comes from.")


@router.get("/visitor")
def show_visitor(request: Request) -> Asking:
    """Say who asks, and what changes must carry."""
    visitor = visitor_of(request)
    return Asking(role=visitor.role, client=visitor.client, csrf=visitor.csrf)


@router.get("/clients")
def list_clients(visit: CoachVisit) -> list[ClientOut]:
    """List every client, in the order in which they were added."""
    return [_client(each) for each in visit.store.clients.all()]


@router.post("/clients", status_code=HTTPStatus.CREATED)
def add_client(visit: CoachVisit, client: NewClient) -> ClientOut:
    """Add a person who agrees to be kept."""
    guardian = Guardian(name=client.guardian, contact=client.guardian_contact)
    made = visit.store.clients.add(
        client.name,
        consent=client.consent,
        born=client.born,
        adult=client.adult,
        guardian=guardian if client.guardian else None,
        email=client.email,
        phone=client.phone,
        body=Participant(mass=client.mass, height=client.height),
    )
    return _client(visit.store.clients.get(made))


@router.get("/clients/{client}")
def show_client(visit: ClientVisit, client: str) -> ClientOut:
    """Show one client."""
    return _client(visit.store.clients.get(client))


@router.get("/clients/{client}/results")
def list_results(visit: ClientVisit, client: str) -> list[ResultOut]:
    """List the results of a client, oldest first."""
    return [_result(each) for each in visit.store.results.of(client)]


@router.get("/results/{result}")
def show_result(visit: AnyVisit, result: int) -> ResultOut:
    """Show one result."""
    return _result(visit.store.results.get(result))


@router.get("/results/{result}/measures")
def list_measures(visit: AnyVisit, result: int) -> list[MeasureOut]:
    """List every measure of a result, each with its error."""
    return [_measure(each) for each in visit.store.results.get(result).measures]


@router.get("/results/{result}/events")
def list_events(visit: AnyVisit, result: int) -> list[EventOut]:
    """List the events of a result in the order of time."""
    events = visit.store.results.get(result).events
    return [EventOut(**asdict(each)) for each in sorted(events, key=lambda e: e.time)]


@router.get("/results/{result}/findings")
def list_findings(visit: AnyVisit, result: int) -> list[dict[str, Any]]:
    """List what was found, in the order of telling."""
    return [dict(each) for each in visit.store.results.get(result).findings]


def _client(client: Client) -> ClientOut:
    return ClientOut(
        id=client.id,
        name=client.name,
        added_on=client.added_on,
        keep_until=client.keep_until,
        consent=dict(client.consent),
        visits=list(client.visits),
    )


def _result(result: Any) -> ResultOut:  # noqa: ANN401
    names = ResultOut.model_fields
    return ResultOut(**{name: getattr(result, name) for name in names})


def _measure(measure: Measure) -> MeasureOut:
    told = asdict(measure)
    numbers = (name for name, each in told.items() if isinstance(each, float))
    for name in tuple(numbers):
        told[name] = told[name] if math.isfinite(told[name]) else None
    return MeasureOut(**told)
