"""Markers on a chain: where they are, and what their distances ask of it.

The normal matrix of a weighted marker fit is the mass matrix of the chain with a point
mass at every marker, so it is summed from the tips to the root as the composite rigid
body method does; its gradient is what the weighted distances, taken as forces, do at
the joints. A joint turns everything beyond it, the velocities that later joints give
included: from that follow the cost's exact second derivatives.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ilium.maths.compiled import kernel, lean
from ilium.maths.multibody.layout import Chain, FloatArray, Links, Markers
from ilium.maths.multibody.links import make_links, move_links
from ilium.maths.multibody.twists import link_screw


class MarkerFit(NamedTuple):
    """Room for one pose's marker fit.

    Parameters
    ----------
    links
        State of the links.
    place
        Where the markers are, shape (m, 3) [m].
    screw
        Twist that a unit of its coordinate's speed gives each link, shape (l, 6).
    pull
        Sum of the forces f, and of x fᵀ, of the markers that each link carries; f is a
        marker's weighted distance from where it was seen, shape (l, 12).
    cloud
        Weight, first and second moments of the same markers, shape (l, 10).
    gradient, normal, bend
        Half of the cost's gradient, its normal matrix, and what the exact second
        derivatives add to that, shapes (n,), (n, n) and (n, n).
    """

    links: Links
    place: FloatArray
    screw: FloatArray
    pull: FloatArray
    cloud: FloatArray
    gradient: FloatArray
    normal: FloatArray
    bend: FloatArray


@kernel
def make_fit(chain: Chain, markers: Markers) -> MarkerFit:
    """Room for the fit of these markers."""
    links, size = chain.parent.size, chain.default.size
    return MarkerFit(
        make_links(chain),
        np.zeros((markers.segment.size, 3)),
        np.zeros((links, 6)),
        np.zeros((links, 12)),
        np.zeros((links, 10)),
        np.zeros(size),
        np.zeros((size, size)),
        np.zeros((size, size)),
    )


@lean
def place_markers(
    chain: Chain, markers: Markers, links: Links, out: FloatArray
) -> None:
    """Write where the markers are, shape (m, 3) [m], on posed links."""
    for marker in range(markers.segment.size):
        segment = markers.segment[marker]
        link = chain.segment_link[segment]
        spot = out[marker]
        _apply(
            chain.segment_rotation[segment],
            chain.segment_translation[segment],
            markers.location[marker, 0],
            markers.location[marker, 1],
            markers.location[marker, 2],
            spot,
        )
        if link >= 0:
            _apply(
                links.rotation[link],
                links.position[link],
                spot[0],
                spot[1],
                spot[2],
                spot,
            )


@lean
def _apply(  # noqa: PLR0917 - a point's three numbers, so that it may be overwritten
    rotation: FloatArray,
    position: FloatArray,
    x: float,
    y: float,
    z: float,
    out: FloatArray,
) -> None:
    for row in range(3):
        turned = rotation[row, 0] * x + rotation[row, 1] * y + rotation[row, 2] * z
        out[row] = position[row] + turned


@lean
def marker_cost(
    chain: Chain, markers: Markers, observed: FloatArray, q: FloatArray, fit: MarkerFit
) -> float:
    """Pose the chain and sum the weighted squared distances to the markers seen.

    Parameters
    ----------
    chain, markers
        The chain and its markers.
    observed
        Where the cameras saw them, shape (m, 3) [m]; NaN where they did not.
    q
        Coordinates, shape (n,) [rad] or [m].
    fit
        Where links and places are written.

    Returns
    -------
    float
        Cost [m2].
    """
    move_links(chain, q, fit.links)
    place_markers(chain, markers, fit.links, fit.place)
    cost = 0.0
    for marker in range(markers.segment.size):
        square = 0.0
        for axis in range(3):
            square += (observed[marker, axis] - fit.place[marker, axis]) ** 2
        if markers.weight[marker] > 0.0 and not np.isnan(square):
            cost += markers.weight[marker] * square
    return cost


@lean
def linearise(
    chain: Chain, markers: Markers, observed: FloatArray, fit: MarkerFit
) -> None:
    """Write the derivatives of the cost that `marker_cost` has summed."""
    fit.pull[:] = 0.0
    fit.cloud[:] = 0.0
    fit.gradient[:] = 0.0
    fit.normal[:] = 0.0
    fit.bend[:] = 0.0
    for marker in range(markers.segment.size):
        link = int(chain.segment_link[markers.segment[marker]])
        weight = markers.weight[marker]
        if link >= 0 and weight > 0.0 and _is_seen(observed[marker]):
            _hang(fit.place[marker], observed[marker], weight, fit, link)
    for link in range(chain.parent.size):
        screw = link_screw(chain, fit.links, link)
        for each in range(6):
            fit.screw[link, each] = screw[each]
    for link in range(chain.parent.size - 1, -1, -1):
        parent = chain.parent[link]
        if parent >= 0:
            for each in range(12):
                fit.pull[parent, each] += fit.pull[link, each]
            for each in range(10):
                fit.cloud[parent, each] += fit.cloud[link, each]
        if fit.cloud[link, 0] > 0.0:
            _ask(chain, fit, link)


@lean
def _is_seen(place: FloatArray) -> bool:
    return not np.isnan(place[0] + place[1] + place[2])


@lean
def _hang(
    place: FloatArray, seen: FloatArray, weight: float, fit: MarkerFit, link: int
) -> None:
    """Hang a marker's distance and its point mass on a link."""
    x, y, z = place[0], place[1], place[2]
    pull, cloud = fit.pull[link], fit.cloud[link]
    for axis in range(3):
        force = weight * (seen[axis] - place[axis])
        pull[axis] += force
        pull[3 + axis] += x * force
        pull[6 + axis] += y * force
        pull[9 + axis] += z * force
    cloud[0] += weight
    cloud[1] += weight * x
    cloud[2] += weight * y
    cloud[3] += weight * z
    cloud[4] += weight * (y * y + z * z)
    cloud[5] += weight * (x * x + z * z)
    cloud[6] += weight * (x * x + y * y)
    cloud[7] -= weight * x * y
    cloud[8] -= weight * x * z
    cloud[9] -= weight * y * z


