"""The musculoskeletal model: segments, joints, muscles, markers; SI units, radians.

Frames, names and conventions are OpenSim's (x forwards, y up, z right in the anatomical
position), so that a model goes there and back without a change of numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, TypeVar

import numpy as np

from ilium.core.quantity import FloatArray
from ilium.errors import UnknownNameError
from ilium.model.functions import Function

GROUND: Final = "ground"


@dataclass(frozen=True, slots=True, eq=False)
class Placement:
    """A frame fixed in a segment.

    Parameters
    ----------
    translation
        Its origin in the segment, shape (3,) [m].
    orientation
        Body-fixed rotations about x, then y, then z, shape (3,) [rad].
    """

    translation: FloatArray = field(default_factory=lambda: np.zeros(3))
    orientation: FloatArray = field(default_factory=lambda: np.zeros(3))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Segment:
    """A rigid body.

    Parameters
    ----------
    name
        OpenSim's name, such as ``femur_r``.
    mass
        Mass [kg].
    mass_centre
        Centre of mass in the segment's frame, shape (3,) [m].
    inertia
        Inertia about the centre of mass in the segment's axes, shape (3, 3) [kg m2].
    """

    name: str
    mass: float
    mass_centre: FloatArray
    inertia: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TransformAxis:
    """One rotation about, or translation along, a fixed axis of a joint.

    Parameters
    ----------
    axis
        Unit vector in the joint's parent frame; after earlier rotations for the second
        and third rotation; shape (3,) [1].
    function
        Angle [rad] or displacement [m] as a function of `coordinate`.
    coordinate
        Name of the coordinate; ``None`` where the function is constant.
    """

    axis: FloatArray
    function: Function
    coordinate: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Joint:
    """How a child segment moves in its parent.

    The child's joint frame stands in the parent's joint frame at the sum of the
    translations (along axes fixed in the parent's joint frame), turned by the rotations
    in order. Every kind of OpenSim joint is written in this form.

    Parameters
    ----------
    name, kind
        OpenSim's name and class (``CustomJoint``, ``PinJoint``, ``WeldJoint`` …).
    parent, child
        Names of segments; the parent may be `GROUND`.
    in_parent, in_child
        Joint frames in the two segments.
    rotations, translations
        None to three of each, in the order in which they apply.
    """

    name: str
    kind: str
    parent: str
    child: str
    in_parent: Placement = field(default_factory=Placement)
    in_child: Placement = field(default_factory=Placement)
    rotations: tuple[TransformAxis, ...] = ()
    translations: tuple[TransformAxis, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coordinate:
    """One degree of freedom.

    Parameters
    ----------
    name
        OpenSim's name, such as ``hip_flexion_r``.
    joint
        Name of its joint.
    rotational
        Whether it is an angle [rad] rather than a displacement [m].
    default, low, high
        Value of the default pose and range [rad] or [m].
    clamped, locked
        Whether the range binds; whether it never moves from `default`.
    """

    name: str
    joint: str
    rotational: bool
    default: float = 0.0
    low: float = -np.inf
    high: float = np.inf
    clamped: bool = False
    locked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Coupler:
    """A coordinate that follows another one: ``dependent = function(independent)``."""

    dependent: str
    independent: str
    function: Function


SurfaceKind = Literal["cylinder", "sphere", "ellipsoid", "torus"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WrapSurface:
    """A surface that muscles slide over.

    Parameters
    ----------
    name, segment
        Its own name and its segment's.
    kind
        Shape.
    placement
        Its frame in the segment; a cylinder's and a torus' axis is z.
    dimensions
        Cylinder: radius, length; sphere: radius; ellipsoid: three radii; torus: inner
        and outer radius [m].
    quadrant
        ``all``, or the half on which a muscle stays, such as ``-x``.
    active
        Whether it is used.
    """

    name: str
    segment: str
    kind: SurfaceKind
    placement: Placement
    dimensions: tuple[float, ...]
    quadrant: str = "all"
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PathPoint:
    """A point that a muscle passes through.

    Parameters
    ----------
    name, segment
        Its own name and its segment's.
    location
        In the segment's frame, shape (3,) [m]; of a moving point, where it has no
        function along an axis.
    condition
        Coordinate, lowest and highest value [rad] or [m] between which the point
        exists; ``None`` for always.
    motion
        For x, y and z the coordinate and the function that the point follows [m], or
        ``None`` along an axis where it stays; empty for a fixed point.
    """

    name: str
    segment: str
    location: FloatArray
    condition: tuple[str, float, float] | None = None
    motion: tuple[tuple[str, Function] | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PathWrap:
    """A surface that one muscle wraps over.

    Parameters
    ----------
    surface
        Name of the `WrapSurface`.
    method
        OpenSim's method for ellipsoids.
    first, last
        Numbers of the first and last path point between which it may wrap, from 1; -1
        for no limit (OpenSim's ``range``).
    """

    surface: str
    method: Literal["hybrid", "midpoint", "axial"] = "hybrid"
    first: int = -1
    last: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Muscle:
    """A muscle-tendon unit.

    Parameters
    ----------
    name
        OpenSim's name, such as ``glmed1_r``.
    kind
        Which curves it follows: ``millard``, ``thelen`` or ``degroote``.
    max_isometric_force
        F0 [N].
    optimal_fibre_length, tendon_slack_length
        Lengths [m].
    pennation
        At the optimal fibre length [rad].
    max_contraction_velocity
        In optimal fibre lengths a second [1/s].
    min_activation
        Smallest activation [1].
    points, wraps
        Its path, from origin to insertion.
    curves
        Parameters of its curves under OpenSim's property names, prefixed by the curve
        (``ActiveForceLengthCurve.min_norm_active_fiber_length`` …), where they differ
        from OpenSim's defaults or not.
    """

    name: str
    kind: Literal["millard", "thelen", "degroote"]
    max_isometric_force: float
    optimal_fibre_length: float
    tendon_slack_length: float
    pennation: float
    max_contraction_velocity: float = 10.0
    min_activation: float = 0.01
    points: tuple[PathPoint, ...] = ()
    wraps: tuple[PathWrap, ...] = ()
    curves: Mapping[str, float] = field(default_factory=dict[str, float])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ModelMarker:
    """A marker on a segment, at `location`, shape (3,) [m]."""

    name: str
    segment: str
    location: FloatArray
    fixed: bool = False


Part = TypeVar("Part", Segment, Joint, Coordinate, WrapSurface, Muscle)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BodyModel:
    """A whole musculoskeletal model.

    Parameters
    ----------
    name, source
        Its name, and where its figures come from.
    segments, joints
        From the root outwards: a joint's parent comes before its child.
    coordinates
        Every degree of freedom, coupled and locked ones included, in OpenSim's order.
    couplers
        Coordinates that follow others.
    surfaces, muscles, markers
        As named.
    gravity
        Acceleration of free fall, shape (3,) [m/s2].
    ignored
        What the file held and this model does not use, by kind, for people.
    foreign
        Muscle to the reason why ilium cannot follow its path: it has no points here.
    origin
        File that the model was read from, for the programs that can follow foreign
        muscles; never written out.
    """

    name: str
    source: str = ""
    segments: tuple[Segment, ...]
    joints: tuple[Joint, ...]
    coordinates: tuple[Coordinate, ...]
    couplers: tuple[Coupler, ...] = ()
    surfaces: tuple[WrapSurface, ...] = ()
    muscles: tuple[Muscle, ...] = ()
    markers: tuple[ModelMarker, ...] = ()
    gravity: FloatArray = field(default_factory=lambda: np.array([0.0, -9.80665, 0.0]))
    ignored: tuple[str, ...] = ()
    foreign: Mapping[str, str] = field(default_factory=dict[str, str])
    origin: Path | None = None

    @property
    def mass(self) -> float:
        """Mass of all segments [kg]."""
        return float(sum(each.mass for each in self.segments))

    def segment(self, name: str) -> Segment:
        """Return the segment of this name."""
        return _named("segment", name, self.segments)

    def joint(self, name: str) -> Joint:
        """Return the joint of this name."""
        return _named("joint", name, self.joints)

    def coordinate(self, name: str) -> Coordinate:
        """Return the coordinate of this name."""
        return _named("coordinate", name, self.coordinates)

    def surface(self, name: str) -> WrapSurface:
        """Return the wrapping surface of this name."""
        return _named("wrapping surface", name, self.surfaces)

    def muscle(self, name: str) -> Muscle:
        """Return the muscle of this name."""
        return _named("muscle", name, self.muscles)

    @property
    def free_coordinates(self) -> tuple[str, ...]:
        """Names of the coordinates that are neither locked nor coupled, in order."""
        coupled = {each.dependent for each in self.couplers}
        return tuple(
            each.name
            for each in self.coordinates
            if not each.locked and each.name not in coupled
        )


def _named(kind: str, name: str, among: tuple[Part, ...]) -> Part:
    for each in among:
        if each.name == name:
            return each
    raise UnknownNameError.among(kind, name, [each.name for each in among])
