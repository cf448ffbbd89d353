"""Force plates as the FORCE_PLATFORM group of a C3D file declares them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ilium.capture.c3d_parameters import ParameterGroups
from ilium.core.quantity import FloatArray
from ilium.errors import FileFormatError

CHANNELS = {1: 6, 2: 6, 3: 8, 4: 6}
"""Type to its number of analog channels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """One plate as a C3D file declares it.

    Parameters
    ----------
    number
        From 1, in the file's order.
    kind
        C3D's type.
    channels
        Indices of its analog channels from 0; empty where it names none that exist.
    corners
        Shape (4, 3) [m].
    origin
        ORIGIN with the sign that C3D asks for, shape (3,) [m].
    calibration
        CAL_MATRIX, shape (6, 6); identity without.
    turned
        True where ORIGIN was stored with the opposite sign.
    """

    number: int
    kind: int
    channels: tuple[int, ...]
    corners: FloatArray
    origin: FloatArray
    calibration: FloatArray
    turned: bool = False

    @property
    def name(self) -> str:
        """``plate 1``, ``plate 2`` …."""
        return f"plate {self.number}"

    @property
    def numbers(self) -> FloatArray:
        """Every number that describes it."""
        return np.concatenate(
            [self.corners.ravel(), self.origin, self.calibration.ravel()]
        )


def declared_plates(
    parameters: ParameterGroups, channel_count: int, metres: float
) -> tuple[Declared, ...]:
    """Read what the FORCE_PLATFORM group declares.

    Parameters
    ----------
    parameters
        The file's parameters.
    channel_count
        Number of analog channels that the file holds.
    metres
        Metres in one unit of the file's lengths.

    Returns
    -------
    tuple[Declared, ...]
        In the file's order.

    Raises
    ------
    FileFormatError
        Where the group breaks off before its last plate.
    """
    group = "FORCE_PLATFORM"
    used = parameters.number(group, "USED", 0.0)
    count = int(used) if 0 < used < 100 else 0
    types = parameters.numbers(group, "TYPE").ravel()
    channels = _table(parameters.numbers(group, "CHANNEL"), 2)
    corners = _table(parameters.numbers(group, "CORNERS"), 3)
    origins = _table(parameters.numbers(group, "ORIGIN"), 2)
    matrices = _table(parameters.numbers(group, "CAL_MATRIX"), 3)
    found: list[Declared] = []
    for at in range(count):
        kind = int(types[at]) if at < types.size else 0
        width = CHANNELS.get(kind, 6)
        used_channels = _channels(channels, at, width, channel_count)
        if at >= corners.shape[-1] or corners.shape[:2] != (3, 4):
            if not used_channels:
                continue
            msg = f"Plate {at + 1} has no corners in FORCE_PLATFORM:CORNERS."
            raise FileFormatError(msg, "Export the recording with its plates' corners.")
        origin, turned = _origin(origins, at, kind, metres)
        found.append(
            Declared(
                number=at + 1,
                kind=kind,
                channels=used_channels,
                corners=corners[:, :, at].T * metres,
                origin=origin,
                calibration=_calibration(matrices, at),
                turned=turned,
            )
        )
    return tuple(found)


def _table(numbers: FloatArray, rank: int) -> FloatArray:
    if numbers.ndim == rank - 1 and numbers.size:
        return numbers[..., None]
    return numbers if numbers.ndim == rank else np.empty((0,) * rank)


def _channels(
    table: FloatArray, plate: int, width: int, available: int
) -> tuple[int, ...]:
    if plate >= table.shape[-1] or table.shape[0] < width:
        return ()
    chosen = table[:width, plate].astype(int) - 1
    exist = bool(np.all((chosen >= 0) & (chosen < available)))
    return tuple(map(int, chosen)) if exist else ()


def _origin(
    table: FloatArray, plate: int, kind: int, metres: float
) -> tuple[FloatArray, bool]:
    """ORIGIN in metres; z is negative because z points down and the surface is above.

    A type 3 plate keeps the distances of its sensors positive whatever the sign.
    """
    if plate >= table.shape[-1] or table.shape[0] != 3:
        return np.zeros(3), False
    origin = table[:, plate] * metres
    turned = bool(origin[2] > 0)
    if turned:
        origin = -origin
    if kind == 3:
        origin = np.array([abs(origin[0]), abs(origin[1]), origin[2]])
    return origin, turned


def _calibration(table: FloatArray, plate: int) -> FloatArray:
    if plate >= table.shape[-1] or table.shape[:2] != (6, 6):
        return np.eye(6)
    matrix = table[:, :, plate]
    return matrix if np.any(matrix) else np.eye(6)
