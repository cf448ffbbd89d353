"""What every reader returns: SI units, still in the laboratory's own axes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import xarray as xr

from ilium.capture.frame import detect_frame
from ilium.capture.plate_check import check_feet, check_plate
from ilium.capture.plates import turned
from ilium.core.dictionary import MARKER_POSITION
from ilium.core.event import Event
from ilium.core.issue import Issue
from ilium.core.participant import Participant
from ilium.core.plate import Plate
from ilium.core.quantity import FloatArray, largest_magnitude
from ilium.core.trial import Source, Trial
from ilium.errors import InputError, SignalError

MILLIMETRES_BEYOND = 20.0
"""Typical distance from the laboratory's origin that only millimetres reach [1]."""

_FACTORS = {"mm": 1e-3, "millimeters": 1e-3, "cm": 1e-2, "m": 1.0, "meters": 1.0}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Recording:
    """A recording in SI units and the laboratory's own axes.

    Parameters
    ----------
    name
        The file's name without folder and ending.
    names
        Labels of the markers.
    positions
        Shape (time, marker, axis) [m]; NaN where not seen.
    time
        Shape (time,) [s].
    source
        Where it came from.
    participant
        Body measures.
    plates
        Force plates in the laboratory's axes.
    emg
        Electromyograms.
    events
        Events of the file.
    vendor
        The vendor's model outputs, as stored.
    hints
        What the file says of its axes: C3D's ``X_SCREEN`` and ``Y_SCREEN``.
    issues
        What is doubtful.
    """

    name: str
    names: tuple[str, ...]
    positions: FloatArray
    time: FloatArray
    source: Source
    participant: Participant = field(default_factory=Participant)
    plates: tuple[Plate, ...] = ()
    emg: xr.DataArray | None = None
    events: tuple[Event, ...] = ()
    vendor: xr.DataArray | None = None
    hints: Mapping[str, str] = field(default_factory=dict[str, str])
    issues: tuple[Issue, ...] = ()

    def trial(self, axes: tuple[str, str] | None = None) -> Trial:
        """Turn everything into ilium's axes.

        Parameters
        ----------
        axes
            The laboratory's axes that point forwards and up, for example
            ``("+x", "+z")``; ``None`` to detect them.

        Returns
        -------
        Trial
            The recording in the laboratory frame of `ilium.conventions`.

        Raises
        ------
        InputError
            Where neither markers nor plates hold anything, or positions are no places.
        """
        farthest = largest_magnitude(self.positions)
        if farthest > MARKER_POSITION.limit:
            msg = f"Positions reach {farthest:.4g} m: no laboratory is that large."
            raise SignalError(msg, "Check the unit of length, or export it again.")
        seen = bool(np.isfinite(self.positions).any())
        loaded = any(np.isfinite(each.normal_force).any() for each in self.plates)
        if not seen and not loaded:
            held = "no markers" if not self.names else "only gaps in every marker"
            msg = f"The recording holds {held} and no force-plate signal."
            raise InputError(msg, "Export a recording with reconstructed markers.")
        lab = detect_frame(
            self.positions,
            self.names,
            given=axes,
            plate_normals=[
                each.normal if seen else _positive(each.normal) for each in self.plates
            ],
            hints=self.hints,
        )
        positions = self.positions @ lab.rotation.T
        checked = [check_plate(turned(each, lab.rotation)) for each in self.plates]
        issues = [*self.issues, *(issue for _, found in checked for issue in found)]
        for plate, _ in checked:
            issues.extend(check_feet(plate, positions, self.time))
        if not seen:
            issues.append(_no_markers())
        return Trial(
            name=self.name,
            participant=self.participant,
            markers=MARKER_POSITION.label(
                positions,
                time=self.time,
                marker=list(self.names),
                axis=["x", "y", "z"],
            ),
            lab=lab,
            source=self.source,
            plates=tuple(plate for plate, _ in checked),
            emg=self.emg,
            events=self.events,
            vendor=self.vendor,
            issues=tuple(issues),
        )


def _positive(normal: FloatArray) -> FloatArray:
    """Normal along the positive axis: without markers nothing else tells up."""
    return normal * np.sign(normal[np.abs(normal).argmax()])


def _no_markers() -> Issue:
    what = "No marker was seen: only what the force plates measured can be used."
    return Issue(kind="no-markers", where="markers", what=what, severity="serious")


def length_factor(unit: str, positions: FloatArray) -> tuple[float, tuple[Issue, ...]]:
    """Metres in one unit of the file's lengths, checked against their magnitude.

    Parameters
    ----------
    unit
        Unit that the file states; empty where it states none.
    positions
        Positions in that unit; NaN where not seen.

    Returns
    -------
    float
        Metres in one unit.
    tuple[Issue, ...]
        Where the unit was guessed, or contradicted by the magnitude.
    """
    stated = _FACTORS.get(unit.strip().lower())
    some = positions[:: max(1, len(positions) // 500)]
    found = np.abs(some[np.isfinite(some)])
    if not found.size:
        return stated or 1e-3, ()
    typical = float(np.percentile(found, 90))
    likely = 1e-3 if typical > MILLIMETRES_BEYOND else 1.0
    if stated is None:
        word = "millimetres" if likely < 1 else "metres"
        what = f"The file states no unit of length: {word}, by their magnitude."
        return likely, (Issue(kind="unit-guessed", where="markers", what=what),)
    if 0.01 < typical * stated < 50.0:
        return stated, ()
    what = (
        f"Positions of {typical:.4g} {unit} are no laboratory's: read as "
        f"{'millimetres' if likely < 1 else 'metres'}."
    )
    issue = Issue(kind="unit-corrected", where="markers", what=what, severity="caution")
    return likely, (issue,)


def not_seen_at_zero(positions: FloatArray) -> tuple[FloatArray, tuple[Issue, ...]]:
    """Make a gap of every position that is exactly the laboratory's origin.

    Programs write zeros for markers that they did not see; no real marker lies at the
    origin to the last bit.

    Parameters
    ----------
    positions
        Shape (time, marker, axis) [m].

    Returns
    -------
    FloatArray
        NaN in place of zeros.
    tuple[Issue, ...]
        How many there were.
    """
    x, y, z = np.moveaxis(positions, 2, 0)
    zero = (x == 0.0) & (y == 0.0) & (z == 0.0)
    if not zero.any():
        return positions, ()
    what = f"{int(zero.sum())} positions exactly at the origin are taken as not seen."
    issue = Issue(kind="zero-positions", where="markers", what=what)
    return np.where(zero[:, :, None], np.nan, positions), (issue,)
