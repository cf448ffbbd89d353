"""What is doubtful about a recording, as data: nothing is changed here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ilium.capture.quality_gaps import find_gaps
from ilium.capture.quality_plates import find_drift, find_saturation
from ilium.capture.quality_segments import measure_rigidity
from ilium.capture.quality_sides import find_inversions
from ilium.capture.quality_steps import find_steps
from ilium.core.issue import Issue
from ilium.core.quantity import values
from ilium.core.trial import Trial
from ilium.errors import InputError
from ilium.model.marker_sets import MarkerSet, recognise


@dataclass(frozen=True, slots=True, kw_only=True)
class QualitySettings:
    """From when on something is worth a remark.

    Parameters
    ----------
    longest_gap
        Gap of a marker from which results that use it are read with care [s].
    missing
        Share of unseen frames from which they are read with care [1].
    acceleration
        Acceleration that no marker on a body reaches [m/s^2]; a marker that leaves the
        middle of its neighbouring frames faster has jumped.
    step
        Step that is never called a jump, whatever the rate [m].
    rigid
        Root mean square by which a marker may change its place on its segment [m];
        twice that is serious.
    drift
        Change of an unloaded plate's force from start to end, and its mean, from which
        forces are read with care [N].
    """

    longest_gap: float = 0.1
    missing: float = 0.05
    acceleration: float = 500.0
    step: float = 0.015
    rigid: float = 0.015
    drift: float = 10.0


DEFAULTS = QualitySettings()


def check_quality(
    trial: Trial,
    settings: QualitySettings = DEFAULTS,
    *,
    own: Sequence[MarkerSet] = (),
) -> Trial:
    """Look for gaps, jumps, swapped labels, soft segments and doubtful plates.

    Parameters
    ----------
    trial
        The recording.
    settings
        Limits.
    own
        A laboratory's own marker sets. Where no set is recognised, what needs anatomy
        is left out.

    Returns
    -------
    Trial
        The same recording with issues of the kinds ``marker-gap``, ``markers-absent``,
        ``marker-spike``, ``marker-jump``, ``marker-swap``, ``sides-inverted``,
        ``places-inverted``, ``rigid-residual``, ``plate-saturation``, ``plate-offset``
        and ``plate-drift``.
    """
    positions, names = values(trial.markers), trial.marker_names
    placed = _places(names, own)
    issues: list[Issue] = []
    if positions.size:
        issues += find_gaps(
            positions, names, trial.time, settings.longest_gap, settings.missing
        )
        issues += find_steps(
            positions, names, trial.time, settings.acceleration, settings.step
        )
        issues += find_inversions(positions, names, placed)
        issues += measure_rigidity(positions, names, placed, settings.rigid)
    for plate in trial.plates:
        issues += find_saturation(plate)
        issues += find_drift(plate, settings.drift)
    return trial.with_issues(*issues)


def doubts_about_static(
    static: Trial,
    settings: QualitySettings = DEFAULTS,
    *,
    own: Sequence[MarkerSet] = (),
) -> tuple[Issue, ...]:
    """Look at a static trial as at any recording, and say that it is the static.

    Parameters
    ----------
    static
        The standing calibration.
    settings
        Limits.
    own
        A laboratory's own marker sets.

    Returns
    -------
    tuple[Issue, ...]
        What its reader and `check_quality` found from a caution on. Their times are on
        the static's own clock, so none is kept.
    """
    found = check_quality(static, settings, own=own).issues
    return tuple(
        replace(
            each,
            where=f"static: {each.where}",
            what=f"Static trial: {each.what}",
            start=None,
            end=None,
        )
        for each in found
        if each.severity != "note"
    )


def _places(names: tuple[str, ...], own: Sequence[MarkerSet]) -> Mapping[str, str]:
    try:
        return recognise(names, own=own).landmarks
    except InputError:
        return {}
