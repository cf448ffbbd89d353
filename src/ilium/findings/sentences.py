"""A measure said in plain words: what moves, which way, on which side, by how much."""

from __future__ import annotations

import math
from typing import Literal

from ilium.conventions import SIDES, Side, other
from ilium.core.measure import Measure
from ilium.findings.error import Zone, half_width, zone
from ilium.findings.numbers import write
from ilium.findings.pairs import Pair
from ilium.findings.references import Reference
from ilium.findings.words import moment, say, spoken

Role = Literal["works", "alike", "level", "difference", "lean", "range", "measured"]
FURTHER: tuple[Zone, ...] = ("unknown", "usual", "near", "outside")
"""Zones from the inside out."""


def sentence(pair: Pair, role: Role, reference: Reference | None) -> str:
    """What a measure shows, as the clause that a finding's sentence is made of.

    Parameters
    ----------
    pair
        The numbers.
    role
        What they come to.
    reference
        What they are held against; ``None`` without one.

    Returns
    -------
    str
        Words without capital and full stop; from the measure's title where the
        catalogue has no words for it.
    """
    if role == "difference":
        return difference(pair)
    if role == "lean":
        return lean(pair)
    if role == "range" and reference is not None:
        return _range(pair, reference)
    if role == "works" and reference is not None:
        return f"{calm(pair)}: {_inside(pair, reference)}"
    if role in ("alike", "level", "works"):
        return calm(pair)
    return _measured(pair)


def calm(pair: Pair) -> str:
    """What is steady or alike: ``your pelvis stays level``."""
    level = spoken(pair.name, "level")
    if level:
        return timed(pair, level)
    steady = spoken(pair.name, "steady")
    if steady and pair.compared and any(each.reference for each in pair.measures):
        return f"{steady} {say('plain.both')}"
    if pair.compared:
        alike = spoken(pair.name, "alike")
        return timed(pair, alike) if alike else say("plain.alike", title=_title(pair))
    if steady:
        return steady
    return _title(pair)


def difference(pair: Pair) -> str:
    """Which side moves further, which way, and by how much more."""
    side, moves = further(pair)
    values = {
        "side": side,
        "difference": write(abs(pair.read(pair.difference)), pair.kind.display),
        "error": write(pair.read(pair.error), pair.kind.display),
    }
    subject = spoken(pair.name, "subject")
    if not subject:
        return say("plain.difference_title", title=_title(pair), **values)
    more = spoken(pair.name, "more") or say("plain.more")
    words = say("plain.difference", subject=subject, moves=moves, more=more, **values)
    return timed(pair, words)


def further(pair: Pair) -> tuple[Side, str]:
    """Side that moves further, and its verb: the larger value's, or its opposite's.

    A thigh at −7° beside one at 0° leans outwards by 7° more; nobody calls it that the
    other leans inwards.

    Parameters
    ----------
    pair
        Both sides.

    Returns
    -------
    tuple
        Side and verb.
    """
    back = spoken(pair.name, "back")
    low, high = sorted(pair.sides[each].value for each in SIDES)
    if back and -low > high:
        return other(pair.larger), back
    return pair.larger, spoken(pair.name, "moves")


def lean(pair: Pair) -> str:
    """By how much the body is away from level or straight, and to which side."""
    measure = pair.measures[0]
    towards = spoken(pair.name, "towards")
    side = towards if measure.value > 0 else str(other(_side(towards)))
    words = spoken(pair.name, "lean", number=_size(pair, measure.value), side=side)
    return timed(pair, words) + _around(pair, half_width(measure))


def _side(word: str) -> Side:
    return "left" if word == "left" else "right"


def _range(pair: Pair, reference: Reference) -> str:
    zones: dict[str, Zone] = {
        each.side: zone(each, reference) for each in pair.measures
    }
    worst: Zone = max(zones.values(), key=FURTHER.index)
    where = place_words(worst, reference)
    found = [each for each in pair.measures if zones[each.side] == worst]
    if spoken(pair.name, "level"):
        return f"{lean(pair)}: {where}"
    if len(found) > 1 or not spoken(pair.name, "subject"):
        return f"{_on_both(pair)}: {where}"
    return f"{_value(pair, found[0])}: {where}"


def _on_both(pair: Pair) -> str:
    subject = spoken(pair.name, "subject")
    if not subject:
        return _title(pair)
    moves = spoken(pair.name, "moves")
    return f"{say('plain.on_both')} {subject} {moves}"


def place_words(where: Zone, reference: Reference) -> str:
    """Where a value lies beside other people's or a target, in words."""
    table = "zone_target" if reference.kind == "target" else "zone"
    return say(f"{table}.{where}")


def _inside(pair: Pair, reference: Reference) -> str:
    clear = all(reference.low <= each.value <= reference.high for each in pair.measures)
    if clear:
        return place_words("usual", reference)
    return say("plain.unsure_target" if reference.kind == "target" else "plain.unsure")


def _measured(pair: Pair) -> str:
    whole = spoken(pair.name, "whole", number=_size(pair, pair.measures[0].value))
    if whole:
        return timed(pair, whole) + _around(pair, half_width(pair.measures[0]))
    if spoken(pair.name, "level"):
        return lean(pair)
    if len(pair.measures) == 1 and spoken(pair.name, "subject"):
        return _value(pair, pair.measures[0])
    return _title(pair)


def _value(pair: Pair, measure: Measure) -> str:
    """Value of one side with its verb: ``on the left your pelvis drops 9° (±2°)``."""
    back = spoken(pair.name, "back") if measure.value < 0 else ""
    words = say(
        "plain.value",
        subject=spoken(pair.name, "subject"),
        moves=back or spoken(pair.name, "moves"),
        number=_size(pair, measure.value) if back else _number(pair, measure.value),
    )
    whole = measure.side == "both"
    where = "" if whole else f"{say('plain.on', side=measure.side)} "
    return where + words + _around(pair, half_width(measure))


def timed(pair: Pair, words: str) -> str:
    """Words after the moment that the measure speaks of, where it has one."""
    when = moment(pair.name)
    return f"{when} {words}" if when else words


def _size(pair: Pair, value: float) -> str:
    return _number(pair, abs(value))


def _number(pair: Pair, value: float) -> str:
    return write(pair.read(value), pair.kind.display)


def _around(pair: Pair, error: float) -> str:
    return f" (±{_number(pair, error)})" if math.isfinite(error) else ""


def _title(pair: Pair) -> str:
    return pair.kind.title[:1].lower() + pair.kind.title[1:]


def capital(words: str) -> str:
    """Words with a capital first letter."""
    return words[:1].upper() + words[1:]
