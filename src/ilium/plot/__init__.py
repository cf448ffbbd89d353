"""Plots and cards for notebooks, by one call each; matplotlib comes on first use."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ilium.plot.cards import card, table
    from ilium.plot.curve_plots import curves, names
    from ilium.plot.value_plots import measures

_HOMES = {
    "card": "ilium.plot.cards",
    "curves": "ilium.plot.curve_plots",
    "measures": "ilium.plot.value_plots",
    "names": "ilium.plot.curve_plots",
    "table": "ilium.plot.cards",
}

__all__ = ["card", "curves", "measures", "names", "table"]


def __getattr__(name: str) -> object:
    """Import a public name on its first use (PEP 562)."""
    if name not in _HOMES:
        msg = f"module 'ilium.plot' has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(importlib.import_module(_HOMES[name]), name)
