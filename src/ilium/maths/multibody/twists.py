"""How the segments move for each unit of a coordinate's speed."""

from __future__ import annotations

from ilium.maths.compiled import kernel, lean
from ilium.maths.multibody.layout import Chain, FloatArray, Links
from ilium.maths.multibody.links import make_links, move_links


@lean
def segment_twists(chain: Chain, links: Links, out: FloatArray) -> None:
    """Write every segment's twist for a unit speed of every coordinate.

    Parameters
    ----------
    chain
        The chain.
    links
        Its links, posed by `links.move_links`.
    out
        Angular velocity, then the velocity of the point of the segment that is now at
        ground's origin, shape (n, b, 6) [1] and [m], per unit of speed.
    """
    out[:] = 0.0
    screw = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    for segment in range(chain.segment_link.size):
        link = int(chain.segment_link[segment])
        while link >= 0:
            screw = link_screw(chain, links, link)
            for each in range(6):
                out[chain.coordinate[link], segment, each] += screw[each]
            link = int(chain.parent[link])


@lean
def link_screw(
    chain: Chain, links: Links, link: int
) -> tuple[float, float, float, float, float, float]:
    """Twist that a link's joint gives for a unit speed of its coordinate."""
    slope = links.slope[link]
    x = slope * links.axis[link, 0]
    y = slope * links.axis[link, 1]
    z = slope * links.axis[link, 2]
    if chain.revolute[link] == 0:
        return 0.0, 0.0, 0.0, x, y, z
    a, b, c = links.position[link, 0], links.position[link, 1], links.position[link, 2]
    return x, y, z, b * z - c * y, c * x - a * z, a * y - b * x


@kernel
def twists(chain: Chain, q: FloatArray, out: FloatArray) -> None:
    """Write every segment's twist for a unit speed of every coordinate, in one pose.

    Parameters
    ----------
    chain
        The chain.
    q
        Coordinates, shape (n,) [rad] or [m].
    out
        As of `segment_twists`, shape (n, b, 6).
    """
    links = make_links(chain)
    move_links(chain, q, links)
    segment_twists(chain, links, out)
