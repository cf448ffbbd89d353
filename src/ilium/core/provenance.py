"""Where a result comes from: inputs by hash, version and effective settings."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path

import numpy as np

from ilium import __version__
from ilium.core.digest import digest_of
from ilium.core.trial import Trial

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


def provenance_of(
    trials: Mapping[str, tuple[Trial | None, object]],
    files: Mapping[str, Path | str | None],
    *,
    options: Mapping[str, object],
    settings: object,
    keep_names: bool = False,
) -> Provenance:
    """Record what goes into a run.

    Parameters
    ----------
    trials
        Role to the trial as it was read, and what it was read from.
    files
        Role to a file that went in beside them.
    options
        Options of the run as they are in effect.
    settings
        Every stage's settings as they are in effect, a dataclass.
    keep_names
        Whether to keep the files' paths.

    Returns
    -------
    Provenance
        Without what was not given.
    """
    inputs = [
        Input(
            role=role,
            format=trial.source.format,
            sha256=trial.source.sha256,
            name=str(given) if keep_names and given is not trial else "",
        )
        for role, (trial, given) in trials.items()
        if trial is not None
    ]
    inputs += [
        Input(
            role=role,
            format=Path(path).suffix.lstrip(".").lower(),
            sha256=digest_of(Path(path)),
            name=str(path) if keep_names else "",
        )
        for role, path in files.items()
        if path is not None
    ]
    return Provenance(
        inputs=tuple(inputs), options=_table(options), settings=_table(settings)
    )


def _table(content: object) -> dict[str, Plain]:
    made = plain(content)
    return made if isinstance(made, dict) else {}


def plain(content: object) -> Plain:
    """Turn a value into what JSON can say; NaN and infinity become null.

    Parameters
    ----------
    content
        Number, text, array, mapping, sequence or dataclass.

    Returns
    -------
    Plain
        Numbers with 12 significant digits.
    """
    if is_dataclass(content) and not isinstance(content, type):
        content = {each.name: getattr(content, each.name) for each in fields(content)}
    if isinstance(content, np.ndarray):
        content = content.tolist()
    if isinstance(content, Mapping):
        return {str(key): plain(value) for key, value in content.items()}
    if isinstance(content, list | tuple):
        return [plain(each) for each in content]
    if isinstance(content, float):
        return float(f"{content:.12g}") + 0.0 if math.isfinite(content) else None
    if content is None or isinstance(content, str | bool | int):
        return content
    return str(content)
