"""Sentences without their numbers, for those who would rather not see any."""

from __future__ import annotations

import re
from typing import Final

_ERROR: Final = re.compile(r"\s*\((?:±|\+/-)[^)]*\)")
_NUMBER: Final = re.compile(
    r"\s*(?<![\w.])[−-]?\d+(?:[.,]\d+)?"
    r"(?:\s?(?:°|%|cm|mm|ms|kg|N m/kg|N/kg|N|m/s|m|s|BW|W/kg|/min))?(?![\w°])"
)


def without_numbers(sentence: str) -> str:
    """A sentence of the first screen without amounts and errors.

    Parameters
    ----------
    sentence
        As a finding or a headline says it: amounts stand in it so that it can be read
        without them.

    Returns
    -------
    str
        The same words.

    Examples
    --------
    >>> without_numbers("On the left your pelvis drops 6° more (±3°).")
    'On the left your pelvis drops more.'
    """
    return _NUMBER.sub("", _ERROR.sub("", sentence)).strip()
