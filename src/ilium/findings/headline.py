"""One sentence: what is steady, then the main difference."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ilium.conventions import SIDES, Side, other
from ilium.core.movement import Movement
from ilium.findings.error import zone
from ilium.findings.finding import NOTABLE, WORKS, Finding
from ilium.findings.naming import task_words
from ilium.findings.numbers import write
from ilium.findings.pairs import Pair
from ilium.findings.sentences import (
    NOTHING_TOLD,
    Told,
    calm,
    capital,
    clause,
    further,
    sentence,
)
from ilium.findings.words import family_of, moment, say, spoken

LONGEST = 20
"""Words of a headline."""


def _can_tell(made: Sequence[Finding]) -> str:
    return say(f"tier_can.{made[0].pair.measures[0].tier}")


def nothing_found(movement: Movement) -> str:
    """Say that the movement was not there; empty where it was."""
    if all(each.kind != "no-repetitions" for each in movement.issues):
        return ""
    return say("headline.none", task=task_words(movement.task))


def headline(made: Sequence[Finding], missing_sides: tuple[Side, ...]) -> str:
    """One sentence of at most twenty words: what is steady, then what differs.

    Parameters
    ----------
    made
        What the measures show, in speaking order, at least one.
    missing_sides
        Legs that the recording does not show.

    Returns
    -------
    str
        That only one leg was seen, or that the person turns; else the first thing
        beyond its error after what is steady; else that the sides look alike; else
        what the first number shows.
    """
    if missing_sides:
        seen = [side for side in SIDES if side not in missing_sides]
        return say("headline.half", side=seen[0])
    if any(each.pair.turns for each in made):
        return say("headline.turn")
    main = next((each for each in made if each.role in NOTABLE), None)
    if main is not None:
        return _main_headline(main, made)
    first = made[0]
    if first.role != "slight" and any(each.pair.within_error for each in made):
        return say("headline.alike", what=_can_tell(made))
    if first.role in WORKS:
        steady = capital(calm(first.pair))
        return say("headline.steady", steady=steady, what=_can_tell(made))
    return _full(sentence(first.pair, first.role, first.reference))


def _full(words: str) -> str:
    return say("plain.sentence", said=capital(words))


def unanswered(pairs: Iterable[Pair], gate: str) -> str:
    """Why a recording without a measure of the pelvis cannot answer yet."""
    if gate:
        return say("headline.clip", remedy=gate)
    forces = any(each.kind.family in ("jump", "balance") for each in pairs)
    return say("headline.forces" if forces else "headline.gate")


def _main_headline(main: Finding, made: Sequence[Finding]) -> str:
    pair = main.pair
    if main.role == "difference":
        better = _steady_side(pair)
        if better:
            return better
    base = family_of(pair.name)
    steady = next(
        (
            each.pair
            for each in made
            if each.role in WORKS and family_of(each.pair.name) != base
        ),
        None,
    )
    candidates = _clauses(main)
    if steady is not None:
        first = calm(steady)
        after = _clauses(main, _told(steady, pair))
        joined = [say("headline.after", steady=first, said=each) for each in after]
        candidates = [*joined, *candidates]
    fitting = (each for each in candidates if len(each.split()) <= LONGEST)
    return _full(next(fitting, candidates[-1]))


def _clauses(main: Finding, told: Told = NOTHING_TOLD) -> list[str]:
    """What a finding shows with its place beside other people, and without."""
    said, place = clause(main.pair, main.role, main.reference, told)
    if not place:
        return [said]
    return [say("plain.place_short", said=said, place=place), said]


def _side_in(words: str) -> str:
    """Side that a clause names; empty where it names none."""
    for side in SIDES:
        named = say("plain.value_side", subject="", moves="", side=side)
        if " ".join(named.split()) in words:
            return side
    return ""


def _told(before: Pair, pair: Pair) -> Told:
    """What the clause about one measure has named of another."""
    who = [
        spoken(each.name, "subject") or spoken(each.name, "who")
        for each in (before, pair)
    ]
    return Told(
        side=_side_in(calm(before)),
        subject=who[0] == who[1],
        moment=moment(before.name) == moment(pair.name),
    )


def _steady_side(pair: Pair) -> str:
    """Headline that names the steady side first; empty where it is not steady."""
    worse, part = further(pair)
    calmer = pair.sides[other(worse)]
    steady = spoken(pair.name, "steady")
    if not steady or zone(calmer, pair.reference) != "usual":
        return ""
    amount = say(
        "headline.amount",
        difference=write(abs(pair.read(pair.difference)), pair.kind.display),
        more=spoken(pair.name, "more"),
    )
    words = say(
        "headline.difference_steady",
        better=other(worse),
        worse=worse,
        steady=steady,
        it=spoken(pair.name, "it"),
        moves=spoken(pair.name, part, amount=amount),
        error=write(pair.read(pair.error), pair.kind.display),
    )
    return capital(words)
