"""Electromyograms among a recording's analog channels."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import xarray as xr

from ilium.core.dictionary import EMG
from ilium.core.quantity import FloatArray

VOLTS = {"": 1.0, "v": 1.0, "mv": 1e-3, "uv": 1e-6, "µv": 1e-6, "volts": 1.0}
"""Unit in small letters to volts."""

_EMG = re.compile(r"emg|electromyo", re.IGNORECASE)
_MUSCLE = re.compile(
    r"rect|vast|ham|gast|tib\b|tib |tib_?ant|tib_?post|solei?us|\bsol|glut|gmed|gmax|"
    r"g_?lut|add ?magn|bicep|semit|peron|calf|quad|erector|abdom|oblique|multifid|delt|"
    r"trap|^([lr]_?)?(ta|tp|vm|vmo|vl|rf|bf|st|sm|gm|gl|gas|so|pl)\d?$",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"force|moment|sync|trig|switch|digital|accel|gyro|transducer|goniom|pin\b|"
    r"^(f|m)p?\d*_?[xyz]\d*|^f[xyz]\d",
    re.IGNORECASE,
)
_DEVICE = re.compile(r"^(electric potential|voltage|emg)\.", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """What a recording says about one analog channel."""

    label: str
    description: str
    unit: str


def find_emg(channels: Sequence[Channel], taken: Collection[int]) -> tuple[int, ...]:
    """Find the channels that hold electromyograms.

    Parameters
    ----------
    channels
        Every analog channel.
    taken
        Indices of channels that belong to force plates.

    Returns
    -------
    tuple[int, ...]
        Indices of the electromyograms, in order.
    """
    return tuple(
        at
        for at, channel in enumerate(channels)
        if at not in taken and _is_emg(channel)
    )


def _is_emg(channel: Channel) -> bool:
    words = f"{channel.label} {channel.description}"
    name = _DEVICE.sub("", channel.label)
    if channel.unit.strip().lower() not in VOLTS or _OTHER.search(name):
        return False
    if _EMG.search(channel.label) or _MUSCLE.search(name):
        return True
    return bool(_EMG.search(words)) and not _OTHER.search(words)


def label_emg(
    analog: FloatArray,
    time: FloatArray,
    channels: Sequence[Channel],
    chosen: Sequence[int],
) -> xr.DataArray | None:
    """Label electromyograms in volts.

    Parameters
    ----------
    analog
        Shape (time, channel), in each channel's unit.
    time
        Shape (time,) [s].
    channels
        Every analog channel.
    chosen
        Indices of the electromyograms.

    Returns
    -------
    xr.DataArray | None
        Dims (time, channel) [V]; ``None`` without any.
    """
    if not chosen or not time.size:
        return None
    scale = np.array([VOLTS[channels[at].unit.strip().lower()] for at in chosen])
    names = [_DEVICE.sub("", channels[at].label).strip() for at in chosen]
    return EMG.label(analog[:, list(chosen)] * scale, time=time, channel=names)
