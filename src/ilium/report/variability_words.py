"""Sentences about the joints behind a level pelvis, and about left against right."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final

from ilium.conventions import Side
from ilium.findings.numbers import digits, fixed, unit_words
from ilium.findings.sentences import capital
from ilium.findings.words import count, join, say
from ilium.report.coupling_chart import signal_words
from ilium.symmetry.side_curves import SideCurves
from ilium.variability.pelvis_manifold import LEAST_SHARE, PelvisManifold
from ilium.variability.result import Variability

SMALLEST: Final = 0.001


def interval_words(low: float, high: float, display: str, more: int = 0) -> str:
    """Words for a 95 % interval, or that there is none.

    Parameters
    ----------
    low, high
        Ends [display]; NaN where there are none.
    display
        Unit that people read.
    more
        Decimals beyond the unit's own [1].

    Returns
    -------
    str
        Such as ``95 % interval 2.1 to 3.4°``.
    """
    if not (math.isfinite(low) and math.isfinite(high)):
        return say("variability.no_interval")
    return say("variability.interval", ends=ends_words(low, high, display, more))


def ends_words(low: float, high: float, display: str, more: int = 0) -> str:
    """Both ends of an interval, as a cell of a table under its heading says them.

    Parameters
    ----------
    low, high
        Ends [display]; NaN where there are none.
    display
        Unit that people read.
    more
        Decimals beyond the unit's own [1].

    Returns
    -------
    str
        Such as ``2.1 to 3.4°``.
    """
    if not (math.isfinite(low) and math.isfinite(high)):
        return say("variability.no_interval")
    return say(
        "range.between",
        low=digits(low, display, more),
        high=f"{digits(high, display, more)}{unit_words(display)}",
    )


def level_words(found: Variability) -> list[str]:
    """Which joint combinations keep the pelvis level, and which do not.

    Parameters
    ----------
    found
        The variability of a recording.

    Returns
    -------
    list of str
        Two sentences for each stance side; empty without a followed model.
    """
    return [
        f"{_synergy(side, each)} {_joints(each)}"
        for side, each in found.manifolds.items()
    ]


def _synergy(side: Side, each: PelvisManifold) -> str:
    value = each.manifold.synergy
    key = "level_open"
    if value.ci_low > 0.0:
        key = "level_kept"
    elif value.ci_high < 0.0:
        key = "level_tipped"
    return say(
        f"variability.{key}",
        side=side,
        value=digits(value.value, "1", 0),
        interval=interval_words(value.ci_low, value.ci_high, "1"),
        n=count(value.n, "repetition"),
    )


def _joints(each: PelvisManifold) -> str:
    ranked = sorted(each.shares.items(), key=lambda pair: -pair[1])
    tips = [
        say("variability.level_share", joint=_joint(name), share=f"{100 * share:.0f}")
        for name, share in ranked
        if share >= LEAST_SHARE
    ][:3]
    first, second, change = each.cancelling
    pair = say(
        "variability.level_more" if change > 0.0 else "variability.level_less",
        first=_joint(first),
        second=_joint(second),
        change=digits(abs(change), "deg", 1),
    )
    return say("variability.level_tips", first=join(tips), pair=pair)


def _joint(name: str) -> str:
    return say(f"variability.joint_{name}")


def side_words(compared: Iterable[SideCurves]) -> list[str]:
    """Where along the repetition left and right differ.

    Parameters
    ----------
    compared
        Signals that were tested.

    Returns
    -------
    list of str
        One plain sentence each.
    """
    return [_sides(each) for each in compared]


def _sides(each: SideCurves) -> str:
    signal = capital(signal_words(each.name))
    if not each.can_tell:
        return say(
            "variability.sides_few",
            signal=signal,
            left=str(each.n_left),
            right=str(each.n_right),
        )
    if not each.test.differs:
        return say("variability.sides_alike", signal=signal)
    parts = [
        say(
            "variability.sides_part",
            start=f"{each.percent(part)[0]:.0f}",
            end=f"{each.percent(part)[1]:.0f}",
            chance=_chance(part.p),
        )
        for part in each.test.stretches
    ]
    return say("variability.sides_differ", signal=signal, parts=join(parts))


def _chance(p: float) -> str:
    return f"p < {fixed(SMALLEST, 3)}" if p < SMALLEST else f"p = {fixed(p, 3)}"
