"""A questionnaire's score before and after, against the change that people notice."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ilium.progress.questionnaires import instrument

APART: Final = dt.timedelta(days=14)
"""How far apart the first and the last answer must lie."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreChange:
    """Two scores of one questionnaire.

    Parameters
    ----------
    before, after
        The scores, in the questionnaire's own points.
    least
        Smallest change that counts: its minimal important or detectable change, in
        points.
    higher_is_better
        Whether more points mean more ability, rather than more pain.
    """

    before: float
    after: float
    least: float
    higher_is_better: bool

    @property
    def changed(self) -> bool:
        """Whether the difference reaches the smallest change that counts."""
        return abs(self.after - self.before) >= self.least

    @property
    def improved(self) -> bool:
        """Whether the later score is the better one."""
        return (self.after > self.before) == self.higher_is_better


def score_change(
    name: str, scores: Sequence[tuple[dt.date, float]]
) -> ScoreChange | None:
    """Change of a questionnaire's own score from the first answer to the last.

    Parameters
    ----------
    name
        A questionnaire whose score has its name, such as ``nprs``.
    scores
        Days and scores [points], oldest first.

    Returns
    -------
    ScoreChange or None
        ``None`` where the answers lie less than a fortnight apart, or nobody knows
        which change counts.
    """
    rule = instrument(name).scores[name]
    if len(scores) < 2 or scores[-1][0] - scores[0][0] < APART:
        return None
    if not math.isfinite(rule.least):
        return None
    return ScoreChange(
        before=scores[0][1],
        after=scores[-1][1],
        least=rule.least,
        higher_is_better=rule.higher_is_better,
    )
