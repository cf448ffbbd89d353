"""What is in a recording, before anything is computed from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from ilium.core.participant import Participant
from ilium.core.plate import Plate
from ilium.core.quantity import clock, labels, values
from ilium.core.trial import Trial
from ilium.errors import InputError
from ilium.model.marker_sets import MarkerSet, recognise


def overview(trial: Trial, *, own: Sequence[MarkerSet] = ()) -> dict[str, Any]:
    """Describe a recording in words and numbers that JSON can hold.

    Parameters
    ----------
    trial
        The recording.
    own
        The laboratory's own marker sets, tried first.

    Returns
    -------
    dict[str, Any]
        In people's units, named in the keys; no path and no person's name.
    """
    time = trial.time
    return {
        "trial": trial.name,
        "format": trial.source.format,
        "sha256": trial.source.sha256,
        "details": dict(trial.source.details),
        "first_frame": trial.source.first_frame,
        "frames": time.size,
        "rate_hz": _rounded(trial.rate, 6),
        "start_s": _rounded(time[0], 4) if time.size else None,
        "duration_s": _rounded(time[-1] - time[0], 4) if time.size else None,
        "laboratory_frame": (
            f"{trial.lab.forwards} forwards, {trial.lab.up} up ({trial.lab.how})"
        ),
        "participant": _participant(trial.participant),
        "marker_set": _marker_set(trial, own),
        "markers": list(trial.marker_names),
        "markers_seen_percent": _seen(trial),
        "plates": [_plate(each) for each in trial.plates],
        "emg_channels": [] if trial.emg is None else list(labels(trial.emg, "channel")),
        "events": [
            f"{each.name} {each.side} {each.time:.3f} s" for each in trial.events
        ],
        "vendor_outputs": _outputs(trial),
        "issues": [f"{each.severity}: {each.what}" for each in trial.issues],
    }


def _rounded(value: float, digits: int) -> float | None:
    return round(float(value), digits) if np.isfinite(value) else None


def _participant(participant: Participant) -> dict[str, float]:
    known = {
        name: getattr(participant, name) for name in participant.__dataclass_fields__
    }
    return {
        f"{name}_{'kg' if name == 'mass' else 'm'}": round(value, 6)
        for name, value in known.items()
        if value is not None
    }


def _marker_set(trial: Trial, own: Sequence[MarkerSet]) -> str:
    try:
        return recognise(trial.marker_names, own=own).title
    except InputError as error:
        return f"not recognised: {error}"


def _seen(trial: Trial) -> dict[str, float]:
    found = values(trial.markers)
    return {
        name: round(100.0 * float(np.isfinite(found[:, at]).all(axis=1).mean()), 1)
        for at, name in enumerate(trial.marker_names)
    }


def _plate(plate: Plate) -> dict[str, Any]:
    time = clock(plate.force)
    rate = (time.size - 1) / (time[-1] - time[0]) if time.size > 1 else float("nan")
    size = np.linalg.norm(np.diff(plate.corners, axis=0), axis=1)[:2]
    return {
        "name": plate.name,
        "type": plate.kind,
        "rate_hz": _rounded(rate, 3),
        "size_mm": [_rounded(1e3 * float(each), 0) for each in size],
        "largest_load_n": _rounded(np.nanmax(plate.normal_force, initial=-np.inf), 1),
        "convention": plate.convention,
    }


def _outputs(trial: Trial) -> dict[str, int]:
    if trial.vendor is None:
        return {}
    return dict(Counter(str(kind) for kind in trial.vendor.coords["kind"].to_numpy()))
