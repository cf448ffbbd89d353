"""Repetitions of a signal that leaves a level, turns and comes back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ilium.core.quantity import FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Excursion:
    """One repetition, in fractional frames.

    Parameters
    ----------
    start
        Where the signal began to rise faster than the given speed.
    peak
        Frame at which it was highest.
    end
        Where it came back to within the given distance of its start, or turned again.
    size
        Mean of its rise and its fall [unit of the signal].
    complete
        Whether it came back before the recording ended, or before the next one began.
    """

    start: float
    peak: int
    end: float
    size: float
    complete: bool


def excursions(
    signal: FloatArray, rate: float, *, least: float, speed: float, back: float
) -> list[Excursion]:
    """Excursions upwards of a signal.

    Parameters
    ----------
    signal
        Shape (time,); NaN where it was not seen [any].
    rate
        Samples a second [Hz].
    least
        Least mean of rise and fall [unit].
    speed
        Speed above which an excursion has begun [unit/s].
    back
        Distance from the start at which it has ended [unit].

    Returns
    -------
    list of Excursion
        In order of time.
    """
    turns = turning_points(signal, 0.5 * least)
    found = []
    for index, (at, is_top) in enumerate(turns):
        if not is_top:
            continue
        before = turns[index - 1][0] if index else at
        after = turns[index + 1][0] if index + 1 < len(turns) else at
        rise, fall = signal[at] - signal[before], signal[at] - signal[after]
        if 0.5 * (rise + fall) < least or min(rise, fall) < 0.5 * least:
            continue
        start = _start(signal, rate, before, at, speed)
        end, complete = _end(signal, at, after, _level(signal, start) + back)
        found.append(
            Excursion(
                start=start,
                peak=at,
                end=end,
                size=float(0.5 * (rise + fall)),
                complete=complete,
            )
        )
    return found


def turning_points(signal: FloatArray, swing: float) -> list[tuple[int, bool]]:
    """Alternating lowest and highest samples, at least a swing apart.

    Parameters
    ----------
    signal
        Shape (time,); NaN is skipped [any].
    swing
        Least difference between neighbours [unit].

    Returns
    -------
    list of tuple
        (sample, whether it is a top), in order of time; the ends of the recording are
        turning points too.
    """
    seen = np.flatnonzero(np.isfinite(signal))
    if not seen.size:
        return []
    low = high = int(seen[0])
    rising: bool | None = None
    turns: list[tuple[int, bool]] = []
    for at in seen.tolist():
        low = at if signal[at] < signal[low] else low
        high = at if signal[at] > signal[high] else high
        if rising is not False and signal[high] - signal[at] >= swing:
            if rising is None and high > low:
                turns.append((low, False))
            turns.append((high, True))
            rising, low = False, at
        elif rising is not True and signal[at] - signal[low] >= swing:
            if rising is None and low > high:
                turns.append((high, True))
            turns.append((low, False))
            rising, high = True, at
    if rising is not None:
        turns.append((high, True) if rising else (low, False))
    return turns


def _start(
    signal: FloatArray, rate: float, before: int, peak: int, speed: float
) -> float:
    """Frame at which the last rise to the peak became faster than a speed."""
    rising = np.gradient(signal[before : peak + 1]) * rate
    half = 0.5 * (signal[before] + signal[peak])
    below = np.flatnonzero(signal[before : peak + 1] <= half)
    middle = int(below[-1]) if below.size else 0
    slow = np.flatnonzero(rising[: middle + 1] <= speed)
    if not slow.size:
        return float(before)
    last = int(slow[-1])
    if last + 1 >= rising.size or not rising[last + 1] > rising[last]:
        return float(before + last)
    share = (speed - rising[last]) / (rising[last + 1] - rising[last])
    return before + last + float(np.clip(share, 0.0, 1.0))


def _end(signal: FloatArray, peak: int, after: int, level: float) -> tuple[float, bool]:
    """Frame at which the signal comes back to a level after its peak."""
    down = np.flatnonzero(signal[peak : after + 1] <= level)
    if not down.size:
        return float(after), after < signal.size - 1
    at = peak + int(down[0])
    before, here = signal[at - 1], signal[at]
    if at == peak or not before > here:
        return float(at), True
    return at - 1 + float((before - level) / (before - here)), True


def _level(signal: FloatArray, at: float) -> float:
    return float(np.interp(at, np.arange(signal.size), signal))
