"""Muscles of a model's file and the parameters of their curves."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, cast

from ilium.model.body_model import Muscle
from ilium.model.osim_node import Node
from ilium.model.osim_paths import ForeignPathError, Paths

KINDS: Final = {
    "Millard2012EquilibriumMuscle": "millard",
    "Thelen2003Muscle": "thelen",
    "DeGrooteFregly2016Muscle": "degroote",
}
"""OpenSim's class to ilium's kind."""

_MILLARD: Final = MappingProxyType(
    {
        "ActiveForceLengthCurve": {
            "min_norm_active_fiber_length": 0.4441,
            "transition_norm_fiber_length": 0.73,
            "max_norm_active_fiber_length": 1.8123,
            "shallow_ascending_slope": 0.8616,
            "minimum_value": 0.1,
        },
        "ForceVelocityCurve": {
            "concentric_slope_at_vmax": 0.0,
            "concentric_slope_near_vmax": 0.25,
            "isometric_slope": 5.0,
            "eccentric_slope_at_vmax": 0.0,
            "eccentric_slope_near_vmax": 0.15,
            "max_eccentric_velocity_force_multiplier": 1.4,
            "concentric_curviness": 0.6,
            "eccentric_curviness": 0.9,
        },
        "FiberForceLengthCurve": {
            "strain_at_zero_force": 0.0,
            "strain_at_one_norm_force": 0.7,
            "stiffness_at_low_force": None,
            "stiffness_at_one_norm_force": None,
            "curviness": None,
        },
        "TendonForceLengthCurve": {
            "strain_at_one_norm_force": 0.049,
            "stiffness_at_one_norm_force": None,
            "norm_force_at_toe_end": None,
            "curviness": None,
        },
    }
)
_PLAIN: Final = MappingProxyType(
    {
        "millard": {"maximum_pennation_angle": 1.4706289056333368},
        "thelen": {
            "FmaxTendonStrain": 0.04,
            "FmaxMuscleStrain": 0.6,
            "KshapeActive": 0.45,
            "KshapePassive": 5.0,
            "Af": 0.25,
            "Flen": 1.4,
            "fv_linear_extrap_threshold": 0.95,
            "maximum_pennation_angle": 1.4706289056333368,
        },
        "degroote": {
            "active_force_width_scale": 1.0,
            "passive_fiber_strain_at_one_norm_force": 0.6,
            "tendon_strain_at_one_norm_force": 0.049,
        },
    }
)
SMALLEST: Final = {
    "millard": ("minimum_activation", 0.01),
    "thelen": ("minimum_activation", 0.01),
    "degroote": ("min_control", 0.0),
}
"""Property of the smallest activation, and its default."""

FLAGS: Final = ("ignore_passive_fiber_force",)
"""Parameters of curves that are true or false: 1 or 0 in `Muscle.curves`."""

LAYOUT: Final = "Use a model whose muscles follow Millard, Thelen or De Groote."


def read_muscle(node: Node, paths: Paths) -> tuple[Muscle, str]:
    """Read a muscle.

    Parameters
    ----------
    node
        Its element, of one of `KINDS`.
    paths
        Reads its path.

    Returns
    -------
    tuple
        The muscle; why ilium cannot follow its path, empty where it can.
    """
    kind = cast("Literal['millard', 'thelen', 'degroote']", KINDS[node.kind])
    try:
        (points, wraps), reason = paths.read(node), ""
    except ForeignPathError as error:
        points, wraps, reason = (), (), error.problem
    muscle = Muscle(
        name=node.name,
        kind=kind,
        max_isometric_force=_positive(node, "max_isometric_force", 1000.0),
        optimal_fibre_length=_positive(node, "optimal_fiber_length", 0.1),
        tendon_slack_length=_positive(node, "tendon_slack_length", 0.2),
        pennation=node.number("pennation_angle_at_optimal", 0.0),
        max_contraction_velocity=_positive(node, "max_contraction_velocity", 10.0),
        min_activation=node.number(*SMALLEST[kind]),
        points=points,
        wraps=wraps,
        curves=_curves(node, kind),
    )
    return muscle, reason


def acts(node: Node) -> bool:
    """Whether a force of the file is switched on."""
    off = node.flag("isDisabled", default=False)
    return not off and node.flag("appliesForce", default=True)


def _positive(node: Node, tag: str, default: float) -> float:
    value = node.number(tag, default)
    if value <= 0.0:
        node.refuse(f"{tag} is {value:g}, which must be above zero")
    return value


def _curves(node: Node, kind: str) -> Mapping[str, float]:
    given = {tag: node.number(tag, value) for tag, value in _PLAIN[kind].items()}
    if kind == "degroote":
        given |= {tag: float(node.flag(tag, default=False)) for tag in FLAGS}
    if kind == "millard":
        for curve, properties in _MILLARD.items():
            given |= _curve(node, curve, properties)
    return given


def _curve(
    node: Node, curve: str, properties: Mapping[str, float | None]
) -> dict[str, float]:
    inside = node.child(curve)
    given: dict[str, float] = {}
    for tag, default in properties.items():
        if inside is not None and (default is not None or inside.text(tag)):
            given[f"{curve}.{tag}"] = inside.number(tag, default)
        elif default is not None:
            given[f"{curve}.{tag}"] = default
    return given
