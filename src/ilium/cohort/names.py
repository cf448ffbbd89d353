"""What the names of files and folders say: task, side, and which one is a static."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Final

from ilium.conventions import SIDES, Side
from ilium.core.movement import TASKS

SHORT: Final[Mapping[str, str]] = MappingProxyType(
    {
        "dj": "drop_jump",
        "dvj": "drop_vertical_jump",
        "cmj": "countermovement_jump",
        "sldj": "single_leg_drop_jump",
        "slh": "single_leg_hop",
        "sll": "single_leg_landing",
        "sls": "single_leg_squat",
        "slsquat": "single_leg_squat",
        "sl_squat": "single_leg_squat",
        "stepdown": "step_down",
        "kickback": "kickback_standing",
        "gait": "walk",
        "walking": "walk",
        "running": "run",
        "bilateral_squat": "squat",
        "lunges": "lunge",
    }
)
"""Short words for movements that laboratories use in names."""
STANDS: Final = frozenset(
    {
        "static", "statics", "stat", "cal", "calib", "calibration", "neutral", "tpose",
        "statik", "statisch", "kalibrierung", "statique", "estatica", "estática",
        "statica",
    }
)  # fmt: skip
"""Words that name a standing calibration, also in other languages."""
SAID_SIDES: Final[Mapping[str, Side]] = MappingProxyType(
    {**{each: each for each in SIDES}, "links": "left", "rechts": "right"}
)
"""Words for a side, written out."""
RECORDINGS: Final = ("c3d", "trc", "trc.gz")
CLIPS: Final = ("mp4", "mov", "m4v", "avi", "mkv", "webm")
FORCES: Final = ("mot", "sto", "mot.gz", "sto.gz")

_SMALL: Final = "a-zß-öø-ÿ"
_LARGE: Final = "A-ZÀ-ÖØ-Þ"
_PARTS = re.compile(
    rf"(?<=[{_SMALL}\d])(?=[{_LARGE}])|(?<=[{_LARGE}])(?=[{_LARGE}][{_SMALL}])"
    r"|(?<=\D)(?=\d)|[\W_]+"
)
UNCLEAR: Final = ("squat", "run", "other")
"""Movements whose names say too little: on one leg or two, a run or the first one."""
_TASKS: Final = tuple(
    sorted(
        [(each.split("_"), each) for each in TASKS if each not in UNCLEAR]
        + [(words.split("_"), task) for words, task in SHORT.items()],
        key=lambda each: -len(each[0]),
    )
)


def ending(path: str) -> str:
    """Ending of a file's name in small letters, ``trc.gz`` included."""
    name = PurePosixPath(path).name.lower()
    inner = name.removesuffix(".gz")
    last = inner.rpartition(".")[2] if "." in inner else ""
    return f"{last}.gz" if name.endswith(".gz") else last


def stem(path: str) -> str:
    """Name of a file without its ending."""
    name, end = PurePosixPath(path).name, ending(path)
    return name[: -len(end) - 1] if end else name


def words(text: str) -> list[str]:
    """Words of a name, in small letters.

    >>> words("P01-DropJump_left02"), words("CMJ1Left")
    (['p', '01', 'drop', 'jump', 'left', '02'], ['cmj', '1', 'left'])
    """
    whole = unicodedata.normalize("NFC", text)  # macOS takes umlauts apart
    return [each.lower() for each in _PARTS.split(whole) if each]


def task_named(names: Iterable[str]) -> str:
    """Movement that the first of these names says; empty where none does.

    Parameters
    ----------
    names
        The file's name first, then those of its folders.

    Returns
    -------
    str
        A key of `ilium.core.movement.TASKS`; the longest where several fit.
    """
    for name in names:
        said = words(name)
        for wanted, task in _TASKS:
            if _within(said, wanted):
                return task
    return ""


def side_named(name: str) -> Side | None:
    """Side that a name says; ``None`` where it says none or both."""
    said: set[Side] = {SAID_SIDES[each] for each in words(name) if each in SAID_SIDES}
    return said.pop() if len(said) == 1 else None


def is_static(name: str) -> bool:
    """Whether a name says that somebody stands still in it, for calibration."""
    said = words(name)
    return bool(STANDS.intersection(said)) or _within(said, ["t", "pose"])


def _within(said: list[str], wanted: list[str]) -> bool:
    size = len(wanted)
    return any(said[at : at + size] == wanted for at in range(len(said) - size + 1))
