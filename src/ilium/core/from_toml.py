"""TOML to frozen dataclasses: nothing unknown, nothing of the wrong kind gets in."""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
import typing
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar

from ilium.core.bounded import content_of
from ilium.core.parsing import toml_of
from ilium.errors import FileFormatError, InputError, UnknownNameError
from ilium.units import PER_SI

Made = TypeVar("Made")

MOST_BYTES = 10_000_000
"""Largest TOML file that is read [bytes]."""
SHORTER = "Give a file of settings; this one is far too large to be one."
MOST = 2**63
"""Largest whole number that anything could mean [1]."""
_SI = frozenset({"m", "s", "kg", "N", "Hz", "rad", "rad/s", "m/s", "1"})


def read_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    dict
        Its tables.

    Raises
    ------
    FileFormatError
        Where it cannot be read, is not TOML or far too large.
    """
    return toml_tables(content_of(path, most=MOST_BYTES, remedy=SHORTER), path.name)


def toml_tables(content: bytes, name: str) -> dict[str, Any]:
    """Read what a TOML file holds.

    Parameters
    ----------
    content
        All of its bytes.
    name
        What an error calls the file.

    Returns
    -------
    dict
        Its tables.

    Raises
    ------
    FileFormatError
        Where it is not TOML.
    """
    try:
        return toml_of(content.decode("utf-8"))
    except ValueError as error:
        problem = f"The file {name!r} is not TOML: {error}."
        raise FileFormatError(problem, "Mend the line that it names.") from error


def from_table(kind: type[Made], table: Mapping[str, Any], where: str) -> Made:
    """Make a frozen dataclass of a TOML table; what is not given keeps its default.

    Parameters
    ----------
    kind
        The dataclass.
    table
        Its fields; a number may carry its unit, as in ``"60 deg"``, and is in SI
        units otherwise.
    where
        What the table is about, for the error.

    Returns
    -------
    Made
        A new one.

    Raises
    ------
    UnknownNameError
        Where a key is no field.
    InputError
        Where a value is of the wrong kind.
    """
    if not isinstance(table, Mapping):
        raise InputError(f"{where} is {table!r}, not a table.", "Give its fields.")
    hints, needed = _shape(kind)
    given: dict[str, Any] = {}
    for key, value in table.items():
        if key not in hints:
            raise UnknownNameError.among(f"setting in {where}", key, hints)
        given[key] = _convert(hints[key], value, f"{where}.{key}")
    missing = [each for each in needed if each not in given]
    if missing:
        raise InputError(f"{where} has no {missing[0]!r}.", "Give it.")
    return kind(**given)


def number(text: str, where: str) -> float:
    """Read a number that carries its unit.

    Parameters
    ----------
    text
        For example ``"60 deg"`` or ``"170 cm"``.
    where
        What it is about, for the error.

    Returns
    -------
    float
        The number in SI units [SI].

    Raises
    ------
    InputError
        Where it is not a number and a unit that ilium knows.
    """
    amount, _, unit = text.strip().partition(" ")
    try:
        value = float(amount)
    except ValueError:
        value = None
    if value is None or (unit not in _SI and unit not in PER_SI):
        known = ", ".join(sorted({*_SI, *PER_SI}))
        problem = f"{where} is {text!r}, not a number with a unit."
        raise InputError(problem, f"Write it as '60 deg'; ilium knows: {known}.")
    return value / PER_SI[unit][1] if unit in PER_SI else value


@cache
def _shape(kind: type) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    """Hint of each field of a dataclass, and which fields have no default."""
    hints = typing.get_type_hints(kind)
    fields = dataclasses.fields(kind)
    needed = tuple(each.name for each in fields if _needed(each))
    return {each.name: hints[each.name] for each in fields}, needed


def _needed(field: dataclasses.Field[Any]) -> bool:
    gone = dataclasses.MISSING
    return field.default is gone and field.default_factory is gone


def _convert(hint: Any, value: Any, where: str) -> Any:  # noqa: ANN401, PLR0911
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return _convert_any(inner, value, where)
    if origin is Literal and value in inner:
        return value
    if dataclasses.is_dataclass(hint) and isinstance(value, Mapping):
        return from_table(typing.cast("type", hint), value, where)
    if hint is float and isinstance(value, str):
        return number(value, where)
    if hint is float and type(value) in (int, float):
        return float(_bounded(value, where))
    if origin is tuple and isinstance(value, list):
        return _convert_all(inner, value, where)
    if origin is Mapping and isinstance(value, dict):
        return {key: _convert(inner[1], each, where) for key, each in value.items()}
    if hint is dt.date and isinstance(value, str):
        return _day(value, where)
    if hint in (str, int, bool, dt.date) and type(value) is hint:
        return _bounded(value, where)
    raise InputError(f"{where} is {value!r}.", f"Give {_words(hint)}.")


def _convert_all(
    kinds: tuple[Any, ...], items: Sequence[Any], where: str
) -> tuple[Any, ...]:
    """A list as a tuple: of one kind and any length, or of each kind in its place."""
    if kinds[-1] is Ellipsis:
        kinds = kinds[:1] * len(items)
    if len(kinds) != len(items):
        problem = f"{where} is a list of {len(items)}, not of {len(kinds)}."
        raise InputError(problem, f"Give {len(kinds)} values.")
    pairs = zip(kinds, items, strict=True)
    return tuple(_convert(each, item, where) for each, item in pairs)


def _bounded(value: Any, where: str) -> Any:  # noqa: ANN401
    if type(value) is int and abs(value) > MOST:
        raise InputError(f"{where} is far too large a number.", "Give a smaller one.")
    return value


def _day(text: str, where: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        problem = f"{where} is {text!r}, not a day."
        raise InputError(problem, "Write it as 2026-11-23.") from error


def _convert_any(kinds: tuple[Any, ...], value: Any, where: str) -> Any:  # noqa: ANN401
    if value is None and type(None) in kinds:
        return None
    wrong: InputError | None = None
    for each in kinds:
        if each is type(None):
            continue
        try:
            return _convert(each, value, where)
        except InputError as error:
            wrong = error
    raise wrong or InputError(f"{where} is {value!r}.", "Leave it out.")


def _words(hint: Any) -> str:  # noqa: ANN401
    if typing.get_origin(hint) is Literal:
        return "one of: " + ", ".join(repr(each) for each in typing.get_args(hint))
    words = {float: "a number", int: "a whole number", bool: "true or false"}
    words[dt.date] = "a day as 2026-11-23"
    return words.get(hint, "text" if hint is str else "a table or a list")
