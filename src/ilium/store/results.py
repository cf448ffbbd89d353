"""Results of analyses: what was measured, how, and from which recording."""

from __future__ import annotations

import datetime as dt
import math
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Final, Protocol

import sqlalchemy as sa
import xarray as xr

from ilium.core.event import Event
from ilium.core.issue import Issue
from ilium.core.measure import Measure
from ilium.core.movement import Movement
from ilium.core.provenance import Plain, Provenance, plain
from ilium.errors import InputError
from ilium.store.consent import Switch, keeping, known_client
from ilium.store.curves import ENDING, pack, unpack
from ilium.store.database import Database, insert
from ilium.store.files import Files
from ilium.store.jobs import answered
from ilium.store.recordings import Original, keep, visit_on
from ilium.store.remembering import Remembered
from ilium.store.schema import EVENT, FINDING, MEASURE, RESULT, VISIT


class Analysed(Protocol):
    """What the store needs of an analysis, from the laboratory or a video."""

    @property
    def movement(self) -> Movement: ...  # noqa: D102
    @property
    def measures(self) -> tuple[Measure, ...]: ...  # noqa: D102
    @property
    def events(self) -> tuple[Event, ...]: ...  # noqa: D102
    @property
    def issues(self) -> tuple[Issue, ...]: ...  # noqa: D102
    @property
    def provenance(self) -> Provenance: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One analysis as the store keeps it.

    Parameters
    ----------
    id
        Number.
    client
        Id.
    visit
        Number of its visit.
    day
        Day of its visit.
    task
        Movement.
    tier
        How it was captured.
    version
        Version of ilium that computed it.
    recording
        Number of its recording; ``None`` where none was kept.
    measures
        Every measure.
    events
        Every event.
    findings
        What was found, as it was computed.
    provenance, movement, issues
        As in the output folder's documents.
    curves
        Hash of its curves; empty without.
    """

    id: int
    client: str
    visit: int
    day: dt.date
    task: str
    tier: str
    version: str
    recording: int | None = None
    measures: tuple[Measure, ...] = ()
    events: tuple[Event, ...] = ()
    findings: tuple[Mapping[str, Plain], ...] = ()
    provenance: Mapping[str, Plain] = field(default_factory=dict)
    movement: Mapping[str, Plain] = field(default_factory=dict)
    issues: tuple[Mapping[str, Plain], ...] = ()
    curves: str = ""

    @property
    def surface(self) -> str:
        """What the movement was done on, as the settings said; empty where not said."""
        settings: Any = self.provenance.get("settings") or {}
        return str((settings.get("variability") or {}).get("surface", ""))

    @property
    def source(self) -> str:
        """Hash of the first file that it was computed from; empty without one."""
        inputs: Any = self.provenance.get("inputs") or ()
        return str(inputs[0]["sha256"]) if inputs else ""


@dataclass(frozen=True, slots=True, eq=False)
class Results:
    """Every result of one store.

    Parameters
    ----------
    database
        Where they are kept.
    """

    database: Database

    def add(
        self,
        client: str,
        analysed: Analysed,
        *,
        originals: Sequence[Original] = (),
        curves: Mapping[str, xr.DataArray] | None = None,
        findings: Iterable[Mapping[str, Plain]] = (),
        day: dt.date | None = None,
        job: str | None = None,
    ) -> int:
        """Keep a result with its recordings and curves: all of it, or nothing.

        Parameters
        ----------
        client
            Id.
        analysed
            What was computed.
        originals
            What it was computed from, the trial first.
        curves
            Labelled arrays.
        findings
            What was found, as plain tables.
        day
            Day of the recording; today by default.
        job
            Analysis asked for in the app that this answers: once, and only while it
            runs.

        Returns
        -------
        int
            Its number.

        Raises
        ------
        ConsentError
            Where the client has not agreed; nothing was kept.
        """
        day = self.database.day_of(day, what="recording")
        needs: list[Switch] = [each for one in originals for each in one.needs]
        files = Files(self.database)
        with keeping(self.database, client, "add result", *needs) as (
            connection,
            key,
        ):
            visit = visit_on(connection, key, day)
            kept = [keep(connection, files, key, visit, each) for each in originals]
            packed = files.put(connection, pack(curves), ENDING) if curves else None
            number = insert(
                connection,
                RESULT,
                client_id=key,
                visit_id=visit,
                recording_id=kept[0] if kept else None,
                curves=packed,
                **_facts(analysed),
            )
            _rows(connection, MEASURE, number, map(_measure_row, analysed.measures))
            _rows(connection, EVENT, number, map(plain, analysed.events))
            rows = [
                {"position": at, "content": plain(each)}
                for at, each in enumerate(findings, start=1)
            ]
            _rows(connection, FINDING, number, rows)
            if job is not None:
                answered(connection, job, number)
        return number

    def of(self, client: str, *, task: str | None = None) -> tuple[Result, ...]:
        """Every result of a client, oldest visit first.

        Parameters
        ----------
        client
            Id.
        task
            Only of this movement.

        Returns
        -------
        tuple
            With their measures, events and findings.
        """
        with self.database.reading() as connection:
            key = known_client(connection, client)
            query = _SELECT.where(RESULT.c.client_id == key)
            if task:
                query = query.where(RESULT.c.task == task)
            query = query.order_by(VISIT.c.day, RESULT.c.id)
            rows = connection.execute(query).all()
            return tuple(_result(connection, each) for each in rows)

    def get(self, number: int) -> Result:
        """One result.

        Parameters
        ----------
        number
            Its number.

        Returns
        -------
        Result
            With its measures, events and findings.

        Raises
        ------
        InputError
            Where there is none.
        """
        with self.database.reading() as connection:
            row = connection.execute(_SELECT.where(RESULT.c.id == number)).first()
            if row is None:
                raise InputError(
                    f"There is no result with the number {number}.",
                    "See `ilium client show ID`.",
                )
            return _result(connection, row)

    def curves(self, result: Result) -> dict[str, xr.DataArray]:
        """Curves of a result by name; empty where none were kept.

        Parameters
        ----------
        result
            The result.

        Returns
        -------
        dict
            Name to labelled array.
        """
        return unpack(Files(self.database).get(result.curves)) if result.curves else {}


_SELECT = sa.select(RESULT, VISIT.c.day).join(VISIT, VISIT.c.id == RESULT.c.visit_id)


def _facts(analysed: Analysed) -> dict[str, Any]:
    """Columns of a result that follow from the analysis; no names, no paths."""
    provenance, movement = analysed.provenance, analysed.movement
    tiers = {each.tier for each in analysed.measures} or {"lab"}
    inputs = [
        {"role": each.role, "format": each.format, "sha256": each.sha256}
        for each in provenance.inputs
    ]
    stated = {name: getattr(movement, name) for name in ("how", "confidence", "quiet")}
    return {
        "task": movement.task,
        "tier": max(tiers),
        "version": provenance.version,
        "provenance": {
            "inputs": inputs,
            "options": plain(provenance.options),
            "settings": plain(provenance.settings),
        },
        "movement": {
            **{name: plain(value) for name, value in stated.items()},
            "repetitions": plain(movement.repetitions),
        },
        "issues": [plain(each) for each in analysed.issues],
    }


def _measure_row(measure: Measure) -> dict[str, Any]:
    row = {each.name: getattr(measure, each.name) for each in fields(Measure)}
    row = {
        name: None if isinstance(value, float) and not math.isfinite(value) else value
        for name, value in row.items()
    }
    return row | {"flags": list(measure.flags)}


def _rows(
    connection: sa.Connection, table: sa.Table, result: int, rows: Iterable[Any]
) -> None:
    made = [{"result_id": result, **each} for each in rows]
    if made:
        connection.execute(table.insert(), made)


def _result(connection: sa.Connection, row: Any) -> Result:  # noqa: ANN401
    """A result; one with curves is told apart by their hash and read once."""
    if not row.curves:
        return _read(connection, row)
    key = (row.id, row.client_id, row.visit_id, row.day, row.version, row.curves)
    return _KNOWN.get(key, lambda: _read(connection, row))


def _read(connection: sa.Connection, row: Any) -> Result:  # noqa: ANN401
    def rows(table: sa.Table, *columns: str, order: str = "id") -> Iterable[Any]:
        query = sa.select(*(table.c[each] for each in columns))
        query = query.where(table.c.result_id == row.id).order_by(table.c[order])
        return connection.execute(query)

    return Result(
        id=row.id,
        client=row.client_id,
        visit=row.visit_id,
        day=row.day,
        task=row.task,
        tier=row.tier,
        version=row.version,
        recording=row.recording_id,
        measures=tuple(map(_measure, rows(MEASURE, *_MEASURED))),
        events=tuple(
            Event(time=time, name=name, side=side, source=source)
            for time, name, side, source in rows(
                EVENT, "time", "name", "side", "source"
            )
        ),
        findings=tuple(
            each.content for each in rows(FINDING, "content", order="position")
        ),
        provenance=row.provenance,
        movement=row.movement,
        issues=tuple(row.issues),
        curves=row.curves or "",
    )


def _measure(row: Sequence[Any]) -> Measure:
    known = dict(zip(_MEASURED, row, strict=True))
    for name in ("value", "sd", "sem", "ci_low", "ci_high"):
        if known[name] is None:
            known[name] = math.nan
    known["flags"] = tuple(known["flags"])
    for name in ("name", "unit", "method", "reference"):
        known[name] = sys.intern(known[name])
    return Measure(**known)


_MEASURED: Final = tuple(each.name for each in fields(Measure))
_KNOWN: Final[Remembered[tuple[object, ...], Result]] = Remembered(64)
