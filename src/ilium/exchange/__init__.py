"""In and out of the field's formats.

Public names are imported when they are first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ilium.exchange import fhir
    from ilium.exchange.bids import Place
    from ilium.exchange.fhir import About
    from ilium.exchange.objects import to_ktk, to_pyomeca, to_xarray
    from ilium.exchange.parcel import Parcel
    from ilium.exchange.reading import read
    from ilium.exchange.writing import Wish, write

_HOMES = {
    "About": "ilium.exchange.fhir",
    "Parcel": "ilium.exchange.parcel",
    "Place": "ilium.exchange.bids",
    "Wish": "ilium.exchange.writing",
    "read": "ilium.exchange.reading",
    "to_ktk": "ilium.exchange.objects",
    "to_pyomeca": "ilium.exchange.objects",
    "to_xarray": "ilium.exchange.objects",
    "write": "ilium.exchange.writing",
}

__all__ = [
    "About",
    "Parcel",
    "Place",
    "Wish",
    "fhir",
    "read",
    "to_ktk",
    "to_pyomeca",
    "to_xarray",
    "write",
]


def __getattr__(name: str) -> object:
    """Import a public name on its first use (PEP 562)."""
    if name == "fhir":
        return importlib.import_module("ilium.exchange.fhir")
    if name not in _HOMES:
        msg = f"module 'ilium.exchange' has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(importlib.import_module(_HOMES[name]), name)
