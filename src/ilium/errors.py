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
from collections.abc import Iterable


class IliumError(Exception):
    """An error that says what is wrong and what to do.

    Parameters
    ----------
    problem
        One sentence: what was found, and what was expected.
    remedy
        One sentence: what the reader can do about it.
    """

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem, remedy)
        self.problem = problem
        self.remedy = remedy

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
            remedy = f"Choose one of: {', '.join(sorted(names))}."
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
