"""What the demo analyses: a real jump from a package on PyPI, and a simulated one."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ilium.errors import InputError
from ilium.samples.catalogue import DEMO_FILE
from ilium.units import DEGREE

if TYPE_CHECKING:
    from ilium.samples.simulator.result import Simulation

PELVIC_DROP: Final = 8.0 * DEGREE
"""How far the pelvis of the simulated jump is made to drop [rad]."""


def demo_recording() -> Path:
    """Path of the demo recording inside the installed package ``biomdp``.

    Returns
    -------
    Path
        A C3D file: pelvis and right leg, two plates, 8 s.

    Raises
    ------
    InputError
        Where the package is not installed.
    """
    package, _, inside = DEMO_FILE.partition("/")
    found = importlib.util.find_spec(package)
    places = found.submodule_search_locations if found else None
    paths = [Path(place) / inside for place in places or ()]
    for path in paths:
        if path.is_file():
            return path
    raise InputError(
        f"The demo recording is not installed: it lies in the package {package}.",
        f"Install it with: pip install {package}.",
    )


def demo_simulation() -> Simulation:
    """Simulate the same two-leg drop vertical jump every time.

    Returns
    -------
    Simulation
        Off a box with both feet, the pelvis lower on the left on the ground; cameras at
        100 Hz, with the noise of a good laboratory.
    """
    from ilium.samples.simulator.simulate import simulate  # noqa: PLC0415 - compiles

    return simulate(
        "drop_vertical_jump",
        pelvic_drop=PELVIC_DROP,
        rate=100.0,
        noise=3e-4,
        plate_noise=0.5,
        seed=1,
    )
