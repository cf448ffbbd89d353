"""From a document of words to PDF, by Typst."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib import resources
from typing import Any

from ilium.errors import InputError


def typeset(template: str, data: Mapping[str, Any]) -> bytes:
    """Set a document by a template.

    Parameters
    ----------
    template
        File among the templates.
    data
        What it shows: words, numbers and drawings, anything that JSON can hold.

    Returns
    -------
    bytes
        A PDF without a clock; the same data give the same bytes.

    Raises
    ------
    InputError
        Where Typst is not installed.
    """
    try:
        import typst  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise InputError(
            "A PDF needs Typst, which is not installed.",
            "Install it with: pip install typst.",
        ) from error
    file = resources.files("ilium.report") / "templates" / template
    return typst.compile(
        file.read_bytes(),
        sys_inputs={"data": json.dumps(data, sort_keys=True)},
        ignore_system_fonts=True,
        timestamp=0,
    )
