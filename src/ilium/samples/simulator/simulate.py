"""Simulate a capture of known truth."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from ilium.conventions import SIDES, Side
from ilium.errors import InputError, UnknownNameError
from ilium.samples.simulator.drop_jump import plan_drop_jump
from ilium.samples.simulator.markers import Cameras, known_set
from ilium.samples.simulator.motion import Course, balanced
from ilium.samples.simulator.order import LEVELS, Order
from ilium.samples.simulator.person import Person, person_of
from ilium.samples.simulator.plan import Plan
from ilium.samples.simulator.record import Devices, recorded
from ilium.samples.simulator.result import Simulation
from ilium.samples.simulator.single_leg import plan_hikes, plan_squats
from ilium.samples.simulator.standing import plan_standing
from ilium.samples.simulator.thrown import thrown
from ilium.samples.simulator.walking import plan_walk
from ilium.units import DEGREE


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How one movement is made.

    Parameters
    ----------
    plan, settle
        Make its plan, and the motion that follows from it.
    drop, rotation
        Of the pelvis, where nothing is asked for [rad].
    repetitions, most
        How many where nothing is asked for, and how many at most [1].
    """

    plan: Callable[[Person, Order], Plan]
    settle: Callable[[Plan, Person], Course]
    drop: float
    rotation: float
    repetitions: int
    most: int = 40


MOVEMENTS: Mapping[str, Recipe] = MappingProxyType(
    {
        "drop_vertical_jump": Recipe(
            plan=plan_drop_jump,
            settle=thrown,
            drop=4.0 * DEGREE,
            rotation=3.0 * DEGREE,
            repetitions=1,
            most=1,
        ),
        "single_leg_squat": Recipe(
            plan=plan_squats,
            settle=balanced,
            drop=5.0 * DEGREE,
            rotation=4.0 * DEGREE,
            repetitions=3,
        ),
        "hip_hike": Recipe(
            plan=plan_hikes,
            settle=balanced,
            drop=6.0 * DEGREE,
            rotation=0.0,
            repetitions=3,
        ),
        "walk": Recipe(
            plan=plan_walk,
            settle=balanced,
            drop=4.0 * DEGREE,
            rotation=4.0 * DEGREE,
            repetitions=3,
        ),
    }
)
"""Movements that the simulator knows."""

KNOTS = 200.0
"""Least rate of the motion's own knots [Hz]."""

LARGEST = {
    "pelvic_drop": 15.0 * DEGREE,
    "pelvic_rotation": 20.0 * DEGREE,
    "asymmetry": 0.4,
}
"""Largest size that can be asked for [rad], [1]."""


