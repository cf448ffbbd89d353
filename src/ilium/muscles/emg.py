"""Electromyograms beside predicted activations: shown, never mixed in."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import xarray as xr

from ilium.conventions import Side
from ilium.core.dictionary import EMG_ENVELOPE
from ilium.core.issue import Issue
from ilium.core.quantity import FloatArray, clock, labels, values
from ilium.core.trial import Trial
from ilium.maths.filters import low_pass
from ilium.muscles.groups import members
from ilium.muscles.result import MuscleForces

BAND: Final = (20.0, 450.0)
"""Band in which surface electromyograms have their power [Hz]."""
ENVELOPE: Final = 6.0
"""Cut-off of the envelope [Hz]."""
LEAST_RATE: Final = 4.0 * BAND[0]
"""Slowest rate of samples that an envelope is taken from [Hz]."""
ONSET: Final = 0.25
"""Share of its peak at which an envelope or activation begins [1]."""
LONGEST_LAG: Final = 0.3
"""Largest shift at which two signals are compared [s]."""

_CHANNELS: Final[tuple[tuple[str, str], ...]] = (
    (r"glut\w*[ _]?med|gmed|glmed", "gluteus_medius"),
    (r"glut\w*[ _]?max|gmax|glmax", "gluteus_maximus"),
    (r"glut\w*[ _]?min|glmin", "gluteus_minimus"),
    (r"rect\w*[ _]?fem|\brect$|(^|[ _])rf\d?($|[ _])", "rectus_femoris"),
    (r"vast|(^|[ _])(vm|vmo|vl)\d?($|[ _])", "vasti"),
    (r"quad", "quadriceps"),
    (r"bicep\w*[ _]?fem|semit|semim|ham|(^|[ _])(bf|st|sm)\d?($|[ _])", "hamstrings"),
    (r"gast|(^|[ _])(gm|gl|gas)\d?($|[ _])", "gastrocnemius"),
    (r"sol(eus)?($|[ _\d])|(^|[ _])so\d?($|[ _])", "soleus"),
    (r"tib\w*[ _]?ant|(^|[ _])ta\d?($|[ _])", "tibialis_anterior"),
    (r"tib\w*[ _]?post|(^|[ _])tp\d?($|[ _])", "tibialis_posterior"),
    (r"pero", "peronei"),
    (r"add\w*", "hip_adductors"),
    (r"tfl|tensor", "tensor_fasciae_latae"),
    (r"erect|(^|[ _])es\d?($|[ _])", "erector_spinae"),
    (r"multif", "multifidus"),
    (r"oblique|rect\w*[ _]?abd", "abdominals"),
)
_SIDES: Final[tuple[tuple[str, Side], ...]] = (
    (r"right|(^|[ _.])r([ _.]|$)|^r(?=[A-Z])|^R(?=[A-Z]{2})|(?<=[a-z])R$", "right"),
    (r"left|(^|[ _.])l([ _.]|$)|^l(?=[A-Z])|^L(?=[A-Z]{2})|(?<=[a-z])L$", "left"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EmgTiming:
    """One channel beside the predicted activation of its muscles.

    Parameters
    ----------
    channel, group
        The channel, and group and side (``gluteus_medius_r``).
    lag
        Shift of the prediction after the envelope at which both resemble each other
        most (cross-correlation) [s]; positive where the prediction comes later.
    resemblance
        Correlation at that shift [1].
    onset
        Prediction's onset minus the envelope's [s]; NaN where either has none.
    """

    channel: str
    group: str
    lag: float
    resemblance: float
    onset: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EmgComparison:
    """Envelopes of a recording, and their timing against predicted activations.

    Parameters
    ----------
    envelopes
        Each as a share of its own peak, dims (time, channel) [1], at the rate of the
        electromyograms.
    timings
        Of the channels whose muscles the model has.
    method
        Sentence that says how, with its source.
    issues
        Channels that no muscle could be found for.
    """

    envelopes: xr.DataArray
    timings: tuple[EmgTiming, ...] = ()
    method: str = ""
    issues: tuple[Issue, ...] = ()


METHOD: Final = (
    "EMG band-passed at 20-450 Hz (less where the rate is too low), rectified, "
    "low-passed at 6 Hz (zero lag, fourth order), over its own largest value in the "
    "recording (De Luca 2010, doi:10.1016/j.jbiomech.2010.01.027). Activations are "
    "predicted without it."
)


def emg_envelopes(emg: xr.DataArray) -> xr.DataArray:
    """Envelope of each electromyogram.

    Parameters
    ----------
    emg
        Dims (time, channel) [V].

    Returns
    -------
    xr.DataArray
        Share of its own largest value, dims (time, channel) [1]; NaN where the signal
        is, or throughout where the rate is below 80 Hz or the channel is silent.

    References
    ----------
    De Luca CJ, Gilmore LD, Kuznetsov M, Roy SH (2010). Filtering the surface EMG
    signal. J Biomech 43(8), 1573-1579. doi:10.1016/j.jbiomech.2010.01.027
    """
    time, signal = clock(emg), values(emg)
    rate = (time.size - 1) / (time[-1] - time[0]) if time.size > 1 else math.nan
    if not rate >= LEAST_RATE:
        envelope = np.full(signal.shape, np.nan)
    else:
        highest = min(BAND[1], 0.45 * rate)
        slow = low_pass(signal, BAND[0], rate)
        banded = low_pass(signal - slow, highest, rate)
        envelope = np.maximum(low_pass(np.abs(banded), ENVELOPE, rate), 0.0)
    peak = np.max(np.nan_to_num(envelope), axis=0, initial=0.0)
    shares = envelope / np.where(peak > 0.0, peak, np.nan)
    return EMG_ENVELOPE.label(shares, time=time, channel=labels(emg, "channel"))


def group_of(channel: str) -> str | None:
    """Find the group and side of a channel by its name.

    Parameters
    ----------
    channel
        The laboratory's label.

    Returns
    -------
    str | None
        Such as ``gluteus_medius_r``; ``None`` where muscle or side are not said.

    Examples
    --------
    >>> group_of("R Gluteus Medius")
    'gluteus_medius_r'
    """
    side = next((name for what, name in _SIDES if re.search(what, channel)), None)
    if side is None:
        lower = channel.lower()
        side = next((name for what, name in _SIDES if re.search(what, lower)), None)
    name = re.sub("^[RL](?=[A-Z]{2})", "", channel)
    for pattern, group in _CHANNELS:
        if side is not None and re.search(pattern, name, re.IGNORECASE):
            return f"{group}_{side[0]}"
    return None


def compare_emg(trial: Trial, muscles: MuscleForces) -> EmgComparison | None:
    """Electromyograms of a recording beside the predicted activations.

    Parameters
    ----------
    trial
        The recording.
    muscles
        Predicted activations, on the cameras' clock.

    Returns
    -------
    EmgComparison | None
        ``None`` without electromyograms.
    """
    if trial.emg is None:
        return None
    envelopes = emg_envelopes(trial.emg)
    names = labels(muscles.activations, "muscle")
    parts = members(names)
    timings: list[EmgTiming] = []
    unknown: list[str] = []
    for at, channel in enumerate(labels(envelopes, "channel")):
        group = group_of(channel)
        if group is None or group not in parts:
            unknown.append(channel)
            continue
        envelope = np.interp(muscles.time, clock(envelopes), values(envelopes)[:, at])
        predicted = _activation(muscles, parts[group])
        timing = _timing(channel, group, muscles.time, envelope, predicted)
        timings += [] if timing is None else [timing]
    return EmgComparison(
        envelopes=envelopes,
        timings=tuple(timings),
        method=METHOD,
        issues=without_muscle(unknown),
    )


def without_muscle(channels: Sequence[str]) -> tuple[Issue, ...]:
    """Say which channels stand without a prediction.

    Parameters
    ----------
    channels
        Names that say no side and muscle of the model.

    Returns
    -------
    tuple of Issue
        One for all of them, or none.
    """
    if not channels:
        return ()
    what = (
        f"Shown without a prediction: {', '.join(channels)}. The name of a channel has "
        "to say a side and a muscle that the model has."
    )
    return (
        Issue(
            kind="emg-without-muscle",
            where="electromyograms",
            what=what,
            value=float(len(channels)),
            unit="1",
        ),
    )


def _activation(muscles: MuscleForces, parts: tuple[int, ...]) -> FloatArray:
    """Activation of a group: its parts', weighed by their strength."""
    chosen = list(parts)
    strength = muscles.strength[chosen]
    return values(muscles.activations)[:, chosen] @ (strength / strength.sum())


