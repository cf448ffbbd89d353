"""Results that appear whole or not at all, or say why they cannot."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ilium.core.atomic import replace_file, replace_text
from ilium.errors import InputError

__all__ = ["not_writable", "replace_file", "replace_text"]

SHOWN: Final = 60
"""Letters of a folder's name that an error repeats."""


def not_writable(folder: Path, error: OSError) -> InputError:
    """Say why a folder cannot take the results, and what to do.

    Parameters
    ----------
    folder
        The folder that was given.
    error
        What the operating system said.

    Returns
    -------
    InputError
        Ready to be raised.
    """
    reason = error.strerror or type(error).__name__
    return InputError(
        f"The results cannot be written to the folder {_short(folder.name)!r}:"
        f" {reason}.",
        "Choose a folder that you may write to, with enough room, by --out.",
    )


def _short(name: str) -> str:
    return name if len(name) <= SHOWN else f"{name[:SHOWN]}…"
