"""The functions of a model's free coordinates, couplers composed into them."""

from __future__ import annotations

import numpy as np

from ilium.errors import UnknownNameError
from ilium.maths.multibody.layout import Curves
from ilium.maths.multibody.pieces import Pieces
from ilium.model.body_model import BodyModel, Coordinate, Coupler, TransformAxis
from ilium.model.function_pieces import as_pieces, value_at
from ilium.model.functions import Constant, Function, Linear


class DrivenFunctions:
    """Which free coordinate drives what, and how; collected while it is asked for.

    Parameters
    ----------
    model
        The model.
    """

    def __init__(self, model: BodyModel) -> None:
        self._free = {name: at for at, name in enumerate(model.free_coordinates)}
        self._coordinates: dict[str, Coordinate] = {
            each.name: each for each in model.coordinates
        }
        self._couplers: dict[str, Coupler] = {
            each.dependent: each for each in model.couplers
        }
        self._inner: list[int] = []
        self._pieces: list[Pieces] = []

    def of(self, axis: TransformAxis) -> tuple[int, int, float]:
        """Driving coordinate, function and, where nothing drives it, constant value."""
        if axis.coordinate is None or isinstance(axis.function, Constant):
            return -1, -1, value_at(axis.function, 0.0)
        driver, inner, value = self.source(axis.coordinate)
        if driver < 0:
            return -1, -1, value_at(axis.function, value)
        return driver, self.outer(axis.function, inner), 0.0

    def source(self, name: str) -> tuple[int, int, float]:
        """Free coordinate behind a coordinate, the function between, or its constant.

        Parameters
        ----------
        name
            Any coordinate of the model.

        Returns
        -------
        tuple
            Number of the free coordinate, or −1 where it never moves; number of the
            function of it, or −1 for itself; its value where it never moves [rad] or
            [m].

        Raises
        ------
        UnknownNameError
            Where the model has no such coordinate.
        """
        coordinate = self._coordinates.get(name)
        if coordinate is None:
            raise UnknownNameError.among("coordinate", name, self._coordinates)
        if name in self._free:
            return self._free[name], -1, 0.0
        coupler = self._couplers.get(name)
        if coordinate.locked or coupler is None:
            return -1, -1, coordinate.default
        driver, inner, value = self.source(coupler.independent)
        if driver < 0:
            return -1, -1, value_at(coupler.function, value)
        return driver, self.outer(coupler.function, inner), 0.0

    def outer(self, function: Function, inner: int) -> int:
        """Number of a function of another function's value, or −1 for no change."""
        if isinstance(function, Linear) and (function.slope, function.intercept) == (
            1.0,
            0.0,
        ):
            return inner
        return self._keep(function, inner)

    def separate(self, function: Function) -> int:
        """Number of a function of its own variable, whatever it is."""
        return self._keep(function, -1)

    def _keep(self, function: Function, inner: int) -> int:
        self._inner.append(inner)
        self._pieces.append(as_pieces(function))
        return len(self._inner) - 1

    def curves(self) -> Curves:
        """All functions that were asked for, in arrays."""
        counts = [each.left.size for each in self._pieces]
        degree = max((each.coefficients.shape[1] for each in self._pieces), default=1)
        padded = [
            np.pad(
                each.coefficients, ((0, 0), (0, degree - each.coefficients.shape[1]))
            )
            for each in self._pieces
        ]
        firsts = [sum(counts[:at]) for at in range(len(counts))]
        return Curves(
            inner=np.array(self._inner, dtype=np.int64),
            first=np.array(firsts, dtype=np.int64),
            pieces=np.array(counts, dtype=np.int64),
            left=np.concatenate([np.zeros(0), *(each.left for each in self._pieces)]),
            origin=np.concatenate(
                [np.zeros(0), *(each.origin for each in self._pieces)]
            ),
            coefficients=np.concatenate([np.zeros((0, degree)), *padded]),
        )
