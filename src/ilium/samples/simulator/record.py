"""From a motion to a recording of it, and to its truth."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ilium.conventions import AXES, SIDES
from ilium.core.dictionary import (
    CENTRE_OF_MASS,
    FOOT_FORCE,
    FOOT_FREE_MOMENT,
    FOOT_PRESSURE,
    JOINT_COORDINATE,
    JOINT_MOMENT,
    MARKER_POSITION,
)
from ilium.core.event import Event
from ilium.core.movement import Repetition
from ilium.core.participant import Participant
from ilium.core.quantity import FloatArray
from ilium.core.trial import LabFrame, Source, Trial
from ilium.kinetics.result import FootLoads
from ilium.model.marker_sets import MarkerSet
from ilium.samples.simulator.loads import (
    Ground,
    beyond_sole,
    joint_moments,
    shared,
)
from ilium.samples.simulator.markers import Cameras, carried, seen
from ilium.samples.simulator.motion import Course, course_of
from ilium.samples.simulator.person import Person
from ilium.samples.simulator.plan import Plan
from ilium.samples.simulator.plates import plates_of
from ilium.samples.simulator.result import Truth
from ilium.samples.simulator.truths import landmark_path, measures_of, timed

LAB = LabFrame(
    rotation=np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, -1.0, 0.0]]),
    forwards="+x",
    up="+z",
    how="Simulated: x forwards, z up, as in most laboratories.",
)

PELVIS = ("obliquity", "yaw", "tilt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Devices:
    """Cameras, plates and markers of the laboratory.

    Parameters
    ----------
    rate, plate_rate
        Frames and samples a second [Hz].
    plate_noise
        Standard deviation of the plates' forces [N].
    cameras
        What the cameras add.
    markers
        The marker set.
    """

    rate: float
    plate_rate: float
    plate_noise: float
    cameras: Cameras
    markers: MarkerSet

    @property
    def without_gaps(self) -> Devices:
        """The same laboratory, in which cameras lose nothing."""
        return replace(self, cameras=replace(self.cameras, gaps=0))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Taken:
    """A motion and the ground's load at the times of one device.

    Parameters
    ----------
    time
        From the start of the recording, shape (time,) [s].
    planned
        The same on the plan's clock, shape (time,) [s].
    course, ground
        The motion and the load.
    """

    time: FloatArray
    planned: FloatArray
    course: Course
    ground: Ground


def taken(
    plan: Plan, motion: Course, person: Person, rate: float, number: int
) -> Taken:
    """Sample a motion at a device's rate, at rest after its end."""
    time = np.arange(number) / rate
    planned = np.minimum(time + plan.keep[0], plan.time[-1])
    course = course_of(motion.position, plan.rate, person, planned)
    return Taken(
        time=time,
        planned=planned,
        course=course,
        ground=shared(course, plan, planned),
    )


def recorded(
    name: str,
    settled: tuple[Plan, Course],
    person: Person,
    devices: Devices,
    generator: np.random.Generator,
) -> tuple[Trial, Truth]:
    """Record a motion with cameras and plates.

    Parameters
    ----------
    name
        The recording's name.
    settled
        The plan, and the motion that it led to.
    person
        Who moves.
    devices
        The laboratory.
    generator
        Where noise, skin and gaps are drawn from.

    Returns
    -------
    tuple of Trial and Truth
        What was recorded, and what happened.
    """
    plan, motion = settled
    frames = round((plan.keep[1] - plan.keep[0]) * devices.rate) + 1
    slow = taken(plan, motion, person, devices.rate, frames)
    samples = frames * round(devices.plate_rate / devices.rate)
    quick = taken(plan, motion, person, devices.plate_rate, samples)
    labels = carried(devices.markers)
    positions = seen(
        slow.course, slow.time, person, labels, (devices.cameras, generator)
    )
    trial = Trial(
        name=name,
        participant=measured(person, motion, devices.markers),
        markers=MARKER_POSITION.label(
            positions, time=slow.time, marker=list(labels), axis=list(AXES)
        ),
        lab=LAB,
        source=Source(format="simulated", sha256=""),
        plates=plates_of(
            plan.patches,
            quick.ground,
            quick.time,
            _balls(plan, quick.planned),
            (devices.plate_noise, generator),
        ),
    )
    return trial, _truth(plan, person, slow, quick)


