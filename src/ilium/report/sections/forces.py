"""Ground reaction forces over time, in body weights where the mass is known."""

from __future__ import annotations

import numpy as np

from ilium.conventions import GRAVITY
from ilium.core.plate import Plate
from ilium.core.quantity import FloatArray, clock, values
from ilium.findings.naming import event_words
from ilium.findings.numbers import fixed, write
from ilium.findings.words import count, join, say
from ilium.kinetics.ground_force import ground_force
from ilium.report.context import Context, Section
from ilium.report.escape import plain
from ilium.report.plot import Chart, Line, Mark, Table

STYLES = ("both", "both second", "both third", "both fourth")
COMPONENTS = (("up", 1), ("forwards", 0), ("right", 2))
BUCKETS = 300
AROUND = 0.4
"""Time shown before the first and after the last repetition [s]."""


def forces(context: Context) -> Section | None:
    """Build the section about ground reaction forces.

    Parameters
    ----------
    context
        The analysis.

    Returns
    -------
    Section or None
        ``None`` without plates; a sentence where nobody stood on them.
    """
    plates = context.analysis.trial.plates
    if not plates:
        return None
    ground = ground_force(context.analysis.trial)
    loaded = list(ground.plates) if ground else []
    charts = [_chart(context, loaded, *each) for each in COMPONENTS] if loaded else []
    stood_on = {each.name for each in loaded}
    idle = [plain(each.name) for each in plates if each.name not in stood_on]
    return Section(
        key="forces",
        title=say("section.forces"),
        template="forces",
        lead=say("forces.lead"),
        view={
            "charts": charts,
            "key": [
                (STYLES[index % 4], plain(plate.name))
                for index, plate in enumerate(loaded)
            ],
            "idle": say("forces.idle", plates=join(idle)) if idle else "",
        },
    )


def _chart(context: Context, plates: list[Plate], name: str, axis: int) -> Chart:
    weight = body_weight(context)
    unit = "BW" if np.isfinite(weight) else "N"
    divisor = weight if np.isfinite(weight) else 1.0
    start, end = window(context)
    lines, peaks = [], []
    for index, plate in enumerate(plates):
        time, force = clock(plate.force), values(plate.force)[:, axis] / divisor
        inside = (time >= start) & (time <= end)
        if not inside.any():
            continue
        x, y = envelope(time[inside], force[inside])
        lines.append(Line(x=x, y=y, style=STYLES[index % 4]))
        peaks.append(_peak(plate, time[inside], force[inside]))
    head = tuple(
        say(f"forces.{key}") for key in ("plate", "largest", "smallest", "when")
    )
    most = max(peaks, key=lambda each: each[1]) if peaks else ("", 0.0, 0.0, 0.0)
    return Chart(
        key=f"force-{name}",
        title=say(f"forces.{name}"),
        unit=unit,
        sentence=say(
            "forces.sentence",
            plates=count(len(lines), "plate"),
            most=write(most[1], unit),
            when=fixed(most[3], 2),
        ),
        table=Table(
            head=head,
            rows=tuple(
                (one, write(high, unit), write(low, unit), f"{fixed(when, 3)} s")
                for one, high, low, when in peaks
            ),
        ),
        x_title=say("chart.seconds"),
        clock="time",
        lines=tuple(lines),
        marks=_marks(context, start, end),
        x_range=(start, end),
    )


def _peak(
    plate: Plate, time: FloatArray, force: FloatArray
) -> tuple[str, float, float, float]:
    held = np.where(np.isfinite(force), force, 0.0)
    top = int(np.argmax(held))
    return plain(plate.name), float(held[top]), float(held.min()), float(time[top])


def body_weight(context: Context) -> float:
    """Weight that the forces are shown in [N]; NaN where no mass is known."""
    pair = context.pairs.get("body_weight")
    if pair is not None:
        return pair.measures[0].value
    mass = context.analysis.kinematics.participant.mass
    return float("nan") if mass is None else mass * GRAVITY


def window(context: Context) -> tuple[float, float]:
    """Time range that plots over time show: all repetitions with a margin [s]."""
    time = context.analysis.kinematics.time
    repetitions = context.analysis.movement.repetitions
    if not repetitions:
        return float(time[0]), float(time[-1])
    start = min(each.start for each in repetitions) - AROUND
    end = max(each.end for each in repetitions) + AROUND
    return max(start, float(time[0])), min(end, float(time[-1]))


def envelope(time: FloatArray, signal: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Thin a fast signal without losing a peak: least and largest of each bucket.

    Parameters
    ----------
    time, signal
        Shape (time,) [any].

    Returns
    -------
    tuple of FloatArray
        Times and values, at most twice `BUCKETS`, in order of time.
    """
    if time.size <= 2 * BUCKETS:
        return time, signal
    width = time.size // BUCKETS
    whole = signal[: width * BUCKETS].reshape(BUCKETS, width)
    held = np.where(np.isfinite(whole), whole, 0.0)
    start = np.arange(BUCKETS) * width
    picked = np.concatenate([start + held.argmin(axis=1), start + held.argmax(axis=1)])
    picked = np.unique(np.append(picked, time.size - 1))
    return time[picked], signal[picked]


def _marks(context: Context, start: float, end: float) -> tuple[Mark, ...]:
    events = [
        each for each in context.analysis.movement.events if start <= each.time <= end
    ]
    crowded = len(events) > 10
    marks = {
        round(each.time, 3): Mark(
            x=each.time, word="" if crowded else plain(event_words(each.name))
        )
        for each in events
    }
    return tuple(marks.values())