def _timing(
    channel: str, group: str, time: FloatArray, one: FloatArray, two: FloatArray
) -> EmgTiming | None:
    known = np.isfinite(one) & np.isfinite(two)
    if known.sum() < 10 or not (np.ptp(one[known]) > 0.0 and np.ptp(two[known]) > 0.0):
        return None
    step = float((time[-1] - time[0]) / (time.size - 1))
    shift, resemblance = _lag(one, two, round(LONGEST_LAG / step))
    return EmgTiming(
        channel=channel,
        group=group,
        lag=shift * step,
        resemblance=resemblance,
        onset=_onset(time, two) - _onset(time, one),
    )


def _lag(one: FloatArray, two: FloatArray, most: int) -> tuple[int, float]:
    """Shift of the second after the first of largest correlation, and that."""
    best = (0, -math.inf)
    for shift in sorted(range(-most, most + 1), key=abs):
        early = one[max(0, -shift) : one.size - max(0, shift)]
        late = two[max(0, shift) : two.size - max(0, -shift)]
        known = np.isfinite(early) & np.isfinite(late)
        if known.sum() < 10:
            continue
        a, b = early[known] - early[known].mean(), late[known] - late[known].mean()
        size = math.sqrt(float(a @ a) * float(b @ b))
        value = float(a @ b) / size if size > 0.0 else -math.inf
        if value > best[1] + 1e-12:
            best = (shift, value)
    return best


def _onset(time: FloatArray, signal: FloatArray) -> float:
    """First rise above a share of the range, from below [s]."""
    low, high = np.nanmin(signal), np.nanmax(signal)
    above = signal >= low + ONSET * (high - low)
    rises = np.flatnonzero(above[1:] & ~above[:-1])
    return float(time[rises[0] + 1]) if rises.size else math.nan
