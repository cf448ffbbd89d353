"""Colours and sizes of the report: one table for the page, its plots and its tests.

Hue means side and nothing else. Bands, events and grids differ by lightness, shape and
a word.
"""

from __future__ import annotations

from typing import Final

LIGHT: Final[dict[str, str]] = {
    "paper": "#FBFAF7",
    "card": "#FFFFFF",
    "ink": "#1C2430",
    "quiet": "#5A6472",
    "line": "#D9DDDE",
    "left": "#0B5FA5",
    "right": "#B4510B",
    "action": "#1F6F5C",
    "band-usual": "#DDE5E4",
    "band-near": "#B9C6C6",
    "band-outside": "#7F9294",
}
DARK: Final[dict[str, str]] = {
    "paper": "#12161C",
    "card": "#181E26",
    "ink": "#E8ECF1",
    "quiet": "#A3ADBA",
    "line": "#333C48",
    "left": "#6DB3F2",
    "right": "#F2A65A",
    "action": "#7FD1B9",
    "band-usual": "#2A343D",
    "band-near": "#45525D",
    "band-outside": "#7F9294",
}


def custom_properties(tokens: dict[str, str]) -> str:
    """Write tokens as CSS custom properties."""
    return "".join(f"--{name}:{value};" for name, value in tokens.items())
