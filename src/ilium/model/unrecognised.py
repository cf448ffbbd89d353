"""What to say where no marker set fits."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence

from ilium.errors import InputError

SHOWN = 60
"""Most labels that a sentence lists [1]."""


def unrecognised(
    found: Sequence[str],
    required: Mapping[str, Sequence[Sequence[str]]],
    recognised: Mapping[str, int],
) -> InputError:
    """Say what was found, what is missing for the nearest set, and the nearest names.

    Parameters
    ----------
    found
        Labels of the recording.
    required
        Title of each set to the groups of labels that identify it, one needed of each.
    recognised
        Title of each set to the number of its landmarks that were found.

    Returns
    -------
    InputError
        Ready to be raised.
    """
    if not found:
        problem = "The recording has no labelled markers, so no marker set fits."
        return InputError(problem, "Give a recording with labelled trajectories.")
    resemblance = {
        title: recognised[title] + sum(_resembles(group, found) for group in groups)
        for title, groups in required.items()
    }
    nearest = max(resemblance, key=lambda title: resemblance[title])
    lower = {each.casefold() for each in found}
    absent = [
        group
        for group in required[nearest]
        if not lower & {each.casefold() for each in group}
    ]
    missing = [" or ".join(group[:4]) for group in absent]
    pairs = [
        f"{near[0]!r} for {each!r}"
        for group in absent
        for each in group
        if (near := _near(each, found))
    ]
    problem = (
        f"The marker set is not recognised. Found {len(found)} labels: {_list(found)}. "
        f"The nearest known set is {nearest}; it also needs {'; '.join(missing)}."
    )
    if pairs:
        problem += f" Nearest names: {_list(pairs)}."
    remedy = (
        "Describe the laboratory's own set in a small TOML file and give it by "
        "--marker-set, or rename the markers."
    )
    return InputError(problem, remedy)


def _resembles(group: Sequence[str], found: Sequence[str]) -> bool:
    return any(_near(each, found) for each in group)


def _near(label: str, names: Sequence[str]) -> list[str]:
    folded = {each.casefold(): each for each in names}
    near = difflib.get_close_matches(label.casefold(), list(folded), n=1, cutoff=0.7)
    return [folded[each] for each in near]


def _list(names: Sequence[str]) -> str:
    shown = ", ".join(names[:SHOWN])
    return f"{shown} and {len(names) - SHOWN} more" if len(names) > SHOWN else shown
