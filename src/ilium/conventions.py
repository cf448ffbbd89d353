"""Axes, sides, gravity and names that the whole of ilium shares.

The laboratory frame is ISB's (Wu & Cavanagh 1995, doi:10.1016/0021-9290(95)00017-C):
x forwards, y up, z to the right, right-handed. Segment frames use the same three
letters: x forwards, y up (proximal), z to the right. A ground reaction force is the
force of the plate **on the person**.
"""

from __future__ import annotations

from typing import Final, Literal

GRAVITY: Final = 9.80665
"""Standard gravity [m/s^2]."""

AXES: Final = ("x", "y", "z")
FORWARDS, UP, RIGHT = 0, 1, 2

Side = Literal["left", "right"]
SideOrBoth = Literal["left", "right", "both"]
SIDES: Final[tuple[Side, Side]] = ("left", "right")

SIGN: Final[dict[Side, int]] = {"left": -1, "right": 1}
"""Direction of each side along z [1]."""


def other(side: Side) -> Side:
    """Return the other side of the body.

    >>> other("left")
    'right'
    """
    return "right" if side == "left" else "left"


def initial(side: Side) -> str:
    """Return the letter that laboratories put before a side's labels.

    >>> initial("right")
    'R'
    """
    return side[0].upper()
