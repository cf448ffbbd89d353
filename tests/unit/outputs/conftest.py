"""A small analysis that needs no recording."""

from __future__ import annotations

import math

import numpy as np
import pytest

from builders import a_body, a_clock, a_movement, a_trial
from ilium.core.event import Event
from ilium.core.issue import Issue
from ilium.core.measure import Measure
from ilium.core.movement import Movement, Repetition
from ilium.core.provenance import Input, Provenance
from ilium.pipeline import Analysis
from synthetic_forces import a_plate


@pytest.fixture
def analysis() -> Analysis:
    """A posed body on one plate, with two measures and a hostile label."""
    body = a_body(a_clock(1.0), tilt=0.2, obliquity=0.1)
    plate = a_plate(np.linspace(0.0, 700.0, 501), 500.0)
    trial = a_trial(body, plates=[plate], name="squat").with_issues(
        Issue(kind="marker-gap", where="=cmd()", what="A gap.", value=math.nan)
    )
    repetition = Repetition(number=1, side="left", start=0.1, end=0.9)
    plain = a_movement("single_leg_squat", repetition, quiet=(0.0, 1.0))
    movement = Movement(
        task=plain.task,
        how=plain.how,
        confidence=plain.confidence,
        why=plain.why,
        repetitions=plain.repetitions,
        quiet=plain.quiet,
        events=(
            Event(time=0.5, name="bottom", side="left", source="marker"),
            Event(time=0.1, name="descent_start", side="left", source="marker"),
        ),
    )
    measures = (
        Measure(name="flight_time", side="both", value=0.5, unit="s", repetition=1),
        Measure(name="flight_time", side="both", value=0.5, unit="s", flags=("a", "b")),
    )
    source = Input(role="trial", format="c3d", sha256="0" * 64)
    return Analysis(
        trial=trial,
        kinematics=body,
        movement=movement,
        measures=measures,
        provenance=Provenance(inputs=(source,), settings={"a": {"b": 1.0}}),
    )
