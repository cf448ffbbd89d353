"""Small models in OpenSim's layout: a surface on the ground, muscles to a bar."""

from __future__ import annotations

from pathlib import Path

import numpy as np

SIZES = {
    "cylinder": (0.04, 0.3),
    "sphere": (0.05,),
    "ellipsoid": (0.05, 0.07, 0.04),
    "torus": (0.02, 0.06),
}
REACH = {"cylinder": 0.04, "sphere": 0.05, "ellipsoid": 0.07, "torus": 0.09}
MODEL = """<?xml version="1.0" encoding="UTF-8"?>
<OpenSimDocument Version="40000"><Model name="bar"><gravity>0 -9.8 0</gravity>
<Ground name="ground"><WrapObjectSet name="wrapobjectset"><objects>{surfaces}</objects>
</WrapObjectSet></Ground>
<BodySet name="bodyset"><objects><Body name="bar"><mass>1</mass>
<mass_center>0 0 0</mass_center><inertia>1 1 1 0 0 0</inertia></Body></objects>
</BodySet>
<JointSet name="jointset"><objects><CustomJoint name="turn">
<socket_parent_frame>/ground</socket_parent_frame>
<socket_child_frame>/bodyset/bar</socket_child_frame>
<coordinates>{coordinates}</coordinates>
<SpatialTransform>{axes}</SpatialTransform></CustomJoint></objects></JointSet>
<ForceSet name="forceset"><objects>{muscles}</objects></ForceSet></Model>
</OpenSimDocument>"""
COORDINATE = """<Coordinate name="{}"><default_value>0</default_value>
<range>-4 4</range><clamped>false</clamped></Coordinate>"""
AXIS = """<TransformAxis name="{}"><coordinates>{}</coordinates><axis>{}</axis>{}
</TransformAxis>"""
LINEAR = (
    '<LinearFunction name="function"><coefficients>1 0</coefficients></LinearFunction>'
)
CONSTANT = '<Constant name="function"><value>0</value></Constant>'
MUSCLE = """<Millard2012EquilibriumMuscle name="{name}">
<GeometryPath name="geometrypath">
<PathPointSet name="pathpointset"><objects>{points}</objects></PathPointSet>
<PathWrapSet name="pathwrapset"><objects>{wraps}</objects></PathWrapSet></GeometryPath>
<max_isometric_force>100</max_isometric_force>
<optimal_fiber_length>0.1</optimal_fiber_length>
<tendon_slack_length>0.1</tendon_slack_length></Millard2012EquilibriumMuscle>"""
POINT = """<PathPoint name="{name}"><socket_parent_frame>{frame}</socket_parent_frame>
<location>{place}</location></PathPoint>"""
WRAP = """<PathWrap name="{name}"><wrap_object>{surface}</wrap_object>
<method>{method}</method><range>{first} {last}</range></PathWrap>"""


def numbers(values) -> str:
    return " ".join(repr(float(each)) for each in values)


def surface(kind, quadrant="all", *, name="surface", sizes=None, place=None, turn=None):
    """Element of a wrapping surface."""
    size = sizes or SIZES[kind]
    inside = {
        "cylinder": "<radius>{}</radius><length>{}</length>",
        "sphere": "<radius>{}</radius>",
        "ellipsoid": "<dimensions>{} {} {}</dimensions>",
        "torus": "<inner_radius>{}</inner_radius><outer_radius>{}</outer_radius>",
    }[kind].format(*size)
    kind_name = f"Wrap{kind.capitalize()}"
    return f"""<{kind_name} name="{name}"><quadrant>{quadrant}</quadrant>
<xyz_body_rotation>{numbers(np.zeros(3) if turn is None else turn)}</xyz_body_rotation>
<translation>{numbers(np.zeros(3) if place is None else place)}</translation>{inside}
</{kind_name}>"""


