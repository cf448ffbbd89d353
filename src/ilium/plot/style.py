"""How sides look in matplotlib: the report's colours, shapes and line styles."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from ilium.errors import InputError
from ilium.report.tokens import DARK, LIGHT

if TYPE_CHECKING:
    from types import ModuleType

MARKERS: Final = 20
"""Percent of a repetition between two marks of a line."""
SHAPES: Final[Mapping[str, Mapping[str, Any]]] = MappingProxyType(
    {
        "left": {"linestyle": "-", "marker": "o"},
        "right": {"linestyle": (0, (5, 2)), "marker": "^"},
        "both": {"linestyle": "-", "marker": ""},
    }
)
"""Side to line style and mark: left solid with circles, right dashed with triangles."""
WIDTH: Final = 2.0
THIN: Final = 0.7
FAINT: Final = 0.35
"""Width of a mean, width and opacity of a single repetition."""


def tokens(*, dark: bool) -> dict[str, str]:
    """Colours of the light or the dark page."""
    return DARK if dark else LIGHT


def colour(side: str, *, dark: bool) -> str:
    """Colour of a side; the ink where it belongs to both."""
    return tokens(dark=dark).get(side, tokens(dark=dark)["ink"])


def pyplot() -> ModuleType:
    """Matplotlib's interface that every backend shows, notebooks included.

    Returns
    -------
    module
        ``matplotlib.pyplot``.

    Raises
    ------
    InputError
        Where matplotlib is not installed.
    """
    try:
        import matplotlib.pyplot as plt  # noqa: PLC0415 - an extra, and heavy
    except ImportError as error:
        raise InputError(
            "Plots need matplotlib, which is not installed.",
            "Install it with: pip install 'ilium[plot]'.",
        ) from error
    return plt


def shown_once(figure: Any) -> None:  # noqa: ANN401 - matplotlib has no types
    """Leave a figure to who called for it, where a notebook would show it twice.

    A notebook's plain backend shows every open figure at the end of a cell, and the
    cell's last value besides. A closed figure is still drawn as a value.

    Parameters
    ----------
    figure
        A figure of `pyplot`.
    """
    plt = pyplot()
    if "inline" in str(plt.get_backend()):
        plt.close(figure)


def dress(axes: Any, *, dark: bool) -> None:  # noqa: ANN401 - matplotlib has no types
    """Give a plot the report's colours, without a box.

    Parameters
    ----------
    axes
        A plot of matplotlib's.
    dark
        Whether it stands on a dark page.
    """
    shown = tokens(dark=dark)
    axes.set_facecolor(shown["card"])
    axes.figure.set_facecolor(shown["paper"])
    axes.tick_params(colors=shown["quiet"])
    axes.grid(visible=True, axis="y", color=shown["line"], linewidth=0.7)
    axes.set_axisbelow(True)
    for name, spine in axes.spines.items():
        spine.set_visible(name == "bottom")
        spine.set_color(shown["quiet"])
    for label in (axes.xaxis.label, axes.yaxis.label):
        label.set_color(shown["quiet"])
