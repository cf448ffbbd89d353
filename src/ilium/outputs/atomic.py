"""Results that appear whole or not at all, or say why they cannot."""

from __future__ import annotations

from pathlib import Path

from ilium.core.atomic import replace_file, replace_text, together
from ilium.core.system_errors import reason_of, remedy_of, shortened
from ilium.errors import InputError

__all__ = ["not_writable", "replace_file", "replace_text", "together"]


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
    name = shortened(folder.resolve().name)
    return InputError(
        f"The results cannot be written to the folder {name!r}: {reason_of(error)}.",
        remedy_of(error),
    )
