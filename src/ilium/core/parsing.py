"""JSON and TOML of strangers: what nests too deeply is an error like any other."""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any, Final

TOO_DEEP: Final = "it is nested too deeply"
MOST_DOTS: Final = 200
"""Most dots of one name: `tomllib` takes a gigabyte for thirty thousand [1]."""
PART: Final = re.compile(r"[\n,=\[\]{}]")
HALF_TEXT: Final = re.compile(r"\\u[dD][89a-fA-F]")
"""How JSON writes half of a character beyond the first 65 536."""
HALF_BYTES: Final = re.compile(HALF_TEXT.pattern.encode())


def json_of(text: str | bytes) -> Any:  # noqa: ANN401 - what JSON can hold
    """Read JSON.

    Parameters
    ----------
    text
        The whole document.

    Returns
    -------
    Any
        What it holds.

    Raises
    ------
    ValueError
        Where it is no JSON, nested beyond what can be followed, or holds half a
        character, which no file could hold.
    """
    try:
        found = json.loads(text)
    except RecursionError:
        raise ValueError(TOO_DEEP) from None
    halves = (
        HALF_TEXT.search(text) if isinstance(text, str) else HALF_BYTES.search(text)
    )
    if halves:
        json.dumps(found, ensure_ascii=False).encode()
    return found


def toml_of(text: str) -> dict[str, Any]:
    """Read TOML.

    Parameters
    ----------
    text
        The whole document.

    Returns
    -------
    dict
        Its tables.

    Raises
    ------
    ValueError
        Where it is no TOML, or nested beyond what can be followed; many dots in a
        name nest as brackets do.
    """
    squeezed = text.replace(" ", "").replace("\t", "")
    if any(each.count(".") > MOST_DOTS for each in PART.split(squeezed)):
        raise ValueError(TOO_DEEP)
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ValueError(TOO_DEEP) from None
