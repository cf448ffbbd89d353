"""The first screen of a report as lines for a terminal."""

from __future__ import annotations

from ilium.findings.first_screen import FirstScreen
from ilium.findings.words import say


def first_lines(first: FirstScreen) -> list[str]:
    """Context, headline, findings with their cues.

    Parameters
    ----------
    first
        Words of the first screen.

    Returns
    -------
    list of str
        Without line feeds, in the order of the report.
    """
    lines = [first.context, first.headline]
    for each in first.findings:
        lines.append(f"- {each.sentence}.")
        if each.cue:
            lines.append(f"  {say('cue.word')} {each.cue}")
    return lines