def wrap(name="surface", method="hybrid", *, first=-1, last=-1):
    return WRAP.format(
        name=f"over_{name}", surface=name, method=method, first=first, last=last
    )


def point(name, frame, place):
    return POINT.format(name=name, frame=frame, place=numbers(place))


def muscle(name, points, wraps=""):
    return MUSCLE.format(name=name, points=points, wraps=wraps)


def model_text(surfaces, muscles) -> str:
    """A model whose bar turns about z, y, x through ground's origin."""
    names = ("rz", "ry", "rx")
    directions = ("0 0 1", "0 1 0", "1 0 0")
    axes = "".join(
        AXIS.format(f"rotation{at + 1}", names[at], directions[at], LINEAR)
        for at in range(3)
    ) + "".join(
        AXIS.format(f"translation{at + 1}", "", directions[2 - at], CONSTANT)
        for at in range(3)
    )
    coordinates = "".join(COORDINATE.format(each) for each in names)
    return MODEL.format(
        surfaces=surfaces, muscles=muscles, coordinates=coordinates, axes=axes
    )


def around(rng, kind, number):
    """Seeded places outside a surface, shape (number, 3) [m]."""
    heading = rng.normal(size=(number, 3))
    heading /= np.linalg.norm(heading, axis=1)[:, None]
    return heading * rng.uniform(1.05, 3.0, (number, 1)) * REACH[kind]


def seeded(folder: Path, kind, quadrant="all", method="hybrid", *, number=20) -> Path:
    """A file with one surface and muscles that may go over it."""
    rng = np.random.default_rng([len(kind), len(quadrant), len(method)])
    place, turn = rng.uniform(-0.02, 0.02, 3), rng.uniform(-0.3, 0.3, 3)
    starts, ends = around(rng, kind, number), around(rng, kind, number)
    muscles = "".join(
        muscle(
            f"m{at}",
            point("start", "/ground", starts[at])
            + point("end", "/bodyset/bar", ends[at]),
            wrap(method=method),
        )
        for at in range(number)
    )
    path = folder / f"{kind}{quadrant}{method}.osim"
    text = model_text(surface(kind, quadrant, place=place, turn=turn), muscles)
    path.write_text(text, encoding="utf-8")
    return path


def poses(number=20):
    """Seeded poses of the bar, shape (number, 3) [rad]."""
    return np.random.default_rng(1).uniform(-3.0, 3.0, (number, 3))


SPLINE = """<{tag}><SimmSpline name="function"><x>-3 0 3</x><y>{values}</y></SimmSpline>
</{tag}>"""
SOCKETS = "".join(
    f"<socket_{axis}_coordinate>/jointset/turn/rz</socket_{axis}_coordinate>"
    for axis in "xyz"
)
MOVING = f"""<MovingPathPoint name="middle">
<socket_parent_frame>/bodyset/bar</socket_parent_frame>{SOCKETS}
{SPLINE.format(tag="x_location", values="0.1 0.12 0.16")}
{SPLINE.format(tag="y_location", values="0.02 0.01 -0.04")}
{SPLINE.format(tag="z_location", values="0 0.01 0")}</MovingPathPoint>"""
CONDITIONAL = """<ConditionalPathPoint name="middle">
<socket_parent_frame>/ground</socket_parent_frame><location>0.1 0.1 0.02</location>
<socket_coordinate>/jointset/turn/ry</socket_coordinate><range>-1 0.5</range>
</ConditionalPathPoint>"""
ENDS = (
    point("start", "/ground", (0.2, 0.0, 0.0)),
    point("end", "/bodyset/bar", (0, 0.2, 0)),
)
ODD_POINTS = (
    muscle("moving", ENDS[0] + MOVING + ENDS[1])
    + muscle("conditional", ENDS[0] + CONDITIONAL + ENDS[1])
    + muscle("ends_moving", ENDS[0] + MOVING)
)
"""Muscles with a point that moves in its segment, or exists in a range only."""
