"""A questionnaire's score before and after, against the change that people notice."""

from __future__ import annotations

from dataclasses import dataclass


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
