"""Questionnaires scored by their own rules; a missing answer is never guessed."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Literal

from ilium.core.from_toml import from_table
from ilium.errors import InputError, InsufficientDataError, UnknownNameError

Entry = Literal["items", "own", "count", "score"]
Rule = Literal["mean", "percent", "product", "none"]
Kind = Literal["published", "unchecked", "none"]
LONGEST_SESSION = 600.0
"""Plausible length of a session [min]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One number that a questionnaire comes to.

    Parameters
    ----------
    low, high
        Its range [points].
    whole
        Whether it is a whole number.
    higher_is_better
        Whether more points mean more ability.
    least
        Smallest change that counts [points]; NaN where none is known.
    least_kind, least_source
        Whether it was read in its source, and which that is.
    """

    low: float
    high: float
    higher_is_better: bool
    whole: bool = False
    least: float = math.nan
    least_kind: Kind = "none"
    least_source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """One questionnaire.

    Parameters
    ----------
    title
        What it asks, in a few words.
    entry
        What is entered: each answer, own activities, a count, or the result alone.
    source
        Where it comes from and what its licence asks.
    scores
        Name to score.
    names
        Its answers' names, where they have some.
    groups
        Name of a part to how many answers it has, in order.
    low, high
        Range of an answer [points].
    whole
        Whether answers are whole numbers.
    most
        Largest number of own activities, or of ticked statements.
    needs
        Answers without which there is no score; below 1 a share of each part.
    rule
        How answers become scores.
    """

    title: str
    entry: Entry
    source: str
    scores: Mapping[str, Score]
    names: tuple[str, ...] = ()
    groups: Mapping[str, int] = field(default_factory=dict)
    low: float = 0.0
    high: float = 0.0
    whole: bool = False
    most: int = 0
    needs: float = 1.0
    rule: Rule = "none"


@cache
def instruments() -> Mapping[str, Instrument]:
    """Every questionnaire by its id."""
    file = resources.files("ilium.progress") / "questionnaires.toml"
    tables = tomllib.loads(file.read_text(encoding="utf-8"))
    return MappingProxyType(
        {name: from_table(Instrument, each, name) for name, each in tables.items()}
    )


def instrument(name: str) -> Instrument:
    """One questionnaire.

    Parameters
    ----------
    name
        Its id.

    Returns
    -------
    Instrument
        Its rules.

    Raises
    ------
    UnknownNameError
        Where there is none.
    """
    if name not in instruments():
        raise UnknownNameError.among("questionnaire", name, instruments())
    return instruments()[name]


def score(name: str, answers: Mapping[str, float | None]) -> dict[str, float]:
    """Score what a person answered, by the questionnaire's rules.

    Parameters
    ----------
    name
        Id of the questionnaire.
    answers
        Name of an answer to its points, ``None`` where it was left out: of NPRS
        ``now``, ``best``, ``worst``, ``average``; of PSFS the person's own words; of
        PGQ ``1`` to ``25``; of session RPE ``effort`` and ``minutes``; of all others
        the scores themselves.

    Returns
    -------
    dict
        Name of a score to its value [points]. PGQ is the share of the points that the
        answered items allow, each part from three quarters of its items on; a part with
        less has no score.

    Raises
    ------
    UnknownNameError
        Where there is no such questionnaire or answer.
    InputError
        Where an answer is out of range.
    InsufficientDataError
        Where too few were answered for any score.
    """
    known = instrument(name)
    given = {key: each for key, each in answers.items() if each is not None}
    if known.entry in ("score", "count"):
        found = _entered(name, known, given)
    elif known.rule == "mean":
        found = {name: _mean(name, known, given)}
    elif known.rule == "percent":
        found = _percent(name, known, given)
    else:
        found = _product(name, known, given)
    if not found:
        raise InsufficientDataError(
            f"Too few answers for a score of {name}.", "Ask for those that are missing."
        )
    return found


def _entered(
    name: str, known: Instrument, given: Mapping[str, float]
) -> dict[str, float]:
    for key, value in given.items():
        if key not in known.scores:
            raise UnknownNameError.among(f"score of {name}", key, known.scores)
        scored = known.scores[key]
        whole = scored.whole or known.entry == "count"
        _check(key, value, scored.low, scored.high, whole=whole)
    return {key: float(value) for key, value in given.items()}


def _mean(name: str, known: Instrument, given: Mapping[str, float]) -> float:
    """Mean of what was answered; own activities need enough of them."""
    for key, value in given.items():
        if known.names and key not in known.names:
            raise UnknownNameError.among(f"answer of {name}", key, known.names)
        _check(key, value, known.low, known.high, whole=known.whole)
    if known.most and len(given) > known.most:
        raise InputError(
            f"{name} asks for at most {known.most} activities, not {len(given)}.",
            "Keep those that matter most.",
        )
    if len(given) < known.needs:
        raise InsufficientDataError(
            f"{name} needs {known.needs:g} answers for a mean, not {len(given)}.",
            "Ask for more, or compare each activity on its own.",
        )
    return math.fsum(given.values()) / len(given)


def _percent(
    name: str, known: Instrument, given: Mapping[str, float]
) -> dict[str, float]:
    """Share of the points that the answered items allow, of each part and in all."""
    numbers = [str(at) for at in range(1, sum(known.groups.values()) + 1)]
    for key, value in given.items():
        if key not in numbers:
            raise UnknownNameError.among(f"item of {name}", key, numbers)
        _check(f"item {key}", value, known.low, known.high, whole=known.whole)
    found: dict[str, float] = {}
    start = 0
    for part, count in known.groups.items():
        points = [given[at] for at in numbers[start : start + count] if at in given]
        start += count
        if len(points) >= known.needs * count:
            found[f"{name}_{part}"] = _share(points, known.high)
    if len(found) == len(known.groups):
        found = {name: _share(list(given.values()), known.high), **found}
    return found


def _product(
    name: str, known: Instrument, given: Mapping[str, float]
) -> dict[str, float]:
    """Effort times minutes, where both are known."""
    for key, value in given.items():
        if key not in known.names:
            raise UnknownNameError.among(f"answer of {name}", key, known.names)
        high = LONGEST_SESSION if key == "minutes" else known.high
        _check(key, value, known.low, high, whole=False)
    if len(given) < len(known.names):
        return {}
    (scored,) = known.scores
    return {scored: math.prod(given.values())}


def _share(points: Sequence[float], high: float) -> float:
    return 100.0 * math.fsum(points) / (high * len(points))


def _check(what: str, value: float, low: float, high: float, *, whole: bool) -> None:
    if not low <= value <= high or (whole and value != round(value)):
        kind = "a whole number" if whole else "a number"
        raise InputError(
            f"{what} is {value:g}.", f"Give {kind} from {low:g} to {high:g}."
        )
