"""Labelled arrays as one compressed file, and back."""

from __future__ import annotations

import io
from collections.abc import Mapping

import numpy as np
import xarray as xr

from ilium.core.dictionary import DICTIONARY
from ilium.core.quantity import Labels
from ilium.errors import StoreError
from ilium.filmed import VideoAnalysis
from ilium.pipeline import Analysis
from ilium.report.side_cycles import as_arrays, side_cycles
from ilium.stability.signals import stability_signals

ENDING = "npz"


def curves_of(analysis: Analysis) -> dict[str, xr.DataArray]:
    """Curves of an analysis that a later comparison needs.

    Parameters
    ----------
    analysis
        A laboratory analysis.

    Returns
    -------
    dict
        Name to array: joint angles, the repetitions of the telling signals, and where
        they were computed coordinates, moments and muscle forces.
    """
    signals = stability_signals(analysis.kinematics, analysis.movement)
    found = {
        "angles": analysis.kinematics.angles,
        "com": analysis.kinematics.com,
        **as_arrays(side_cycles(signals, analysis.movement)),
    }
    if analysis.motion is not None:
        found["coordinates"] = analysis.motion.coordinates
    if analysis.kinetics is not None:
        found["moments"] = analysis.kinetics.moments
    if analysis.clinical is not None:
        found["clinical_moments"] = analysis.clinical.moments
    if analysis.muscles is not None:
        found["muscle_forces"] = analysis.muscles.forces
    return found


def film_curves_of(analysis: VideoAnalysis) -> dict[str, xr.DataArray]:
    """Curves of a clip that a later comparison needs; as `curves_of`.

    Parameters
    ----------
    analysis
        Of one camera, or of several together.

    Returns
    -------
    dict
        Name to array.
    """
    if analysis.spatial is not None:
        return curves_of(analysis.spatial)
    if analysis.planar is None:
        return {}
    angles = analysis.planar.angles
    return {"angles_2d": angles, **as_arrays(side_cycles(angles, analysis.movement))}


def pack(curves: Mapping[str, xr.DataArray]) -> bytes:
    """Write arrays into one compressed NumPy archive; same arrays, same bytes.

    Parameters
    ----------
    curves
        Name to labelled array; every dimension carries labels.

    Returns
    -------
    bytes
        An ``.npz`` file: ``name`` holds values, ``name.dims`` the names of its
        dimensions, ``name.quantity`` its row of the data dictionary and ``name@dim``
        the labels.
    """
    members: dict[str, np.ndarray] = {}
    for name, array in sorted(curves.items()):
        members[name] = np.asarray(array.to_numpy(), dtype=np.float64)
        members[f"{name}.dims"] = np.array(array.dims, dtype=np.str_)
        members[f"{name}.quantity"] = np.array(str(array.name), dtype=np.str_)
        for dim in array.dims:
            labels = array.get_index(dim).to_numpy()
            text = labels.dtype.kind not in "fiu"
            members[f"{name}@{dim}"] = labels.astype(np.str_) if text else labels
    written = io.BytesIO()
    np.savez_compressed(written, allow_pickle=False, **members)  # type: ignore[arg-type]
    return written.getvalue()


def unpack(data: bytes) -> dict[str, xr.DataArray]:
    """Read what `pack` wrote.

    Parameters
    ----------
    data
        An ``.npz`` file.

    Returns
    -------
    dict
        Name to labelled array, checked against the data dictionary where it is a row
        of it.

    Raises
    ------
    StoreError
        Where it cannot be read.
    """
    known = {each.name: each for each in DICTIONARY}
    made: dict[str, xr.DataArray] = {}
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as members:
            for name in members.files:
                if "." in name or "@" in name:
                    continue
                dims = [str(each) for each in members[f"{name}.dims"]]
                quantity = str(members[f"{name}.quantity"])
                labels = {dim: _labels(members[f"{name}@{dim}"]) for dim in dims}
                if quantity in known:
                    made[name] = known[quantity].label(members[name], **labels)
                else:
                    made[name] = xr.DataArray(
                        members[name], dims=dims, coords=labels, name=quantity
                    )
    except Exception as error:
        # NumPy raises whatever its parser meets in a damaged archive.
        raise StoreError(
            "Curves of the store cannot be read.",
            "Restore the last backup with `ilium store restore FILE`.",
        ) from error
    return made


def _labels(stored: np.ndarray) -> Labels:
    return [str(each) for each in stored] if stored.dtype.kind == "U" else stored
