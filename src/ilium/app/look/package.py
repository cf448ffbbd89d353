"""Data of the viewer, made once after an analysis and kept as documents of its result.

``look`` is one package (`ilium.app.look.packing`) with figure, muscles, plates, curves,
events, repetitions and findings; ``look_film``, of a clip where the film may be kept,
is the film that its frames belong to. The package's header has `VERSION`; words in it
are English keys of the catalogue, apart from the findings, which are there in every
language.
"""

from __future__ import annotations

import math
from typing import Any, Final

from ilium.app.look.body import pack_body
from ilium.app.look.film import pack_film
from ilium.app.look.packing import Packing
from ilium.app.look.signals import curve_clock, curve_rows, ranges_of, signals_of
from ilium.conventions import SIDES
from ilium.core.movement import Movement, Repetition
from ilium.filmed import VideoAnalysis
from ilium.findings.error import half_width
from ilium.findings.first_screen import FirstScreen
from ilium.findings.language import speaking
from ilium.findings.rules import picture_measure
from ilium.findings.translations import languages
from ilium.outputs.video import Shown
from ilium.pipeline import Analysis
from ilium.report.cards import cards
from ilium.report.context import Context
from ilium.report.film_page import film_context
from ilium.report.page import build_context
from ilium.report.pictures import start_time
from ilium.units import degrees

VERSION: Final = 1


def look_package(analysis: Analysis | VideoAnalysis) -> bytes:
    """Make the one package of an analysis.

    Parameters
    ----------
    analysis
        Of a laboratory's recording or of clips.

    Returns
    -------
    bytes
        As `ilium.app.look.packing` describes it.
    """
    packing, context = Packing(), _context(analysis)
    time = curve_clock(context.signals)
    curves, rows, steps = curve_rows(signals_of(context), time)
    packing.clock("curves/time", time)
    if rows.size:
        packing.tracks("curves/values", rows, steps)
    header = {
        "version": VERSION,
        "task": analysis.movement.task,
        "begin": round(start_time(context), 4),
        "curves": curves,
        "ranges": ranges_of(context),
        "error": _pelvis_error(context),
        **_movement(analysis.movement),
        "events": [
            {"time": round(each.time, 4), "name": each.name, "side": each.side}
            for each in analysis.events
            if math.isfinite(each.time)
        ],
        "findings": _findings(analysis, context),
        "body": None,
        "film": None,
    }
    solid = analysis.spatial if isinstance(analysis, VideoAnalysis) else analysis
    if solid is not None and context.skeleton.names:
        header["body"] = pack_body(packing, solid, context.skeleton)
    if isinstance(analysis, VideoAnalysis):
        header["film"] = pack_film(packing, analysis)
    return packing.packed(header)


def _context(analysis: Analysis | VideoAnalysis) -> Context:
    if isinstance(analysis, Analysis):
        return build_context(analysis)
    if analysis.spatial is not None:
        return build_context(analysis.spatial)
    assert analysis.planar is not None
    return film_context(Shown(analysis, analysis.planar))


def _movement(movement: Movement) -> dict[str, Any]:
    return {
        "repetitions": [
            _repetition(each)
            for each in movement.repetitions
            if math.isfinite(each.start + each.end)
        ],
        "quiet": None if movement.quiet is None else list(movement.quiet),
    }


def _repetition(repetition: Repetition) -> dict[str, Any]:
    return {
        "id": f"{repetition.side}-{repetition.number}",
        "side": repetition.side,
        "number": repetition.number,
        "start": round(repetition.start, 4),
        "end": round(repetition.end, 4),
        "complete": repetition.complete,
        "events": {
            name: round(time, 4)
            for name, time in repetition.events.items()
            if math.isfinite(time)
        },
        "phases": [
            {
                "name": each.name,
                "start": round(each.start, 4),
                "end": round(each.end, 4),
            }
            for each in repetition.phases
            if math.isfinite(each.start + each.end)
        ],
    }


def _pelvis_error(context: Context) -> dict[str, float]:
    """Half of the 95 % interval of the pelvic angle, by side where known [deg]."""
    pair = context.pairs.get(picture_measure(context.analysis.movement.task))
    if pair is None or not pair.measures:
        return {}
    errors = {
        side: half_width(pair.sides.get(side, pair.measures[0]))
        for side in (*SIDES, "both")
    }
    return {
        side: round(degrees(each), 3)
        for side, each in errors.items()
        if math.isfinite(each)
    }


def _findings(
    analysis: Analysis | VideoAnalysis, context: Context
) -> list[dict[str, Any]]:
    """What was found, in every language, each with the moment that shows it."""
    found: list[dict[str, Any]] = []
    for code in languages():
        with speaking(code):
            first: FirstScreen = analysis.first_screen
            shown = cards(context, first)
        for at, (finding, card) in enumerate(zip(first.findings, shown, strict=True)):
            if at == len(found):
                proof = finding.proof
                found.append(
                    {
                        "role": finding.role,
                        "measure": finding.pair.name,
                        "time": card.time,
                        "curve": card.target.removeprefix("curve-"),
                        "repetition": None
                        if proof is None
                        else f"{proof.side}-{proof.repetition}",
                        "sentence": {},
                    }
                )
            found[at]["sentence"][code] = finding.sentence
    return found