def _balls(plan: Plan, time: FloatArray) -> FloatArray:
    flat = plan.ball.reshape(plan.time.size, -1)
    found = [np.interp(time, plan.time, column) for column in flat.T]
    return np.stack(found, axis=1).reshape(time.size, 2, 3)


def measured(person: Person, motion: Course, markers: MarkerSet) -> Participant:
    """Measures that somebody with tape and calliper would take of the person.

    Parameters
    ----------
    person
        The person.
    motion
        Any motion, of whose first pose the distances are taken.
    markers
        The set, whose markers' diameter lies between joints' sides and centres.

    Returns
    -------
    Participant
        Mass, height, leg lengths, widths of knees, ankles and pelvis.
    """
    first = replace(motion, position=motion.position[:1])

    def apart(one: str, two: str) -> float:
        ends = [landmark_path(first, person, each)[0] for each in (one, two)]
        return float(np.linalg.norm(ends[0] - ends[1]))

    lengths = {"inter_asis": apart("asis_left", "asis_right")}
    for side in SIDES:
        leg = apart(f"asis_{side}", f"ankle_medial_{side}")
        lengths[f"leg_length_{side}"] = leg
        for joint in ("knee", "ankle"):
            width = apart(f"{joint}_{side}", f"{joint}_medial_{side}")
            lengths[f"{joint}_width_{side}"] = width - 2.0 * markers.marker_radius
    return replace(person.participant, **lengths)


def _truth(plan: Plan, person: Person, slow: Taken, quick: Taken) -> Truth:
    names = list(person.compiled.coordinates)
    course, time = slow.course, slow.time
    pelvis = {
        name: np.interp(slow.planned, plan.time, getattr(plan, name)) for name in PELVIS
    }
    repetitions = tuple(
        timed(
            _shifted(each, -plan.keep[0]),
            quick.time,
            quick.course,
            quick.ground,
            person,
        )
        for each in plan.repetitions
    )
    moments = joint_moments(course, slow.ground, person)
    outside = beyond_sole(course, slow.ground, person)
    return Truth(
        model=person.model,
        coordinates=JOINT_COORDINATE.label(
            course.position, time=time, coordinate=names
        ),
        speeds=course.speed,
        accelerations=course.acceleration,
        moments=JOINT_MOMENT.label(moments, time=time, coordinate=names),
        loads=_loads(slow.ground, time),
        com=CENTRE_OF_MASS.label(course.com, time=time, axis=list(AXES)),
        events=_events(repetitions),
        repetitions=repetitions,
        quiet=None if plan.quiet is None else (0.0, plan.quiet),
        measures=measures_of(
            repetitions, quick.time, quick.course, pelvis["obliquity"], person
        ),
        beyond_sole=float(np.max(np.nan_to_num(outside), initial=0.0)),
        **pelvis,
    )


def _shifted(repetition: Repetition, by: float) -> Repetition:
    return replace(
        repetition,
        start=repetition.start + by,
        end=repetition.end + by,
        events={name: at + by for name, at in repetition.events.items()},
    )


def _events(repetitions: tuple[Repetition, ...]) -> tuple[Event, ...]:
    return tuple(
        sorted(
            Event(time=at, name=name, side=each.side, source="truth")
            for each in repetitions
            for name, at in each.events.items()
        )
    )


def _loads(ground: Ground, time: FloatArray) -> FootLoads:
    where = {"time": time, "side": list(SIDES), "axis": list(AXES)}
    return FootLoads(
        force=FOOT_FORCE.label(ground.force, **where),
        pressure=FOOT_PRESSURE.label(ground.pressure, **where),
        free_moment=FOOT_FREE_MOMENT.label(ground.free, **where),
    )
