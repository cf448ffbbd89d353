"""A measure said in plain words: what moves, which way, on which side, by how much."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from ilium.conventions import SIDES, Side, other
from ilium.core.measure import Measure
from ilium.findings.error import Zone, half_width, zone
from ilium.findings.language import spoken_language
from ilium.findings.naming import title_of
from ilium.findings.norms import Reference
from ilium.findings.numbers import write
from ilium.findings.one_language import ENGLISH
from ilium.findings.pairs import Pair
from ilium.findings.words import family_of, has, moment, say, spoken, towards

Role = Literal[
    "works",
    "alike",
    "level",
    "difference",
    "slight",
    "lean",
    "range",
    "measured",
    "own_usual",
]
FURTHER: tuple[Zone, ...] = ("unknown", "usual", "near", "outside")
"""Zones from the inside out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the clause before has named, so that this one need not repeat it.

    Parameters
    ----------
    subject
        What moves: the next clause says ``it``.
    moment
        When.
    side
        On which side, where it did.
    """

    subject: bool = False
    moment: bool = False
    side: str = ""


NOTHING_TOLD = Told()


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
    said, place = clause(pair, role, reference)
    return say("plain.place", said=said, place=place) if place else said


def clause(
    pair: Pair, role: Role, reference: Reference | None, told: Told = NOTHING_TOLD
) -> tuple[str, str]:
    """What a measure shows, and where that lies beside other people.

    Parameters
    ----------
    pair, role, reference
        As in `sentence`.
    told
        What the clause before has named.

    Returns
    -------
    tuple of str
        Both clauses; the second empty where nothing is held against.
    """
    if role == "range" and reference is not None:
        return _range(pair, reference, told)
    if role == "works" and reference is not None:
        return calm(pair), _inside(pair, reference)
    if role in ("alike", "level", "works"):
        return calm(pair), ""
    if role in ("difference", "slight"):
        common = say("plain.common") if role == "slight" else ""
        return difference(pair, told), common
    return (lean if role == "lean" else _measured)(pair, told), ""


def _other_way(pair: Pair) -> bool:
    """Whether a value passes a limit by lying far on the other side of zero."""
    limit = pair.reference
    return limit is not None and all(
        not math.isfinite(limit.low) and each.value < -abs(limit.high)
        for each in pair.measures
    )


def calm(pair: Pair) -> str:
    """What is steady or alike: ``your pelvis stays level``."""
    level = spoken(pair.name, "level")
    if level:
        return timed(pair, level)
    if _other_way(pair) and not pair.compared:
        return _measured(pair, NOTHING_TOLD)
    steady = "" if _other_way(pair) else spoken(pair.name, "steady")
    if steady and pair.compared and any(each.reference for each in pair.measures):
        return say("plain.steady_both", steady=steady)
    if pair.compared:
        alike = spoken(pair.name, "alike")
        return timed(pair, alike) if alike else say("plain.alike", title=_title(pair))
    if steady:
        return steady
    return _title(pair)


def difference(pair: Pair, told: Told = NOTHING_TOLD) -> str:
    """Which side moves further, which way, and by how much more."""
    side, part = further(pair)
    error = write(pair.read(pair.error), pair.kind.display)
    size = write(abs(pair.read(pair.difference)), pair.kind.display)
    subject = _subject(pair, told)
    if not subject:
        return say(
            "plain.difference_title",
            title=_title(pair),
            side=side,
            difference=size,
            error=error,
        )
    more = spoken(pair.name, "more") or say("plain.more")
    amount = say("plain.amount", side=side, difference=size, more=more)
    moves = spoken(pair.name, part, amount=amount)
    words = say(
        "plain.difference", side=side, subject=subject, moves=moves, error=error
    )
    return timed(pair, words, told)


def further(pair: Pair) -> tuple[Side, Literal["moves", "back"]]:
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
        Side and which verb.
    """
    low, high = sorted(pair.sides[each].value for each in SIDES)
    if has(f"speak.{family_of(pair.name)}.back") and -low > high:
        return other(pair.larger), "back"
    return pair.larger, "moves"


