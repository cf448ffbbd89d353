"""Variability of a recording's repetitions, wherever they allow it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ilium.conventions import SIDES, Side, SideOrBoth
from ilium.core.movement import Movement, Repetition
from ilium.core.quantity import FloatArray
from ilium.errors import InputError
from ilium.kinematics.result import Kinematics
from ilium.maths.cycles import time_normalise
from ilium.variability.catalogue import coupling_measures, spread_measures
from ilium.variability.couples import TRUNK, Couple, couples_for
from ilium.variability.coupling import vector_coding
from ilium.variability.dispersion import Spread, spread
from ilium.variability.end_points import end_points
from ilium.variability.result import Coupled, Refused, Variability
from ilium.variability.settings import VARIABILITY, VariabilitySettings
from ilium.variability.signals import signal
from ilium.variability.structure import structure
from ilium.variability.value import Value


def measure_variability(
    kinematics: Kinematics,
    movement: Movement,
    *,
    settings: VariabilitySettings = VARIABILITY,
) -> Variability:
    """Measure how a recording's repetitions vary.

    Parameters
    ----------
    kinematics
        The body.
    movement
        Its repetitions; incomplete ones are left out.
    settings
        What is coupled and how.

    Returns
    -------
    Variability
        Coordination, spread, end points and structure; what the repetitions do not
        allow is listed with its reason.
    """
    chosen = settings.chosen(couples_for(movement.task))
    if not chosen:
        return Variability()
    coupled: list[Coupled] = []
    spreads: dict[tuple[str, SideOrBoth], Spread] = {}
    arrived: dict[tuple[str, SideOrBoth], Value] = {}
    refused: dict[str, Refused] = {}
    for group in _groups(movement, chosen):
        curves = _curves(kinematics, group, settings.points)
        for couple in group.couples:
            made = _coupled(couple, group.side, curves, settings)
            if isinstance(made, Refused):
                refused.setdefault(made.what, made)
            else:
                coupled.append(made)
        spreads |= {
            (name, group.side): spread(rows, units="rad")
            for name, rows in curves.items()
            if np.isfinite(rows).all(axis=1).sum() > 1 and not group.tells_again(name)
        }
        found = end_points(
            kinematics, group.repetitions, group.side, level=not group.leg_of_both
        )
        arrived |= {(name, group.side): value for name, value in found.items()}
    beyond, missing = structure(kinematics, movement, settings)
    measures = (
        *coupling_measures(coupled),
        *spread_measures(spreads, arrived, beyond),
    )
    return Variability(
        coupled=tuple(coupled),
        spreads=spreads,
        end_points=arrived,
        structure=beyond,
        refused=(*refused.values(), *missing),
        measures=measures,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """Repetitions that load one side, or both, and the couples looked at there."""

    side: SideOrBoth
    repetitions: tuple[Repetition, ...]
    couples: tuple[Couple, ...]

    @property
    def leg_of_both(self) -> bool:
        """Whether this is one leg of repetitions on both."""
        return self.side != "both" and self.repetitions[0].side == "both"

    def tells_again(self, name: str) -> bool:
        """Whether the trunk's group has this signal already."""
        return self.leg_of_both and name.rsplit("_", 1)[0] in TRUNK


def _groups(movement: Movement, couples: tuple[Couple, ...]) -> Iterator[_Group]:
    """One-legged repetitions by side; of two-legged ones the trunk once, each leg."""
    whole = [each for each in movement.repetitions if each.complete]
    trunk = tuple(each for each in couples if each.of_trunk)
    legs = tuple(each for each in couples if not each.of_trunk)
    shared = tuple(each for each in whole if each.side == "both")
    if shared and trunk:
        yield _Group(side="both", repetitions=shared, couples=trunk)
    for side in SIDES:
        own = tuple(each for each in whole if each.side == side)
        if own or (shared and legs):
            yield _Group(
                side=side,
                repetitions=own or shared,
                couples=couples if own else legs,
            )


def _curves(
    kinematics: Kinematics, group: _Group, points: int
) -> dict[str, FloatArray]:
    side: Side = "right" if group.side == "both" else group.side
    names = dict.fromkeys(
        name for each in group.couples for name in (each.proximal, each.distal)
    )
    spans = [(each.start, each.end) for each in group.repetitions]
    signals = [signal(kinematics, name, side) for name in names]
    cut = time_normalise(kinematics.time, np.stack(signals, axis=1), spans, points)
    return {name: cut[:, :, column] for column, name in enumerate(names)}


def _coupled(
    couple: Couple,
    side: SideOrBoth,
    curves: dict[str, FloatArray],
    settings: VariabilitySettings,
) -> Coupled | Refused:
    first, second = curves[couple.proximal], curves[couple.distal]
    try:
        coding = vector_coding(first, second, still=settings.still)
    except InputError as error:
        return Refused(what=couple.name, why=error.problem, enough=error.remedy)
    whole = np.isfinite(first + second).all(axis=1)
    return Coupled(
        couple=couple,
        side=side,
        proximal=first[whole],
        distal=second[whole],
        coding=coding,
    )
