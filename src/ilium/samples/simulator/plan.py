"""What a movement asks of the body, before any force is known."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field, fields

import numpy as np

from ilium.conventions import SIDES, Side
from ilium.core.movement import Repetition
from ilium.core.quantity import FloatArray
from ilium.maths.rotations import cardan, elementary, relative
from ilium.samples.simulator.patches import Patch
from ilium.samples.simulator.person import LETTER, Person

LEFT, RIGHT = 0, 1


@dataclass(kw_only=True, eq=False)
class Plan:
    """Courses on one clock; a movement fills them in. Sides are left, right.

    Parameters
    ----------
    time
        Shape (time,) [s].
    obliquity, yaw, tilt
        Of the pelvis: right side higher, turned to the left, anterior, (time,) [rad].
    lean, turn, pitch
        Of the trunk in the laboratory: to the right, to the left, forwards (time,)
        [rad].
    joints
        Other coordinates in the model's names, shape (time,) [rad].
    ball
        Where the balls of the feet are, shape (time, side, axis) [m].
    slope, heading
        Of the feet: toes up, turned to the left, shape (time, side) [rad].
    com
        Whole-body centre of mass, shape (time, axis) [m]: as it is to be in `thrown`
        movements, elsewhere a first guess.
    height
        Height of the hips that carry the body, shape (time,) [m]; NaN where the
        centre of mass's own height counts.
    carries
        Share of the two hip joints in the point of that height, (time, side) [1].
    pressure
        Where the ground is to press on each foot, shape (time, side, axis) [m].
    share
        Share of each foot in the ground's force, shape (time, side) [1].
    load
        Vertical force over mass that a thrown movement was built of, shape (time,)
        [m/s2].
    flights
        Start and end of every flight [s].
    patches
        Force plates.
    keep
        Start and end of what is recorded [s].
    quiet
        Until when the person stands quietly [s]; ``None`` where they never do.
    abreast
        Whether two feet on the ground stand side by side.
    repetitions
        As the laboratory would name them.
    """

    time: FloatArray
    obliquity: FloatArray = field(default_factory=lambda: np.empty(0))
    yaw: FloatArray = field(default_factory=lambda: np.empty(0))
    tilt: FloatArray = field(default_factory=lambda: np.empty(0))
    lean: FloatArray = field(default_factory=lambda: np.empty(0))
    turn: FloatArray = field(default_factory=lambda: np.empty(0))
    pitch: FloatArray = field(default_factory=lambda: np.empty(0))
    joints: dict[str, FloatArray] = field(default_factory=dict[str, FloatArray])
    ball: FloatArray = field(default_factory=lambda: np.empty(0))
    slope: FloatArray = field(default_factory=lambda: np.empty(0))
    heading: FloatArray = field(default_factory=lambda: np.empty(0))
    com: FloatArray = field(default_factory=lambda: np.empty(0))
    height: FloatArray = field(default_factory=lambda: np.empty(0))
    carries: FloatArray = field(default_factory=lambda: np.empty(0))
    pressure: FloatArray = field(default_factory=lambda: np.empty(0))
    share: FloatArray = field(default_factory=lambda: np.empty(0))
    load: FloatArray = field(default_factory=lambda: np.empty(0))
    flights: tuple[tuple[float, float], ...] = ()
    patches: tuple[Patch, ...] = ()
    keep: tuple[float, float] = (0.0, 0.0)
    quiet: float | None = None
    abreast: bool = True
    repetitions: tuple[Repetition, ...] = ()

    def __post_init__(self) -> None:
        number = self.time.size
        for name in ("obliquity", "yaw", "tilt", "lean", "turn", "pitch", "height"):
            setattr(self, name, np.zeros(number))
        for name in ("slope", "heading", "carries", "share"):
            setattr(self, name, np.zeros((number, 2)))
        for name in ("ball", "pressure"):
            setattr(self, name, np.zeros((number, 2, 3)))
        self.com = np.zeros((number, 3))
        self.share[:] = self.carries[:] = 0.5

    @property
    def rate(self) -> float:
        """Frames a second [Hz]."""
        return (self.time.size - 1) / float(self.time[-1] - self.time[0])

    @property
    def aloft(self) -> FloatArray:
        """Whether nobody touches the ground, shape (time,) [bool]."""
        inside = np.zeros(self.time.shape, dtype=bool)
        for start, end in self.flights:
            inside |= (self.time >= start - 1e-9) & (self.time <= end + 1e-9)
        return inside

    def part(self, frames: slice) -> Plan:
        """Return views of some frames of every course."""
        found = copy(self)
        for each in fields(self):
            course = getattr(self, each.name)
            if isinstance(course, np.ndarray):
                setattr(found, each.name, course[frames])
        found.joints = {name: each[frames] for name, each in self.joints.items()}
        return found

    def both(self, joint: str, course: FloatArray) -> None:
        """Give the same course to a joint of both sides."""
        for side in SIDES:
            self.joints[f"{joint}_{LETTER[side]}"] = course

    def joint(self, joint: str, side: Side, course: FloatArray) -> None:
        """Give a course to a joint of one side."""
        self.joints[f"{joint}_{LETTER[side]}"] = course


def coordinates(plan: Plan, person: Person) -> FloatArray:
    """Coordinates that a plan states, legs and place left at a bent guess.

    Parameters
    ----------
    plan
        The plan.
    person
        Whose coordinates.

    Returns
    -------
    FloatArray
        Shape (time, coordinate) [rad] and [m].
    """
    pelvis = (
        elementary("y", plan.yaw)
        @ elementary("x", -plan.obliquity)
        @ elementary("z", -plan.tilt)
    )
    trunk = (
        elementary("y", plan.turn)
        @ elementary("x", plan.lean)
        @ elementary("z", -plan.pitch)
    )
    found = np.zeros((plan.time.size, len(person.compiled.coordinates)))
    stated: dict[str, FloatArray] = dict(plan.joints)
    turned = cardan(pelvis, "zxy")
    bent = cardan(relative(pelvis, trunk), "zxy")
    for at, name in enumerate(("tilt", "list", "rotation")):
        stated[f"pelvis_{name}"] = turned[:, at]
    for at, name in enumerate(("extension", "bending", "rotation")):
        stated[f"lumbar_{name}"] = bent[:, at]
    stated |= _guess(plan, person)
    for name, course in stated.items():
        found[:, person.column(name)] = course
    return found


def _guess(plan: Plan, person: Person) -> Mapping[str, FloatArray]:
    """A slightly bent stance near the wished centre of mass."""
    bent = {"hip_flexion": 0.4, "knee_angle": 0.8, "ankle_angle": 0.4}
    legs = {
        f"{name}_{LETTER[side]}": np.full(plan.time.size, angle)
        for name, angle in bent.items()
        for side in SIDES
    }
    middle = plan.ball.mean(axis=1)
    return {
        **legs,
        "pelvis_tx": middle[:, 0],
        "pelvis_ty": middle[:, 1] + 0.85 * person.size,
        "pelvis_tz": middle[:, 2],
    }
