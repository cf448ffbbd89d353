"""Every error ilium raises: what is wrong, then what to do about it.

::

    IliumError(problem, remedy)
    ├── InputError (ValueError)     what we were given cannot be used   exit 2
    │   ├── FileFormatError         a file does not follow its format
    │   ├── UnknownNameError        a name that does not exist here
    │   ├── SignalError             wrong dims, unit, labels, magnitude, clock
    │   └── InsufficientDataError   too short, too few repetitions, too many gaps
    ├── ComputationError            sound input, method could not finish exit 1
    └── StoreError                  the store of clients                exit 1
        └── ConsentError            the person has not agreed to it
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable

LONGEST = 1000
"""Most characters of a problem or a remedy; what is longer quotes a whole file [1]."""
LISTED = 600
"""Most characters of a list of names to choose from [1]."""
CONTROLS = ("Cc", "Cs", "Zl", "Zp")
"""Kinds of characters that a terminal would obey or cannot print."""


class IliumError(Exception):
    """An error that says what is wrong and what to do.

    Parameters
    ----------
    problem
        One sentence: what was found, and what was expected.
    remedy
        One sentence: what the reader can do about it.

    Both may quote a damaged file: what cannot be shown is replaced, what is far too
    long is shortened in its middle.
    """

    def __init__(self, problem: str, remedy: str) -> None:
        self.problem = _readable(problem)
        self.remedy = _readable(remedy)
        super().__init__(self.problem, self.remedy)

    def __str__(self) -> str:
        return f"{self.problem} {self.remedy}"


class InputError(IliumError, ValueError):
    """What we were given cannot be used."""


class FileFormatError(InputError):
    """A file does not follow its format."""


class UnknownNameError(InputError):
    """A name that does not exist here."""

    @classmethod
    def among(
        cls, kind: str, name: str, available: Iterable[object]
    ) -> UnknownNameError:
        """Name what was asked for and offer the nearest name that exists.

        Parameters
        ----------
        kind
            What the name denotes, for example ``"marker"``.
        name
            The name that was asked for.
        available
            The names that exist.

        Returns
        -------
        UnknownNameError
            Ready to be raised.
        """
        names = [str(each) for each in available]
        near = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
        if near:
            remedy = f"Did you mean {near[0]!r}?"
        elif names:
            remedy = f"Choose one of: {_listed(names)}."
        else:
            remedy = f"There is no {kind} at all here."
        return cls(f"There is no {kind} named {name!r}.", remedy)


class SignalError(InputError):
    """An array has wrong dimensions, unit, labels, magnitude or clock."""


class InsufficientDataError(InputError):
    """Too short, too few repetitions or too many gaps for the method."""


class ComputationError(IliumError):
    """The input is sound, but the method could not finish."""


class StoreError(IliumError):
    """The store of clients could not be opened, read or written; nothing was lost."""


class ConsentError(StoreError):
    """The person has not agreed to it, or has withdrawn; nothing was kept."""


def _readable(text: str) -> str:
    if len(text) > LONGEST:
        text = f"{text[: LONGEST * 3 // 4]} … {text[-LONGEST // 5 :]}"
    if text.isprintable():
        return text
    return "".join(
        "\ufffd" if unicodedata.category(each) in CONTROLS and each != "\n" else each
        for each in text
    )


def _listed(names: Iterable[str]) -> str:
    told, left = "", sorted(names)
    while left and len(told) < LISTED:
        told += f", {left.pop(0)}"
    more = f" and {len(left)} more" if left else ""
    return told.removeprefix(", ") + more