def simulate(
    movement: str = "drop_vertical_jump",
    *,
    marker_set: str = "plug_in_gait",
    side: Side | None = None,
    repetitions: int | None = None,
    rate: float = 200.0,
    plate_rate: float = 1000.0,
    mass: float = 70.0,
    height: float = 1.75,
    noise: float = 0.0,
    plate_noise: float = 0.0,
    gaps: int = 0,
    soft_tissue: float = 0.0,
    pelvic_drop: float | None = None,
    pelvic_rotation: float | None = None,
    asymmetry: float = 0.0,
    variability: str | float = "rigid",
    seed: int = 0,
) -> Simulation:
    """Simulate a capture of known truth, with its static trial.

    The motion is made first, of smooth courses of pelvis, trunk, arms and feet on the
    shipped model; legs follow by inverse kinematics. The ground's forces are what that
    motion needs, so that inverse dynamics must return the joint moments in the truth.

    Parameters
    ----------
    movement
        ``drop_vertical_jump``, ``single_leg_squat``, ``hip_hike`` or ``walk``.
    marker_set
        Name of a marker set that ilium ships.
    side
        Stance side, or, in a drop vertical jump, the side against which the pelvis
        drops; ``None`` for both in turn (in a jump: the right).
    repetitions
        On each side, in walking strides; ``None`` for the movement's usual number.
    rate, plate_rate
        Camera frames and plate samples a second [Hz].
    mass, height
        Of the person [kg], [m].
    noise, plate_noise
        Standard deviation of every marker coordinate [m] and plate force [N].
    gaps
        Number of gaps of 0.05 to 0.25 s.
    soft_tissue
        How far the skin of the thigh moves at a right angle of the hip [m].
    pelvic_drop, pelvic_rotation
        Largest drop of the free side, and turn towards the stance leg [rad]; ``None``
        for the movement's usual one.
    asymmetry
        Left's excess over right's as a share of their mean [1]: of the force in a drop
        vertical jump, of the excursions elsewhere.
    variability
        From repetition to repetition: ``rigid`` (alike), ``steady``, ``typical``,
        ``noisy``, or a number from 0 to 1 [1]: sizes vary by 12 % and durations by 6 %
        (standard deviation) at 1.
    seed
        Of everything drawn; the same seed gives the same bytes.

    Returns
    -------
    Simulation
        Trial, static and truth.

    Raises
    ------
    InputError
        Where something asked for is beyond a person or a laboratory.
    ComputationError
        Where the body cannot reach what is asked for.
    """
    if movement not in MOVEMENTS:
        raise UnknownNameError.among("simulated movement", movement, MOVEMENTS)
    recipe = MOVEMENTS[movement]
    draws = [np.random.default_rng(s) for s in np.random.SeedSequence(seed).spawn(3)]
    order = Order(
        rate=_knots(rate, plate_rate),
        side=_side(side),
        repetitions=_count(repetitions, recipe),
        pelvic_drop=_within("pelvic_drop", pelvic_drop, recipe.drop),
        pelvic_rotation=_within("pelvic_rotation", pelvic_rotation, recipe.rotation),
        asymmetry=_within("asymmetry", asymmetry, 0.0),
        variability=_level(variability),
        generator=draws[0],
    )
    devices = Devices(
        rate=rate,
        plate_rate=plate_rate,
        plate_noise=plate_noise,
        cameras=Cameras(noise=noise, soft_tissue=soft_tissue, gaps=gaps),
        markers=known_set(marker_set),
    )
    person = person_of(mass, height)
    plan, still = recipe.plan(person, order), plan_standing(person, order)
    settled = plan, recipe.settle(plan, person)
    trial, truth = recorded(movement, settled, person, devices, draws[1])
    standing = still, balanced(still, person)
    whole = devices.without_gaps
    static, _ = recorded(f"{movement}_static", standing, person, whole, draws[2])
    return Simulation(
        trial=trial,
        static=static,
        truth=truth,
        participant=trial.participant,
        movement=movement,
        seed=seed,
    )


def _knots(rate: float, plate_rate: float) -> float:
    """Rate of the motion's knots: a whole multiple of the cameras' [Hz]."""
    if not 50.0 <= rate <= 1000.0:
        problem = f"Cameras cannot run at {rate:g} Hz here."
        raise InputError(problem, "Give 50 to 1000 Hz.")
    ratio = plate_rate / rate
    if abs(ratio - round(ratio)) > 1e-9 or not 1.0 <= ratio <= 50.0:
        problem = f"Plates at {plate_rate:g} Hz do not fit cameras at {rate:g} Hz."
        raise InputError(problem, "Give the plates a whole multiple of the rate.")
    return rate * max(1, -int(-KNOTS // rate))


def _side(side: str | None) -> Side | None:
    for each in SIDES:
        if side == each:
            return each
    if side is not None:
        raise UnknownNameError.among("side", side, SIDES)
    return None


def _count(wanted: int | None, recipe: Recipe) -> int:
    number = recipe.repetitions if wanted is None else wanted
    if not 1 <= number <= recipe.most:
        problem = f"{number} repetitions cannot be simulated in one recording."
        raise InputError(problem, f"Give 1 to {recipe.most}.")
    return number


def _within(name: str, wanted: float | None, usual: float) -> float:
    value = usual if wanted is None else wanted
    if not abs(value) <= LARGEST[name]:
        word, most = name.replace("_", " "), LARGEST[name]
        unit = "" if name == "asymmetry" else " rad"
        problem = f"A {word} of {value:g}{unit} is beyond what a body can do."
        raise InputError(problem, f"Give at most {most:.2g}{unit} (angles in radians).")
    return value


def _level(variability: str | float) -> float:
    if isinstance(variability, str):
        if variability not in LEVELS:
            raise UnknownNameError.among("level of variability", variability, LEVELS)
        return LEVELS[variability]
    if not 0.0 <= variability <= 1.0:
        problem = f"A variability of {variability:g} cannot be simulated."
        raise InputError(problem, "Give 0 (each repetition alike) to 1.")
    return variability
