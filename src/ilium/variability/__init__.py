"""Movement variability: how much, in what structure, how steady.

Every measure takes plain arrays and can be used alone. Public names are imported when
they are first used, so that ``import ilium.variability`` costs next to nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ilium.variability.guards import check, explain
    from ilium.variability.value import Value

_HOMES = {
    "Value": "value",
    "check": "guards",
    "explain": "guards",
}

__all__ = ["Value", "check", "explain"]


def __getattr__(name: str) -> object:
    """Import a public name on its first use (PEP 562)."""
    if name not in _HOMES:
        msg = f"module 'ilium.variability' has no attribute {name!r}"
        raise AttributeError(msg)
    home = importlib.import_module(f"ilium.variability.{_HOMES[name]}")
    found = getattr(home, name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """Every public name, imported or not."""
    return sorted(_HOMES)
