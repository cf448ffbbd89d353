"""Whether two models hold the same numbers."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

import numpy as np

NOT_WRITTEN = ("ignored", "origin")
"""What a written model does not keep."""


def differences(one, two, where="model") -> list[str]:
    """Where two models differ; empty where they hold the same numbers."""
    if dataclasses.is_dataclass(one) and type(one) is type(two):
        names = [each.name for each in dataclasses.fields(one)]
        pairs = [
            (getattr(one, name), getattr(two, name), f"{where}.{name}")
            for name in names
            if name not in NOT_WRITTEN
        ]
    elif isinstance(one, tuple) and isinstance(two, tuple) and len(one) == len(two):
        pairs = [
            (a, b, f"{where}[{number}]")
            for number, (a, b) in enumerate(zip(one, two, strict=True))
        ]
    elif isinstance(one, Mapping) and isinstance(two, Mapping):
        return [] if dict(one) == dict(two) else [where]
    else:
        return [] if np.array_equal(one, two) else [where]
    return [found for a, b, name in pairs for found in differences(a, b, name)]
