"""Every sentence that people read, from one catalogue file for each language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from ilium.errors import UnknownNameError

LANGUAGE = "en"


@cache
def catalogue(language: str = LANGUAGE) -> Mapping[str, str]:
    """Every text of a language under its dotted key.

    Parameters
    ----------
    language
        ``en``.

    Returns
    -------
    Mapping
        Dotted key to text, with ``{names}`` of what is filled in.
    """
    folder = resources.files("ilium.findings") / "words"
    with (folder / f"{language}.toml").open("rb") as file:
        return MappingProxyType(dict(_flat(tomllib.load(file))))


def _flat(table: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for key, value in table.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict):
            rows += _flat(value, f"{name}.")
        else:
            rows.append((name, str(value)))
    return rows


def say(key: str, **values: object) -> str:
    """Text for people, filled in.

    Parameters
    ----------
    key
        Dotted key of the catalogue.
    **values
        What its ``{names}`` stand for.

    Returns
    -------
    str
        The text.

    Raises
    ------
    UnknownNameError
        Where the catalogue has no such key.
    """
    texts = catalogue()
    if key not in texts:
        raise UnknownNameError.among("text", key, texts)
    return texts[key].format(**values)


def has(key: str) -> bool:
    """Whether the catalogue holds a key."""
    return key in catalogue()


def count(number: int, noun: str) -> str:
    """Number and noun: ``1 repetition``, ``5 repetitions``.

    >>> count(2, "repetition")
    '2 repetitions'
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def join(parts: list[str]) -> str:
    """Join words as a sentence does.

    >>> join(["a", "b", "c"])
    'a, b and c'
    """
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def spoken(measure: str, part: str, **values: object) -> str:
    """How a measure is said in a sentence; empty where the catalogue has no words.

    Parameters
    ----------
    measure
        Name of the measure; the longest beginning that the catalogue knows holds.
    part
        ``subject``, ``moves`` and ``back`` (its opposite), ``more``, ``steady`` or
        ``alike``; of the whole body ``level``, ``lean`` with ``towards`` (the side of a
        positive value), or ``whole``.
    **values
        What the words' ``{names}`` stand for.

    Returns
    -------
    str
        Words inside a sentence.
    """
    base = family_of(measure)
    key = f"speak.{base}.{part}"
    return say(key, **values) if base and has(key) else ""


def family_of(measure: str) -> str:
    """Longest beginning of a measure's name that the catalogue has words for.

    >>> family_of("pelvic_drop_at_mid_stance")
    'pelvic_drop'
    """
    known = {key.split(".")[1] for key in catalogue() if key.startswith("speak.")}
    found = (each for each in known if measure.startswith(each))
    return max(found, key=len, default="")


def moment(measure: str) -> str:
    """When a measure is read: ``at the deepest point``; empty where it needs no word.

    >>> moment("pelvic_obliquity_at_bottom"), moment("pelvic_drop_peak")
    ('at the deepest point', '')
    """
    known = (key.removeprefix("moment.") for key in catalogue() if "moment." in key)
    found = (each for each in known if measure.endswith(f"_{each}"))
    base = max(found, key=len, default="")
    return say(f"moment.{base}") if base else ""
