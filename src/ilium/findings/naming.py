"""Names from the data dictionary in the language that is spoken."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ilium.catalogue import RAW
from ilium.core.catalogue import MeasureKind
from ilium.core.movement import TASKS
from ilium.findings.language import translated
from ilium.findings.words import say
from ilium.muscles.groups import muscle_groups
from ilium.stability.points import POINTS
from ilium.symmetry.catalogue import TITLES

_ENDINGS = (
    ", from standing",
    ", peak force in newtons",
    ", peak force by mass",
    ", peak force",
    ", peak",
    *(f" {words}" for words, _ in POINTS.values()),
    *(f": {words}" for words, _ in TITLES.values()),
)
_MARKS = ", :"
_EVENTS = (
    "apex", "ascent", "ascent end", "bottom", "braking", "descent", "descent start",
    "drop", "drop start", "extend", "extend start", "flight", "float", "foot off",
    "foot strike", "highest", "hold", "hold end", "hold start", "initial contact",
    "landing", "lift", "lift off", "loading", "lower", "lower start", "lowest",
    "midstance", "onset", "opposite foot off", "opposite foot strike", "peak",
    "pre-swing", "propulsion", "push-back", "quiet", "return", "return end",
    "stabilised", "stance", "step", "step start", "swing", "take off",
    "terminal stance", "touch down", "unweighting",
)  # fmt: skip
"""Events and phases that `ilium.events` names."""


def title_of(kind: MeasureKind) -> str:
    """Short name of a measure for people."""
    return name_words(kind.title)


def name_words(title: str) -> str:
    """English title of a measure or signal, translated part by part.

    A title is its quantity, then where it is read, then what it is counted from;
    each part is translated once.

    >>> name_words("Pelvic drop at the deepest point, from standing")
    'Pelvic drop at the deepest point, from standing'
    """
    for ending in _ENDINGS:
        if title.endswith(ending):
            part = ending.lstrip(_MARKS)
            mark = ending[: len(ending) - len(part)]
            said = translated("measure part", part)
            name = name_words(title.removesuffix(ending))
            if mark == " ":
                return say("plain.read_at", name=name, part=said)
            return f"{name}{mark}{said}"
    return translated("measure", title)


def index_words(index: str) -> str:
    """Name of an index of asymmetry."""
    return translated("measure part", TITLES[index][0])


def positive_words(positive: str) -> str:
    """What a positive value means; empty for measures without a sign."""
    return "" if positive.startswith("always") else translated("sign", positive)


def task_words(task: str) -> str:
    """Name of a movement inside a sentence."""
    return translated("task", TASKS[task])


def muscle_words(title: str) -> str:
    """Name of a group of muscles."""
    return translated("muscle", title)


def event_words(name: str) -> str:
    """Event or phase as people read it; a name from a file as the file has it.

    >>> event_words("foot_strike")
    'foot strike'
    """
    return translated("event", name.replace("_", " ").replace(":", ": "))


@cache
def names() -> tuple[tuple[str, str], ...]:
    """Every (context, English) of the data dictionary that can be translated."""
    return tuple(dict.fromkeys(_names()))


def _names() -> Iterator[tuple[str, str]]:
    for ending in _ENDINGS:
        yield "measure part", ending.lstrip(_MARKS)
    for kind in RAW:
        yield "measure", _base(kind.title)
        if not kind.positive.startswith("always"):
            yield "sign", kind.positive
    for task in TASKS.values():
        yield "task", task
    for group in muscle_groups():
        yield "muscle", group.title
    for event in _EVENTS:
        yield "event", event


def _base(title: str) -> str:
    ending = next((each for each in _ENDINGS if title.endswith(each)), "")
    return _base(title.removesuffix(ending)) if ending else title
