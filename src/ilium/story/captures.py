"""Two visits to a laboratory that never was: known truth, before and after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ilium.pipeline import Analysis, analyse
from ilium.settings import Settings, settings_from
from ilium.units import DEGREE

TASKS: Final = ("single_leg_squat", "drop_vertical_jump")
RATE: Final = 100.0
NOISE, PLATE_NOISE = 3e-4, 0.5
"""Of a good laboratory's markers [m] and plates [N]."""
REPETITIONS: Final = 5
SETTINGS: Final[Settings] = settings_from({"musculoskeletal": {"depth": "none"}})
"""The story is about the pelvis: no muscle forces, so that it is told in seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """How the simulated person moves at one visit.

    Parameters
    ----------
    drop, rotation
        Of the pelvis, mean of both sides [rad].
    asymmetry
        Left's excess over right's, as a share of their mean [1].
    variability
        From repetition to repetition, a word of the simulator's.
    seed
        Of everything that varies.
    """

    drop: float
    rotation: float
    asymmetry: float
    variability: str
    seed: int


BEFORE: Final = Body(
    drop=10.0 * DEGREE,
    rotation=8.0 * DEGREE,
    asymmetry=0.4,
    variability="noisy",
    seed=12,
)
AFTER: Final = Body(
    drop=4.0 * DEGREE,
    rotation=2.0 * DEGREE,
    asymmetry=0.0,
    variability="typical",
    seed=24,
)


def visit(body: Body) -> Iterator[Analysis]:
    """Capture and analyse both movements of a visit.

    Parameters
    ----------
    body
        How the person moves.

    Yields
    ------
    Analysis
        Of the single-leg squat, then of the drop vertical jump.
    """
    from ilium.samples import simulate  # noqa: PLC0415 - compiled kernels

    for task in TASKS:
        made = simulate(
            task,
            rate=RATE,
            noise=NOISE,
            plate_noise=PLATE_NOISE,
            pelvic_drop=body.drop,
            pelvic_rotation=body.rotation,
            asymmetry=body.asymmetry,
            variability=body.variability,
            repetitions=REPETITIONS if task == "single_leg_squat" else None,
            seed=body.seed,
        )
        yield analyse(made.trial, static=made.static, task=task, settings=SETTINGS)
