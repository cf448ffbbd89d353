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
<ForceSet><objects><Thelen2003Muscle name="m"><GeometryPath><PathPointSet><objects>
<PathPoint name="a"><location>0 1 0.1</location><body>ground</body></PathPoint>
<ConditionalPathPoint name="b"><location>0 0.5 0.1</location><body>thigh</body>
<range>-1 1</range><coordinate>q</coordinate></ConditionalPathPoint>
<MovingPathPoint name="c"><location>0 0 0</location><body>thigh</body>
<x_location><NaturalCubicSpline><x>-1 0 1</x><y>0 0.01 0.04</y></NaturalCubicSpline>
</x_location><y_location><natCubicSpline><x>-1 0 1</x><y>0 0.02 -0.04</y>
</natCubicSpline></y_location><z_location><MultiplierFunction><function>
<NaturalCubicSpline><x>-1 0 1</x><y>0 0.01 0.02</y></NaturalCubicSpline></function>
<scale>0.9</scale></MultiplierFunction></z_location><x_coordinate>q</x_coordinate>
<y_coordinate>q</y_coordinate><z_coordinate>q</z_coordinate></MovingPathPoint>
</objects></PathPointSet></GeometryPath></Thelen2003Muscle></objects></ForceSet>
<MarkerSet><objects><Marker name="k"><body>thigh</body><location>1 2 3</location>
</Marker></objects></MarkerSet></Model></OpenSimDocument>"""


RICH_POINTS = """
<PathPoint name="a"><socket_parent_frame>/bodyset/thigh</socket_parent_frame>
<location>0.01 0.02 0.1</location></PathPoint>
<ConditionalPathPoint name="c"><socket_parent_frame>/bodyset/thigh</socket_parent_frame>
<location>0 -0.3 0.1</location><socket_coordinate>/jointset/knee/q</socket_coordinate>
<range>-1 0.5</range></ConditionalPathPoint>
<MovingPathPoint name="d"><socket_parent_frame>/bodyset/shank</socket_parent_frame>
<socket_x_coordinate>/jointset/knee/q</socket_x_coordinate>
<socket_y_coordinate>/jointset/knee/q</socket_y_coordinate>
<socket_z_coordinate>/jointset/knee/q</socket_z_coordinate>
<x_location><SimmSpline><x>-1 0 1</x><y>0.02 0.03 0.05</y></SimmSpline></x_location>
<y_location><Constant><value>-0.02</value></Constant></y_location>
<z_location><MultiplierFunction><function><LinearFunction>
<coefficients>0.1 0.05</coefficients></LinearFunction></function><scale>0.5</scale>
</MultiplierFunction></z_location></MovingPathPoint>
<PathPoint name="e"><socket_parent_frame>/tilted/further</socket_parent_frame>
<location>0 -0.1 0</location></PathPoint>"""
RICH_WRAPS = """
<WrapCylinder name="cylinder"><xyz_body_rotation>0.1 0.2 0.3</xyz_body_rotation>
<translation>0.01 0.02 0.03</translation><quadrant>+x</quadrant><radius>0.02</radius>
<length>0.2</length></WrapCylinder>
<WrapSphere name="sphere"><xyz_body_rotation>0 0.2 0</xyz_body_rotation>
<translation>0.1 0 0</translation><quadrant>all</quadrant><radius>0.03</radius>
</WrapSphere>
<WrapEllipsoid name="ellipsoid"><active>false</active>
<xyz_body_rotation>0.4 0 0</xyz_body_rotation><translation>0 0 0.1</translation>
<quadrant>-z</quadrant><dimensions>0.02 0.03 0.04</dimensions></WrapEllipsoid>
<WrapTorus name="torus"><xyz_body_rotation>0 0 0.5</xyz_body_rotation>
<translation>0 0.1 0</translation><quadrant>all</quadrant>
<inner_radius>0.01</inner_radius><outer_radius>0.05</outer_radius></WrapTorus>"""
RICH_PATH = """<GeometryPath name="geometrypath"><PathPointSet><objects>{points}
</objects></PathPointSet><PathWrapSet><objects>
<PathWrap name="w1"><wrap_object>cylinder</wrap_object><method>midpoint</method>
<range>1 2</range></PathWrap></objects></PathWrapSet></GeometryPath>"""
RICH_MUSCLES = """
<Thelen2003Muscle name="t">{path}<max_isometric_force>600</max_isometric_force>
<optimal_fiber_length>0.2</optimal_fiber_length>
<tendon_slack_length>0.1</tendon_slack_length>
<pennation_angle_at_optimal>0.1</pennation_angle_at_optimal>
<Af>0.3</Af><Flen>1.8</Flen></Thelen2003Muscle>
<DeGrooteFregly2016Muscle name="g"><min_control>0.02</min_control>{path}
<optimal_fiber_length>0.12</optimal_fiber_length>
<active_force_width_scale>1.5</active_force_width_scale>
<ignore_passive_fiber_force>true</ignore_passive_fiber_force>
</DeGrooteFregly2016Muscle>"""
FRAMES = """<components><PhysicalOffsetFrame name="tilted">
<socket_parent>/bodyset/shank</socket_parent><translation>0.1 0.2 0.3</translation>
<orientation>0.4 -0.5 0.6</orientation><components>
<PhysicalOffsetFrame name="further"><socket_parent>..</socket_parent>
<translation>-0.1 0 0.05</translation><orientation>1.2 0.3 -0.7</orientation>
</PhysicalOffsetFrame></components></PhysicalOffsetFrame></components>
<MarkerSet><objects><Marker name="tip">
<socket_parent_frame>/tilted/further</socket_parent_frame>
<location>0.01 0.02 0.03</location><fixed>true</fixed></Marker></objects></MarkerSet>"""


def coupler(dependent, independent, function, scale="1"):
    return f"""<CoordinateCouplerConstraint name="{dependent}_c">
<coupled_coordinates_function>{function}</coupled_coordinates_function>
<independent_coordinate_names>{independent}</independent_coordinate_names>
<dependent_coordinate_name>{dependent}</dependent_coordinate_name>
<scale_factor>{scale}</scale_factor></CoordinateCouplerConstraint>"""


def rich():
    """A leg with every ingredient that ilium knows: points, frames, surfaces."""
    path = RICH_PATH.format(points=RICH_POINTS)
    squared = "<coefficients>0.5 0 0.1</coefficients>"
    squared = f"<PolynomialFunction>{squared}</PolynomialFunction>"
    doubled = "<LinearFunction><coefficients>2 0.1</coefficients></LinearFunction>"
    return osim(
        joint("GimbalJoint", "knee", ("q", "p", "r")),
        forces=RICH_MUSCLES.format(path=path),
        wraps=RICH_WRAPS,
        constraints=coupler("r", "p", doubled, "0.5") + coupler("p", "q", squared),
        more=FRAMES,
    )
