"""A synthetic person who stands, and who can be posed."""

from __future__ import annotations

import numpy as np

from ilium.core.dictionary import MARKER_POSITION
from ilium.core.participant import Participant
from ilium.core.trial import LabFrame, Source, Trial
from ilium.maths.rotations import elementary

PERSON = Participant(
    mass=70.0,
    height=1.75,
    leg_length_left=0.9,
    leg_length_right=0.9,
    knee_width_left=0.1,
    knee_width_right=0.1,
    ankle_width_left=0.07,
    ankle_width_right=0.07,
    inter_asis=0.24,
)
RIGHT_LEG = {
    "RTHI": (0.033, 0.70, 0.15),
    "RKNE": (0.033, 0.50, 0.135),
    "RTIB": (0.033, 0.30, 0.13),
    "RANK": (0.033, 0.09, 0.12),
    "RHEE": (-0.03, 0.05, 0.08),
    "RTOE": (0.17, 0.05, 0.08),
}
PELVIS = {
    "RASI": (0.08, 1.0, 0.12),
    "LASI": (0.08, 1.0, -0.12),
    "RPSI": (-0.1, 1.0, 0.04),
    "LPSI": (-0.1, 1.0, -0.04),
}
THORAX = {
    "C7": (-0.08, 1.50, 0.0),
    "T10": (-0.08, 1.30, 0.0),
    "CLAV": (0.06, 1.45, 0.0),
    "STRN": (0.06, 1.25, 0.0),
}


def markers(*, legs: str = "LR", thorax: bool = True):
    """Marker to position of a person who stands upright facing x."""
    found = dict(PELVIS)
    if thorax:
        found |= THORAX
    for side, sign in (("L", -1.0), ("R", 1.0)):
        if side in legs:
            found |= {
                side + name[1:]: (x, y, sign * z)
                for name, (x, y, z) in RIGHT_LEG.items()
            }
    return {name: np.array(place) for name, place in found.items()}


def recording(places, *, frames=20, name="figure", participant=PERSON, **parameters):
    """Trial in which every marker stays, or follows a given trajectory."""
    labels = list(places)
    positions = np.stack(
        [np.broadcast_to(places[each], (frames, 3)) for each in labels], axis=1
    )
    return Trial(
        name=name,
        participant=participant,
        markers=MARKER_POSITION.label(
            positions, time=np.arange(frames) / 100.0, marker=labels, axis=list("xyz")
        ),
        lab=LabFrame(rotation=np.eye(3), forwards="+x", up="+y", how="given"),
        source=Source(format="test", sha256="", parameters=parameters),
    )


def turned(places, axis, angle, about=(0.0, 1.0, 0.0), only=None):
    """The same markers after a rotation about an axis through a point."""
    centre = np.array(about)
    turn = elementary(axis, angle)
    return {
        name: turn @ (place - centre) + centre
        if only is None or name in only
        else place
        for name, place in places.items()
    }
