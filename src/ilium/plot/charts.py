"""Every plot of the report by its name: one source of numbers for page and notebook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from ilium.errors import InputError, UnknownNameError
from ilium.pipeline import Analysis
from ilium.report.page import build_context, sections
from ilium.report.plot import Chart

GROUPS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "pelvis": ("angle-PelvisAngles-",),
        "hip": ("angle-HipAngles-",),
        "knee": ("angle-KneeAngles-",),
        "ankle": ("angle-AnkleAngles-",),
        "foot": ("angle-FootProgressAngles-",),
        "thorax": ("angle-ThoraxAngles-",),
        "spine": ("angle-SpineAngles-",),
        "stability": ("curve-",),
        "moments": ("moment-",),
        "reactions": ("reaction-",),
        "forces": ("force-",),
        "muscles": ("muscle-",),
    }
)
"""Word for several plots to the beginnings of their names."""
PREFIXES: Final = ("", "curve-", "angle-", "moment-", "reaction-", "muscle-")


def all_charts(analysis: Analysis) -> dict[str, Chart]:
    """Every plot of an analysis.

    Parameters
    ----------
    analysis
        What one run computed.

    Returns
    -------
    dict
        Name to plot, in the order of the report.
    """
    found: dict[str, Chart] = {}
    for section in sections(build_context(analysis)):
        for each in _held(section.view.values()):
            found.setdefault(each.key, each)
    return found


def _held(content: Iterable[object]) -> Iterable[Chart]:
    for each in content:
        if isinstance(each, Chart):
            yield each
        elif isinstance(each, list | tuple):
            yield from _held(each)
        elif isinstance(each, dict):
            yield from _held(each.values())


def chosen_charts(analysis: Analysis, what: str | Sequence[str]) -> list[Chart]:
    """Plots that a word or several names ask for.

    Parameters
    ----------
    analysis
        What one run computed.
    what
        A key of `GROUPS`, a signal such as ``pelvic_drop``, or several of them.

    Returns
    -------
    list of Chart
        At least one.

    Raises
    ------
    UnknownNameError
        With the nearest name that exists.
    InputError
        Where the recording does not show it.
    """
    there = all_charts(analysis)
    wanted = [what] if isinstance(what, str) else list(what)
    return [chart for each in wanted for chart in _matching(there, each)]


def _matching(there: Mapping[str, Chart], word: str) -> list[Chart]:
    if word in GROUPS:
        found = [chart for key, chart in there.items() if key.startswith(GROUPS[word])]
        if not found:
            problem = f"The recording shows nothing to plot of {word!r}."
            shown = [name for name in GROUPS if _any(there, name)]
            raise InputError(problem, f"It shows: {', '.join(shown) or 'nothing'}.")
        return found
    for prefix in PREFIXES:
        for key in (f"{prefix}{word}", f"{prefix}{word.replace('_', '-')}"):
            if key in there:
                return [there[key]]
    signals = [key.removeprefix("curve-") for key in there]
    raise UnknownNameError.among("plot", word, [*GROUPS, *signals])


def _any(there: Mapping[str, Chart], group: str) -> bool:
    return any(key.startswith(GROUPS[group]) for key in there)
