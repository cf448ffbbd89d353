"""What the first screen says, for other programs."""

from __future__ import annotations

import math
from typing import Protocol

from ilium.core.provenance import Plain
from ilium.findings.error import half_width
from ilium.findings.finding import Finding
from ilium.findings.first_screen import FirstScreen
from ilium.findings.language import speaking, spoken_language
from ilium.findings.norms import Reference
from ilium.findings.pairs import Pair
from ilium.findings.translations import languages
from ilium.outputs.documents import document
from ilium.pipeline import Analysis
from ilium.programme.next_step import next_exercise


def findings_json(analysis: Analysis) -> str:
    """Headline, findings with their numbers and proof, and next step."""
    return findings_document(analysis.first_screen, analysis.movement.task)


def findings_document(first: FirstScreen, task: str) -> str:
    """Write a first screen as JSON, of a laboratory's recording or of a clip.

    Parameters
    ----------
    first
        What it says.
    task
        A key of `ilium.core.movement.TASKS`.

    Returns
    -------
    str
        With `schema_version`; numbers in the units that people read, ``null`` where
        nothing is known.
    """
    return document(
        {
            "language": spoken_language().code,
            "task": task,
            "context": first.context,
            "headline": first.headline,
            "findings": [_finding(each) for each in first.findings],
            "usual": first.usual,
            "next_exercise": _exercise(first, task),
            "next_step": first.next_step,
        }
    )


class Screened(Protocol):
    """An analysis that says what was found, each time in the language spoken then."""

    @property
    def first_screen(self) -> FirstScreen: ...  # noqa: D102


def findings_rows(analysis: Screened) -> list[dict[str, Plain]]:
    """What a first screen says as rows for the store, in its order.

    Parameters
    ----------
    analysis
        What was computed.

    Returns
    -------
    list of dict
        Each with ``role``, ``sentence`` and, by language, ``said``: context, headline,
        every finding with its numbers, next step.
    """
    said: dict[str, list[dict[str, Plain]]] = {}
    for code in languages():
        with speaking(code):
            said[code] = _rows(analysis.first_screen)
    return [
        {**row, "said": {code: rows[at]["sentence"] for code, rows in said.items()}}
        for at, row in enumerate(_rows(analysis.first_screen))
    ]


def _rows(first: FirstScreen) -> list[dict[str, Plain]]:
    return [
        {"role": "context", "sentence": first.context},
        {"role": "headline", "sentence": first.headline},
        *(_finding(each) for each in first.findings),
        {"role": "next_step", "sentence": first.next_step},
    ]


def _exercise(first: FirstScreen, task: str) -> dict[str, Plain] | None:
    given = next_exercise(first, task)
    return None if given is None else {"exercise": given.id, "words": given.title}


def _finding(found: Finding) -> dict[str, Plain]:
    pair, proof = found.pair, found.proof
    return {
        "measure": pair.name,
        "role": found.role,
        "sentence": found.sentence,
        "unit": pair.kind.display,
        "tier": pair.measures[0].tier,
        "sides": {each.side: _side(found, each.side) for each in pair.measures},
        "difference": _number(pair.read(pair.difference)),
        "difference_error": _number(pair.read(pair.error)),
        "reference": _reference(pair, found.reference),
        "share": found.share,
        "remark": found.remark,
        "cue": found.cue,
        "cue_id": found.cue_id,
        "origin": found.origin,
        "proof": None
        if proof is None
        else {
            "side": proof.side,
            "repetition": proof.repetition,
            "time_s": round(proof.time, 4),
            "curve": proof.curve,
        },
    }


def _side(found: Finding, side: str) -> dict[str, Plain]:
    measure = next(each for each in found.pair.measures if each.side == side)
    return {
        "value": _number(found.pair.read(measure.value)),
        "error": _number(found.pair.read(half_width(measure))),
        "n": measure.n,
        "band": found.bands[measure.side],
    }


def _reference(pair: Pair, reference: Reference | None) -> dict[str, Plain] | None:
    if reference is None:
        return None
    limits = ("low", "high", "near_low", "near", "mean", "sd")
    return {
        "name": reference.name,
        "kind": reference.kind,
        "people": reference.people,
        "protocol": reference.protocol,
        "source": reference.source,
        **{key: _number(pair.read(getattr(reference, key))) for key in limits},
    }


def _number(value: float) -> float | None:
    return round(value, 6) if math.isfinite(value) else None
