"""Everything that one recording measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import xarray as xr

from ilium.core.dictionary import MARKER_POSITION
from ilium.core.event import Event
from ilium.core.issue import Issue
from ilium.core.participant import Participant
from ilium.core.plate import Plate
from ilium.core.quantity import FloatArray, clock, labels, values
from ilium.core.shown import Shown
from ilium.errors import UnknownNameError


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LabFrame:
    """How the laboratory's axes were turned into ilium's.

    Parameters
    ----------
    rotation
        Signed permutation, shape (3, 3): ``ilium = rotation @ laboratory``.
    forwards, up
        The laboratory's own axes, for example ``"+x"`` and ``"+z"``.
    how
        ``given``, or what they were detected from, as a sentence.
    """

    rotation: FloatArray
    forwards: str
    up: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Source:
    """Where a trial came from, without a path or a person's name.

    Parameters
    ----------
    format
        ``c3d``, ``trc``, ``mot``, ``csv`` …
    sha256
        Hash of the file's bytes.
    first_frame
        Number of its first frame.
    details
        Anything else worth keeping, in words: processor type, point storage,
        system, software.
    parameters
        Numbers that the file states about the person and the model (C3D's PROCESSING
        group), under the file's names and in the file's units.
    """

    format: str
    sha256: str
    first_frame: int = 1
    details: Mapping[str, str] = field(default_factory=dict[str, str])
    parameters: Mapping[str, tuple[float, ...]] = field(
        default_factory=dict[str, tuple[float, ...]]
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Trial(Shown):
    """Everything that one recording measured, in SI units and the laboratory frame.

    Parameters
    ----------
    name
        Label of the recording: its file's name without folder and ending.
    participant
        The body's measures.
    markers
        Trajectories of real markers, dims (time, marker, axis) [m]; the laboratory's
        own labels without subject prefixes; NaN where not seen.
    plates
        Force plates, in the file's order.
    emg
        Electromyograms, dims (time, channel) [V]; ``None`` without.
    events
        Events stored in the file.
    vendor
        The vendor's own model outputs, dims (time, output, axis), as stored: the file's
        unit (coordinate ``unit``), kind (coordinate ``kind``) and the laboratory's own
        axes; ``None`` without.
    lab
        How the laboratory's axes were turned.
    source
        Where it came from.
    issues
        What is doubtful about the recording.
    """

    name: str
    participant: Participant
    markers: xr.DataArray
    lab: LabFrame
    source: Source
    plates: tuple[Plate, ...] = ()
    emg: xr.DataArray | None = None
    events: tuple[Event, ...] = ()
    vendor: xr.DataArray | None = None
    issues: tuple[Issue, ...] = ()

    def __post_init__(self) -> None:
        MARKER_POSITION.check(self.markers)

    @property
    def time(self) -> FloatArray:
        """Times of the camera frames, shape (time,) [s]."""
        return clock(self.markers)

    @property
    def rate(self) -> float:
        """Camera frames a second [Hz]; NaN with fewer than two frames."""
        time = self.time
        if time.size < 2:
            return float("nan")
        return float((time.size - 1) / (time[-1] - time[0]))

    @property
    def marker_names(self) -> tuple[str, ...]:
        """The laboratory's labels."""
        return labels(self.markers, "marker")

    def marker(self, name: str) -> FloatArray:
        """Trajectory of one marker, shape (time, axis) [m].

        Parameters
        ----------
        name
            The laboratory's label.

        Returns
        -------
        FloatArray
            NaN where it was not seen.

        Raises
        ------
        UnknownNameError
            With the nearest name that exists.
        """
        names = self.marker_names
        if name not in names:
            raise UnknownNameError.among("marker", name, names)
        return values(self.markers)[:, names.index(name)]

    def with_issues(self, *issues: Issue) -> Trial:
        """Return the same trial with more issues."""
        return replace(self, issues=(*self.issues, *issues))
