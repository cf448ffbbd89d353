"""What the first screen says: one headline, at most three findings, one next step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from ilium.conventions import SIDES, Side, other
from ilium.core.measure import Measure
from ilium.core.movement import TASKS, Movement
from ilium.findings.error import Zone, half_width, one_in, zone
from ilium.findings.numbers import write
from ilium.findings.pairs import Pair, pair_up
from ilium.findings.references import Reference, reference_named
from ilium.findings.rules import cue_for, speaking_order
from ilium.findings.words import count, join, say, spoken

Role = Literal["works", "alike", "level", "difference", "range", "measured"]
WORKS: tuple[Role, ...] = ("works", "alike", "level")
LEVEL = ("pelvic_obliquity", "pelvic_yaw", "trunk_side_lean", "trunk_pelvis_separation")
"""Measures of the whole body whose zero means level or straight."""
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
        within error), ``difference`` (beyond error), ``range`` (near or outside its
        range) or ``measured``.
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
        headline=_nothing_found(movement) or headline(ordered, missing_sides),
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
    task = TASKS[movement.task]
    return say(
        "context.line", task=task[0].upper() + task[1:], repetitions=done, name=name
    )


def _nothing_found(movement: Movement) -> str:
    """Say that the movement was not there; empty where it was."""
    if all(each.kind != "no-repetitions" for each in movement.issues):
        return ""
    return say("headline.none", task=TASKS[movement.task])


def headline(ordered: list[Pair], missing_sides: tuple[Side, ...]) -> str:
    """One sentence of at most twenty words.

    Parameters
    ----------
    ordered
        Measures in speaking order.
    missing_sides
        Legs that the recording does not show.

    Returns
    -------
    str
        That only one leg was seen, or that the person turns; else the first difference
        beyond its error; else that the sides look alike; else what one side shows;
        else that the recording cannot answer yet.
    """
    if not ordered:
        return say("headline.gate")
    if missing_sides:
        seen = [side for side in SIDES if side not in missing_sides]
        return say("headline.half", side=seen[0])
    if any(pair.turns for pair in ordered):
        return say("headline.turn")
    for pair in ordered:
        if pair.beyond_error and spoken(pair.name, "moves"):
            return _difference_headline(pair)
    if any(pair.within_error for pair in ordered):
        return say("headline.alike")
    return _single_headline(ordered)


def _difference_headline(pair: Pair) -> str:
    worse = pair.larger
    better = other(worse)
    values = {
        "better": better,
        "worse": worse,
        "difference": write(abs(pair.read(pair.difference)), pair.kind.display),
        "error": write(pair.read(pair.error), pair.kind.display),
        **{part: spoken(pair.name, part) for part in ("subject", "moves", "more")},
    }
    calm = pair.sides[better]
    steady = spoken(pair.name, "steady")
    if steady and zone(calm, reference_named(calm.reference)) == "usual":
        return say("headline.difference_steady", steady=steady, **values)
    return say("headline.difference", **values)


def _single_headline(ordered: list[Pair]) -> str:
    pair = next((each for each in ordered if _place(each) in ("near", "outside")), None)
    pair = pair or ordered[0]
    measure = pair.measures[0]
    if pair.name.startswith("pelvic_obliquity") and _calm_role(pair, []) == "level":
        return say("headline.level")
    reference = reference_named(measure.reference)
    where = zone(measure, reference)
    key = where if where != "unknown" else "measured"
    if reference is not None and reference.kind == "target":
        key = "target" if where == "usual" else "target_outside"
    whole = _opening(pair, ordered)
    number = write(abs(pair.read(measure.value)), pair.kind.display)
    error = write(pair.read(half_width(measure)), pair.kind.display)
    what = f"{whole} {number} (±{error})" if whole else _plain(pair)
    return say(f"headline.{key}", what=what)


def _opening(pair: Pair, ordered: list[Pair]) -> str:
    """Words before the number: what is steady, where something else is."""
    then = spoken(pair.name, "then")
    for each in ordered if then else ():
        level = spoken(each.name, "level")
        if (
            level
            and each.name.endswith("_at_bottom")
            and _calm_role(each, []) == "level"
        ):
            return f"{level}; {then}"
    lower = "left" if pair.measures[0].value > 0 else "right"
    return spoken(pair.name, "whole", lower=lower)


def _plain(pair: Pair) -> str:
    return f"{pair.kind.title}: {pair.number(pair.measures[0].side)}"


def _place(pair: Pair) -> str:
    measure = pair.measures[0]
    return zone(measure, reference_named(measure.reference))


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
        First one that works (in the usual range, or both sides alike), then
        differences beyond error and values outside the usual range.
    """
    made = [_finding(pair, task) for pair in ordered]
    works = sorted(
        (each for each in made if each.role in WORKS),
        key=lambda each: WORKS.index(each.role),
    )
    others = sorted(
        (each for each in made if each.role not in WORKS),
        key=lambda each: each.role == "measured",
    )
    chosen = [*(_first(each) for each in works[:1]), *others[: MOST - len(works[:1])]]
    return (*chosen, *works[1 : 1 + MOST - len(chosen)])


def _first(finding: Finding) -> Finding:
    small = finding.sentence[:1].lower() + finding.sentence[1:]
    return replace(finding, sentence=say("finding.first", sentence=small))


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
    cue = cue_for(pair.name, task) if role in ("difference", "range") else ""
    return Finding(
        role=role,
        sentence=_sentence(pair, role, reference),
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
    level = pair.name.startswith(LEVEL) and abs(measure.value) <= half_width(measure)
    return "level" if level else "measured"


def _sentence(pair: Pair, role: Role, reference: Reference | None) -> str:
    title = pair.kind.title
    if role == "difference":
        return say(
            "finding.difference",
            title=title,
            side=pair.larger,
            difference=write(abs(pair.read(pair.difference)), pair.kind.display),
            error=write(pair.read(pair.error), pair.kind.display),
        )
    if role == "range" and reference is not None:
        places = ("unknown", "usual", "near", "outside")
        word = max((zone(each, reference) for each in pair.measures), key=places.index)
        table = "zone_target" if reference.kind == "target" else "zone"
        return say("finding.range", title=title, zone=say(f"{table}.{word}"))
    if role == "works" and reference is not None:
        key = "finding.target" if reference.kind == "target" else "finding.works"
        clear = all(
            reference.low <= each.value <= reference.high for each in pair.measures
        )
        return say(key if clear else f"{key}_unsure", title=title)
    return say(f"finding.{role}", title=title)


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
    return say(key, number=number, people=reference.people, side=highest.side)


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
