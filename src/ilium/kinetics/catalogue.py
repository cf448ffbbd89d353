"""What the measures of body weight and of joint moments mean."""

from __future__ import annotations

from functools import partial
from typing import Final

from ilium.core.catalogue import MeasureKind, by_name, row

_kind = partial(row, "jump")

WEIGHT: Final[tuple[MeasureKind, ...]] = (
    _kind(
        "body_weight",
        "Body weight that forces are divided by",
        ("N", "N"),
        (
            "The plates' weight where the person stands still on them or over whole "
            "gait cycles, else the given mass times 9.80665 m/s², else the weight that "
            "the landing's impulse gives."
        ),
    ),
    _kind(
        "body_weight_plates",
        "Body weight on the plates",
        ("N", "N"),
        "Body weight as the force plates feel it; the method says when.",
    ),
    _kind(
        "body_weight_given",
        "Body weight from the given mass",
        ("N", "N"),
        "Body mass as given or stored in the file times 9.80665 m/s².",
    ),
)
"""Body weight."""

_LOADED = (
    "while the foot is loaded in the repetition; per body mass, in the axes of the"
    " segment below the joint."
)
_POWER = "Net moment times the relative angular velocity of the two segments."


def _moment(joint: str, verb: str, component: str, *, negative: bool) -> MeasureKind:
    sign = "opposite sign" if negative else "same sign"
    return MeasureKind(
        name=f"{joint}_{verb}_moment_peak",
        title=f"{joint.capitalize()} {verb} moment, peak",
        unit="N m/kg",
        display="N m/kg",
        positive=f"muscles and ligaments act towards {verb}",
        definition=f"Largest internal {verb} moment of the {joint} {_LOADED}",
        family="moments",
        vicon=f"{joint.capitalize()}Moment.{component}, {sign}",
        source=_DAVIS,
    )


def _power(joint: str, doing: str, *, work: bool) -> MeasureKind:
    what = "work" if work else "power"
    unit = "J/kg" if work else "W/kg"
    largest = "Integral over time of" if work else "Largest"
    return MeasureKind(
        name=f"{joint}_{what}_{doing}" + ("" if work else "_peak"),
        title=f"{joint.capitalize()} {what} {doing}" + ("" if work else ", peak"),
        unit=unit,
        display=unit,
        positive="always",
        definition=f"{largest} the {joint}'s power {doing} {_LOADED} {_POWER}",
        family="moments",
        vicon="" if work else f"{joint.capitalize()}Power, {_SIGNS[doing]}",
        source=_DAVIS,
    )


_DAVIS: Final = "10.1016/0167-9457(91)90046-Z"
_SIGNS: Final = {"generated": "same sign", "absorbed": "opposite sign"}
PEAKS: Final = {
    ("hip", "extension"): ("X", 1.0),
    ("hip", "flexion"): ("X", -1.0),
    ("hip", "abduction"): ("Y", 1.0),
    ("knee", "extension"): ("X", 1.0),
    ("knee", "abduction"): ("Y", 1.0),
    ("knee", "adduction"): ("Y", -1.0),
    ("ankle", "plantarflexion"): ("X", 1.0),
}
"""Joint and direction of an internal moment to Plug-in Gait's component and sign."""
JOINTS: Final = ("hip", "knee", "ankle")

MOMENTS: Final = (
    *(
        _moment(joint, verb, component, negative=sign < 0.0)
        for (joint, verb), (component, sign) in PEAKS.items()
    ),
    *(
        _power(joint, doing, work=work)
        for joint in JOINTS
        for work in (False, True)
        for doing in _SIGNS
    ),
)
"""Joint moments, powers and work."""

KINDS: Final[tuple[MeasureKind, ...]] = (*WEIGHT, *MOMENTS)
"""Every measure of this package."""

KIND: Final = by_name(KINDS)
"""The same by name."""
