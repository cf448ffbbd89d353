"""Stages of an analysis as the page shows them, and how much of it each one is."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from ilium.store.jobs import Kind

PREPARING: Final = "preparing"
"""Told before all others where the kernels are compiled on the way, once a computer."""
WEIGHTS: Final[Mapping[Kind, Mapping[str, float]]] = MappingProxyType(
    {
        "laboratory": MappingProxyType(
            {
                PREPARING: 0.0,
                "reading": 4.0,
                "checking": 2.0,
                "angles": 4.0,
                "movement": 3.0,
                "fitting": 20.0,
                "moments": 2.0,
                "muscles": 30.0,
                "measuring": 10.0,
                "keeping": 2.0,
                "drawing": 10.0,
            }
        ),
        "video": MappingProxyType(
            {
                PREPARING: 0.0,
                "reading": 1.0,
                "watching": 80.0,
                "angles": 2.0,
                "movement": 1.0,
                "measuring": 3.0,
                "keeping": 1.0,
                "drawing": 20.0,
            }
        ),
    }
)
"""How long each stage takes against the others, on typical recordings."""
_FINE: Final = 1000


def share_of_all(kind: Kind, stage: str, share: float) -> float:
    """How much of an analysis is done.

    Parameters
    ----------
    kind
        What is analysed.
    stage
        What it does now; empty before it begins.
    share
        How much of that stage is done [1].

    Returns
    -------
    float
        From 0 to 1.
    """
    weights = WEIGHTS[kind]
    if stage not in weights:
        return 0.0
    names = list(weights)
    before = sum(weights[each] for each in names[: names.index(stage)])
    return (before + share * weights[stage]) / sum(weights.values())


def as_count(kind: Kind, stage: str, share: float) -> int:
    """Stage and share as the one number that a process tells."""
    return list(WEIGHTS[kind]).index(stage) * _FINE + int(share * (_FINE - 1))


def from_count(kind: Kind, count: int) -> tuple[str, float]:
    """Stage and share that `as_count` made one number of."""
    at, fine = divmod(count, _FINE)
    return list(WEIGHTS[kind])[at], fine / (_FINE - 1)


class Listening(logging.Handler):
    """Hears the stages that `ilium.core.stage.begin` tells.

    Parameters
    ----------
    heard
        Called with the name of each.
    """

    def __init__(self, heard: Callable[[str], object]) -> None:
        super().__init__(logging.INFO)
        self._heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        """Pass the stage on, where the record has one."""
        stage = getattr(record, "stage", None)
        if stage is not None:
            self._heard(stage)
