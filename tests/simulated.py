"""Simulated captures, each made once a run."""

from __future__ import annotations

from functools import cache

from ilium.capture.c3d_write import write_c3d
from ilium.core.trial import Trial
from ilium.pipeline import Analysis, analyse
from ilium.samples import Simulation, simulate
from ilium.units import DEGREE


def capture(movement: str = "drop_vertical_jump", drop: float = 8.0, **more):
    """Return a simulation whose pelvis drops by so many degrees."""
    return _made(movement, drop, **more)


@cache
def _made(movement: str, drop: float, **more) -> Simulation:
    return simulate(movement, pelvic_drop=drop * DEGREE, **more)


def analysed(made: Simulation, folder) -> Analysis:
    """Take a simulation through its C3D files and the whole analysis."""
    trial = write_c3d(made.trial, folder / f"{made.movement}.c3d")
    static = write_c3d(made.static, folder / f"{made.movement}_static.c3d")
    return analyse(trial, static=static)


def same(one: Trial, two: Trial, folder) -> bool:
    """Whether two trials give the same bytes."""
    first = write_c3d(one, folder / "one.c3d").read_bytes()
    return first == write_c3d(two, folder / "two.c3d").read_bytes()
