"""The page of an analysis, of a laboratory's recording or of a film."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ilium.findings.first_screen import FirstScreen
from ilium.programme.next_step import next_exercise
from ilium.report.cards import cards
from ilium.report.context import Context, Section
from ilium.report.pictures import picture_hint, stances
from ilium.report.shell import render_page


def analysis_page(
    context: Context,
    first: FirstScreen,
    sections: Sequence[Section],
    *,
    figure: Mapping[str, Any] | None = None,
) -> str:
    """Render the page of an analysis.

    Parameters
    ----------
    context
        The analysis.
    first
        What the first screen says.
    sections
        What follows it.
    figure
        Data and sentence of the figure to turn; ``None`` without.

    Returns
    -------
    str
        One document without any address that a browser would open by itself.
    """
    pictures = stances(context)
    return render_page(
        "page.html",
        script="player.js",
        title=f"{first.headline} · ilium",
        first=first,
        stances=pictures,
        picture_hint=picture_hint(context, pictures),
        cards=cards(context, first),
        exercise=next_exercise(first, context.analysis.movement.task),
        figure=figure,
        sections=sections,
    )
