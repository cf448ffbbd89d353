"""Labels of a recording, told apart where one occurs twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ilium.core.issue import Issue


def distinct(labels: Sequence[str]) -> tuple[str, ...]:
    """Labels that all differ: from the second on the same one carries a number.

    Parameters
    ----------
    labels
        In order.

    Returns
    -------
    tuple of str
        In the same order; a number that makes another label of these is passed over.

    Examples
    --------
    >>> distinct(["LASI", "LASI", "RASI"]), distinct(["LASI", "LASI", "LASI_2"])
    (('LASI', 'LASI_2', 'RASI'), ('LASI', 'LASI_3', 'LASI_2'))
    """
    taken, seen = set(labels), Counter[str]()
    found: list[str] = []
    for label in labels:
        seen[label] += 1
        name, number = label, seen[label]
        while number > 1 and (name := f"{label}_{number}") in taken:
            number += 1
        taken.add(name)
        found.append(name)
    return tuple(found)


def told_apart(labels: Sequence[str]) -> tuple[tuple[str, ...], tuple[Issue, ...]]:
    """Labels that all differ, and a remark where some did not.

    Parameters
    ----------
    labels
        In order.

    Returns
    -------
    tuple of str
        As `distinct` gives them.
    tuple of Issue
        Names the labels that occur twice; empty where none does.
    """
    twice = sorted(label for label, times in Counter(labels).items() if times > 1)
    if not twice:
        return tuple(labels), ()
    what = "Labels that occur twice carry a number from the second on."
    issue = Issue(kind="double-label", where=", ".join(twice), what=what)
    return distinct(labels), (issue,)
