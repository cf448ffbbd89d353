"""What each measure of variability needs: it refuses, or marks, and says why.

The table is ``guards.toml``. A rule looks at one fact, such as the number of cycles.
"""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Literal

from ilium.errors import InsufficientDataError, UnknownNameError

Task = Literal["continuous", "discrete"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One condition on one fact, and what it means.

    Parameters
    ----------
    fact
        Name of the fact, such as ``n``.
    enough
        What would be enough: a sentence.
    below, at_most
        The rule holds for a fact below, or not above, this number or other fact.
    equals
        The rule holds for a fact that is this truth value.
    flag
        Name of the flag; empty for an error.
    reason
        Why it is flagged: a sentence.
    problem
        What is wrong, where the numbers alone do not say it.
    """

    fact: str
    enough: str
    below: float | str | None = None
    at_most: float | str | None = None
    equals: bool | None = None
    flag: str = ""
    reason: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """What one measure needs.

    Parameters
    ----------
    name
        The measure as a sentence begins with it.
    unit
        What ``n`` counts, such as ``cycles``.
    discrete
        Whether separate repetitions allow it.
    source
        Where the minima come from.
    error, flag
        Rules that refuse, and rules that mark.
    """

    name: str
    unit: str
    discrete: bool
    source: str
    error: tuple[Rule, ...]
    flag: tuple[Rule, ...]


@functools.cache
def guards() -> dict[str, Guard]:
    """The table of guards.

    Returns
    -------
    dict
        Guard of each measure.
    """
    text = resources.files("ilium.variability").joinpath("guards.toml")
    tables = tomllib.loads(text.read_text(encoding="utf-8"))
    return {name: _guard(table) for name, table in tables.items()}


def check(
    measure: str, *, n: int | None = None, task: Task = "continuous", **facts: float
) -> tuple[str, ...]:
    """Refuse what the data cannot carry; name what they carry only just.

    Parameters
    ----------
    measure
        Name in ``guards.toml``, such as ``cav``.
    n
        Samples, cycles or repetitions, as the guard's unit says; None to ask only the
        rules about other facts.
    task
        ``discrete`` where the data are separate repetitions, joined or not.
    facts
        Further facts that the rules look at, each in the unit of its rule; a rule whose
        fact is not given is left out.

    Returns
    -------
    tuple of str
        The flags that hold; `explain` gives their reason.

    Raises
    ------
    InsufficientDataError
        Where there is too little, or the wrong kind: it says what would be enough.
    UnknownNameError
        Where there is no such measure.
    """
    guard = of(measure)
    if task not in ("continuous", "discrete"):
        raise UnknownNameError.among("task", task, ("continuous", "discrete"))
    if task == "discrete" and not guard.discrete:
        raise _discrete(guard)
    known: dict[str, float] = facts if n is None else {"n": n, **facts}
    for rule in guard.error:
        if _holds(rule, known):
            raise _refusal(guard, rule, known)
    return tuple(rule.flag for rule in guard.flag if _holds(rule, known))


def explain(measure: str, flag: str) -> str:
    """Say in plain words why a flag stands, and what would be enough.

    Parameters
    ----------
    measure
        Name in ``guards.toml``.
    flag
        One of the flags that `check` returned.

    Returns
    -------
    str
        Two sentences.

    Raises
    ------
    UnknownNameError
        Where there is no such measure or flag.
    """
    rules = {rule.flag: rule for rule in of(measure).flag}
    if flag not in rules:
        raise UnknownNameError.among("flag", flag, rules)
    return f"{rules[flag].reason} Enough would be: {rules[flag].enough}"


def of(measure: str) -> Guard:
    """The guard of one measure.

    Parameters
    ----------
    measure
        Name in ``guards.toml``.

    Returns
    -------
    Guard
        What it needs.

    Raises
    ------
    UnknownNameError
        Where there is none.
    """
    table = guards()
    if measure not in table:
        raise UnknownNameError.among("measure of variability", measure, table)
    return table[measure]


def _guard(table: dict[str, object]) -> Guard:
    errors, flags = table.pop("error", []), table.pop("flag", [])
    return Guard(
        **table,  # type: ignore[arg-type]
        error=tuple(Rule(**each) for each in errors),  # type: ignore[attr-defined]
        flag=tuple(Rule(**each) for each in flags),  # type: ignore[attr-defined]
    )


def _holds(rule: Rule, facts: dict[str, float]) -> bool:
    if rule.fact not in facts:
        return False
    found = facts[rule.fact]
    if rule.equals is not None:
        return bool(found) is rule.equals
    limit = _limit(rule, facts)
    if limit is None:
        return False
    return found < limit if rule.below is not None else found <= limit


def _limit(rule: Rule, facts: dict[str, float]) -> float | None:
    limit = rule.at_most if rule.below is None else rule.below
    if isinstance(limit, str):
        return facts.get(limit)
    return limit


def _refusal(
    guard: Guard, rule: Rule, facts: dict[str, float]
) -> InsufficientDataError:
    limit = _limit(rule, facts)
    words = "more than" if rule.below is None else "at least"
    plain = (
        f"{guard.name} was asked of {facts[rule.fact]:g} {guard.unit}; "
        f"it needs {words} {limit:g}."
        if limit is not None
        else f"{guard.name} cannot be computed here."
    )
    return InsufficientDataError(rule.problem or plain, rule.enough)


def _discrete(guard: Guard) -> InsufficientDataError:
    return InsufficientDataError(
        f"{guard.name} was asked of separate repetitions; it describes how one "
        "unbroken movement goes on, and joining repetitions end to end does not make "
        "one: the seams are not movement.",
        f"{guard.error[0].enough} For repetitions use the spread, the ellipse area or "
        "the coupling-angle variability.",
    )
