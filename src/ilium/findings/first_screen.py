"""What the first screen says: one headline, at most three findings, one next step."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ilium.conventions import SIDES, Side, other
from ilium.core.measure import Measure
from ilium.core.movement import Movement
from ilium.findings.error import Zone, half_width, one_in, zone
from ilium.findings.language import translated
from ilium.findings.naming import task_words
from ilium.findings.numbers import write
from ilium.findings.pairs import Pair, pair_up
from ilium.findings.references import Reference, reference_named
from ilium.findings.rules import cue_for, speaking_order
from ilium.findings.sentences import (
    NOTHING_TOLD,
    Role,
    Told,
    calm,
    capital,
    clause,
    further,
    sentence,
)
from ilium.findings.words import count, family_of, join, moment, say, spoken

WORKS: tuple[Role, ...] = ("works", "alike", "level")
NOTABLE: tuple[Role, ...] = ("difference", "lean", "range")
LONGEST = 20
"""Words of a headline."""
MOST = 3
ENOUGH = 3
"""Repetitions a side from which a value is more than a first look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that a recording shows.

    Parameters
    ----------
    role
        ``works`` (in its range), ``alike`` (both sides within error), ``level`` (zero
        within error), ``difference`` (beyond error), ``lean`` (away from level beyond
        error), ``range`` (near or outside its range) or ``measured``.
    sentence
        What it is.
    pair
        The numbers behind it.
    reference
        What they are held against; ``None`` without one.
    share
        How common it is in the study, as a sentence; empty where not published.
    cue
        What to try, as a sentence; empty without one.
    """

    role: Role
    sentence: str
    pair: Pair
    reference: Reference | None
    share: str = ""
    cue: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstScreen:
    """Everything the first screen says in words."""

    context: str
    headline: str
    findings: tuple[Finding, ...]
    next_step: str


def first_screen(
    measures: Iterable[Measure],
    movement: Movement,
    *,
    name: str,
    missing_sides: tuple[Side, ...] = (),
) -> FirstScreen:
    """Build the first screen from the measures and their errors.

    Parameters
    ----------
    measures
        With errors and references attached.
    movement
        Task and repetitions.
    name
        Label of the recording.
    missing_sides
        Legs that the recording does not show.

    Returns
    -------
    FirstScreen
        Never empty: without a single measure it says what to record instead.
    """
    pairs = pair_up(measures)
    order = [key for key in speaking_order(movement.task) if key in pairs]
    ordered = [pairs[key] for key in order if pairs[key].speaks]
    return FirstScreen(
        context=context_line(movement, name),
        headline=_nothing_found(movement)
        or (headline(ordered, missing_sides) if ordered else _gate(pairs)),
        findings=findings(ordered, movement.task),
        next_step=next_step(ordered, movement, missing_sides),
    )


def context_line(movement: Movement, name: str) -> str:
    """Recording, movement, repetitions of each side, how it was measured."""
    counts = {
        side: sum(each.side == side for each in movement.repetitions)
        for side in ("left", "right", "both")
    }
    if counts["left"] or counts["right"]:
        done = say("context.sides", left=counts["left"], right=counts["right"])
    elif counts["both"]:
        done = count(counts["both"], "repetition")
    else:
        done = say("context.none")
    task = capital(task_words(movement.task))
    return say("context.line", task=task, repetitions=done, name=name)


def _nothing_found(movement: Movement) -> str:
    """Say that the movement was not there; empty where it was."""
    if all(each.kind != "no-repetitions" for each in movement.issues):
        return ""
    return say("headline.none", task=task_words(movement.task))


def headline(ordered: list[Pair], missing_sides: tuple[Side, ...]) -> str:
    """One sentence of at most twenty words: what is steady, then what differs.

    Parameters
    ----------
    ordered
        Measures in speaking order, at least one.
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
    if any(pair.turns for pair in ordered):
        return say("headline.turn")
    made = [_finding(pair, "") for pair in ordered]
    main = next((each for each in made if each.role in NOTABLE), None)
    if main is not None:
        return _main_headline(main, made)
    if any(each.pair.within_error for each in made):
        return say("headline.alike")
    first = made[0]
    if first.role in WORKS:
        return say("headline.steady", steady=capital(calm(first.pair)))
    return _full(sentence(first.pair, first.role, first.reference))


def _full(words: str) -> str:
    return say("plain.sentence", said=capital(words))


def _gate(pairs: dict[str, Pair]) -> str:
    forces = any(each.kind.family in ("jump", "balance") for each in pairs.values())
    return say("headline.forces" if forces else "headline.gate")


def _main_headline(main: Finding, made: list[Finding]) -> str:
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


