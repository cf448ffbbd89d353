"""Signals read in every repetition, as the movement's plan says."""

from __future__ import annotations

from collections.abc import Iterator

from ilium.conventions import SIDES, SideOrBoth
from ilium.core.measure import Measure
from ilium.core.movement import Repetition
from ilium.stability.definitions import BY_NAME, SignalKind
from ilium.stability.emit import measured
from ilium.stability.page import Page
from ilium.stability.plan import PLANS, name_of, readings
from ilium.stability.setup import Setup

Pages = dict[SideOrBoth, Page]

_SPINE = ("lumbar_flexion", "thorax_on_pelvis_flexion")


def read_signals(setup: Setup, common: float) -> Iterator[Measure]:
    """Yield every signal of every repetition, wherever its movement's plan reads it.

    Parameters
    ----------
    setup
        The recording.
    common
        Depth that both sides reach [rad].

    Yields
    ------
    Measure
        Of the repetition's side; in movements on both legs, signals of a leg once for
        each leg.
    """
    every = [(each, _pages(setup, each, common)) for each in setup.repetitions]
    plan = PLANS.get(setup.movement.task, PLANS["other"])
    for signal, point, from_standing in readings(plan):
        if (signal == "lumbar_flexion") != setup.lumbar and signal in _SPINE:
            continue
        kind = BY_NAME[signal]
        upwards = not kind.two_sided or _upwards(
            every, kind, point, from_standing=from_standing
        )
        name = name_of(signal, point, from_standing=from_standing)
        for repetition, pages in every:
            both = repetition.side == "both" and kind.sided
            for side in SIDES if both else (repetition.side,):
                value, flags = pages[side].read(
                    kind, point, from_standing=from_standing, upwards=upwards
                )
                yield measured(setup, repetition, side, name, value, *flags)


def _pages(setup: Setup, repetition: Repetition, common: float) -> Pages:
    sides: tuple[SideOrBoth, ...] = (
        ("both", *SIDES) if repetition.side == "both" else (repetition.side,)
    )
    return {side: Page(setup, repetition, side, common) for side in sides}


def _upwards(
    every: list[tuple[Repetition, Pages]],
    kind: SignalKind,
    point: str,
    *,
    from_standing: bool,
) -> bool:
    """Whether all repetitions together go further up than down."""
    if not point.endswith("peak"):
        return True
    together = sum(
        pages[repetition.side].furthest(kind, point, from_standing=from_standing)
        for repetition, pages in every
    )
    return together >= 0.0
