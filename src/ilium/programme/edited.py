"""What a result says after a coach's hand: hidden, reworded and added findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ilium.core.provenance import Plain
from ilium.findings.language import spoken_language
from ilium.programme.by_hand import Override

ACTIONS = ("hide_finding", "reword_finding", "add_finding")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One sentence of a result's first screen.

    Parameters
    ----------
    role
        ``context``, ``headline``, a role of `ilium.findings.finding.Finding`,
        ``added`` or ``next_step``.
    sentence
        What is said; of a hidden finding what was said.
    measure
        Name of its measure; empty without one.
    by
        The change by hand that holds; ``None`` as it was computed.
    hidden
        Whether it is not to be shown.
    """

    role: str
    sentence: str
    measure: str = ""
    by: Override | None = None
    hidden: bool = False


def edited(
    rows: Iterable[Mapping[str, Plain]], overrides: Sequence[Override], result: int
) -> tuple[Said, ...]:
    """Apply a coach's changes to what an analysis found; the newest of each holds.

    Parameters
    ----------
    rows
        What the store keeps of the first screen, never changed itself.
    overrides
        Changes by hand, oldest first. Their target is a measure, ``headline`` or
        ``next_step``, for every result of the person; ``12/measure`` for result 12
        alone. An added finding names nothing, or the result.
    result
        Number of the result.

    Returns
    -------
    tuple of Said
        In the order of the screen; added findings stand before the next step.
    """
    changes = [each for each in overrides if each.action in ACTIONS]
    said = [_changed(row, changes, result) for row in rows]
    added = [
        Said(role="added", sentence=each.value, by=each)
        for each in changes
        if each.action == "add_finding" and each.target in ("", str(result))
    ]
    last = [each for each in said if each.role == "next_step"]
    return (*(each for each in said if each not in last), *added, *last)


def _changed(
    row: Mapping[str, Plain], changes: Sequence[Override], result: int
) -> Said:
    role, measure = str(row.get("role", "")), str(row.get("measure", ""))
    name, sentence = measure or role, _sentence(row)
    wanted = (name, f"{result}/{name}")
    newest = None
    for each in changes:
        if each.action != "add_finding" and each.target in wanted:
            newest = each
    if newest is None:
        return Said(role=role, sentence=sentence, measure=measure)
    hidden = newest.action == "hide_finding"
    return Said(
        role=role,
        sentence=sentence if hidden else newest.value,
        measure=measure,
        by=newest,
        hidden=hidden,
    )


def _sentence(row: Mapping[str, Plain]) -> str:
    """What a row says in the language that is spoken, else as it was computed."""
    said = row.get("said")
    words = said.get(spoken_language().code) if isinstance(said, Mapping) else None
    return str(words or row.get("sentence", ""))
