"""What the measures of muscle forces, joint loads and lumbar moments mean."""

from __future__ import annotations

from functools import partial
from typing import Final

from ilium.core.catalogue import MeasureKind, by_name, row

_kind = partial(row, "muscle")

MODEL: Final = "10.1109/TBME.2016.2586891"
OPTIMISED: Final = "10.1016/S0021-9290(00)00155-X"
REACTIONS: Final = "10.1016/j.gaitpost.2011.11.023"

GROUPS: Final = {
    "gluteus_medius": "Gluteus medius",
    "gluteus_minimus": "Gluteus minimus",
    "gluteus_maximus": "Gluteus maximus",
    "hip_abductors": "Hip abductors together",
    "hip_adductors": "Hip adductors",
    "iliopsoas": "Iliopsoas",
    "hamstrings": "Hamstrings",
    "quadriceps": "Quadriceps",
    "rectus_femoris": "Rectus femoris",
    "triceps_surae": "Triceps surae",
    "tibialis_anterior": "Tibialis anterior",
}
"""Groups of muscles that have a measure."""
GLUTEAL: Final = (
    "gluteus_medius",
    "gluteus_minimus",
    "gluteus_maximus",
    "hip_abductors",
)
"""Those that the laboratory's question is about: also in N and N/kg."""

JOINTS: Final = {"hip": "Hip", "knee": "Knee", "ankle": "Ankle"}

LUMBAR_MOMENTS: Final = {
    "lumbar_extension_moment_peak": ("Lumbar extension moment", "lumbar_extension", 1),
    "lumbar_bending_moment_peak": ("Lumbar side-bend moment", "lumbar_bending", 0),
    "lumbar_rotation_moment_peak": ("Lumbar rotation moment", "lumbar_rotation", 0),
}
"""Measure to its title, the coordinate and the direction of its moment; direction 0 is
whichever is larger."""


def _force_kinds() -> tuple[MeasureKind, ...]:
    every: list[MeasureKind] = []
    for group, title in GROUPS.items():
        words = f"Largest force of the {title.lower()}, all parts in the model summed"
        what = f"{words}, by static optimisation"
        name = f"{group}_force_peak"
        every.append(
            _kind(
                name, f"{title}, peak force", ("1", "BW"), f"{what}, over body weight.",
                source=OPTIMISED,
            )
        )  # fmt: skip
        if group in GLUTEAL:
            every += [
                _kind(f"{name}_newtons", f"{title}, peak force in newtons", ("N", "N"),
                      f"{what}.", source=OPTIMISED),
                _kind(f"{name}_by_mass", f"{title}, peak force by mass",
                      ("N/kg", "N/kg"), f"{what}, over body mass.", source=OPTIMISED),
            ]  # fmt: skip
    return tuple(every)


def _moment_kinds() -> tuple[MeasureKind, ...]:
    return tuple(
        _kind(
            name,
            f"{title}, peak",
            ("N m/kg", "N m/kg"),
            (
                f"Largest net internal moment about {coordinate} "
                f"{'in either direction' if way == 0 else 'in this direction'}, over "
                f"body mass, in the musculoskeletal model's axes."
            ),
            source=MODEL,
        )
        for name, (title, coordinate, way) in LUMBAR_MOMENTS.items()
    )


REACTION_KINDS: Final = tuple(
    _kind(
        f"{joint}_reaction_peak",
        f"{title} joint reaction, peak",
        ("1", "BW"),
        (
            f"Largest force between the segments of the {joint}, muscles included, "
            "over body weight; ligaments are not in the model."
        ),
        source=REACTIONS,
    )
    for joint, title in JOINTS.items()
)
LUMBAR_FORCE: Final = _kind(
    "lumbar_net_force_peak",
    "Lumbar net intersegmental force, peak",
    ("1", "BW"),
    (
        "Largest force between pelvis and trunk that gravity and motion ask for, over "
        "body weight: net, without trunk muscles, not spinal compression."
    ),
    source=MODEL,
)
LUMBAR_REACTION: Final = _kind(
    "lumbar_reaction_peak",
    "Lumbar joint reaction, peak",
    ("1", "BW"),
    (
        "Largest force between the segments of the lumbar joint, trunk muscles of the "
        "given model included, over body weight."
    ),
    source=REACTIONS,
)
LUMBAR_COMPRESSION: Final = _kind(
    "lumbar_compression_peak",
    "Lumbar compression, peak",
    ("N", "N"),
    (
        "Largest part of the lumbar joint's force along the long axis of the segment "
        "above it, trunk muscles of the given model included."
    ),
    source=REACTIONS,
    positive="pressed together",
)
LUMBAR_SHEAR: Final = _kind(
    "lumbar_shear_peak",
    "Lumbar shear, peak",
    ("N", "N"),
    (
        "Largest part of the lumbar joint's force across the long axis of the segment "
        "above it, trunk muscles of the given model included."
    ),
    source=REACTIONS,
)
POSTURE_KINDS: Final = (
    _kind(
        "hip_adduction_at_abductor_peak",
        "Hip adduction at the abductors' peak force",
        ("rad", "deg"),
        "Angle hip_adduction at the moment of the hip abductors' largest force.",
        positive="adducted",
    ),
    _kind(
        "lumbar_bending_at_abductor_peak",
        "Lumbar side-bend at the abductors' peak force",
        ("rad", "deg"),
        (
            "Angle lumbar_bending at the moment of the hip abductors' largest force, "
            "counted towards the side of those muscles."
        ),
        positive="the trunk is bent towards the side of the muscles",
    ),
)

KINDS: Final[tuple[MeasureKind, ...]] = (
    *_force_kinds(),
    *POSTURE_KINDS,
    *REACTION_KINDS,
    LUMBAR_FORCE,
    LUMBAR_REACTION,
    LUMBAR_COMPRESSION,
    LUMBAR_SHEAR,
    *_moment_kinds(),
)
"""Every measure of this package, gluteal forces first."""

KIND: Final = by_name(KINDS)
"""The same by name."""
