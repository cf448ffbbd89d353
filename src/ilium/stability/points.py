"""Where in a repetition a signal is read: the second half of a measure's name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

POINTS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "at_60_descent": (
            "at 60° of knee flexion, going down",
            "Read where the stance knee first passes 60° of flexion.",
        ),
        "at_60_ascent": (
            "at 60° of knee flexion, coming up",
            "Read where the stance knee last passes 60° of flexion.",
        ),
        "at_common_depth": (
            "at the depth both sides reach",
            (
                "Read on the way down at the greatest knee flexion that every "
                "repetition reached on both sides (and at both visits, where two "
                "are compared)."
            ),
        ),
        "at_bottom": (
            "at the deepest point",
            "Read at the greatest knee flexion; in jumps where the pelvis is lowest.",
        ),
        "at_top": ("at the highest point", "Read where the pelvic hike is greatest."),
        "at_initial_contact": ("at first contact", "Read at first ground contact."),
        "at_take_off": ("at take-off", "Read where the feet leave the ground."),
        "at_apex": (
            "at the top of the flight",
            "Read where the pelvis is highest in flight.",
        ),
        "at_landing": ("at landing", "Read where the feet touch the ground again."),
        "at_mid_stance": (
            "at mid-stance",
            (
                "Walking: read where the swinging ankle passes the standing one; "
                "running: where the hips are lowest in stance."
            ),
        ),
        "peak": (
            "peak",
            (
                "Greatest value of the repetition (in gait: of the stance); of signals "
                "without a clinical direction the value furthest from zero, to the "
                "side where all repetitions together go furthest."
            ),
        ),
        "lowest": ("lowest", "Smallest value of the repetition."),
        "mean": ("mean", "Mean over the repetition or hold."),
        "excursion": (
            "excursion",
            "Greatest minus smallest value of the repetition or gait cycle.",
        ),
        "contact_peak": (
            "peak in contact",
            "As peak, from first contact to take-off.",
        ),
        "landing_peak": (
            "peak after landing",
            "As peak, in the half second after landing.",
        ),
    }
)
"""Suffix of a measure's name: (words in its title, sentence of its definition)."""

FROM_STANDING: Final = "_from_standing"
"""Last part of the names of measures that are changes from quiet standing."""

MOMENTS: Final = tuple(each for each in POINTS if each.startswith("at_"))
NOT_REACHED: Final = MappingProxyType(
    {
        "at_60_descent": "depth-not-reached",
        "at_60_ascent": "depth-not-reached",
        "at_common_depth": "depth-not-reached",
    }
)
"""Flag of a moment that a repetition does not have; else ``event-not-found``."""
