"""What the movement scores and their items mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ilium.core.catalogue import MeasureKind, by_name, row

PADUA = "doi:10.1177/0363546509343200"
PIVA = "doi:10.1186/1471-2474-7-33"


def _kind(name: str, title: str, definition: str, *, source: str) -> MeasureKind:
    return row(
        "score",
        name,
        title,
        ("1", "1"),
        definition,
        positive="more points, further from the described form",
        source=source,
    )


LESS_ITEMS: Final[tuple[MeasureKind, ...]] = (
    _kind(
        "less_01_knee_flexion_at_contact",
        "LESS 1: knee at contact",
        "1 where the knee is bent less than 30° at first contact.",
        source=PADUA,
    ),
    _kind(
        "less_02_hip_flexion_at_contact",
        "LESS 2: hip at contact",
        "1 where the thigh is in line with the trunk at first contact.",
        source=PADUA,
    ),
    _kind(
        "less_03_trunk_flexion_at_contact",
        "LESS 3: trunk at contact",
        "1 where the trunk is upright or leans back at first contact.",
        source=PADUA,
    ),
    _kind(
        "less_04_toe_first",
        "LESS 4: toes first",
        "1 where the foot lands flat or on the heel.",
        source=PADUA,
    ),
    _kind(
        "less_05_knee_inside_at_contact",
        "LESS 5: knee over midfoot",
        "1 where the knee is inside the middle of the foot at first contact.",
        source=PADUA,
    ),
    _kind(
        "less_06_trunk_lean_at_contact",
        "LESS 6: trunk to the side",
        "1 where the trunk leans to either side at first contact.",
        source=PADUA,
    ),
    _kind(
        "less_07_stance_wide",
        "LESS 7: stance wide",
        "1 where the foot is outside the tip of the shoulder.",
        source=PADUA,
    ),
    _kind(
        "less_08_stance_narrow",
        "LESS 8: stance narrow",
        "1 where the foot is inside the tip of the shoulder.",
        source=PADUA,
    ),
    _kind(
        "less_09_toe_in",
        "LESS 9: toes in",
        "1 where the foot turns in by more than 30°.",
        source=PADUA,
    ),
    _kind(
        "less_10_toe_out",
        "LESS 10: toes out",
        "1 where the foot turns out by more than 30°.",
        source=PADUA,
    ),
    _kind(
        "less_11_symmetric_contact",
        "LESS 11: both feet alike",
        "1 where one foot lands later, or one on the heel and one on the toes.",
        source=PADUA,
    ),
    _kind(
        "less_12_knee_flexion_displacement",
        "LESS 12: knee bends",
        "1 where the knee bends less than 45° after contact.",
        source=PADUA,
    ),
    _kind(
        "less_13_hip_flexion_after_contact",
        "LESS 13: hip bends",
        "1 where the hip does not bend further after contact.",
        source=PADUA,
    ),
    _kind(
        "less_14_trunk_flexion_after_contact",
        "LESS 14: trunk bends",
        "1 where the trunk does not bend further after contact.",
        source=PADUA,
    ),
    _kind(
        "less_15_knee_inside_after_contact",
        "LESS 15: knee over toe",
        "1 where the knee comes inside the great toe.",
        source=PADUA,
    ),
    _kind(
        "less_16_joint_displacement",
        "LESS 16: soft landing",
        (
            "0 soft, 1 in between, 2 hard, by the knee's and hip's flexion after "
            "contact."
        ),
        source=PADUA,
    ),
    _kind(
        "less_17_overall_impression",
        "LESS 17: overall impression",
        "0 soft without motion to the side, 2 hard with some, else 1.",
        source=PADUA,
    ),
)
"""The seventeen items of the Landing Error Scoring System."""

STEP_DOWN_ITEMS: Final[tuple[MeasureKind, ...]] = (
    _kind(
        "step_down_1_arms",
        "Step-down 1: arms",
        "1 where a hand moves away to keep balance.",
        source=PIVA,
    ),
    _kind(
        "step_down_2_trunk",
        "Step-down 2: trunk",
        "1 where the trunk leans.",
        source=PIVA,
    ),
    _kind(
        "step_down_3_pelvis",
        "Step-down 3: pelvis",
        "1 where the pelvis leaves the horizontal or turns.",
        source=PIVA,
    ),
    _kind(
        "step_down_4_knee",
        "Step-down 4: knee",
        "1 where the knee comes inside the second toe, 2 where inside the foot.",
        source=PIVA,
    ),
    _kind(
        "step_down_5_steady",
        "Step-down 5: steady stance",
        "1 where the standing foot wavers.",
        source=PIVA,
    ),
)
"""The five items of the lateral step-down score."""

TOTALS: Final[tuple[MeasureKind, ...]] = (
    _kind(
        "less_score",
        "Landing Error Scoring System",
        (
            "Sum of the seventeen items of one leg, 0 to 19; NaN where an item is not "
            "seen. A set is the mean of three landings. For feedback on technique "
            "only."
        ),
        source=PADUA,
    ),
    _kind(
        "less_items_seen",
        "LESS: items seen",
        "How many of the seventeen items the markers show.",
        source=PADUA,
    ),
    _kind(
        "less_score_seen",
        "LESS: points of the items seen",
        "Sum of the items that the markers show: the least that the score can be.",
        source=PADUA,
    ),
    _kind(
        "step_down_score",
        "Lateral step-down score",
        "Sum of the five items, 0 to 6; NaN where an item is not seen.",
        source=PIVA,
    ),
    _kind(
        "step_down_items_seen",
        "Step-down: items seen",
        "How many of the five items the markers show.",
        source=PIVA,
    ),
    _kind(
        "step_down_score_seen",
        "Step-down: points of the items seen",
        "Sum of the items that the markers show: the least that the score can be.",
        source=PIVA,
    ),
)
"""Sums of the items."""

KINDS: Final[tuple[MeasureKind, ...]] = (*TOTALS, *LESS_ITEMS, *STEP_DOWN_ITEMS)
"""Every measure of this package, in the order of the report."""

KIND: Final[Mapping[str, MeasureKind]] = by_name(KINDS)
"""The same by name."""
