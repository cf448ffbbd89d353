"""Every measure of regaining and keeping balance."""

from __future__ import annotations

from ilium.balance.catalogue import KIND
from ilium.balance.corrections import corrective_steps
from ilium.balance.margin import margin_estimates
from ilium.balance.pressure import pressure_estimates
from ilium.balance.settings import BALANCE, BalanceSettings
from ilium.conventions import SideOrBoth
from ilium.core.estimate import Estimate, measured, missing
from ilium.core.measure import Measure
from ilium.core.movement import Movement, Repetition
from ilium.core.quantity import clock
from ilium.core.summary import summarised
from ilium.core.trial import Trial
from ilium.kinematics.result import Kinematics
from ilium.kinetics.ground_force import GroundForce, ground_force

LANDINGS = (
    "drop_jump",
    "drop_vertical_jump",
    "countermovement_jump",
    "single_leg_drop_jump",
    "single_leg_hop",
    "single_leg_landing",
)
STANDING = ("single_leg_standing", "quiet_standing")


def measure_balance(
    trial: Trial,
    kinematics: Kinematics,
    movement: Movement,
    *,
    settings: BalanceSettings = BALANCE,
) -> tuple[Measure, ...]:
    """Measure how balance is regained after landings and kept in standing.

    Parameters
    ----------
    trial
        The recording; force plates where there are any.
    kinematics
        Centre of mass and landmarks of the feet.
    movement
        Landings or stretches of standing.
    settings
        Definitions.

    Returns
    -------
    tuple of Measure
        Each repetition's and their summary; empty for other tasks.
    """
    if movement.task not in (*LANDINGS, *STANDING):
        return ()
    force = ground_force(trial, settings.force)
    last = _last(trial, kinematics)
    measures: list[Measure] = []
    for repetition in movement.repetitions:
        stretch = _stretch(movement, repetition, last, settings)
        found = _estimates(kinematics, force, repetition.side, stretch, settings)
        measures += [
            measured(
                KIND[name], each, side=repetition.side, repetition=repetition.number
            )
            for name, each in found.items()
        ]
    return summarised(measures)


def _last(trial: Trial, kinematics: Kinematics) -> float:
    """Where the recording ends [s]."""
    clocks = [kinematics.time, *(clock(plate.force) for plate in trial.plates)]
    return float(max((each[-1] for each in clocks if each.size), default=0.0))


def _stretch(
    movement: Movement, repetition: Repetition, last: float, settings: BalanceSettings
) -> tuple[float, float] | None:
    """From landing on, as long as the settings and the recording allow [s]."""
    if movement.task in STANDING:
        return repetition.start, repetition.end
    found = repetition.events
    landing = found.get("landing", found.get("initial_contact"))
    if landing is None or ("take_off" in found and "landing" not in found):
        return None
    return landing, min(landing + settings.window, last)


def _estimates(
    kinematics: Kinematics,
    force: GroundForce | None,
    side: SideOrBoth,
    stretch: tuple[float, float] | None,
    settings: BalanceSettings,
) -> dict[str, Estimate]:
    if stretch is None:
        return dict.fromkeys(KIND, missing("no-landing"))
    start, end = stretch
    if end - start < settings.shortest:
        return dict.fromkeys(KIND, missing("too-short"))
    return {
        "balance_time": Estimate(value=end - start),
        **pressure_estimates(force, start, end, settings),
        **margin_estimates(kinematics, side, start, end, settings),
        "corrective_steps": corrective_steps(kinematics, start, end, settings),
    }
