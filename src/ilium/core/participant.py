"""The person as analysis knows them: a body's measures, no identity."""

from __future__ import annotations

from dataclasses import dataclass, fields

from ilium.errors import InputError

PLAUSIBLE = {
    "mass": (2.0, 400.0, "kg"),
    "height": (0.4, 2.6, "m"),
    "leg_length": (0.15, 1.5, "m"),
    "knee_width": (0.03, 0.3, "m"),
    "ankle_width": (0.02, 0.2, "m"),
    "inter_asis": (0.05, 0.6, "m"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Body measures in SI units; ``None`` where not known.

    Parameters
    ----------
    mass
        Body mass [kg].
    height
        Body height [m].
    leg_length_left, leg_length_right
        From the anterior superior iliac spine to the medial malleolus [m].
    knee_width_left, knee_width_right, ankle_width_left, ankle_width_right
        Widths of the joints [m].
    inter_asis
        Distance between the anterior superior iliac spines [m].
    """

    mass: float | None = None
    height: float | None = None
    leg_length_left: float | None = None
    leg_length_right: float | None = None
    knee_width_left: float | None = None
    knee_width_right: float | None = None
    ankle_width_left: float | None = None
    ankle_width_right: float | None = None
    inter_asis: float | None = None

    def __post_init__(self) -> None:
        for each in fields(self):
            value = getattr(self, each.name)
            low, high, unit = PLAUSIBLE[
                each.name.removesuffix("_left").removesuffix("_right")
            ]
            if value is not None and not low <= value <= high:
                word = each.name.replace("_", " ")
                msg = f"A {word} of {value:g} {unit} is not a person's."
                raise InputError(
                    msg, f"Give it in {unit}, between {low:g} and {high:g}."
                )
