"""All surfaces of one muscle: which line of its path goes over which, in which order.

OpenSim 4.6 (classes GeometryPath and Point) remembers where in ground a tangent point
was when it was first looked at in a pose, and does not look again after later rounds
have moved the point. The length and the directions of a muscle with two surfaces or
more come from the remembered places, the arcs and the points where the forces act from
the last round. `COMPATIBLE` does the same, through `seen`.
"""

from __future__ import annotations

import math
from typing import Final

from ilium.maths.compiled import inlined, lean
from ilium.maths.paths.layout import (
    EXACT,
    INSIDE,
    MISSED,
    POSSIBLE,
    REQUIRED,
    FloatArray,
    Frames,
    Paths,
    Route,
    Surface,
    Wrap,
)
from ilium.maths.paths.surfaces import wrap_surface
from ilium.maths.vectors import Vector, length, minus

ROUNDS: Final = 8
"""Most rounds over all surfaces of a muscle in OpenSim."""
SETTLED: Final = 0.0005
"""Change of length at which OpenSim stops [m]."""
EXACT_ROUNDS: Final = 200
EXACT_SETTLED: Final = 1e-13
"""Movement of the tangent points at which the exact path stops [m]."""


@lean
def lay_over_surfaces(
    paths: Paths, muscle: int, mode: int, frames: Frames, route: Route, count: int
) -> int:
    """Put the tangent points of a muscle's surfaces into its route.

    Every surface in turn is taken off the path and laid under it anew, at the line that
    it cuts or, failing that, lengthens least. One surface is done in one round.

    Parameters
    ----------
    paths
        All muscles.
    muscle
        Number of the muscle.
    mode
        `COMPATIBLE` stops where OpenSim stops; `EXACT` when nothing moves any more.
    frames
        The pose.
    route
        The muscle's points; the tangent points are put between them.
    count
        How many points the route has.

    Returns
    -------
    int
        How many it has now.
    """
    first = paths.first_wrap[muscle]
    number = paths.first_wrap[muscle + 1] - first
    rounds = 1 if number < 2 else EXACT_ROUNDS if mode == EXACT else ROUNDS
    route.held[: 2 * number] = math.nan
    swapped = False
    before = math.inf
    for turn in range(rounds if number > 0 else 0):
        one = two = MISSED
        moved = 0.0
        for place in range(number):
            wrap = first + (1 - place if swapped and place < 2 else place)
            outcome, count, shift = _relay(
                paths, muscle, wrap, mode, frames, route, count
            )
            moved = max(moved, shift)
            one = outcome if place == 0 else one
            two = outcome if place == 1 else two
        if rounds == 1:
            break
        now = _route_length(paths, first, mode, route, count)
        if mode == EXACT:
            if moved < EXACT_SETTLED:
                break
        elif abs(now - before) < SETTLED:
            break
        before = now
        if turn == 0 and number > 1 and one == MISSED and two == INSIDE:
            swapped = True
            count, _, _ = _lift(route, count, first)
    return count


@inlined
def _route_length(
    paths: Paths, first_wrap: int, mode: int, route: Route, count: int
) -> float:
    """Length of a route, arcs on its surfaces included [m]."""
    total = 0.0
    for at in range(count - 1):
        if same_surface(paths, route, at):
            total += route.arc[at + 1]
        else:
            here = seen(route, first_wrap, mode, at)
            total += length(minus(seen(route, first_wrap, mode, at + 1), here))
    return total


@inlined
def same_surface(paths: Paths, route: Route, at: int) -> bool:
    """Whether a point of a route and the next lie on one surface."""
    one, two = route.wrap[at], route.wrap[at + 1]
    return one >= 0 and two >= 0 and paths.wrap_surface[one] == paths.wrap_surface[two]


@inlined
def place_of(route: Route, at: int) -> Vector:
    """Place of a point of a route in ground [m]."""
    return route.position[at, 0], route.position[at, 1], route.position[at, 2]


@inlined
def seen(route: Route, first_wrap: int, mode: int, at: int) -> Vector:
    """Place of a point of a route, for OpenSim the one that it first looked at [m]."""
    if mode == EXACT or route.wrap[at] < 0:
        return place_of(route, at)
    row = 2 * (route.wrap[at] - first_wrap) - 1 - route.point[at]
    held = route.held[row]
    if math.isnan(held[0]):
        held[0], held[1], held[2] = place_of(route, at)
    return held[0], held[1], held[2]


@inlined
def _relay(
    paths: Paths,
    muscle: int,
    wrap: int,
    mode: int,
    frames: Frames,
    route: Route,
    count: int,
) -> tuple[int, int, float]:
    """Take one surface off a route and lay it under anew: outcome, count, movement."""
    count, old_first, old_last = _lift(route, count, wrap)
    surface = paths.wrap_surface[wrap]
    if paths.surface_active[surface] == 0:
        return MISSED, count, 0.0
    start, end = _limits(paths, muscle, wrap, route, count)
    outcome, best, found = _best(paths, muscle, wrap, mode, frames, route, start, end)
    if best < 0:
        return outcome, count, 0.0 if math.isnan(old_first[0]) else math.inf
    for at in range(count - 1, best, -1):
        _copy(route, at, at + 2)
    segment = paths.surface_segment[surface]
    for at, place in ((best + 1, found.first), (best + 2, found.last)):
        x, y, z = _to_ground(frames, surface, place)
        route.position[at, 0], route.position[at, 1], route.position[at, 2] = x, y, z
        route.segment[at] = segment
        route.point[at] = best - at
        route.wrap[at] = wrap
        route.arc[at] = 0.0
    route.arc[best + 2] = found.arc
    moved = max(
        length(minus(place_of(route, best + 1), old_first)),
        length(minus(place_of(route, best + 2), old_last)),
    )
    return outcome, count + 2, math.inf if math.isnan(moved) else moved


