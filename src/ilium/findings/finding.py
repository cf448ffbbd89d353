"""One thing that a recording shows, with all that belongs to it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ilium.conventions import SideOrBoth
from ilium.core.measure import Measure
from ilium.core.shown import Shown
from ilium.findings.error import Zone, half_width, one_in, zone
from ilium.findings.language import translated
from ilium.findings.norms import Reference
from ilium.findings.pairs import Pair
from ilium.findings.proof import Proof
from ilium.findings.rules import cue_for, origin_of
from ilium.findings.sentences import Role
from ilium.findings.words import say, spoken
from ilium.symmetry.rule import limits

WORKS: tuple[Role, ...] = ("works", "alike", "level")
NOTABLE: tuple[Role, ...] = ("difference", "lean", "range")
RARE = 50
"""One in how many people from which on a share is only said to be less than that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Shown):
    """One thing that a recording shows.

    Parameters
    ----------
    role
        ``works`` (in its range), ``alike`` (both sides within error), ``level`` (zero
        within error), ``difference`` (beyond error and beyond what is common),
        ``slight`` (beyond error, but common), ``lean`` (away from level beyond error),
        ``range`` (near or outside its range), ``own_usual`` (more alike or more varied
        than the person's earlier visits) or ``measured``.
    sentence
        What it is.
    pair
        The numbers behind it, with their errors.
    reference
        What they are held against; ``None`` without one.
    bands
        Side to where its value lies beside the reference.
    share
        How many of the people measured would be there too; empty where not known.
    remark
        What to keep in mind: seen once, or an unchecked range; empty without.
    cue, cue_id
        What to try, as a sentence, and its key in the catalogue; empty without one.
    origin
        Id of the origin's sentence that it speaks to; empty where there is none.
    proof
        The repetition, instant and curve that show it; ``None`` without repetitions.
    """

    role: Role
    sentence: str
    pair: Pair
    reference: Reference | None
    bands: dict[SideOrBoth, Zone]
    share: str = ""
    remark: str = ""
    cue: str = ""
    cue_id: str = ""
    origin: str = ""
    proof: Proof | None = None


def find(pair: Pair, task: str, earlier: Sequence[Sequence[Measure]] = ()) -> Finding:
    """Judge one measure of a recording.

    Parameters
    ----------
    pair
        Its summaries by side, with errors and reference.
    task
        A key of `ilium.core.movement.TASKS`.
    earlier
        Measures of earlier occasions of the same movement.

    Returns
    -------
    Finding
        Without sentence and proof.
    """
    bands: dict[SideOrBoth, Zone] = {
        each.side: zone(each, pair.reference) for each in pair.measures
    }
    role = _role(pair, list(bands.values()))
    cue = cue_for(pair.name, task) if role in NOTABLE else ""
    return Finding(
        role=role,
        sentence="",
        pair=pair,
        reference=pair.reference,
        bands=bands,
        share=_share(pair, pair.reference),
        remark=_remark(pair, role, earlier),
        cue=say(cue) if cue else "",
        cue_id=cue,
        origin=origin_of(pair.name, task),
    )


def _role(pair: Pair, zones: list[Zone]) -> Role:
    found: list[tuple[Role, bool]] = [
        ("difference", pair.beyond_error and differs(pair)),
        ("range", not {"near", "outside"}.isdisjoint(zones)),
        ("slight", pair.beyond_error),
        ("works", "usual" in zones),
        ("alike", pair.within_error),
    ]
    held: list[Role] = [role for role, holds in found if holds]
    return held[0] if held else _of_the_whole(pair)


def _of_the_whole(pair: Pair) -> Role:
    """Level or leaning, where the words for it and the error are known."""
    measure = pair.measures[0]
    if not spoken(pair.name, "level") or math.isnan(half_width(measure)):
        return "measured"
    return "level" if abs(measure.value) <= half_width(measure) else "lean"


def differs(pair: Pair) -> bool:
    """Whether the sides differ by more than what is common.

    Angles by more than 5° and the smallest detectable change; other measures by more
    than 10 % of their mean and that change.

    Parameters
    ----------
    pair
        Both sides.

    Returns
    -------
    bool
        False where a side is missing.
    """
    if not pair.compared:
        return False
    left, right = pair.sides["left"], pair.sides["right"]
    near, _ = limits(left, right)
    return abs(_away(left, right)) > near


def _away(left: Measure, right: Measure) -> float:
    if left.unit == "rad":
        return left.value - right.value
    size = 0.5 * (abs(left.value) + abs(right.value))
    return (left.value - right.value) / size if size else 0.0


def seen_before(pair: Pair, earlier: Sequence[Sequence[Measure]]) -> bool:
    """Whether an earlier occasion showed the same side further, beyond its limits."""
    return any(
        differs(before) and before.larger == pair.larger
        for occasion in earlier
        if (before := _pair_of(pair, occasion)) is not None
    )


def _pair_of(pair: Pair, occasion: Sequence[Measure]) -> Pair | None:
    sides: dict[SideOrBoth, Measure] = {
        each.side: each
        for each in occasion
        if each.name == pair.name
        and each.repetition is None
        and math.isfinite(each.value)
    }
    return Pair(kind=pair.kind, sides=sides) if sides else None


def _remark(pair: Pair, role: Role, earlier: Sequence[Sequence[Measure]]) -> str:
    if role == "difference":
        return say("finding.again" if seen_before(pair, earlier) else "finding.once")
    return ""


def _share(pair: Pair, reference: Reference | None) -> str:
    if reference is None:
        return ""
    further = min if math.isinf(reference.high) else max
    furthest = further(pair.measures, key=lambda each: each.value)
    number = one_in(furthest, reference)
    if number < 2:
        return ""
    words = say(
        "finding.rare" if number > RARE else "finding.share",
        number=number,
        people=translated("people", reference.people),
        side=furthest.side,
    )
    unchecked = reference.kind == "unchecked"
    return say("finding.unchecked", words=words) if unchecked else words
