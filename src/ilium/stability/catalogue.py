"""Every stability measure: name, meaning, sign beside other programs, source."""

from __future__ import annotations

from typing import Final

from ilium.core.catalogue import MeasureKind
from ilium.stability.definitions import BAKER, BY_NAME
from ilium.stability.plan import PLANS, name_of, readings
from ilium.stability.points import POINTS

_JERK = "10.3200/35-09-004-RC"
_CYNN = "10.1016/j.apmr.2006.08.327"
_ONSET = "10.1016/j.clinbiomech.2008.09.008"


def _read_kinds() -> tuple[MeasureKind, ...]:
    """One row for every signal and point of every plan."""
    every = dict.fromkeys(each for plan in PLANS.values() for each in readings(plan))
    order = list(BY_NAME)
    rows = sorted(every, key=lambda each: (order.index(each[0]), each[2]))
    return tuple(_kind(*each) for each in rows)


def _kind(signal: str, point: str, from_standing: bool) -> MeasureKind:  # noqa: FBT001
    base = BY_NAME[signal]
    words, sentence = POINTS[point]
    change = " Change from quiet standing." if from_standing else ""
    after = ", from standing" if from_standing else ""
    return MeasureKind(
        name=name_of(signal, point, from_standing=from_standing),
        title=f"{base.title} {words}{after}",
        unit=base.unit,
        display=base.display,
        positive="always" if point == "excursion" else base.positive,
        definition=f"{base.definition} {sentence}{change}",
        family="stability",
        vicon=base.vicon,
        opensim=base.opensim,
        source=base.source,
    )


Line = tuple[str, str, str, str, str, str, str]


def _rows(*lines: Line, family: str = "stability") -> tuple[MeasureKind, ...]:
    """Rows from (name, title, unit, display, positive, definition, source)."""
    return tuple(
        MeasureKind(
            name=name,
            title=title,
            unit=unit,
            display=display,
            positive=positive,
            definition=definition,
            family=family,
            source=source,
        )
        for name, title, unit, display, positive, definition, source in lines
    )


TIMING: Final = _rows(
    ("quiet_standing_duration", "Quiet standing", "s", "s", "always",
     ("Duration of the quiet standing that changes are counted from; its flag says "
     "whether it is in the recording or in the static."), ""),
    ("descent_time", "Descent time", "s", "s", "always",
     "From the start of the repetition to its deepest point.", ""),
    ("ascent_time", "Ascent time", "s", "s", "always",
     "From the deepest point to the end of the repetition.", ""),
    ("hold_duration", "Duration of the hold", "s", "s", "always",
     "Duration over which wobble and jerk were computed.", ""),
    family="timing",
)  # fmt: skip
PROTOCOL: Final = _rows(
    ("pelvis_heading", "Heading of the pelvis", "rad", "deg",
     "to the left of the laboratory's x axis",
     ("Direction that defines the frontal plane; its flag says what it was taken "
     "from: quiet standing, the static, the gait cycles or the recording."), ""),
    ("common_depth", "Depth that both sides reach", "rad", "deg", "flexed",
     ("Greatest knee flexion that every repetition reached on both sides (and at "
     "both visits, where two are compared)."), ""),
    ("free_leg_forward", "Free foot ahead of the standing one", "m", "cm",
     "the free ankle is ahead",
     ("Mean distance between the ankles along the heading during the repetition; "
     "within ±5 cm the free leg counts as neither in front nor behind."),
     "Khuu A et al. (2016). PMC4827363"),
)  # fmt: skip
LEVEL: Final = _rows(
    ("pelvic_level_share", "Time with a level pelvis", "1", "%", "always",
     ("Share of the repetition in which the pelvic drop lies within ±5° of level and "
     "the rotation within ±5° of the heading."), ""),
    ("pelvic_level_share_from_standing", "Time with a level pelvis, from standing",
     "1", "%", "always",
     ("Share of the repetition in which drop and rotation lie within ±5° of their "
     "values in quiet standing."), ""),
    ("hike_from_hip_share", "Share of the lift that the hip makes", "1", "%",
     "the pelvis turns on the femur in the direction of the lift",
     ("Change of the pelvis-on-femur angle divided by the change of the pelvic hike, "
     "between the lowest and the highest pelvis of the repetition."), _CYNN),
)  # fmt: skip
STEADINESS: Final = _rows(
    ("pelvic_drop_sd", "Pelvic drop, wobble", "rad", "deg", "always",
     "Standard deviation of the pelvic drop during a hold.", ""),
    ("pelvic_drop_rms_jerk", "Pelvic drop, jerk", "rad/s^3", "deg/s^3", "always",
     ("Root mean square of the third derivative of the pelvic drop, low-passed at "
     "6 Hz, during a hold; without a hold during the whole repetition (flagged). "
     "Compared only at equal duration."), _JERK),
)  # fmt: skip
TURNING: Final = _rows(
    *((f"{part}_take_off_to_{end}", f"{word} yaw from take-off to {end}", "rad",
       "deg", "towards the stance leg; after jumps from both feet to the left",
       f"Change of the {word.lower()} yaw between take-off and {end}.", BAKER)
      for part, word in (("pelvic_yaw", "Pelvic"), ("thorax_yaw", "Thorax"))
      for end in ("apex", "landing")),
    ("trunk_lead_time", "Lead of the trunk over the pelvis", "s", "ms",
     "the thorax turns first",
     ("Shift at which the yaw of thorax and pelvis resemble each other most "
     "(cross-correlation); not measured where either turns by less than 2°."), ""),
)  # fmt: skip
KICKING: Final = _rows(
    ("leg_range", "Leg range", "rad", "deg", "always",
     "Greatest angle in space between the thigh and its direction at the start.",
     _ONSET),
    ("leg_range_before_pelvis_moves", "Leg range before the pelvis moves", "rad",
     "deg", "always",
     ("Angle by which the thigh has turned in space when the pelvis has turned by "
     "2°; the whole leg range where the pelvis never does (flagged)."), _ONSET),
    ("pelvis_onset_delay", "Delay of the pelvis after the leg", "s", "ms",
     "the leg moves first",
     ("Moment at which the pelvis has turned by 2° minus the moment at which the "
     "thigh has."), _ONSET),
    ("kickback_pelvic_roll", "Pelvis opens", "rad", "deg",
     "opens towards the moving leg",
     "Largest turn of the pelvis about its own long axis from the start.", ""),
    ("kickback_pelvic_obliquity", "Pelvis hikes in the kickback", "rad", "deg",
     "the side of the moving leg is hiked",
     "Largest turn of the pelvis about its own fore-and-aft axis from the start.",
     ""),
    ("kickback_pelvic_tilt", "Pelvis tilts in the kickback", "rad", "deg",
     "anterior",
     "Largest turn of the pelvis about its own lateral axis from the start.", ""),
    ("kickback_lumbar_extension", "Lumbar extension in the kickback", "rad", "deg",
     "extended",
     ("Largest change of the lumbar flexion from the start, opposite sign; needs "
     "T12 and L1 markers."), ""),
    ("kickback_thorax_on_pelvis_extension",
     "Thorax on pelvis, extension in the kickback", "rad", "deg", "extended",
     ("Largest change of the thorax-on-pelvis flexion from the start, opposite "
     "sign."), ""),
)  # fmt: skip

KINDS: Final[tuple[MeasureKind, ...]] = (
    *_read_kinds(),
    *LEVEL,
    *STEADINESS,
    *TURNING,
    *KICKING,
    *PROTOCOL,
    *TIMING,
)
"""Every stability measure, one row each."""
