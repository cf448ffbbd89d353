"""The same report as PDF: same sections, same numbers, written by Typst."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from ilium.findings.first_screen import FirstScreen
from ilium.findings.words import say
from ilium.pipeline import Analysis
from ilium.programme.next_step import next_exercise
from ilium.report.cards import cards
from ilium.report.context import Context, Section
from ilium.report.escape import plain
from ilium.report.film_page import film_context, film_first_screen, film_sections
from ilium.report.filmed import Filmed
from ilium.report.page import (
    build_context,
    build_first_screen,
    sections,
)
from ilium.report.pdf_blocks import blocks_of
from ilium.report.pictures import picture_hint, stances
from ilium.report.shell import page_language
from ilium.report.tokens import LIGHT
from ilium.report.typesetting import typeset

_VARIABLE = re.compile(r"var\(--([a-z-]+)\)")
_PRINTED = "svg text { font-family: 'Libertinus Serif'; font-size: 12px; }"


def write_pdf(analysis: Analysis, path: Path) -> None:
    """Write the report of an analysis as PDF.

    Parameters
    ----------
    analysis
        What one run computed.
    path
        File to write.
    """
    path.write_bytes(render_pdf(analysis))


def render_pdf(analysis: Analysis) -> bytes:
    """Render the report as PDF.

    Parameters
    ----------
    analysis
        What one run computed.

    Returns
    -------
    bytes
        The same analysis gives the same bytes.

    Raises
    ------
    InputError
        Where Typst is not installed.
    """
    return typeset("report.typ", document(analysis))


def render_film_pdf(film: Filmed) -> bytes:
    """Render the report of a film as PDF.

    Parameters
    ----------
    film
        The film and what was measured in it.

    Returns
    -------
    bytes
        The same film gives the same bytes.

    Raises
    ------
    InputError
        Where Typst is not installed.
    """
    context = film_context(film)
    return typeset(
        "report.typ",
        _document(context, film_first_screen(film), film_sections(context)),
    )


def document(analysis: Analysis) -> dict[str, Any]:
    """Everything that the PDF shows, in order.

    Parameters
    ----------
    analysis
        What one run computed.

    Returns
    -------
    dict
        Words, numbers and drawings, ready for the template.
    """
    context = build_context(analysis)
    return _document(context, build_first_screen(analysis), sections(context))


def _document(
    context: Context, first: FirstScreen, parts: Sequence[Section]
) -> dict[str, Any]:
    pictures = stances(context)
    style = _style()
    return {
        "language": page_language(),
        "colours": LIGHT,
        "context": first.context,
        "headline": first.headline,
        "pictures": [
            {
                "title": one.title,
                "sentence": one.sentence,
                "svg": _styled(one.svg, style),
            }
            for one in pictures
        ],
        "hint": picture_hint(context, pictures),
        "cards": [
            {
                "sentence": one.sentence,
                "values": "   ".join(
                    f"{say(f'side.{side}') if side else ''} {number} {band}".strip()
                    for side, number, band in one.values
                ),
                "svg": _styled(one.strip.svg, style),
                "range": one.range,
                "share": one.share,
                "remark": one.remark,
                "cue": f"{say('cue.word')} {one.cue}" if one.cue else "",
            }
            for one in cards(context, first)
        ],
        "next": _next(first, context.analysis.movement.task, style),
        "sections": [
            {
                "title": one.title,
                "lead": one.lead,
                "blocks": [_ready(part, style) for part in blocks_of(one)],
            }
            for one in parts
        ],
        "statement": plain(say("page.statement"), 600),
    }


def _next(first: FirstScreen, task: str, style: str) -> dict[str, Any]:
    """Exercise with its pictures where a finding speaks, and what to record."""
    given = next_exercise(first, task)
    exercise = None
    if given is not None:
        exercise = {
            "title": given.title,
            "how": given.how,
            "safe": f"{given.safe} {say('next.pain')}",
            "pictures": [_styled(each, style) for each in given.pictures],
            "sentence": given.sentence,
            "then": say("next.record"),
        }
    return {
        "title": say("next.title"),
        "words": first.next_step,
        "exercise": exercise,
    }


def _style() -> str:
    """Colours and lines of the drawings on light paper, without variables."""
    file = resources.files("ilium.report") / "templates" / "plot.css"
    rules = file.read_text(encoding="utf-8").splitlines()
    kept = [each for each in rules if not each.startswith("svg text {")]
    flat = _VARIABLE.sub(lambda found: LIGHT[found.group(1)], "\n".join(kept))
    return f"<style>{_PRINTED}\n{flat}\nsvg text {{ fill: {LIGHT['quiet']}; }}</style>"


def _styled(svg: str, style: str) -> str:
    opened = svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return opened.replace(">", f">{style}", 1)


def _ready(part: Mapping[str, Any], style: str) -> dict[str, Any]:
    if part["kind"] != "charts":
        return dict(part)
    drawn = [
        {"title": one.heading, "sentence": one.sentence, "svg": _styled(one.svg, style)}
        for one in part["charts"]
    ]
    return {"kind": "charts", "charts": drawn}
