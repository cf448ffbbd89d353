"""What a form sent, read field by field; what cannot be read names its field."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import AsyncIterator
from typing import Annotated, Final

from fastapi import Depends, Request
from starlette.datastructures import FormData, UploadFile

from ilium.errors import InputError
from ilium.findings.words import say

LONGEST: Final = 2000
"""Most characters of one field."""


async def _sent(request: Request) -> AsyncIterator[FormData]:
    async with request.form() as sent:
        yield sent


Sent = Annotated[FormData, Depends(_sent)]
"""Everything that the form of a request holds."""


def text(sent: FormData, name: str) -> str:
    """Words of a field, without blanks around them; empty where it is missing."""
    value = sent.get(name, "")
    return "" if isinstance(value, UploadFile) else value.strip()[:LONGEST]


def number(sent: FormData, name: str) -> float | None:
    """Number of a field, with a point or a comma.

    Parameters
    ----------
    sent
        The form.
    name
        Of the field.

    Returns
    -------
    float or None
        ``None`` where the field is empty.

    Raises
    ------
    InputError
        Where it holds no number.
    """
    given = text(sent, name)
    if not given:
        return None
    try:
        value = float(given.replace(",", "."))
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise InputError(
            say("app_form.number", given=given), say("app_form.number_then")
        )
    return value


def whole(sent: FormData, name: str) -> int | None:
    """Whole number of a field; ``None`` where it is empty."""
    value = number(sent, name)
    if value is not None and value != int(value):
        raise InputError(
            say("app_form.whole", given=text(sent, name)), say("app_form.number_then")
        )
    return None if value is None else int(value)


def day(sent: FormData, name: str) -> dt.date | None:
    """Day of a field; ``None`` where it is empty."""
    given = text(sent, name)
    try:
        return dt.date.fromisoformat(given) if given else None
    except ValueError:
        raise InputError(
            say("app_form.day", given=given), say("app_form.day_then")
        ) from None


def truth(sent: FormData, name: str) -> bool | None:
    """Yes or no; ``None`` where neither was said."""
    return {"yes": True, "no": False}.get(text(sent, name))


def several(sent: FormData, name: str) -> tuple[str, ...]:
    """Every value of a field that may be ticked more than once."""
    return tuple(each for each in sent.getlist(name) if isinstance(each, str))
