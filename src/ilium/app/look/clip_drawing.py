"""What a clip shows in each frame: points, pelvis line and angle in its picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from ilium.app.look.clip import Asked
from ilium.app.look.packing import read_header, read_tracks
from ilium.conventions import RIGHT, SIDES, UP
from ilium.core.quantity import FloatArray
from ilium.errors import InputError
from ilium.units import metres, radians
from ilium.vision.decoding import even
from ilium.vision.overlay import Drawing

TALL: Final = 960
"""Height of a picture of the figure [px]."""
SHAPE: Final = 0.75
"""Width of that picture over its height [1]."""
HEAD: Final = 0.05
"""Radius of the head against the height of the person [1]."""
FILLED: Final = 0.84
"""Part of its height that the person fills [1]."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scene:
    """A recording as a clip draws it.

    Parameters
    ----------
    times
        Times of its frames, shape (frame,) [s].
    drawing
        What is drawn on each, in px of a picture as wide as `width`.
    width
        Width that the drawing's px belong to [px].
    size
        Width and height of a picture without film [px].
    heads
        Middle and radius of the head in each frame, shape (frame, 3) [px]; NaN where
        it is not seen.
    floor
        Height of the floor in that picture [px]; ``None`` where it is not known.
    """

    times: FloatArray
    drawing: Drawing
    width: float
    size: tuple[int, int]
    heads: FloatArray
    floor: int | None = None


def scene_of(package: bytes, asked: Asked) -> Scene:
    """Make the drawing of a clip.

    Parameters
    ----------
    package
        The viewer's.
    asked
        What goes in.

    Returns
    -------
    Scene
        Of the film's points where there is a film, else of the figure in space.

    Raises
    ------
    InputError
        Where there is nothing to draw.
    """
    header = read_header(package)
    if header["film"] is not None and (asked.picture == "film" or not header["body"]):
        scene = _of_film(package, header["film"])
    elif header["body"] is not None:
        scene = _of_body(package, header, asked)
    else:
        problem = "This recording holds no points of the body."
        raise InputError(problem, "Bring in another recording.")
    drawing = scene.drawing
    if not asked.pelvis:
        drawing = replace(drawing, pelvis=np.full_like(drawing.pelvis, np.nan))
    if not asked.angle:
        drawing = replace(drawing, angle=np.full_like(drawing.angle, np.nan))
    return replace(scene, drawing=drawing)


def _of_film(package: bytes, film: Mapping[str, Any]) -> Scene:
    tracks = read_tracks(package, "film/points")
    paths = np.moveaxis(tracks.reshape(-1, 2, tracks.shape[1]), 2, 1)
    points = dict(zip(film["names"], paths, strict=True))
    angle, error = radians(read_tracks(package, "film/pelvis"))
    count = tracks.shape[1]
    ends = [paths[at] for at in film["pelvis"]] or [np.full((count, 2), np.nan)] * 2
    shown = film["view"] != "side"
    width, height = film["width"], film["height"]
    small = min(1.0, TALL / max(width, height))
    return Scene(
        times=read_tracks(package, "film/time")[0],
        drawing=Drawing(
            points=points,
            pelvis=np.stack(ends, axis=1) if shown else np.full((count, 2, 2), np.nan),
            horizon=np.full(count, np.nan if film["roll"] is None else film["roll"]),
            angle=angle,
            error=error,
            covers=np.empty((0, 3)),
        ),
        width=width,
        size=(even(width * small), even(height * small)),
        heads=_heads(points.get("nose"), tracks[1::2]),
    )


def _heads(middle: FloatArray | None, heights: FloatArray) -> FloatArray:
    """Circles about as large as heads are, shape (frame, 3) [px].

    Parameters
    ----------
    middle
        Where the head is, shape (frame, 2) [px]; ``None`` where it is not known.
    heights
        Heights of all points, shape (point, frame) [px].

    Returns
    -------
    FloatArray
        NaN where it is not seen.
    """
    heads = np.full((heights.shape[1], 3), np.nan)
    if middle is not None:
        seen = np.where(np.isfinite(heights), heights, np.nan)
        spread = np.nanmax(seen, initial=0.0) - np.nanmin(seen, initial=np.inf)
        heads[:, :2] = middle
        heads[:, 2] = HEAD * spread
    return heads


def _of_body(package: bytes, header: Mapping[str, Any], asked: Asked) -> Scene:
    """The figure seen from `Asked.turn`, every metre as large as any other."""
    body = header["body"]
    times = read_tracks(package, "body/time")[0]
    tracks = metres(read_tracks(package, "body/points"))
    places = np.moveaxis(tracks.reshape(len(body["names"]), 3, -1), 2, 1)
    points = dict(zip(body["names"], places, strict=True))
    place = "asis" if {"asis_left", "asis_right"} <= set(points) else "hip"
    nothing = np.full((times.size, 3), np.nan)
    left, right = (points.get(f"{place}_{side}", nothing) for side in SIDES)
    top = float(np.nanmax(tracks[UP::3], initial=1.0))
    scale = FILLED * TALL / max(top, 1.0)
    heading = body["heading"] + asked.turn
    across = np.array([np.sin(heading), 0.0, np.cos(heading)])
    middle = _steady((left + right) / 2.0 @ across, times, asked)
    floor = round(TALL * (1.0 + FILLED) / 2.0)
    width = even(TALL * SHAPE)

    def seen(path: FloatArray) -> FloatArray:
        x = width / 2.0 + scale * (path @ across - middle)
        return np.column_stack([x, floor - scale * path[:, UP]])

    sides = [points.get(f"head_{side}") for side in SIDES]
    top_of = None if sides[0] is None or sides[1] is None else (sides[0] + sides[1]) / 2
    line = right - left
    tilt = np.arctan2(line[:, UP], np.hypot(line[:, 0], line[:, RIGHT]))
    return Scene(
        times=times,
        drawing=Drawing(
            points={name: seen(path) for name, path in points.items()},
            pelvis=np.stack([seen(left), seen(right)], axis=1),
            horizon=np.zeros(times.size),
            angle=tilt,
            error=_errors(header, times),
            covers=np.empty((0, 3)),
        ),
        width=width,
        size=(width, TALL),
        heads=_heads(
            None if top_of is None else seen(top_of), floor - scale * tracks[UP::3]
        ),
        floor=floor,
    )


def _steady(middle: FloatArray, times: FloatArray, asked: Asked) -> FloatArray:
    """Where the eye points: still where the person stays in the picture."""
    inside = (times >= asked.start) & (times <= asked.end) & np.isfinite(middle)
    if not inside.any():
        return np.zeros_like(middle)
    low, high = float(middle[inside].min()), float(middle[inside].max())
    if high - low < 0.6:
        return np.full_like(middle, (low + high) / 2.0)
    known = np.flatnonzero(np.isfinite(middle))
    return np.interp(np.arange(middle.size), known, middle[known])


def _errors(header: Mapping[str, Any], times: FloatArray) -> FloatArray:
    """± of the pelvic angle in each frame [rad]: of the side that works there."""
    told = header["error"]
    errors = np.full(times.size, told.get("both", told.get("left", np.nan)))
    for each in header["repetitions"]:
        inside = (times >= each["start"]) & (times < each["end"])
        errors[inside] = told.get(each["side"], np.nan)
    return radians(errors)
