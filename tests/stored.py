"""Small people and small results for the store's tests."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import xarray as xr

from ilium.core.dictionary import CLINICAL_ANGLE
from ilium.core.event import Event
from ilium.core.issue import Issue
from ilium.core.measure import Measure
from ilium.core.movement import Movement, Repetition
from ilium.core.provenance import Input, Provenance
from ilium.store import Store


@dataclass(frozen=True)
class Squat:
    """What an analysis of single-leg squats leaves."""

    drop: float = 0.1
    task: str = "single_leg_squat"
    provenance: Provenance = field(
        default_factory=lambda: Provenance(
            inputs=(Input(role="trial", format="c3d", sha256="ab" * 32),),
            options={"task": "auto"},
            settings={"smoothing": {"cutoff": 6.0}},
            version="0.1.0",
        )
    )

    @property
    def movement(self) -> Movement:
        repetition = Repetition(number=1, side="left", start=0.5, end=2.0)
        return Movement(
            task=self.task,
            how="given",
            confidence=1.0,
            why="It was given.",
            repetitions=(repetition,),
        )

    @property
    def events(self) -> tuple[Event, ...]:
        return (Event(time=1.25, name="bottom", side="left", source="marker"),)

    @property
    def issues(self) -> tuple[Issue, ...]:
        return (Issue(kind="gap", where="LASI", what="A gap of 0.1 s."),)

    @property
    def measures(self) -> tuple[Measure, ...]:
        return (
            Measure(
                name="pelvic_drop",
                side="left",
                value=self.drop,
                unit="rad",
                sd=0.01,
                n=3,
                sem=0.02,
                flags=("depth-not-reached",),
                method="ISB",
            ),
            Measure(
                name="pelvic_drop", side="left", value=0.12, unit="rad", repetition=1
            ),
            Measure(name="knee_flexion", side="left", value=float("nan"), unit="rad"),
        )


def angles(frames: int = 20, shift: float = 0.0) -> dict[str, xr.DataArray]:
    """A curve with a gap in it."""
    numbers = np.linspace(0.0, 1.0, frames * 3).reshape(frames, 1, 3) + shift
    numbers[3] = np.nan
    time = np.arange(frames) / 100.0
    return {
        "angles": CLINICAL_ANGLE.label(
            numbers, time=time, angle=["LPelvis"], component=["X", "Y", "Z"]
        )
    }


def someone(store: Store, name: str = "", **more: object) -> str:
    """Add an adult who agrees to everything."""
    return store.clients.add(
        name, consent=["store", "video", "share", "research"], adult=True, **more
    )
