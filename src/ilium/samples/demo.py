"""The demo recording: a real countermovement jump from a package on PyPI."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from ilium.errors import InputError
from ilium.samples.catalogue import DEMO_FILE


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
