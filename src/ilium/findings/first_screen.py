"""What the first screen says: one headline, at most three findings, one next step."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ilium.conventions import Side
from ilium.core.measure import FROM_STANDING, Measure, Tier
from ilium.core.movement import Movement
from ilium.findings.error import NORMAL
from ilium.findings.finding import NOTABLE, WORKS, Finding, find
from ilium.findings.headline import headline, nothing_found, unanswered
from ilium.findings.naming import task_words
from ilium.findings.norms import Norms
from ilium.findings.numbers import write
from ilium.findings.pairs import Pair, pair_up
from ilium.findings.proof import STEPPING, prove
from ilium.findings.rules import speaking_order
from ilium.findings.sentences import capital, sentence
from ilium.findings.varied import needed, varied
from ilium.findings.words import count, family_of, join, say
from ilium.stability.definitions import BY_NAME

MOST = 3
ENOUGH = 3
"""Repetitions a side from which a value is more than a first look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstScreen:
    """Everything the first screen says in words.

    Parameters
    ----------
    context, headline, findings, next_step
        In the order of the screen.
    usual
        What the person's own usual of variability still needs; empty where nothing.
    """

    context: str
    headline: str
    findings: tuple[Finding, ...]
    next_step: str
    usual: str = ""

    @property
    def shown(self) -> tuple[Measure, ...]:
        """Measures that ask for training, the most telling first."""
        return tuple(
            measure
            for each in self.findings
            if each.role in NOTABLE
            for measure in each.pair.measures
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """What the first screen is built from.

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
    norms
        What the measures were attached to.
    earlier
        Measures of earlier occasions of the same movement: a difference counts when
        it shows on the same side again.
    gate
        What to do first, where the recording cannot answer yet, as in ``step closer``;
        empty where it can.
    tier
        How the recording was measured, where no measure says so.
    """

    measures: tuple[Measure, ...]
    movement: Movement
    name: str
    missing_sides: tuple[Side, ...] = ()
    norms: Norms | None = None
    earlier: Sequence[Sequence[Measure]] = ()
    gate: str = ""
    tier: Tier = "lab"


def first_screen(
    measures: Iterable[Measure],
    movement: Movement,
    *,
    name: str,
    missing_sides: tuple[Side, ...] = (),
    norms: Norms | None = None,
    earlier: Sequence[Sequence[Measure]] = (),
    gate: str = "",
    tier: Tier = "lab",
) -> FirstScreen:
    """Build the first screen from the measures and their errors.

    Parameters
    ----------
    measures, movement, name, missing_sides, norms, earlier, gate, tier
        As in `Screening`.

    Returns
    -------
    FirstScreen
        Never empty: without a single measure it says what to record instead.
    """
    return screen_of(
        Screening(
            measures=tuple(measures),
            movement=movement,
            name=name,
            missing_sides=missing_sides,
            norms=norms,
            earlier=earlier,
            gate=gate,
            tier=tier,
        )
    )


def screen_of(seen: Screening) -> FirstScreen:
    """First screen of what was measured.

    Parameters
    ----------
    seen
        The measures with what they are held against.

    Returns
    -------
    FirstScreen
        One headline, at most three findings, one next step.
    """
    movement = seen.movement
    pairs = pair_up(seen.measures, seen.norms)
    ordered = _speaking(pairs, movement.task)
    made = [] if seen.gate else [find(e, movement.task, seen.earlier) for e in ordered]
    own = varied(seen.measures, movement.task, seen.earlier) if made else ()
    gate = "" if made else seen.gate or _without_horizon(pairs)
    said = (
        headline(made, seen.missing_sides) if made else unanswered(pairs.values(), gate)
    )
    absent = nothing_found(movement)
    shown = () if absent else findings(made, own)
    return FirstScreen(
        context=context_line(movement, seen.name, ordered, seen.tier),
        headline=absent or said,
        findings=tuple(_proved(each, seen) for each in shown),
        next_step=next_step(made, movement, seen.missing_sides, gate),
        usual=needed(seen.measures, seen.earlier) if made else "",
    )


def _without_horizon(pairs: Mapping[str, Pair]) -> str:
    """What to do where only angles to an unknown horizon were seen; else empty."""
    unlevelled = any(each.unlevelled for each in pairs.values())
    return say("headline.stand_first") if unlevelled else ""


def _speaking(pairs: Mapping[str, Pair], task: str) -> list[Pair]:
    """What may be a finding, in order; on film the change from standing comes first."""
    found: list[Pair] = []
    for name in speaking_order(task):
        change = pairs.get(f"{name}{FROM_STANDING}")
        filmed = change is not None and change.measures[0].tier != "lab"
        chosen = change if filmed else pairs.get(name)
        if chosen is not None and chosen.speaks:
            found.append(chosen)
    return found


def _proved(finding: Finding, seen: Screening) -> Finding:
    pair = finding.pair
    curve = max(
        (each for each in BY_NAME if pair.name.startswith(each)), key=len, default=""
    )
    proof = prove(pair.measures, seen.measures, seen.movement, curve)
    return replace(finding, proof=proof)


def context_line(
    movement: Movement, name: str, ordered: Sequence[Pair] = (), tier: Tier = "lab"
) -> str:
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
    return say(
        "context.line",
        task=task,
        repetitions=done,
        name=name,
        how=measured_with(ordered, tier),
    )


def measured_with(ordered: Sequence[Pair], tier: Tier = "lab") -> str:
    """``laboratory``, ``stickers ±3°`` or ``camera only ±4°``: of the first measure."""
    first = ordered[0].measures[0] if ordered else None
    if first is None and tier != "lab":
        return say(f"tier.{tier}_bare")
    if first is None or first.tier == "lab":
        return say("tier.lab")
    error = ordered[0].read(NORMAL * first.sem)
    if not math.isfinite(error):
        return say(f"tier.{first.tier}_bare")
    return say(f"tier.{first.tier}", error=write(error, ordered[0].kind.display))


def findings(
    made: Sequence[Finding], own: Sequence[Finding] = ()
) -> tuple[Finding, ...]:
    """At most three findings, what works first.

    Parameters
    ----------
    made
        What the measures show, in speaking order.
    own
        What lies outside the person's own usual, the farthest first.

    Returns
    -------
    tuple of Finding
        First one that works (in its range, both sides alike, or level); then what
        differs, leans or lies beyond its range, after the first of these the farthest
        from the own usual; then what else works, of another part
        of the body; last what was only measured.
    """
    works = sorted(
        (each for each in made if each.role in WORKS),
        key=lambda each: WORKS.index(each.role),
    )
    notable = [each for each in made if each.role in NOTABLE]
    chosen = [*works[:1], *notable[:1], *own[:1], *notable[1:]][:MOST]
    measured = [each for each in made if each.role in ("slight", "measured")]
    for each in (*works[1:], *measured):
        known = {family_of(one.pair.name) for one in chosen}
        if len(chosen) < MOST and family_of(each.pair.name) not in known:
            chosen.append(each)
    given: set[str] = set()
    worded = []
    for each in chosen:
        said = each.sentence or sentence(each.pair, each.role, each.reference)
        first = each in works[:1]
        words = say("finding.first", sentence=said) if first else capital(said)
        cue = "" if each.cue in given else each.cue
        given.add(cue)
        worded.append(replace(each, sentence=words, cue=cue))
    return tuple(worded)


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


def next_step(
    made: Sequence[Finding],
    movement: Movement,
    missing_sides: tuple[Side, ...],
    gate: str = "",
) -> str:
    """What to record next, in one sentence."""
    if gate:
        return say("next.clip", remedy=capital(gate))
    if missing_sides and made:
        return say("next.half", side=missing_sides[0])
    return say(f"next.{_record(made, movement)}")


def _record(made: Sequence[Finding], movement: Movement) -> str:
    """Which recording would tell more: the second part of its text's key."""
    if not made:
        return "gate"
    fewest = min((each.n for each in made[0].pair.measures), default=0)
    turns = any(each.pair.turns for each in made)
    if movement.task in STEPPING and (turns or fewest < 7):
        return "turn" if turns else "steps"
    if fewest < ENOUGH:
        one_sided = any(each.side != "both" for each in movement.repetitions)
        return "repeat" if one_sided else "repeat_both"
    return "confirm" if any(each.role == "difference" for each in made) else "later"
