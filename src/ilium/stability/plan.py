"""Which signals are read where, movement by movement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from ilium.core.declared import DeclaredMovement, declared
from ilium.errors import UnknownNameError
from ilium.stability.definitions import BY_NAME
from ilium.stability.points import FROM_STANDING, POINTS

Plan = tuple[tuple[str, tuple[str, ...]], ...]

_DEPTHS = ("at_60_descent", "at_60_ascent", "at_common_depth", "at_bottom", "peak")
_FULL = (*_DEPTHS, "excursion")
_LUMBAR = ("thorax_on_pelvis_flexion", "lumbar_flexion")
_SHIN = ("shin_inclination_sagittal", "shin_inclination_frontal")
_KNEE = ("fppa_joint_centres", "fppa_asis", "knee_abduction")

SQUAT_ON_ONE_LEG: Final[Plan] = (
    *((name, _FULL) for name in ("pelvic_drop", "pelvic_rotation", "pelvic_tilt")),
    ("pelvic_hike", ("peak",)),
    ("pelvic_rotation", ("lowest",)),
    ("pelvis_on_femur", ("at_60_descent", "at_60_ascent", "at_common_depth",
                         "at_bottom", "lowest")),
    *((name, _FULL) for name in ("hip_adduction", *_KNEE, "trunk_lean")),
    *((name, _DEPTHS) for name in (*_SHIN, "trunk_inclination", "trunk_minus_shin")),
    *((name, (*_FULL, "lowest")) for name in _LUMBAR),
    ("thorax_side_bend", ("at_bottom", "peak")),
    ("knee_flexion", ("peak",)),
    ("stance_leg_length", ("lowest",)),
    ("pressure_along_foot", ("at_bottom", "mean", "excursion")),
)  # fmt: skip
SQUAT_ON_BOTH_LEGS: Final[Plan] = (
    *((name, _FULL) for name in ("pelvic_obliquity", "pelvic_yaw", "pelvic_tilt")),
    *((name, _FULL) for name in ("trunk_side_lean", "trunk_inclination", *_LUMBAR)),
    *((name, _FULL) for name in ("hip_adduction", *_KNEE)),
    *((name, _DEPTHS) for name in (*_SHIN, "trunk_minus_shin")),
    ("knee_flexion", ("peak",)),
)
HOLD: Final[Plan] = (
    *((name, ("mean", "peak", "excursion")) for name in (
        "pelvic_drop", "pelvic_rotation", "pelvic_tilt", "hip_adduction",
        "trunk_lean", "thorax_side_bend", *_KNEE, *_SHIN, *_LUMBAR)),
    ("pelvic_hike", ("peak",)),
    ("pelvis_on_femur", ("mean", "lowest")),
    ("knee_flexion", ("mean",)),
    ("stance_leg_length", ("mean", "lowest")),
    ("pressure_along_foot", ("mean", "excursion")),
)  # fmt: skip
HIP_HIKE: Final[Plan] = (
    ("pelvic_drop", ("peak", "excursion")),
    ("pelvic_hike", ("peak",)),
    *((name, ("excursion",)) for name in (
        "pelvic_rotation", "pelvic_tilt", "hip_adduction", "knee_flexion")),
    ("pelvis_on_femur", ("at_top", "lowest", "excursion")),
    *((name, ("at_top", "peak", "excursion")) for name in (
        "trunk_lean", "thorax_side_bend")),
    *((name, ("at_top", "peak")) for name in _SHIN),
    ("stance_leg_length", ("at_top", "lowest")),
    ("pressure_along_foot", ("at_top", "mean", "excursion")),
)  # fmt: skip
KICKBACK: Final[Plan] = (
    *((name, ("peak", "excursion")) for name in (
        "pelvic_obliquity", "pelvic_yaw", "trunk_side_lean")),
    ("pelvic_tilt", ("peak", "excursion")),
    ("hip_flexion", ("lowest", "excursion")),
)  # fmt: skip
_FLIGHT = ("at_take_off", "at_apex", "at_landing")
_JUMP = ("at_initial_contact", "at_bottom", *_FLIGHT, "contact_peak", "landing_peak")
_LEG_JUMP = ("at_initial_contact", "at_bottom", "at_landing", "contact_peak",
             "landing_peak")  # fmt: skip
JUMP_FROM_BOTH_LEGS: Final[Plan] = (
    *((name, _JUMP) for name in (
        "pelvic_obliquity", "pelvic_yaw", "pelvic_tilt", "trunk_side_lean",
        "trunk_inclination")),
    *((name, (*_FLIGHT, "excursion")) for name in (
        "thorax_yaw", "trunk_pelvis_separation")),
    *((name, ("excursion",)) for name in ("pelvic_obliquity", "pelvic_yaw",
                                          "pelvic_tilt")),
    *((name, ("at_bottom", "contact_peak", "landing_peak")) for name in _LUMBAR),
    *((name, _LEG_JUMP) for name in ("knee_flexion", "hip_adduction", *_KNEE)),
    *((name, ("at_bottom", "contact_peak", "landing_peak")) for name in _SHIN),
)  # fmt: skip
JUMP_FROM_ONE_LEG: Final[Plan] = (
    *((name, _JUMP) for name in (
        "pelvic_drop", "pelvic_rotation", "pelvic_tilt", "trunk_lean",
        "trunk_inclination")),
    *((name, (*_FLIGHT, "excursion")) for name in (
        "thorax_yaw", "trunk_pelvis_separation")),
    *((name, ("excursion",)) for name in ("pelvic_drop", "pelvic_rotation",
                                          "pelvic_tilt")),
    *((name, ("at_bottom", "contact_peak", "landing_peak")) for name in _LUMBAR),
    *((name, _LEG_JUMP) for name in ("knee_flexion", "hip_adduction", *_KNEE)),
    *((name, ("at_bottom", "contact_peak", "landing_peak")) for name in _SHIN),
    ("pelvis_on_femur", ("at_bottom",)),
)  # fmt: skip
COUNTERMOVEMENT_JUMP: Final[Plan] = tuple(
    (name, tuple(each for each in points if "contact" not in each))
    for name, points in JUMP_FROM_BOTH_LEGS
)
GAIT: Final[Plan] = (
    *((name, ("at_mid_stance", "peak", "excursion")) for name in (
        "pelvic_drop", "hip_adduction", "trunk_lean")),
    *((name, ("excursion",)) for name in (
        "pelvic_rotation", "pelvic_tilt", "thorax_yaw", "trunk_pelvis_separation")),
    ("pelvic_tilt", ("mean",)),
    ("pelvic_rotation", ("at_mid_stance",)),
    ("pelvis_on_femur", ("at_mid_stance",)),
    *((name, ("at_mid_stance", "peak")) for name in _KNEE),
    *((name, ("mean", "excursion")) for name in (*_LUMBAR, "trunk_inclination")),
)  # fmt: skip
ON_BOTH_FEET: Final[Plan] = tuple(
    (name, ("mean", "peak", "excursion"))
    for name in ("pelvic_obliquity", "pelvic_yaw", "pelvic_tilt", "trunk_side_lean",
                 "trunk_inclination", *_LUMBAR)
)  # fmt: skip


def plan_of(task: str, movement: DeclaredMovement) -> Plan:
    """Turn what a movement's file says is read into a plan.

    Parameters
    ----------
    task, movement
        The movement's name, and its file.

    Returns
    -------
    Plan
        Signals and where they are read.

    Raises
    ------
    UnknownNameError
        Where there is no such signal or point.
    """
    for signal, points in movement.read.items():
        if signal not in BY_NAME:
            raise UnknownNameError.among(f"signal to read in {task}", signal, BY_NAME)
        for each in points:
            if each not in POINTS:
                raise UnknownNameError.among(f"point to read in {task}", each, POINTS)
    return tuple(movement.read.items())


PLANS: Final[Mapping[str, Plan]] = MappingProxyType(
    {
        "single_leg_squat": SQUAT_ON_ONE_LEG,
        "step_down": SQUAT_ON_ONE_LEG,
        "lunge": SQUAT_ON_ONE_LEG,
        "squat": SQUAT_ON_BOTH_LEGS,
        "warrior": HOLD,
        "single_leg_standing": HOLD,
        "hip_hike": HIP_HIKE,
        "kickback_standing": KICKBACK,
        "kickback_quadruped": KICKBACK,
        "drop_jump": JUMP_FROM_BOTH_LEGS,
        "drop_vertical_jump": JUMP_FROM_BOTH_LEGS,
        "countermovement_jump": COUNTERMOVEMENT_JUMP,
        "single_leg_drop_jump": JUMP_FROM_ONE_LEG,
        "single_leg_hop": JUMP_FROM_ONE_LEG,
        "single_leg_landing": JUMP_FROM_ONE_LEG,
        "walk": GAIT,
        "run": GAIT,
        "quiet_standing": ON_BOTH_FEET,
        **{name: plan_of(name, each) for name, each in declared().items()},
        "other": ON_BOTH_FEET,
    }
)
"""Movement to what is read of it."""

WITHOUT_STANDING: Final = frozenset(
    {"knee_flexion", "hip_flexion", "stance_leg_length", "pressure_along_foot",
     "trunk_minus_shin"}
)  # fmt: skip
"""Signals whose change from quiet standing says nothing of its own."""


def readings(plan: Plan) -> Iterator[tuple[str, str, bool]]:
    """Yield every (signal, point, from standing) of a plan, each once.

    Parameters
    ----------
    plan
        Signals and where they are read.

    Yields
    ------
    tuple
        An excursion has no variant from standing.
    """
    seen = dict.fromkeys((signal, point) for signal, points in plan for point in points)
    for signal, point in seen:
        yield signal, point, False
        if point != "excursion" and signal not in WITHOUT_STANDING:
            yield signal, point, True


def name_of(signal: str, point: str, *, from_standing: bool) -> str:
    """Name of a measure from its signal and where it is read.

    Parameters
    ----------
    signal
        Name of the signal.
    point
        A key of `ilium.stability.points.POINTS`.
    from_standing
        Whether quiet standing is taken off.

    Returns
    -------
    str
        Its name in `measures.csv`.
    """
    assert signal in BY_NAME, signal
    return f"{signal}_{point}{FROM_STANDING if from_standing else ''}"
