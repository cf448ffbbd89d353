"""Small studies of simulated people, and workers that misbehave."""

from __future__ import annotations

import os
import time
from functools import cache

import numpy as np

from ilium.capture.c3d_write import write_c3d
from ilium.capture.serving import serve_standard_streams
from ilium.cohort.orders import job_from
from ilium.cohort.work import work
from ilium.core.dictionary import MARKER_POSITION
from ilium.core.quantity import values
from ilium.samples.simulator.simulate import simulate


@cache
def squat(person, session=0):
    """One squat of one person; people differ in size and in how far they drop."""
    return simulate(
        "single_leg_squat",
        side="left",
        repetitions=1,
        rate=50.0,
        plate_rate=50.0,
        mass=60.0 + 2.0 * person,
        height=1.60 + 0.03 * person,
        pelvic_drop=0.05 + 0.02 * person + 0.004 * session,
    )


def shaken(trial, seed):
    """The same recording with noise of its own: other bytes, another trial."""
    from dataclasses import replace

    noise = np.random.default_rng(seed).normal(0.0, 5e-4, trial.markers.shape)
    markers = MARKER_POSITION.label(
        values(trial.markers) + noise,
        time=trial.time,
        marker=list(trial.marker_names),
        axis=["x", "y", "z"],
    )
    return replace(trial, markers=markers)


def write_study(folder, people=2, sessions=1, trials=1):
    """Folders ``participant/session/trial`` with a static in each session."""
    for person in range(people):
        for session in range(sessions):
            made = squat(person, session)
            inner = folder / f"P{person + 1:02d}" / f"day{session + 1}"
            inner.mkdir(parents=True)
            write_c3d(made.static, inner / "static.c3d")
            for number in range(trials):
                seed = 1000 * person + 100 * session + number
                path = inner / f"sls{number + 1:02d}.c3d"
                write_c3d(shaken(made.trial, seed), path)
    return folder


def main():
    """Serve like a worker, but die or hang at trials whose names say so."""
    serve_standard_streams(_misbehave)


def _misbehave(order, _tell):
    trial = job_from(order).trial
    if "dies" in trial:
        os._exit(7)
    if "hangs" in trial:
        time.sleep(60.0)
    return work(order)


def write_results(folder, values, curves=(), task="single_leg_squat"):
    """Results as a run leaves them, of made-up numbers.

    `values` maps (participant, session, group) to measure, side and value; `curves`
    likewise to curve, side and 101 values.
    """
    from ilium.cohort.places import place_at
    from ilium.cohort.results import Known, Results
    from ilium.cohort.rows import pack

    results = Results(place_at(str(folder)))
    people = {}
    for (who, session, group), found in {**dict.fromkeys(curves, ()), **values}.items():
        where = {"session": session, "trial": "t"}
        measured = [
            {**where, "measure": m, "side": s, "value": v, "unit": "deg", "tier": "lab"}
            for m, s, v in found
        ]
        drawn = [
            {**where, "curve": c, "side": s, "repetition": 1, "unit": "deg",
             "values": list(map(float, v))}
            for c, s, v in dict(curves).get((who, session, group), ())
        ]  # fmt: skip
        trial = {**where, "task": task, "tier": "lab", "group": group, "key": "k",
                 "status": "done"}  # fmt: skip
        rows = {"measures": measured, "curves": drawn, "trials": [trial]}
        identity = (who, session, "t")
        results.keep(identity, pack(who, rows), Known(key="k", failed=False))
        people.setdefault(who, []).append(identity)
    for who, identities in people.items():
        results.settle(who, identities)
    return folder
