"""Tables and notes that are not as they should be: one error with advice for all."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager

from ilium.errors import FileFormatError, InputError


@contextmanager
def damage_told(told: FileFormatError) -> Iterator[None]:
    """Turn whatever reading cells and documents raises into one error with advice.

    Parameters
    ----------
    told
        What is wrong with the files, and what to do.

    Raises
    ------
    InputError
        As it was raised where it has advice of its own, `told` in place of any other
        error.
    """
    try:
        yield
    except InputError:
        raise
    except (
        ValueError, LookupError, TypeError, AttributeError, ArithmeticError, OSError,
        csv.Error,
    ) as error:  # fmt: skip
        raise told from error
