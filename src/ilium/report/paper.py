"""What every printed page has: its size, its style, drawings that need no colour."""

from __future__ import annotations

import re
from typing import Final

from ilium.errors import UnknownNameError
from ilium.programme.figures.drawing import PELVIS
from ilium.programme.figures.figure import key_poses
from ilium.report.shell import render_style
from ilium.report.tokens import LIGHT

PAPERS: Final = {"a4": "a4", "letter": "us-letter"}
"""Sizes of paper, and what Typst calls them."""
_BOX = re.compile(r'viewBox="\S+ \S+ (\S+) (\S+)"')
_LYING: Final = 1.4
"""Width over height from which two pictures stand one over the other [1]."""


def known_paper(paper: str) -> str:
    """Check the name of a size of paper.

    Raises
    ------
    UnknownNameError
        Where it is none of `PAPERS`.
    """
    if paper not in PAPERS:
        raise UnknownNameError.among("size of paper", paper, PAPERS)
    return paper


def paper_style(paper: str) -> str:
    """Style sheet of a printed page."""
    return render_style("paper.css", paper=known_paper(paper), colours=LIGHT)


def two_poses(exercise: str) -> tuple[str, str]:
    """First and last key pose of an exercise, ready for paper.

    The line through the pelvis is white on the dark figure: on a grey printer the
    green of the screen would sink into it.
    """
    first, *_, last = (each.replace(PELVIS, "#FFFFFF") for each in key_poses(exercise))
    return _stand_alone(first), _stand_alone(last)


def lying(svg: str) -> bool:
    """Whether a picture is so wide that two of them stand one over the other."""
    found = _BOX.search(svg)
    return found is not None and float(found[1]) > _LYING * float(found[2])


def _stand_alone(svg: str) -> str:
    return svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
