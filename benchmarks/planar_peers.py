"""Sports2D's post-processing of the same points; planar.py asks it in .venv-oracles.

Its functions are called in the order of its own program (0.8.34), with the settings of
its demonstration. What only finds poses or opens windows is not installed; names that
are imported from there, and never called here, stand empty.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import logging
import sys
import types
import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np
from racing import serve

SETTINGS = {"filtering": {"butterworth": {"cut_off_frequency": 6, "order": 4}}}
GAP = 100
"""Longest gap that is filled [frame]."""
ABSENT = ("PySide6", "filterpy", "rtmlib")
ANGLES = (
    "right ankle", "left ankle", "right knee", "left knee", "right hip", "left hip",
    "right shoulder", "left shoulder", "right elbow", "left elbow", "right foot",
    "left foot", "right shank", "left shank", "right thigh", "left thigh", "pelvis",
    "trunk", "shoulders",
)  # fmt: skip
"""What its demonstration computes, without the head, arm and hand."""


class Absent(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports modules of `ABSENT` as empty ones."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: object = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Find an empty module."""
        del path, target
        if fullname.partition(".")[0] not in ABSENT:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        """Make it: every public name is an empty class."""
        module = types.ModuleType(spec.name)
        module.__dict__["__getattr__"] = _empty
        return module

    def exec_module(self, module: types.ModuleType) -> None:
        """Nothing is in it."""


def _empty(name: str) -> type:
    if name.startswith("__"):
        raise AttributeError(name)
    return type(name, (), {})


def loaded(path: str) -> dict[str, Any]:
    """The points as Sports2D holds them: a table for each picture axis."""
    import pandas as pd  # noqa: PLC0415 - the peer's environment has it
    import Sports2D.process  # noqa: F401, PLC0415 - its import is not timed

    with np.load(path) as kept:
        names = kept["peer_names"].tolist()
        points = kept["peer_points"]
        return {
            "names": names,
            "rate": float(kept["rate"]),
            "x": pd.DataFrame(points[..., 0], columns=names),
            "y": pd.DataFrame(points[..., 1], columns=names),
        }


def sports2d_angles(data: dict[str, Any]) -> float:
    """Angles of a clip from its points; middle half of the right knee's [rad]."""
    import pandas as pd  # noqa: PLC0415 - as above
    from Sports2D import process  # noqa: PLC0415 - the peer may be missing

    rate, names = data["rate"], data["names"]
    smooth = [
        data[axis]
        .apply(process.interpolate_zeros_nans, axis=0, args=[GAP, "linear"])
        .apply(process.hampel_filter, axis=0, args=[round(7 * rate / 30), 2])
        .apply(process.filter1d, axis=0, args=[SETTINGS, "butterworth", rate])
        for axis in ("x", "y")
    ]
    toes = [names.index(each) for each in ("LBigToe", "LHeel", "RBigToe", "RHeel")]
    found = [
        process.compute_angles_for_person(
            x,
            y,
            "auto",
            True,
            list(range(len(names))),
            names,
            list(ANGLES),
            process.angle_dict,
            L_R_direction_idx=toes,
        )[1]
        for x, y in zip(*(each.to_numpy() for each in smooth), strict=True)
    ]
    angles = (
        pd.DataFrame(np.array(found), columns=list(ANGLES))
        .apply(process.interpolate_zeros_nans, axis=0, args=[GAP, "linear"])
        .apply(process.hampel_filter, axis=0)
        .apply(process.filter1d, axis=0, args=[SETTINGS, "butterworth", rate])
    )
    low, high = np.nanquantile(angles["right knee"], (0.25, 0.75))
    return float(np.deg2rad(high - low))  # noqa: TID251 - a peer's degrees


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    sys.meta_path.insert(0, Absent())
    serve({"sports2d_angles": sports2d_angles}, loaded)
