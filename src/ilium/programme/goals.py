"""Ladders: what a person wants to do again, matched from their own words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, cast, get_args

from ilium.programme.history import History
from ilium.programme.person import Ladder


@cache
def ladders() -> Mapping[str, Mapping[str, Any]]:
    """Every ladder by its name, with its words, top level and order of exercises."""
    file = resources.files("ilium.programme") / "ladders.toml"
    return MappingProxyType(tomllib.loads(file.read_text(encoding="utf-8")))


def matched(words: str) -> Ladder | None:
    """Ladder that a person's own words speak of.

    Parameters
    ----------
    words
        As the person said them.

    Returns
    -------
    str or None
        The ladder named first; ``None`` where none is, so that somebody asks.

    Examples
    --------
    >>> matched("I want to do lunges without my back hurting")
    'lunges'
    >>> matched("feel better") is None
    True
    """
    found = [
        (match.start(), -len(match.group()), name)
        for name in get_args(Ladder)
        for each in ladders()[name]["words"]
        if (match := re.search(rf"\b{re.escape(each)}", words.lower()))
    ]
    return cast("Ladder", min(found)[2]) if found else None


def ladder_of(history: History) -> Ladder | None:
    """Ladder of the newest goal; ``None`` until one is said and understood."""
    for goal in reversed(history.goals):
        found = goal.ladder or matched(goal.words)
        if found:
            return found
    return None


def top_level(ladder: Ladder | None) -> int:
    """Highest level that a goal asks for; without a goal all strength levels."""
    return int(ladders()[ladder]["top"]) if ladder else 4


def order_of(ladder: Ladder | None) -> tuple[str, ...]:
    """Exercises of a ladder, nearest to the goal first; of none without a goal."""
    return tuple(ladders()[ladder]["order"]) if ladder else ()