def _told(before: Pair, pair: Pair) -> Told:
    """What the clause about one measure has named of another."""
    who = [
        spoken(each.name, "subject") or spoken(each.name, "who")
        for each in (before, pair)
    ]
    return Told(
        subject=who[0] == who[1],
        moment=moment(before.name) == moment(pair.name),
    )


def _steady_side(pair: Pair) -> str:
    """Headline that names the steady side first; empty where it is not steady."""
    worse, part = further(pair)
    calmer = pair.sides[other(worse)]
    steady = spoken(pair.name, "steady")
    if not steady or zone(calmer, reference_named(calmer.reference)) != "usual":
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


def findings(ordered: list[Pair], task: str) -> tuple[Finding, ...]:
    """At most three findings, what works first.

    Parameters
    ----------
    ordered
        Measures in speaking order.
    task
        A key of `ilium.core.movement.TASKS`.

    Returns
    -------
    tuple of Finding
        First one that works (in its range, both sides alike, or level); then what
        differs, leans or lies beyond its range; then what else works, of another part
        of the body; last what was only measured.
    """
    made = [_finding(pair, task) for pair in ordered]
    works = sorted(
        (each for each in made if each.role in WORKS),
        key=lambda each: WORKS.index(each.role),
    )
    notable = [each for each in made if each.role in NOTABLE][: MOST - len(works[:1])]
    chosen = [*works[:1], *notable]
    measured = [each for each in made if each.role == "measured"]
    for each in (*works[1:], *measured):
        known = {family_of(one.pair.name) for one in chosen}
        if len(chosen) < MOST and family_of(each.pair.name) not in known:
            chosen.append(each)
    given: set[str] = set()
    worded = []
    for each in chosen:
        said = sentence(each.pair, each.role, each.reference)
        first = each in works[:1]
        words = say("finding.first", sentence=said) if first else capital(said)
        cue = "" if each.cue in given else each.cue
        given.add(cue)
        worded.append(replace(each, sentence=words, cue=cue))
    return tuple(worded)


def _finding(pair: Pair, task: str) -> Finding:
    reference = next(
        (
            found
            for each in pair.measures
            if (found := reference_named(each.reference)) is not None
        ),
        None,
    )
    zones: list[Zone] = [zone(each, reference) for each in pair.measures]
    role: Role
    if pair.beyond_error:
        role = "difference"
    elif "near" in zones or "outside" in zones:
        role = "range"
    else:
        role = _calm_role(pair, zones)
    cue = cue_for(pair.name, task) if role in NOTABLE else ""
    return Finding(
        role=role,
        sentence="",
        pair=pair,
        reference=reference,
        share=_share(pair, reference),
        cue=say(cue) if cue else "",
    )


def _calm_role(pair: Pair, zones: list[Zone]) -> Role:
    if "usual" in zones:
        return "works"
    if pair.within_error:
        return "alike"
    measure = pair.measures[0]
    if not spoken(pair.name, "level") or math.isnan(half_width(measure)):
        return "measured"
    return "level" if abs(measure.value) <= half_width(measure) else "lean"


def numbers_of(pair: Pair) -> str:
    """Every side's value with its error, in words."""
    if pair.compared:
        return say("finding.both", left=pair.number("left"), right=pair.number("right"))
    return join(
        [
            pair.number("both")
            if each.side == "both"
            else say("finding.one", side=each.side, number=pair.number(each.side))
            for each in pair.measures
        ]
    )


def _share(pair: Pair, reference: Reference | None) -> str:
    highest = max(pair.measures, key=lambda each: each.value)
    number = one_in(highest, reference)
    if number < 2 or reference is None:
        return ""
    key = "finding.rare" if number > 50 else "finding.share"
    return say(
        key,
        number=number,
        people=translated("people", reference.people),
        side=highest.side,
    )


def next_step(
    ordered: list[Pair], movement: Movement, missing_sides: tuple[Side, ...]
) -> str:
    """What to record next, in one sentence."""
    if not ordered:
        return say("next.gate")
    if missing_sides:
        return say("next.half", side=join(list(missing_sides)))
    fewest = min(
        (measure.n for pair in ordered[:1] for measure in pair.measures), default=0
    )
    turns = any(pair.turns for pair in ordered)
    if movement.task in ("walk", "run") and (turns or fewest < 7):
        return say("next.turn" if turns else "next.steps")
    if fewest < ENOUGH:
        one_sided = any(each.side != "both" for each in movement.repetitions)
        return say("next.repeat" if one_sided else "next.repeat_both")
    if any(pair.beyond_error for pair in ordered):
        return say("next.confirm")
    return say("next.later")
