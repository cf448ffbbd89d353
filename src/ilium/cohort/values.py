"""A cohort's tables to one value, or one curve, of each person in each session."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

import numpy as np

from ilium.cohort.columns import POINTS
from ilium.cohort.places import Place, place_at
from ilium.cohort.stored import REMEDY, stored_rows
from ilium.core.quantity import FloatArray
from ilium.errors import FileFormatError, InputError, UnknownNameError

if TYPE_CHECKING:
    import pyarrow as pa

SHOWN: Final = 12
"""Names that an error lists."""
_PATH: Final = re.compile(r"^trials/participant=([^/]+)/(.+)$")
_TRIAL: Final = ("session", "trial")
_KEYS: Final = ("session", "task", "tier", "group", "side", "unit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Whose value it is, and how it came about.

    Parameters
    ----------
    participant, session, group
        Labels; group is empty without groups.
    task, tier
        Movement, and how it was captured.
    name, side, unit
        Measure or curve, the side that it shows, and the unit that people read.
    """

    participant: str
    session: str
    group: str
    task: str
    tier: str
    name: str
    side: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonValue:
    """Mean of a measure over a person's trials in one session.

    Parameters
    ----------
    where
        Whose and which.
    value
        In the unit that people read.
    trials
        How many [1].
    """

    where: Where
    value: float
    trials: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PersonCurve:
    """Mean of a curve over a person's repetitions in one session.

    Parameters
    ----------
    where
        Whose and which.
    values
        Shape (101,), in the unit that people read.
    repetitions
        How many [1].
    """

    where: Where
    values: FloatArray
    repetitions: int


def read_values(address: str) -> list[PersonValue]:
    """Read one value of each measure, person, session and side.

    Parameters
    ----------
    address
        Folder or address of a cohort's results.

    Returns
    -------
    list of PersonValue
        In order of people, sessions and measures; what could not be measured is left
        out.

    Raises
    ------
    InputError
        Where there are no results.
    """
    import pyarrow.compute as pc  # noqa: PLC0415 - an extra

    found: list[PersonValue] = []
    for who, place, part in _people(address):
        rows = _with_trials(
            place, "measures", part, ["measure", "side", "value", "unit"]
        )
        whole = rows.filter(
            pc.field("repetition").is_null() & ~pc.field("value").is_null()
        )
        keys = ["measure", *_KEYS]
        grouped = whole.group_by(keys).aggregate(
            [("value", "mean"), ("value", "count")]
        )
        found += [
            PersonValue(
                where=_where(who, row, "measure"),
                value=row["value_mean"],
                trials=row["value_count"],
            )
            for row in grouped.sort_by([(e, "ascending") for e in keys]).to_pylist()
        ]
    return found


def read_curves(address: str, name: str) -> list[PersonCurve]:
    """Read one curve of each person, session and side.

    Parameters
    ----------
    address
        Folder or address of a cohort's results.
    name
        Name of the curve.

    Returns
    -------
    list of PersonCurve
        In order of people and sessions; repetitions with a gap are left out.

    Raises
    ------
    InputError
        Where there are no results, or no curve of that name.
    """
    import pyarrow.compute as pc  # noqa: PLC0415 - an extra

    found: list[PersonCurve] = []
    names: set[str] = set()
    for who, place, part in _people(address):
        rows = _with_trials(place, "curves", part, ["curve", "side", "unit", "values"])
        names |= set(rows["curve"].to_pylist())
        mine: dict[Where, list[FloatArray]] = {}
        for row in rows.filter(pc.field("curve") == name).to_pylist():
            values = np.array(row["values"], dtype=np.float64)
            if values.shape == (POINTS,) and np.isfinite(values).all():
                mine.setdefault(_where(who, row, "curve"), []).append(values)
        for where in sorted(
            mine, key=lambda each: (each.session, each.side, each.task)
        ):
            curves = np.stack(mine[where])
            found.append(
                PersonCurve(
                    where=where, values=curves.mean(axis=0), repetitions=len(curves)
                )
            )
    if name not in names:
        raise UnknownNameError.among("curve", name, names)
    return found


def one_of(what: str, chosen: str, there: Sequence[str]) -> str:
    """Take what was asked for, or the only one that there is.

    Parameters
    ----------
    what
        What it is, for the error; also the name of its option.
    chosen
        What was asked for; empty to take the only one.
    there
        Everything that there is.

    Returns
    -------
    str
        One of them.

    Raises
    ------
    InputError
        Where it is not there, or there are several to choose from.
    """
    names = sorted(set(there))
    if chosen:
        if chosen not in names:
            raise UnknownNameError.among(what, chosen, names)
        return chosen
    if len(names) != 1:
        shown = ", ".join([*names[:SHOWN], *(["…"] if len(names) > SHOWN else [])])
        problem = f"There are {len(names)} to choose a {what} from: {shown}."
        raise InputError(problem, f"Choose one by --{what}.")
    return names[0]


def _people(address: str) -> Iterator[tuple[str, Place, str]]:
    """Label, place and partition of everybody, in order."""
    place = place_at(address)
    found = [match for path in place.files() if (match := _PATH.match(path))]
    if not found:
        raise InputError(
            f"The folder {place.name!r} holds no results of a cohort.",
            "Make some: ilium cohort run STUDY --out DIR.",
        )
    for each in found:
        yield unquote(each[1]), place, f"participant={each[1]}/{each[2]}"


def _with_trials(place: Place, table: str, part: str, columns: list[str]) -> pa.Table:
    """Rows of one table of one person, each with what its trial was."""
    import pyarrow as pa  # noqa: PLC0415 - an extra

    path = f"{table}/{part}"
    rows = stored_rows(place, path, table, [*_TRIAL, "repetition", *columns])
    told = ["task", "tier", "group"]
    trials = stored_rows(place, f"trials/{part}", "trials", [*_TRIAL, *told])
    known = {tuple(each[name] for name in _TRIAL): each for each in trials.to_pylist()}
    keys = list(zip(*(rows[name].to_pylist() for name in _TRIAL), strict=True))
    if not known.keys() >= set(keys):
        problem = f"The table {path!r} holds rows of trials that are not there."
        raise FileFormatError(problem, REMEDY)
    those = [known[each] for each in keys]
    for name in told:
        rows = rows.append_column(name, pa.array([e[name] for e in those], pa.string()))
    return rows


def _where(who: str, row: dict[str, Any], kind: str) -> Where:
    return Where(
        participant=who,
        session=row["session"],
        group=row["group"],
        task=row["task"],
        tier=row["tier"],
        name=row[kind],
        side=row["side"],
        unit=row["unit"],
    )
