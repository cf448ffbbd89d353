"""What plates and markers each tell about one jump."""

from __future__ import annotations

from ilium.conventions import SIDES, SideOrBoth
from ilium.core.estimate import Estimate, measured, missing
from ilium.core.measure import Measure
from ilium.core.movement import Movement
from ilium.jump.box import box_height
from ilium.jump.catalogue import KIND
from ilium.jump.contact import (
    compression_estimates,
    contact_forces,
    contact_time,
    fall_estimate,
    time_to_take_off,
)
from ilium.jump.countermovement import phase_estimates
from ilium.jump.heights import flight_estimates, impulse_estimates, pelvis_estimates
from ilium.jump.landing import contact_delay, shares
from ilium.jump.loading import loading_rate, peak_force
from ilium.jump.moments import DROP_TASKS, Moments
from ilium.jump.settings import JumpSettings
from ilium.jump.stabilisation import DEFINITIONS, time_to_stabilisation
from ilium.jump.trace import JumpTrace
from ilium.kinematics.result import Kinematics
from ilium.kinetics.assignment import side_forces
from ilium.kinetics.ground_force import GroundForce

LANDING_WINDOW = 0.2
"""Length of the landing whose impulse the legs share [s]."""


def timed(
    kinematics: Kinematics,
    movement: Movement,
    moments: Moments,
    settings: JumpSettings,
) -> dict[str, Estimate]:
    """Estimates that need no force: durations, heights by time and by markers.

    Parameters
    ----------
    kinematics
        Landmarks of the pelvis and the feet.
    movement
        What was done.
    moments
        Times of the jump.
    settings
        Definitions.

    Returns
    -------
    dict
        Name of the measure to its estimate.
    """
    found = {
        **flight_estimates(moments, settings),
        **pelvis_estimates(kinematics, moments, movement.quiet),
    }
    if movement.task in DROP_TASKS:
        found["contact_time"] = contact_time(moments, settings)
    else:
        found["time_to_take_off"] = time_to_take_off(moments)
    found["drop_height_box"] = box_height(kinematics, moments, settings.box_height)
    return found


def felt(
    trace: JumpTrace, force: GroundForce, moments: Moments, settings: JumpSettings
) -> dict[str, Estimate]:
    """Estimates from the force under the feet.

    Parameters
    ----------
    trace
        Force and motion of the centre of mass.
    force
        Vertical force under the plates.
    moments
        Times of the jump.
    settings
        Definitions.

    Returns
    -------
    dict
        Name of the measure to its estimate.
    """
    return {
        **impulse_estimates(trace, moments),
        **contact_forces(trace, moments, settings, force.noise),
        **compression_estimates(trace, moments),
        **phase_estimates(trace, moments),
        **_landed(trace, force, moments, settings),
        "drop_height_fallen": fall_estimate(trace, moments),
    }


def _landed(
    trace: JumpTrace, force: GroundForce, moments: Moments, settings: JumpSettings
) -> dict[str, Estimate]:
    landing = moments.touchdown
    if landing is None:
        stabilised, _ = DEFINITIONS[settings.stabilisation]
        names = ("landing_peak_force", "landing_loading_rate", stabilised)
        return dict.fromkeys(names, missing("no-landing"))
    end = landing + 1.0
    return {
        "landing_peak_force": peak_force(trace, landing, end, force.noise),
        "landing_loading_rate": loading_rate(trace, landing, end, settings),
        **time_to_stabilisation(trace, landing, settings),
    }


def compared(
    kinematics: Kinematics,
    force: GroundForce | None,
    moments: Moments,
    repetition: int,
) -> list[Measure]:
    """Share of each leg and delay between the feet, at contact and at landing.

    Parameters
    ----------
    kinematics
        Landmarks of the feet: they tell which plate is whose.
    force
        Vertical force under the plates; `None` without.
    moments
        Times of the jump.
    repetition
        Its number.

    Returns
    -------
    list of Measure
        NaN, with the reason, where each foot had no plate of its own.
    """
    spans: dict[str, tuple[float, float]] = {}
    if moments.contact is not None and moments.take_off is not None:
        spans["contact"] = (moments.contact, moments.take_off)
    if moments.touchdown is not None:
        spans["landing"] = (moments.touchdown, moments.touchdown + LANDING_WINDOW)
    found: list[Measure] = []
    for name, (start, end) in spans.items():
        delay, share = _between_legs(kinematics, force, start, end)
        by_side: list[tuple[str, SideOrBoth, Estimate]] = [
            (f"{name}_delay", "both", delay),
            *((f"{name}_share", side, share[side]) for side in SIDES),
        ]
        found += [
            measured(KIND[kind], estimate, side=side, repetition=repetition)
            for kind, side, estimate in by_side
        ]
    return found


def _between_legs(
    kinematics: Kinematics, force: GroundForce | None, start: float, end: float
) -> tuple[Estimate, dict[str, Estimate]]:
    if force is None:
        reason = missing("no-plates")
        return reason, dict.fromkeys(SIDES, reason)
    sides = side_forces(kinematics, force, start, end)
    delay = contact_delay(force.time, sides, start, force.threshold)
    return delay, {**shares(force.time, sides, start, end)}
