"""The clocks of several clips: started together, given, by a clap or by movement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal, get_args

from ilium.errors import InputError, UnknownNameError
from ilium.vision.footage import Footage
from ilium.vision.synchronise import Offset, clap_offset, motion_offset

Sync = Literal["motion", "clap", "none"]
SYNCS: Final[tuple[Sync, ...]] = get_args(Sync)


def offsets_of(
    footage: Sequence[Footage], how: Sync = "motion", given: Sequence[float] = ()
) -> tuple[Offset, ...]:
    """Find what to add to each clip's times for the first clip's.

    Parameters
    ----------
    footage
        Every clip, its camera placed.
    how
        ``motion`` by the likeness of movements, ``clap`` by the sound, ``none`` where
        the cameras were started by one signal.
    given
        Seconds to add to the times of the second clip and of each one after it, in
        place of looking for them [s].

    Returns
    -------
    tuple of Offset
        One a clip; the first is zero.

    Raises
    ------
    InputError
        Where the number of offsets is not that of the clips after the first.
    UnknownNameError
        Where there is no such way.
    InsufficientDataError
        Where movements are not alike, or no clap stands out.
    """
    first, *others = footage
    start = Offset(seconds=0.0, error=0.0)
    if given:
        if len(given) != len(others):
            problem = f"{len(given)} offsets were given for {len(others)} more clips."
            raise InputError(problem, "Give one for each clip after the first.")
        return (start, *(Offset(seconds=each, error=0.0) for each in given))
    if how not in SYNCS:
        raise UnknownNameError.among("way to synchronise", how, SYNCS)
    if how == "none":
        return (start,) * len(footage)
    return (start, *(_between(first, each, how) for each in others))


def _between(first: Footage, other: Footage, how: Sync) -> Offset:
    if how == "motion":
        return motion_offset(first.keypoints, other.keypoints)
    if first.clip is None or other.clip is None:
        problem = "Keypoints have no sound."
        raise InputError(problem, "Give the offsets in seconds.")
    return clap_offset(first.clip.path, other.clip.path)
