"""Pictures of an exercise: its key poses side by side, and as a loop."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

import numpy as np

from ilium.core.quantity import FloatArray
from ilium.errors import UnknownNameError
from ilium.programme.figures.drawing import Shape, View, draw, frame_of, shapes
from ilium.programme.figures.posing import Pose, blend, read_pose, stand
from ilium.programme.figures.props import Prop, read_prop
from ilium.units import DEGREE

LOOP: Final = 2.4
"""Duration of a loop, there and back [s]."""
_BETWEEN: Final = 8
"""Pictures from one key pose to the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """How an exercise is drawn.

    Parameters
    ----------
    poses
        Its key poses in order.
    view
        Where it is seen from.
    props
        What it needs.
    """

    poses: tuple[Pose, ...]
    view: View
    props: tuple[Prop, ...] = ()


def drawn() -> tuple[str, ...]:
    """Exercises that have pictures, and their versions as ``E30.drops``."""
    return tuple(_drawings())


@cache
def key_poses(name: str) -> tuple[str, ...]:
    """Key poses of an exercise, one SVG each, all on one scale.

    Parameters
    ----------
    name
        Exercise, or ``exercise.version``.

    Returns
    -------
    tuple of str
        SVG elements without an address of their own; hidden from readers of text, who
        get the exercise's own words instead.

    Raises
    ------
    UnknownNameError
        Where there is no such picture.
    """
    drawing = drawing_of(name)
    pictures = [_shapes(drawing, pose, n) for n, pose in enumerate(drawing.poses)]
    frame = _common([frame_of(each) for each in pictures])
    return tuple(_svg(draw(each, frame), frame) for each in pictures)


def loop(name: str) -> str:
    """Show an exercise's key poses one into the other and back, in at most 3 s.

    Parameters
    ----------
    name
        Exercise, or ``exercise.version``.

    Returns
    -------
    str
        One SVG element that moves by itself; pages show it only when asked to.

    Raises
    ------
    UnknownNameError
        Where there is no such picture.
    """
    drawing = drawing_of(name)
    steps = _course(drawing)
    pictures = [_shapes(drawing, pose, key) for pose, key in steps]
    frame = _common([frame_of(each) for each in pictures])
    count = len(pictures)
    parts = []
    for number, each in enumerate(pictures):
        shown = ";".join(
            "visible" if turn == number else "hidden" for turn in range(count)
        )
        parts.append(
            f'<g visibility="hidden">{draw(each, frame)}<animate '
            f'attributeName="visibility" calcMode="discrete" values="{shown}" '
            f'dur="{LOOP:g}s" repeatCount="indefinite"/></g>'
        )
    return _svg("".join(parts), frame)


def _course(drawing: Drawing) -> list[tuple[Pose, int]]:
    """Poses there and back, each with the key pose whose things it shows."""
    there = [
        (blend(first, second, step / _BETWEEN), number + round(step / _BETWEEN))
        for number, (first, second) in enumerate(
            zip(drawing.poses[:-1], drawing.poses[1:], strict=True)
        )
        for step in range(_BETWEEN)
    ]
    there.append((drawing.poses[-1], len(drawing.poses) - 1))
    return [*there, *reversed(there[1:-1])]


def _shapes(drawing: Drawing, pose: Pose, key: int) -> list[Shape]:
    props = [each for each in drawing.props if not each.poses or key in each.poses]
    return shapes(stand(pose), drawing.view, props)


def _common(frames: list[FloatArray]) -> FloatArray:
    every = np.array(frames)
    return np.concatenate([every[:, :2].min(axis=0), every[:, 2:].max(axis=0)])


def _svg(inside: str, frame: FloatArray) -> str:
    left, top = frame[:2]
    width, height = frame[2:] - frame[:2]
    return (
        f'<svg class="figure" viewBox="{left:.0f} {top:.0f} {width:.0f} {height:.0f}" '
        f'aria-hidden="true">{inside}</svg>'
    )


def drawing_of(name: str) -> Drawing:
    """Look a picture up by its exercise, or ``exercise.version``."""
    known = _drawings()
    if name not in known:
        raise UnknownNameError.among("picture", name, known)
    return known[name]


@cache
def _drawings() -> Mapping[str, Drawing]:
    file = resources.files("ilium.programme.figures") / "poses.toml"
    found: dict[str, Drawing] = {}
    for name, row in tomllib.loads(file.read_text(encoding="utf-8")).items():
        found[name] = _read(row)
        for version, other in row.get("version", {}).items():
            found[f"{name}.{version}"] = _read({**row, **other})
    return found


def _read(row: Mapping[str, Any]) -> Drawing:
    view = View(azimuth=row["view"] * DEGREE, elevation=row.get("above", 8.0) * DEGREE)
    return Drawing(
        poses=tuple(read_pose(each, row["anchor"]) for each in row["pose"]),
        view=view,
        props=tuple(read_prop(each) for each in row.get("prop", ())),
    )
