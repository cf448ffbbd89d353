"""Every index of asymmetry, for every measure that can have one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ilium.core.catalogue import MeasureKind
from ilium.symmetry.applies import NOT_COMPARED, indices_of

TITLES: Final = {
    "difference": ("left minus right", "the left is larger"),
    "limb_symmetry_index": ("limb symmetry index", "always; 100 % is equal"),
    "symmetry_index": ("symmetry index", "the right is larger"),
    "absolute_symmetry_index": ("asymmetry", "always; the side is the larger one's"),
    "bilateral_symmetry_index": ("bilateral symmetry index", "the right is larger"),
    "percentage_difference": ("difference between the legs", "the right is larger"),
    "symmetry_angle": ("symmetry angle", "the right is larger"),
}
SOURCES: Final = {
    "symmetry_index": "Robinson RO et al. (1987). J Manipulative Physiol Ther 10(4)",
    "bilateral_symmetry_index": "10.1519/SSC.0000000000000371",
    "percentage_difference": "10.1519/SSC.0000000000000371",
    "symmetry_angle": "10.1016/j.gaitpost.2007.08.006",
}
DEFINITIONS: Final = {
    "difference": "Left minus right.",
    "limb_symmetry_index": "Smaller side divided by the larger one.",
    "symmetry_index": "Right minus left, divided by their mean.",
    "absolute_symmetry_index": "Magnitude of the symmetry index.",
    "bilateral_symmetry_index": (
        "Right minus left, divided by their sum; where both legs share one movement."
    ),
    "percentage_difference": (
        "What the smaller side lacks of the larger one; where each leg moves alone."
    ),
    "symmetry_angle": (
        "Angle of the point (right, left) from the line of equal sides, as a share of "
        "90°."
    ),
}


def kinds_for(kinds: Iterable[MeasureKind]) -> tuple[MeasureKind, ...]:
    """Rows of every index of these measures.

    Parameters
    ----------
    kinds
        Rows of the measures that are compared.

    Returns
    -------
    tuple of MeasureKind
        For each measure that is compared, its indices on one and on both legs.
    """
    return tuple(
        _row(base, index)
        for base in kinds
        if base.name not in NOT_COMPARED
        for index in dict.fromkeys(
            (
                *indices_of(base.unit, bilateral=False),
                *indices_of(base.unit, bilateral=True),
            )
        )
    )


def _row(base: MeasureKind, index: str) -> MeasureKind:
    words, positive = TITLES[index]
    same = index == "difference"
    return MeasureKind(
        name=f"{base.name}_{index}",
        title=f"{base.title}: {words}",
        unit=base.unit if same else "1",
        display=base.display if same else "%",
        positive=positive,
        definition=f"{DEFINITIONS[index]} {base.definition}",
        family="symmetry",
        source=SOURCES.get(index, ""),
    )