def lean(pair: Pair, told: Told = NOTHING_TOLD) -> str:
    """By how much the body is away from level or straight, and to which side."""
    measure = pair.measures[0]
    positive = towards(pair.name)
    side = positive if measure.value > 0 else other(positive)
    words = spoken(
        pair.name,
        "lean",
        who=spoken(pair.name, "it" if told.subject else "who"),
        number=_size(pair, measure.value),
        side=side,
    )
    return _around(pair, timed(pair, words, told), half_width(measure))


def _range(pair: Pair, reference: Reference, told: Told) -> tuple[str, str]:
    zones: dict[str, Zone] = {
        each.side: zone(each, reference) for each in pair.measures
    }
    worst: Zone = max(zones.values(), key=FURTHER.index)
    where = place_words(worst, reference)
    found = [each for each in pair.measures if zones[each.side] == worst]
    if spoken(pair.name, "level"):
        return lean(pair, told), where
    if len(found) > 1 or not spoken(pair.name, "subject"):
        return _on_both(pair, told), where
    return _value(pair, found[0], told), where


def _on_both(pair: Pair, told: Told) -> str:
    subject = _subject(pair, told)
    if not subject:
        return _title(pair)
    moves = spoken(pair.name, "moves", amount="")
    words = say("plain.value_both", subject=subject, moves=moves)
    return " ".join(words.split())


def place_words(where: Zone, reference: Reference) -> str:
    """Where a value lies beside other people's or a target, in words."""
    table = "zone_target" if reference.kind == "target" else "zone"
    return say(f"{table}.{where}")


def _inside(pair: Pair, reference: Reference) -> str:
    clear = all(reference.low <= each.value <= reference.high for each in pair.measures)
    if clear:
        return place_words("usual", reference)
    return say("plain.unsure_target" if reference.kind == "target" else "plain.unsure")


def _measured(pair: Pair, told: Told) -> str:
    measure = pair.measures[0]
    whole = spoken(pair.name, "whole", number=_size(pair, measure.value))
    if whole:
        return _around(pair, timed(pair, whole, told), half_width(measure))
    if spoken(pair.name, "level"):
        return lean(pair, told)
    if len(pair.measures) == 1 and spoken(pair.name, "subject"):
        return _value(pair, measure, told)
    return _title(pair)


def _value(pair: Pair, measure: Measure, told: Told) -> str:
    """Value of one side with its verb: ``on the left your pelvis drops 9° (±2°)``."""
    backwards = measure.value < 0 and has(f"speak.{family_of(pair.name)}.back")
    number = (_size if backwards else _number)(pair, measure.value)
    whole = measure.side in ("both", told.side)
    amount = say(
        "plain.number" if whole else "plain.number_side",
        number=number,
        side=measure.side,
    )
    words = say(
        "plain.value" if whole else "plain.value_side",
        subject=_subject(pair, told),
        moves=spoken(pair.name, "back" if backwards else "moves", amount=amount),
        side=measure.side,
    )
    return _around(pair, words, half_width(measure))


def _subject(pair: Pair, told: Told) -> str:
    return spoken(pair.name, "it" if told.subject else "subject")


def timed(pair: Pair, words: str, told: Told = NOTHING_TOLD) -> str:
    """Words after the moment that the measure speaks of, where it has one."""
    when = moment(pair.name)
    if not when or told.moment:
        return words
    return say("plain.timed", when=when, words=words)


def _size(pair: Pair, value: float) -> str:
    return _number(pair, abs(value))


def _number(pair: Pair, value: float) -> str:
    return write(pair.read(value), pair.kind.display)


def _around(pair: Pair, words: str, error: float) -> str:
    if not math.isfinite(error):
        return words
    return say("plain.around", said=words, error=_number(pair, error))


def _title(pair: Pair) -> str:
    return inside(title_of(pair.kind))


def inside(title: str) -> str:
    """Title inside a sentence: English writes it small, other languages keep it."""
    if spoken_language().code != ENGLISH:
        return title
    return title[:1].lower() + title[1:]


def capital(words: str) -> str:
    """Words with a capital first letter."""
    return words[:1].upper() + words[1:]
