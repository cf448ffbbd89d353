"""Variability of a recording's repetitions, wherever they allow it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ilium.conventions import SIDES, Side, SideOrBoth
from ilium.core.arrays import FloatArray
from ilium.core.measure import Measure
from ilium.core.movement import Movement, Repetition
from ilium.errors import InputError
from ilium.kinematics.result import Kinematics
from ilium.maths.cycles import time_normalise
from ilium.variability.axes import place_on_axes
from ilium.variability.catalogue import (
    coupling_measures,
    manifold_measures,
    spread_measures,
)
from ilium.variability.couples import TRUNK, Couple, couples_for
from ilium.variability.coupling import vector_coding
from ilium.variability.dispersion import Spread, spread
from ilium.variability.end_points import end_points
from ilium.variability.pelvis_manifold import PelvisManifold, pelvis_manifold
from ilium.variability.result import Coupled, Refused, Variability
from ilium.variability.settings import VARIABILITY, VariabilitySettings
from ilium.variability.signals import signal
from ilium.variability.structure import structure
from ilium.variability.value import Value

if TYPE_CHECKING:
    from ilium.kinematics.motion import JointMotion


def measure_variability(
    kinematics: Kinematics,
    movement: Movement,
    *,
    motion: JointMotion | None = None,
    settings: VariabilitySettings = VARIABILITY,
    earlier: Sequence[Iterable[Measure]] = (),
) -> Variability:
    """Measure how a recording's repetitions vary.

    Parameters
    ----------
    kinematics
        The body.
    movement
        Its repetitions; incomplete ones are left out.
    motion
        Coordinates of the musculoskeletal model; ``None`` where they are not known,
        and then which joints keep the pelvis level is not either.
    settings
        What is coupled and how, and on which surface.
    earlier
        Measures of earlier visits, oldest first: from three on they are the baseline.

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
    manifolds: dict[Side, PelvisManifold] = {}
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
        made = _manifold(motion, group)
        if isinstance(made, Refused):
            refused.setdefault(made.what, made)
        elif made is not None and group.side != "both":
            manifolds[group.side] = made
    beyond, missing = structure(kinematics, movement, settings)
    measures = (
        *coupling_measures(coupled),
        *spread_measures(spreads, arrived, beyond),
        *manifold_measures(manifolds),
    )
    return Variability(
        coupled=tuple(coupled),
        spreads=spreads,
        end_points=arrived,
        structure=beyond,
        manifolds=manifolds,
        refused=(*refused.values(), *missing),
        measures=measures,
        placed=place_on_axes(
            measures, task=movement.task, surface=settings.surface, earlier=earlier
        ),
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


def _manifold(
    motion: JointMotion | None, group: _Group
) -> PelvisManifold | Refused | None:
    """Of one-legged repetitions: on two feet the pelvis' level is not one leg's."""
    if motion is None or group.side == "both" or group.leg_of_both:
        return None
    try:
        return pelvis_manifold(motion, group.repetitions, group.side)
    except InputError as error:
        return Refused(what="pelvis_synergy", why=error.problem, enough=error.remedy)


def _coupled(
    couple: Couple,
    side: SideOrBoth,
    curves: dict[str, FloatArray],
    settings: VariabilitySettings,
) -> Coupled | Refused:
    first, second = curves[couple.proximal], curves[couple.distal]
    for name, rows in ((couple.proximal, first), (couple.distal, second)):
        if np.isnan(rows).all():
            part = name.rsplit("_", 1)[0]
            return Refused(
                what=couple.name,
                why=f"The {part} was not measured.",
                enough=f"Put the markers of the {part} on.",
            )
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
