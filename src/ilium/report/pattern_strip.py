"""Which segment leads, over 0 to 100 % of a repetition: a strip of patterns."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Final

from ilium.findings.words import join, say
from ilium.report.coupling_chart import signal_words
from ilium.report.escape import text
from ilium.report.plot import Table
from ilium.variability.patterns import CHANG
from ilium.variability.result import Coupled

WIDTH: Final = 360.0
HEIGHT: Final = 34.0
LEAST_FOR_WORD: Final = 34.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """A strip of coordination patterns.

    Parameters
    ----------
    title, sentence
        What it shows, and what it says.
    svg
        The strip; each pattern has its own letter and its own shade.
    table
        Shares of the patterns.
    """

    title: str
    sentence: str
    svg: str
    table: Table


def pattern_strip(coupled: Coupled) -> Strip:
    """Draw the coordination patterns of one couple on one side.

    Parameters
    ----------
    coupled
        The couple.

    Returns
    -------
    Strip
        With its sentence and its numbers.
    """
    patterns = [str(each) for each in coupled.coding.chang]
    shares = coupled.coding.chang_share
    words = [
        say(
            f"pattern.{name}",
            proximal=signal_words(coupled.couple.proximal),
            distal=signal_words(coupled.couple.distal),
            share=round(100.0 * shares[name]),
        )
        for name in CHANG
        if shares[name] > 0.005
    ]
    side = say(f"side.{coupled.side}")
    rows = tuple(
        (say(f"pattern.name_{name}"), f"{100.0 * shares[name]:.0f} %") for name in CHANG
    )
    return Strip(
        title=say(
            "pattern.title",
            side=side,
            proximal=signal_words(coupled.couple.proximal),
            distal=signal_words(coupled.couple.distal),
        ),
        sentence=say("pattern.sentence", parts=join(words)),
        svg=_svg(patterns, f"{side}: {join(words)}"),
        table=Table(
            head=(say("pattern.head"), say("pattern.share")), rows=rows, words=True
        ),
    )


def _svg(patterns: list[str], label: str) -> str:
    step = WIDTH / len(patterns)
    frame = (
        f'<svg class="patterns" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" role="img" '
        f'aria-label="{text(label)}">'
    )
    parts = [frame]
    start = 0
    for name, run in groupby(patterns):
        size = len(list(run))
        x, width = start * step, size * step
        start += size
        if not name:
            continue
        parts.append(
            f'<rect class="pattern {name.replace("_", "-")}" x="{x:.1f}" y="0" '
            f'width="{width:.1f}" height="{HEIGHT:g}"/>'
        )
        if width >= LEAST_FOR_WORD:
            middle, foot = x + width / 2, HEIGHT / 2 + 4
            parts.append(
                f'<text class="pattern-word" x="{middle:.1f}" y="{foot:g}" '
                f'text-anchor="middle">{text(say(f"pattern.letter_{name}"))}</text>'
            )
    return "".join((*parts, "</svg>"))
