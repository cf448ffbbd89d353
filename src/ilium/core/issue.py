"""Quality is data: what is wrong with a recording, where and how badly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["note", "caution", "serious"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One observation about the quality of a recording or a result.

    Parameters
    ----------
    kind
        Machine-readable name, for example ``"marker-gap"``.
    where
        Marker, plate, event or measure that it concerns.
    what
        One sentence for people.
    severity
        ``note`` (good to know), ``caution`` (read results with care) or ``serious``
        (results that depend on it are left out or marked).
    start, end
        Time range that it concerns [s]; ``None`` for the whole recording.
    value, unit
        The number behind the sentence, in SI units; ``None`` where there is none.
    """

    kind: str
    where: str
    what: str
    severity: Severity = "note"
    start: float | None = None
    end: float | None = None
    value: float | None = None
    unit: str | None = None


def during(
    kind: str,
    where: str,
    what: str,
    stretch: tuple[float, float],
    severity: Severity = "note",
) -> Issue:
    """Make an observation about a stretch of time; its value is how long it lasts.

    Parameters
    ----------
    kind, where, what
        As in `Issue`.
    stretch
        From when to when [s].
    severity
        As in `Issue`.

    Returns
    -------
    Issue
        With its duration [s].
    """
    start, end = stretch
    return Issue(
        kind=kind,
        where=where,
        what=what,
        severity=severity,
        start=start,
        end=end,
        value=end - start,
        unit="s",
    )
