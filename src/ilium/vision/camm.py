"""Camera motion metadata: one packet a reading, little-endian, in a ``camm`` track.

References
----------
Google, Camera Motion Metadata Spec,
https://developers.google.com/streetview/publish/camm-spec: axes x right, y down,
z ahead; accelerometer as Android's, which at rest points away from gravity.
"""

from __future__ import annotations

import struct
from typing import Final

from ilium.vision.gravity_readings import BrokenTrackError

SIZES: Final = {0: 16, 1: 12, 2: 16, 3: 16, 4: 16, 5: 28, 6: 60, 7: 16}
"""Length of a packet by its type, head included [byte]."""
ACCELERATION: Final = 3
HEAD: Final = struct.Struct("<HH")
VECTOR: Final = struct.Struct("<3f")


def is_camm(packet: bytes) -> bool:
    """Whether a packet is built like one of this format."""
    if len(packet) < HEAD.size:
        return False
    reserved, kind = HEAD.unpack_from(packet)
    return reserved == 0 and SIZES.get(kind) == len(packet)


def read_camm(packet: bytes) -> tuple[float, float, float] | None:
    """Read one packet.

    Parameters
    ----------
    packet
        Its bytes.

    Returns
    -------
    tuple of float or None
        What the accelerometer shows, along the picture's right, down and ahead [m/s²];
        ``None`` where the packet holds something else.

    Raises
    ------
    BrokenTrackError
        Where it is not built as it should be.
    """
    if not is_camm(packet):
        problem = f"a packet of {len(packet)} bytes is none of the format's"
        raise BrokenTrackError(problem)
    _, kind = HEAD.unpack_from(packet)
    if kind != ACCELERATION:
        return None
    x, y, z = VECTOR.unpack_from(packet, HEAD.size)
    return x, y, z
