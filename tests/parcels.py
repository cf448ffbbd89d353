"""Small recordings and results to carry from one format to another."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np

from ilium.conventions import AXES
from ilium.core.dictionary import (
    EMG,
    MARKER_POSITION,
    PLATE_FORCE,
    PLATE_MOMENT,
)
from ilium.core.event import Event
from ilium.core.measure import Measure
from ilium.core.participant import Participant
from ilium.core.plate import Plate
from ilium.core.quantity import clock, values
from ilium.core.trial import LabFrame, Source, Trial
from ilium.exchange.parcel import Parcel
from ilium.outputs.courses import Course
from ilium.pipeline import Analysis, analyse
from simulated import capture

FRAMES, RATE, SAMPLES = 24, 100.0, 4
EVENTS = (
    Event(time=0.05, name="foot_strike", side="left", source="plate"),
    Event(time=0.11, name="bottom", side="both", source="model"),
    Event(time=0.17, name="foot_off", side="right", source="file"),
)
BODY = Participant(mass=62.5, height=1.7, leg_length_left=0.9, knee_width_right=0.1)
MEASURES = (
    Measure(
        name="pelvic_drop_peak",
        side="left",
        value=0.1234567890123,
        unit="rad",
        sd=0.01,
        n=3,
        sem=0.03,
        ci_low=0.1,
        ci_high=0.15,
        flags=("one", "two"),
        method="read, with a comma; doi:10.1/x",
    ),
    Measure(name="pelvic_drop_peak", side="right", value=float("nan"), unit="rad"),
    Measure(name="pelvic_drop_peak", side="left", value=0.1, unit="rad", repetition=1),
)


def small_trial(labels=("LASI", "RASI", "SACR"), *, seed=0, start=0.0) -> Trial:
    """A recording of a quarter of a second with plates and electromyograms."""
    rng = np.random.default_rng(seed)
    time = start + np.arange(FRAMES) / RATE
    positions = rng.uniform(-1.0, 2.0, (FRAMES, len(labels), 3))
    positions[3:6, 0] = np.nan
    fine = start + np.arange(FRAMES * SAMPLES) / (RATE * SAMPLES)
    return Trial(
        name="small",
        participant=BODY,
        markers=MARKER_POSITION.label(
            positions, time=time, marker=list(labels), axis=list(AXES)
        ),
        lab=LabFrame(rotation=np.eye(3), forwards="+x", up="+y", how="given"),
        source=Source(format="made", sha256="0" * 64),
        plates=tuple(_plate(number, fine, rng) for number in (1, 2)),
        emg=EMG.label(
            rng.normal(0.0, 1e-3, (fine.size, 2)),
            time=fine,
            channel=["L_GMED", "R_GMED"],
        ),
        events=EVENTS[2:],
    )


def _plate(number: int, time, rng) -> Plate:
    corners = np.array(
        [[0.3, 0.0, -0.2], [0.3, 0, 0.2], [-0.3, 0, 0.2], [-0.3, 0, -0.2]]
    )
    corners += np.array([0.0, 0.0, 0.5 * number])
    force = rng.normal(0.0, 20.0, (time.size, 3))
    force[:, 1] = 400.0 + 100.0 * np.sin(time * 20.0)
    force[: time.size // 4] = 0.0
    point = corners.mean(axis=0) + rng.uniform(-0.1, 0.1, (time.size, 3)) * [1, 0, 1]
    moment = np.cross(point - corners.mean(axis=0), force)
    return Plate(
        name=f"plate {number}",
        kind=2,
        corners=corners,
        force=PLATE_FORCE.label(force, time=time, axis=list(AXES)),
        moment=PLATE_MOMENT.label(moment, time=time, axis=list(AXES)),
        origin=corners.mean(axis=0),
        normal=np.array([0.0, 1.0, 0.0]),
    )


def small_parcel(**more) -> Parcel:
    """Everything that a parcel may hold, but a model and a vendor's outputs."""
    trial = small_trial(**more)
    rng = np.random.default_rng(1)
    names = [f"{s}HipAngles.{c}" for s in "LR" for c in "XYZ"]
    angles = rng.uniform(-1.0, 1.0, (FRAMES, 6))
    angles[:2] = np.nan
    moments = rng.uniform(-1.0, 1.0, (FRAMES, 4))
    columns = ("LHipMoment.X", "LHipMoment.Y", "LHipMoment.Z", "LHipPower")
    return Parcel(
        name="small",
        trial=trial,
        events=EVENTS,
        courses=(
            Course(
                name="angles_plug_in_gait",
                time=trial.time,
                columns=tuple(names),
                units=("rad",) * 6,
                numbers=angles,
            ),
            Course(
                name="moments_plug_in_gait",
                time=trial.time,
                columns=columns,
                units=("N m/kg",) * 3 + ("W/kg",),
                numbers=moments,
            ),
        ),
        measures=MEASURES,
        task="single_leg_squat",
        sha256="0" * 64,
    )


@cache
def analysed_squat() -> Analysis:
    """A simulated single-leg squat, two repetitions a side, analysed once a run."""
    made = capture("single_leg_squat", repetitions=2, seed=3)
    return analyse(made.trial, static=made.static)


def apart(one: Parcel, two: Parcel) -> dict[str, float]:
    """Largest difference of each part that both hold [SI]; infinite where unlike."""
    found: dict[str, float] = {}
    a, b = one.trial, two.trial
    if a is not None and b is not None:
        if a.marker_names and b.marker_names:
            found["markers"] = largest(values(a.markers), values(b.markers))
            found["clock"] = largest(a.time, b.time)
        if a.plates and b.plates:
            found["forces"] = max(
                largest(loads(x), loads(y))
                for x, y in zip(a.plates, b.plates, strict=True)
            )
            found["clock of forces"] = largest(
                clock(a.plates[0].force), clock(b.plates[0].force)
            )
        if a.emg is not None and b.emg is not None:
            found["emg"] = largest(values(a.emg), values(b.emg))
    if one.events and two.events:
        same = [(x.name, x.side) for x in one.events] == [
            (x.name, x.side) for x in two.events
        ]
        times = [np.array([x.time for x in y.events]) for y in (one, two)]
        found["events"] = largest(*times) if same else np.inf
    for each in one.courses:
        if two.has(each.name):
            other = two.course(each.name)
            same = each.columns == other.columns and each.units == other.units
            found[each.name] = largest(each.numbers, other.numbers) if same else np.inf
    return found


def loads(plate: Plate):
    """Force and moment about the laboratory's origin, shape (time, 6) [N, N m]."""
    force = values(plate.force)
    return np.hstack([force, values(plate.moment) + np.cross(plate.origin, force)])


def largest(one, two) -> float:
    """Largest difference; infinite where shapes or gaps differ."""
    if one.shape != two.shape or (np.isnan(one) != np.isnan(two)).any():
        return float("inf")
    return float(np.nanmax(np.abs(one - two), initial=0.0))


def one_frame_late(parcel: Parcel) -> Parcel:
    """The same parcel with markers that are one frame late: a negative control."""
    assert parcel.trial is not None
    moved = np.roll(values(parcel.trial.markers), 1, axis=0)
    markers = MARKER_POSITION.label(
        moved,
        time=parcel.trial.time,
        marker=list(parcel.trial.marker_names),
        axis=list(AXES),
    )
    return replace(parcel, trial=replace(parcel.trial, markers=markers))
