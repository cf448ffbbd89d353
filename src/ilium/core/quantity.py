"""A labelled array's name, dimensions, unit and limit, checked when it is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from ilium.core.arrays import FloatArray as FloatArray  # noqa: PLC0414 - given on
from ilium.errors import SignalError

Labels = Sequence[str] | FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One row of the data dictionary.

    Parameters
    ----------
    name
        Name of the arrays.
    dims
        Their dimensions, in order.
    units
        SI unit.
    limit
        Largest plausible magnitude [units]: millimetres taken for metres and degrees
        taken for radians exceed it.
    display
        Unit in which people read it.
    meaning
        One sentence for the data dictionary.
    """

    name: str
    dims: tuple[str, ...]
    units: str
    limit: float
    display: str
    meaning: str

    def label(self, array: FloatArray, **coords: Labels) -> xr.DataArray:
        """Label an array, check it and make it read-only.

        Parameters
        ----------
        array
            Values in `units`, one axis for each of `dims`.
        **coords
            Labels of each dimension; `time` in seconds.

        Returns
        -------
        xr.DataArray
            The labelled array; NaN where nothing was measured.

        Raises
        ------
        SignalError
            Where dimensions, lengths or magnitude do not fit.
        """
        values = np.asarray(array, dtype=np.float64)
        if values.ndim != len(self.dims):
            msg = f"{self.name} has shape {values.shape}, expected {self.dims}."
            raise SignalError(msg, "Give one axis for each dimension.")
        values = values.view()
        values.flags.writeable = False
        try:
            labelled = xr.DataArray(
                values,
                dims=self.dims,
                coords={key: (key, _index(labels)) for key, labels in coords.items()},
                name=self.name,
                attrs={"units": self.units},
            )
        except ValueError as error:
            msg = f"{self.name} and its labels differ in length: {error}."
            raise SignalError(msg, "Give one label for each row.") from error
        self.check(labelled)
        return labelled

    def check(self, array: xr.DataArray) -> None:
        """Raise a `SignalError` unless the array is one of these.

        Parameters
        ----------
        array
            The array to check.
        """
        if array.dims != self.dims:
            msg = f"{self.name} has dimensions {array.dims}, expected {self.dims}."
            raise SignalError(msg, "Transpose or select before passing it on.")
        missing = [dim for dim in self.dims if dim not in array.coords]
        if missing:
            msg = f"{self.name} has no labels along {', '.join(missing)}."
            raise SignalError(msg, "Label every dimension.")
        largest = largest_magnitude(array.to_numpy())
        if largest > self.limit:
            msg = (
                f"{self.name} reaches {largest:.4g} {self.units}, beyond the plausible "
                f"{self.limit:g}."
            )
            raise SignalError(msg, "Check the unit of the source.")


def largest_magnitude(array: FloatArray) -> float:
    """Largest finite magnitude of an array; infinite where it holds an infinity."""
    highest = np.fmax.reduce(array, axis=None, initial=0.0)
    return float(max(highest, -np.fmin.reduce(array, axis=None, initial=0.0)))


def values(array: xr.DataArray) -> FloatArray:
    """Numbers of a labelled array, without a copy."""
    return np.asarray(array.values, dtype=np.float64)


def clock(array: xr.DataArray) -> FloatArray:
    """Times of a labelled array [s]."""
    return np.asarray(array.get_index("time").to_numpy(), dtype=np.float64)


def labels(array: xr.DataArray, dim: str) -> tuple[str, ...]:
    """Labels of a labelled array along one dimension."""
    return tuple(map(str, array.get_index(dim)))


def _index(labels: Labels) -> NDArray[np.generic]:
    if isinstance(labels, np.ndarray):
        return np.asarray(labels, dtype=np.float64)
    return np.asarray(labels, dtype=object)