@inlined
def _best(
    paths: Paths,
    muscle: int,
    wrap: int,
    mode: int,
    frames: Frames,
    route: Route,
    start: int,
    end: int,
) -> tuple[int, int, Wrap]:
    """Line of a route that goes over a surface, −1 for none, and how it does."""
    surface = paths.wrap_surface[wrap]
    first_wrap = paths.first_wrap[muscle]
    alone = paths.first_wrap[muscle + 1] - first_wrap == 1
    shape = _shape(paths, wrap)
    nowhere = (0.0, 0.0, 0.0)
    outcome, best, least = MISSED, -1, math.inf
    found = Wrap(MISSED, 0.0, nowhere, nowhere)
    for at in range(start, end):
        if same_surface(paths, route, at):
            continue
        p = _to_surface(frames, surface, place_of(route, at))
        q = _to_surface(frames, surface, place_of(route, at + 1))
        tried = wrap_surface(p, q, shape, mode, alone)
        outcome = tried.outcome
        if outcome == REQUIRED:
            return outcome, at, tried
        if outcome == POSSIBLE:
            p = _to_surface(frames, surface, seen(route, first_wrap, mode, at))
            q = _to_surface(frames, surface, seen(route, first_wrap, mode, at + 1))
            longer = length(minus(tried.first, p)) + length(minus(tried.last, q))
            longer += tried.arc - length(minus(q, p))
            if longer < least:
                best, least, found = at, longer, tried
    return outcome, best, found


@inlined
def _limits(
    paths: Paths, muscle: int, wrap: int, route: Route, count: int
) -> tuple[int, int]:
    """First and last point of a route between which a wrap may lie."""
    first = paths.first_point[muscle] + paths.wrap_range[wrap, 0]
    last = paths.first_point[muscle] + paths.wrap_range[wrap, 1]
    points = route.point
    start, end = -1, -1
    for at in range(count):
        if first <= points[at] <= last:
            if start < 0:
                start = at
            end = at
    return (start, end) if start >= 0 else (0, 0)


@inlined
def _lift(route: Route, count: int, wrap: int) -> tuple[int, Vector, Vector]:
    """Take the tangent points of a wrap off a route; NaN where it had none."""
    wraps = route.wrap
    first = last = (math.nan, math.nan, math.nan)
    where = -1
    for at in range(count):
        if wraps[at] == wrap and where < 0:
            where = at
    if where >= 0:
        first, last = place_of(route, where), place_of(route, where + 1)
        for later in range(where + 2, count):
            _copy(route, later, later - 2)
        count -= 2
    return count, first, last


@inlined
def _copy(route: Route, source: int, target: int) -> None:
    for row in range(3):
        route.position[target, row] = route.position[source, row]
    route.segment[target] = route.segment[source]
    route.point[target] = route.point[source]
    route.wrap[target] = route.wrap[source]
    route.arc[target] = route.arc[source]


@inlined
def _shape(paths: Paths, wrap: int) -> Surface:
    surface = int(paths.wrap_surface[wrap])
    size = paths.surface_size[surface]
    return Surface(
        int(paths.surface_kind[surface]),
        (size[0], size[1], size[2]),
        int(paths.surface_axis[surface]),
        int(paths.surface_sign[surface]),
        int(paths.wrap_method[wrap]),
    )


@inlined
def _to_surface(frames: Frames, surface: int, place: Vector) -> Vector:
    turn: FloatArray = frames.surface_rotation[surface]
    x = place[0] - frames.surface_position[surface, 0]
    y = place[1] - frames.surface_position[surface, 1]
    z = place[2] - frames.surface_position[surface, 2]
    return (
        turn[0, 0] * x + turn[1, 0] * y + turn[2, 0] * z,
        turn[0, 1] * x + turn[1, 1] * y + turn[2, 1] * z,
        turn[0, 2] * x + turn[1, 2] * y + turn[2, 2] * z,
    )


@inlined
def _to_ground(frames: Frames, surface: int, place: Vector) -> Vector:
    turn: FloatArray = frames.surface_rotation[surface]
    origin: FloatArray = frames.surface_position[surface]
    x, y, z = place
    return (
        origin[0] + turn[0, 0] * x + turn[0, 1] * y + turn[0, 2] * z,
        origin[1] + turn[1, 0] * x + turn[1, 1] * y + turn[1, 2] * z,
        origin[2] + turn[2, 0] * x + turn[2, 1] * y + turn[2, 2] * z,
    )
