"""Constraints of a model's file: coordinates that follow others."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from ilium.model.body_model import Coupler
from ilium.model.functions import Scaled
from ilium.model.osim_functions import read_function
from ilium.model.osim_node import Node

_REMEDY: Final = "Switch it off in OpenSim, or use a model without it."


def read_couplers(
    model: Node, coordinates: Collection[str]
) -> tuple[tuple[Coupler, ...], list[str]]:
    """Read the couplers.

    Parameters
    ----------
    model
        The model's element.
    coordinates
        Names of its coordinates.

    Returns
    -------
    tuple
        Couplers in the file's order; names of constraints that are switched off.

    Raises
    ------
    InputError
        Where a constraint is of another kind.
    FileFormatError
        Where couplers contradict each other or name no coordinate.
    """
    couplers: list[Coupler] = []
    idle: list[str] = []
    leaders: dict[str, str] = {}
    for node in model.members("ConstraintSet"):
        off = node.flag("isDisabled", default=False)
        if off or not node.flag("isEnforced", default=True):
            idle.append(node.name)
            continue
        coupler = _coupler(node, coordinates)
        if coupler.dependent in leaders or _leads(coupler, leaders):
            node.refuse(f"{coupler.dependent} would follow two coordinates, or itself")
        leaders[coupler.dependent] = coupler.independent
        couplers.append(coupler)
    return tuple(couplers), idle


def _coupler(node: Node, coordinates: Collection[str]) -> Coupler:
    if node.kind != "CoordinateCouplerConstraint":
        node.unknown("a constraint", _REMEDY)
    leaders = node.names("independent_coordinate_names")
    dependent = node.text("dependent_coordinate_name")
    if len(leaders) != 1:
        node.unknown(f"a coupler of {len(leaders)} coordinates", _REMEDY)
    for each in (*leaders, dependent):
        if each not in coordinates:
            node.refuse(f"there is no coordinate {each[:60]!r}")
    inside = node.only("coupled_coordinates_function")
    if inside is None:
        node.refuse("it has no function")
    function = read_function(inside)
    scale = node.number("scale_factor", 1.0)
    return Coupler(
        dependent=dependent,
        independent=leaders[0],
        function=function if scale == 1.0 else Scaled(scale, function),
    )


def _leads(coupler: Coupler, leaders: dict[str, str]) -> bool:
    name: str | None = coupler.independent
    while name is not None:
        if name == coupler.dependent:
            return True
        name = leaders.get(name)
    return False
