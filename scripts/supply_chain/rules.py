"""Which licences may be joined with ilium's own, MIT, in a person's installation."""

from __future__ import annotations

from functools import cache

from boolean import Expression
from license_expression import Licensing, get_spdx_licensing

PERMISSIVE = frozenset(
    """
    0BSD Apache-2.0 BSD-2-Clause BSD-3-Clause BSL-1.0 CC0-1.0 FTL HPND IJG ISC MIT MIT-0
    MIT-CMU MIT-Modern-Variant OFL-1.1 OpenSSL PSF-2.0 Python-2.0 Qhull Unlicense X11
    Zlib libpng-2.0 libtiff
    """.split()  # noqa: SIM905 - a list of names is read as one
)
"""Notices to keep, nothing more."""
WEAK = frozenset(
    """
    EPL-1.0 EPL-2.0 LGPL-2.0-or-later LGPL-2.1-only LGPL-2.1-or-later LGPL-3.0-only
    LGPL-3.0-or-later MPL-2.0
    """.split()  # noqa: SIM905 - as above
)
"""What is changed of the package itself stays open; a program that loads it is free."""
EXCEPTIONS = frozenset(("LLVM-exception", "GCC-exception-3.1"))
"""Each frees a program from what the licence before it asks."""


def compatible(expression: str) -> bool:
    """Whether a person may get this together with ilium under ilium's own licence.

    Parameters
    ----------
    expression
        SPDX expression; of alternatives one is enough, of parts all must do.

    Returns
    -------
    bool
        Never true of an unknown licence.
    """
    return _free(expression, PERMISSIVE | WEAK)


def permissive(expression: str) -> bool:
    """Whether nothing but notices is asked for."""
    return _free(expression, PERMISSIVE)


@cache
def listed() -> Licensing:
    """The licences that SPDX lists."""
    return get_spdx_licensing()


@cache
def known(expression: str) -> bool:
    """Whether every part of an expression is a licence that SPDX lists."""
    licensing = listed()
    return bool(expression) and not licensing.unknown_license_keys(expression)


@cache
def _free(expression: str, allowed: frozenset[str]) -> bool:
    parsed = listed().parse(expression) if known(expression) else None
    return parsed is not None and _part(parsed, allowed)


def _part(part: Expression, allowed: frozenset[str]) -> bool:
    if part.isliteral:
        return _one(str(part), allowed)
    enough = any if isinstance(part, listed().OR) else all
    return enough(_part(each, allowed) for each in part.args)


def _one(symbol: str, allowed: frozenset[str]) -> bool:
    licence, _, exception = symbol.partition(" WITH ")
    return licence in allowed or exception in EXCEPTIONS
