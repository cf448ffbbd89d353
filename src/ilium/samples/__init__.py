"""Recordings to try ilium on, and a simulator of captures of known truth."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ilium.samples.simulator.result import Simulation, Truth
    from ilium.samples.simulator.simulate import simulate

_HOMES = {
    "Simulation": "ilium.samples.simulator.result",
    "Truth": "ilium.samples.simulator.result",
    "simulate": "ilium.samples.simulator.simulate",
}

__all__ = ["Simulation", "Truth", "simulate"]


def __getattr__(name: str) -> object:
    """Import a public name on its first use (PEP 562): it needs compiled kernels."""
    import importlib  # noqa: PLC0415 - only where something is asked for

    if name not in _HOMES:
        msg = f"module 'ilium.samples' has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(importlib.import_module(_HOMES[name]), name)
