"""Joints of a file in an order in which a parent comes before its child."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from ilium.model.body_model import GROUND, Joint
from ilium.model.osim_node import Node


def from_the_root(
    model: Node, joints: list[Joint], bodies: Collection[str]
) -> tuple[Joint, ...]:
    """Sort joints from the root outwards, otherwise in the file's order.

    Parameters
    ----------
    model
        The model's element, for errors.
    joints
        Every joint.
    bodies
        Names of the segments.

    Returns
    -------
    tuple[Joint, ...]
        Each joint once.

    Raises
    ------
    FileFormatError
        Where a segment hangs in no joint or in two, or joints form a loop.
    """
    _check(model, joints, bodies)
    reached = {GROUND}
    ordered: list[Joint] = []
    waiting = joints
    while waiting:
        late: list[Joint] = []
        for each in waiting:
            if each.parent in reached:
                reached.add(each.child)
                ordered.append(each)
            else:
                late.append(each)
        if len(late) == len(waiting):
            names = ", ".join(each.name[:40] for each in late[:3])
            model.refuse(
                f"the joints {names} do not lead to the ground",
                "Join their first segment to the ground.",
            )
        waiting = late
    return tuple(ordered)


def _check(model: Node, joints: list[Joint], bodies: Collection[str]) -> None:
    owned = Counter(each.child for each in joints)
    for name, count in owned.items():
        if name not in bodies:
            model.refuse(f"a joint moves {name[:60]!r}, which is no segment")
        if count > 1:
            model.refuse(
                f"{count} joints move {name[:60]!r}: they form a loop",
                "Open the loop: a segment hangs in one joint.",
            )
    for name in bodies:
        if name not in owned:
            model.refuse(
                f"the segment {name[:60]!r} hangs in no joint",
                "Join it to another segment or to the ground.",
            )
    if not joints:
        model.refuse("it has no segment", "Give the .osim file of a model.")
