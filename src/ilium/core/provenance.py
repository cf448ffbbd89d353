"""Where a result comes from: inputs by hash, version and effective settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ilium import __version__

Plain = str | float | int | bool | None | list["Plain"] | dict[str, "Plain"]
"""What JSON can say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One file that went in.

    Parameters
    ----------
    role
        ``trial``, ``static`` or ``forces``.
    format
        Its format, as in `ilium.core.trial.Source`.
    sha256
        Hash of its bytes.
    name
        Its path as given, only where names are kept; else empty.
    """

    role: str
    format: str
    sha256: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What made a result: no clock, no path, no host.

    Parameters
    ----------
    inputs
        Files that went in.
    options
        Options of the run as they were in effect (task, side, body measures in SI).
    settings
        Every stage's settings as they were in effect, in SI units.
    version
        Version of ilium.
    """

    inputs: tuple[Input, ...] = ()
    options: Mapping[str, Plain] = field(default_factory=dict[str, Plain])
    settings: Mapping[str, Plain] = field(default_factory=dict[str, Plain])
    version: str = __version__
