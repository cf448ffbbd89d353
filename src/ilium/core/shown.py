"""Objects that a notebook shows: what draws them lies above, and is asked by name."""

from __future__ import annotations

import importlib

CARDS = "ilium.plot.cards"
"""Room that draws; imported when something is shown, as public names are."""


class Shown:
    """An object that shows itself in a notebook."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        """Markup of a small card, light or dark as the notebook is."""
        card = importlib.import_module(CARDS).card
        return str(card(self))
