"""Small models in the layouts of OpenSim 3 and 4, for tests."""

from __future__ import annotations

BODY = """
<Body name="{name}"><mass>{mass}</mass><mass_center>0 -0.1 0</mass_center>
<inertia>0.1 0.2 0.3 0 0 0.01</inertia><WrapObjectSet><objects>{wraps}</objects>
</WrapObjectSet></Body>"""
JOINT = """
<{kind} name="{name}"><socket_parent_frame>{parent}</socket_parent_frame>
<socket_child_frame>{child}</socket_child_frame><coordinates>{coordinates}</coordinates>
<frames><PhysicalOffsetFrame name="before"><socket_parent>/{holder}</socket_parent>
<translation>0 -0.4 0</translation><orientation>0 0 0.1</orientation>
</PhysicalOffsetFrame></frames>{inside}</{kind}>"""
COORDINATE = """
<Coordinate name="{name}"><default_value>0.1</default_value><range>-2 2</range>
<clamped>true</clamped><locked>{locked}</locked></Coordinate>"""
MUSCLE = """
<Millard2012EquilibriumMuscle name="m"><GeometryPath><PathPointSet><objects>
{points}
</objects></PathPointSet><PathWrapSet><objects>{wraps}</objects></PathWrapSet>
</GeometryPath><max_isometric_force>500</max_isometric_force>
<optimal_fiber_length>0.1</optimal_fiber_length>
</Millard2012EquilibriumMuscle>"""
POINTS = """
<PathPoint name="a"><socket_parent_frame>/bodyset/thigh</socket_parent_frame>
<location>0 0 0.1</location></PathPoint>
<PathPoint name="b"><socket_parent_frame>/bodyset/shank</socket_parent_frame>
<location>0 0.1 0.2</location></PathPoint>"""


def coordinate(name, *, locked=False):
    return COORDINATE.format(name=name, locked=str(locked).lower())


def joint(kind, name, coordinates=("q",), *, inside="", child="shank", parent="before"):
    return JOINT.format(
        kind=kind,
        name=name,
        parent=parent,
        child=f"/bodyset/{child}",
        holder="bodyset/thigh",
        coordinates="".join(coordinate(each) for each in coordinates),
        inside=inside,
    )


ROOT = joint("WeldJoint", "root", (), child="thigh", parent="/ground").replace(
    "/bodyset/thigh</socket_parent>", "/ground</socket_parent>"
)


def osim(
    knee=None, *, root=ROOT, forces="", constraints="", wraps="", mass="8", more=""
):
    """A thigh on the ground and a shank on the thigh, in the layout of OpenSim 4."""
    bodies = BODY.format(name="thigh", mass=mass, wraps=wraps)
    bodies += BODY.format(name="shank", mass="4", wraps="")
    joints = root + (knee or joint("PinJoint", "knee"))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<OpenSimDocument Version="40000"><Model name="leg">
<gravity>0 -9.80665 0</gravity>
<BodySet><objects>{bodies}</objects></BodySet>
<JointSet><objects>{joints}</objects></JointSet>
<ConstraintSet><objects>{constraints}</objects></ConstraintSet>
<ForceSet><objects>{forces}</objects></ForceSet>{more}
</Model></OpenSimDocument>"""


def muscle(points=POINTS, wraps=""):
    return MUSCLE.format(points=points, wraps=wraps)


def axis(name, function, coordinates="q", direction="0 0 1"):
    return f"""<TransformAxis name="{name}"><coordinates>{coordinates}</coordinates>
<axis>{direction}</axis>{function}</TransformAxis>"""


def custom(*axes, coordinates=("q",)):
    inside = f"<SpatialTransform>{''.join(axes)}</SpatialTransform>"
    return joint("CustomJoint", "knee", coordinates, inside=inside)


OLD = f"""<OpenSimDocument Version="30000"><Model name="old"><BodySet><objects>
<Body name="ground"/>
<Body name="thigh"><mass>8</mass><mass_center>0 0 0</mass_center>
<inertia_xx>1</inertia_xx><inertia_yy>2</inertia_yy><inertia_zz>3</inertia_zz>
<inertia_xy>0</inertia_xy><inertia_xz>0</inertia_xz><inertia_yz>0.5</inertia_yz>
<Joint><PinJoint name="hip"><parent_body>ground</parent_body>
<location_in_parent>0 1 0</location_in_parent>
<orientation_in_parent>0 0.2 0</orientation_in_parent>
<location>0 0 0.3</location><orientation>0 0 0</orientation>
<CoordinateSet><objects>{coordinate("q")}</objects></CoordinateSet>
<reverse>false</reverse></PinJoint></Joint></Body></objects></BodySet>
<MarkerSet><objects><Marker name="k"><body>thigh</body><location>1 2 3</location>
</Marker></objects></MarkerSet></Model></OpenSimDocument>"""
