"""What the measures of jumps mean."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from ilium.core.catalogue import MeasureKind, by_name, row

_kind = partial(row, "jump")


_LINTHORNE = "doi:10.1119/1.1397460"
_HEALY = "doi:10.1123/ijspp.2017-0511"
_EBBEN = "doi:10.1519/JSC.0b013e3181e72466"
_MILNER = "doi:10.1249/01.mss.0000183477.75808.92"
_MCMAHON_CHENG = "doi:10.1016/0021-9290(90)90042-2"
_MCMAHON = "doi:10.1519/SSC.0000000000000375"

KINDS: Final[tuple[MeasureKind, ...]] = (
    _kind(
        "flight_time",
        "Flight time",
        ("s", "ms"),
        (
            "Time in the air between take-off and landing; the method says whether "
            "plates or toe markers found them."
        ),
    ),
    _kind(
        "contact_time",
        "Contact time",
        ("s", "ms"),
        "Time from the first contact after a drop to take-off.",
    ),
    _kind(
        "time_to_take_off",
        "Time to take-off",
        ("s", "ms"),
        "Time from the start of the countermovement to take-off.",
        source=_EBBEN,
    ),
    _kind(
        "take_off_speed",
        "Take-off speed",
        ("m/s", "m/s"),
        ("Vertical speed of the centre of mass at take-off by impulse and momentum."),
        source=_LINTHORNE,
        positive="upwards",
    ),
    _kind(
        "jump_height_impulse",
        "Jump height (impulse)",
        ("m", "cm"),
        ("Rise of the centre of mass after take-off, v²/2g, by impulse and momentum."),
        source=_LINTHORNE,
        positive="upwards, from take-off",
    ),
    _kind(
        "jump_height_flight_time",
        "Jump height (flight time)",
        ("m", "cm"),
        "Rise of the centre of mass after take-off, g·t²/8.",
        source=_LINTHORNE,
        positive="upwards, from take-off",
    ),
    _kind(
        "jump_height_standing",
        "Jump height from standing",
        ("m", "cm"),
        "Highest rise of the centre of mass above its height in standing.",
        source=_LINTHORNE,
        positive="upwards, from standing",
    ),
    _kind(
        "pelvis_rise",
        "Pelvis rise from take-off",
        ("m", "cm"),
        (
            "Highest middle of the pelvis markers in flight less that at take-off; "
            "the pelvis is not the centre of mass."
        ),
        positive="upwards",
    ),
    _kind(
        "pelvis_rise_standing",
        "Pelvis rise from standing",
        ("m", "cm"),
        ("Highest middle of the pelvis markers in flight less that in quiet standing."),
        positive="upwards",
    ),
    _kind(
        "reactive_strength_index",
        "Reactive strength index",
        ("m/s", "m/s"),
        "Jump height by flight time over contact time; read it beside both.",
        source=_HEALY,
    ),
    _kind(
        "reactive_strength_ratio",
        "Reactive strength ratio",
        ("1", "1"),
        "Flight time over contact time.",
        source=_HEALY,
    ),
    _kind(
        "reactive_strength_index_modified",
        "Modified reactive strength index",
        ("m/s", "m/s"),
        "Jump height by flight time over time to take-off.",
        source=_EBBEN,
    ),
    _kind(
        "peak_force",
        "Peak force before take-off",
        ("1", "BW"),
        (
            "Largest vertical force between first contact (or onset) and take-off, "
            "in body weights."
        ),
        positive="upwards",
    ),
    _kind(
        "loading_rate",
        "Loading rate, first contact",
        ("1/s", "BW/s"),
        (
            "Mean slope of the vertical force between 20 % and 80 % of the time "
            "from contact to the impact peak; depends on filter and definition."
        ),
        source=_MILNER,
        positive="upwards",
    ),
    _kind(
        "contact_depth",
        "Sinking in contact",
        ("m", "cm"),
        (
            "How far the centre of mass sinks between first contact and its lowest "
            "point."
        ),
        positive="downwards",
    ),
    _kind(
        "vertical_stiffness",
        "Vertical stiffness",
        ("N/m", "kN/m"),
        ("Largest vertical force over the sinking of the centre of mass in contact."),
        source=_MCMAHON_CHENG,
    ),
    _kind(
        "vertical_stiffness_by_mass",
        "Vertical stiffness by body mass",
        ("N/(m kg)", "N/(m kg)"),
        "Vertical stiffness over body mass.",
        source=_MCMAHON_CHENG,
    ),
    _kind(
        "drop_height_fallen",
        "Drop height fallen",
        ("m", "cm"),
        "Height from which the body fell, v²/2g at first contact.",
        positive="downwards",
    ),
    _kind(
        "drop_height_box",
        "Drop height set up",
        ("m", "cm"),
        "Height of the box as given, else how far the feet came down.",
        positive="downwards",
    ),
    _kind(
        "landing_peak_force",
        "Peak force in landing",
        ("1", "BW"),
        "Largest vertical force in the second after landing, in body weights.",
        positive="upwards",
    ),
    _kind(
        "landing_loading_rate",
        "Loading rate, landing",
        ("1/s", "BW/s"),
        "As the loading rate, after the flight.",
        source=_MILNER,
        positive="upwards",
    ),
    _kind(
        "time_to_stabilisation",
        "Time to stabilisation",
        ("s", "s"),
        (
            "Time from landing until the vertical force stays within ±5 % of body "
            "weight for 1 s; not comparable with other definitions."
        ),
    ),
    _kind(
        "time_to_stabilisation_sequential_average",
        "Time to stabilisation (sequential average)",
        ("s", "s"),
        (
            "Time from landing until the mean of the vertical force so far stays "
            "within a quarter of a standard deviation of the mean of the 3 s after "
            "landing; not comparable with other definitions."
        ),
        source="doi:10.1249/01.MSS.0000149887.84238.6C",
    ),
    _kind(
        "contact_share",
        "Share of the leg, first contact",
        ("1", "%"),
        (
            "Share of one leg in the vertical impulse between first contact and "
            "take-off."
        ),
    ),
    _kind(
        "landing_share",
        "Share of the leg, landing",
        ("1", "%"),
        ("Share of one leg in the vertical impulse of the first 0.2 s after landing."),
    ),
    _kind(
        "contact_delay",
        "Foot delay, first contact",
        ("s", "ms"),
        "Time between the feet's first contacts with their plates.",
        positive="right foot later",
    ),
    _kind(
        "landing_delay",
        "Foot delay, landing",
        ("s", "ms"),
        "Time between the feet's landings on their plates.",
        positive="right foot later",
    ),
    _kind(
        "unweighting_time",
        "Unweighting time",
        ("s", "ms"),
        "From the start of the countermovement to the fastest descent.",
        source=_MCMAHON,
    ),
    _kind(
        "braking_time",
        "Braking time",
        ("s", "ms"),
        "From the fastest descent to the lowest point.",
        source=_MCMAHON,
    ),
    _kind(
        "propulsion_time",
        "Propulsion time",
        ("s", "ms"),
        "From the lowest point to take-off.",
        source=_MCMAHON,
    ),
    _kind(
        "unweighting_impulse",
        "Unweighting impulse",
        ("N s", "N s"),
        "Net vertical impulse of the unweighting phase.",
        source=_MCMAHON,
        positive="upwards (unweighting is negative)",
    ),
    _kind(
        "braking_impulse",
        "Braking impulse",
        ("N s", "N s"),
        "Net vertical impulse of the braking phase.",
        source=_MCMAHON,
        positive="upwards",
    ),
    _kind(
        "propulsion_impulse",
        "Propulsion impulse",
        ("N s", "N s"),
        "Net vertical impulse of the propulsion phase.",
        source=_MCMAHON,
        positive="upwards",
    ),
    _kind(
        "countermovement_depth",
        "Countermovement depth",
        ("m", "cm"),
        "How far the centre of mass sinks below standing before the jump.",
        source=_MCMAHON,
        positive="downwards",
    ),
    _kind(
        "peak_power",
        "Peak power",
        ("W/kg", "W/kg"),
        (
            "Largest product of vertical force and velocity of the centre of mass "
            "in propulsion, per body mass."
        ),
        source=_MCMAHON,
        positive="upwards",
    ),
)
"""Every measure of this package, in the order of the report."""

KIND: Final[Mapping[str, MeasureKind]] = by_name(KINDS)
"""The same by name."""