@lean
def _ask(chain: Chain, fit: MarkerFit, link: int) -> None:
    """Add what one link's joint can do about the distances."""
    mine = chain.coordinate[link]
    screw, pull, cloud = fit.screw[link], fit.pull[link], fit.cloud[link]
    a, b, c, u, v, w = screw[0], screw[1], screw[2], screw[3], screw[4], screw[5]
    f, g, h = pull[0], pull[1], pull[2]
    effort = a * (pull[8] - pull[10]) + b * (pull[9] - pull[5])
    effort += c * (pull[4] - pull[6]) + u * f + v * g + w * h
    fit.gradient[mine] -= effort
    if chain.function[link] >= 0 and fit.links.slope[link] != 0.0:
        ratio = fit.links.curvature[link] / fit.links.slope[link]
        fit.bend[mine, mine] -= effort * ratio
    mass, x, y, z = cloud[0], cloud[1], cloud[2], cloud[3]
    p = mass * u + b * z - c * y
    q = mass * v + c * x - a * z
    r = mass * w + a * y - b * x
    k = y * w - z * v + cloud[4] * a + cloud[7] * b + cloud[8] * c
    m = z * u - x * w + cloud[7] * a + cloud[5] * b + cloud[9] * c
    n = x * v - y * u + cloud[8] * a + cloud[9] * b + cloud[6] * c
    trace = pull[3] + pull[7] + pull[11]
    s = v * h - w * g + pull[3] * a + pull[4] * b + pull[5] * c - trace * a
    t = w * f - u * h + pull[6] * a + pull[7] * b + pull[8] * c - trace * b
    o = u * g - v * f + pull[9] * a + pull[10] * b + pull[11] * c - trace * c
    other = link
    while other >= 0:
        before = fit.screw[other]
        a, b, c = before[0], before[1], before[2]
        value = a * k + b * m + c * n + before[3] * p + before[4] * q + before[5] * r
        bend = a * s + b * t + c * o
        theirs = chain.coordinate[other]
        fit.normal[mine, theirs] += value
        fit.bend[mine, theirs] -= bend
        if other != link:
            fit.normal[theirs, mine] += value
            fit.bend[theirs, mine] -= bend
        other = int(chain.parent[other])


@kernel
def marker_jacobian(
    chain: Chain, markers: Markers, links: Links, place: FloatArray, out: FloatArray
) -> None:
    """Write the velocity of every marker for a unit speed of every coordinate.

    Parameters
    ----------
    chain, markers
        The chain and its markers.
    links, place
        Its posed links, and where the markers are, shape (m, 3) [m].
    out
        Shape (m, 3, n) [m] per unit.
    """
    out[:] = 0.0
    for marker in range(markers.segment.size):
        x, y, z = place[marker, 0], place[marker, 1], place[marker, 2]
        link = int(chain.segment_link[markers.segment[marker]])
        while link >= 0:
            a, b, c, u, v, w = link_screw(chain, links, link)
            column = chain.coordinate[link]
            out[marker, 0, column] += u + b * z - c * y
            out[marker, 1, column] += v + c * x - a * z
            out[marker, 2, column] += w + a * y - b * x
            link = int(chain.parent[link])
