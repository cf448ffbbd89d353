"""What the first screen says of a film: a gate that refuses comes before any number."""

from __future__ import annotations

from collections.abc import Iterable

from ilium.core.measure import Measure
from ilium.core.movement import Movement
from ilium.findings.first_screen import FirstScreen, first_screen
from ilium.findings.norms import Norms
from ilium.findings.words import say
from ilium.planar.result import PlanarKinematics


def filmed_screen(
    planar: PlanarKinematics,
    movement: Movement,
    measures: Iterable[Measure],
    *,
    name: str,
    norms: Norms | None = None,
) -> FirstScreen:
    """First screen of what one camera saw.

    Parameters
    ----------
    planar
        Angles in the picture's plane, with what the gates found.
    movement
        What was done.
    measures
        With errors and references attached.
    name
        Label of the clip.
    norms
        What the measures were attached to; ilium's own where none is given.

    Returns
    -------
    FirstScreen
        A clip that a gate refuses, and a side view in which nothing of the pelvis is
        measured, say what to do instead.
    """
    found = tuple(measures)

    def screen(gate: str) -> FirstScreen:
        return first_screen(
            found, movement, name=name, norms=norms, gate=gate, tier=planar.tier
        )

    gate = say(f"film.gate_{planar.refused[0].kind}") if planar.refused else ""
    first = screen(gate)
    if first.findings or gate or planar.view != "side":
        return first
    return screen(say("film.gate_side"))
