"""Reading models of OpenSim: what is read, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest

from ilium.errors import FileFormatError, InputError
from ilium.model.functions import Constant, Linear, PiecewiseLinear, Scaled, SimmSpline
from ilium.model.osim_read import read_osim
from osim_texts import (
    BODY,
    OLD,
    POINTS,
    ROOT,
    axis,
    coordinate,
    custom,
    joint,
    muscle,
    osim,
)

SPLINE = "<SimmSpline name='function'><x>0 1 2</x><y>0 1 4</y></SimmSpline>"
LINEAR = (
    "<LinearFunction name='function'><coefficients>1 0</coefficients></LinearFunction>"
)


@pytest.fixture
def read(tmp_path):
    def _read(text, *, encoding="utf-8"):
        path = tmp_path / "model.osim"
        path.write_bytes(text.encode(encoding) if isinstance(text, str) else text)
        return read_osim(path)

    return _read


def test_a_model_holds_what_its_file_says(read):
    model = read(osim(forces=muscle()))
    assert model.name == "leg"
    assert model.mass == 12.0
    assert [each.name for each in model.segments] == ["thigh", "shank"]
    np.testing.assert_array_equal(
        model.segment("shank").inertia, [[0.1, 0, 0], [0, 0.2, 0.01], [0, 0.01, 0.3]]
    )
    knee = model.joint("knee")
    np.testing.assert_array_equal(knee.in_parent.translation, [0.0, -0.4, 0.0])
    np.testing.assert_array_equal(knee.in_parent.orientation, [0.0, 0.0, 0.1])
    assert not knee.in_child.translation.any()
    q = model.coordinate("q")
    assert (q.default, q.low, q.high, q.clamped, q.locked) == (
        0.1,
        -2.0,
        2.0,
        True,
        False,
    )
    assert model.muscle("m").curves["TendonForceLengthCurve.strain_at_one_norm_force"]


@pytest.mark.parametrize(
    ("kind", "turns", "slides"),
    [
        ("PinJoint", "z", ""),
        ("SliderJoint", "", "x"),
        ("UniversalJoint", "xy", ""),
        ("BallJoint", "xyz", ""),
        ("GimbalJoint", "xyz", ""),
        ("FreeJoint", "xyz", "xyz"),
        ("PlanarJoint", "z", "xy"),
        ("WeldJoint", "", ""),
    ],
)
def test_every_joint_is_axes_in_order(read, kind, turns, slides):
    names = [f"q{number}" for number in range(len(turns + slides))]
    knee = read(osim(joint(kind, "knee", names))).joint("knee")
    axes = (*knee.rotations, *knee.translations)
    assert ["xyz"[int(np.argmax(each.axis))] for each in axes] == list(turns + slides)
    assert [each.coordinate for each in axes] == names
    assert (len(knee.rotations), len(knee.translations)) == (len(turns), len(slides))


def test_functions_are_read_wrapped_or_named(read):
    knee = custom(
        axis("rotation1", LINEAR),
        axis("rotation2", f"<function>{SPLINE}</function>", direction="0 2 0"),
        axis(
            "translation1",
            "<MultiplierFunction name='function'><function><Constant><value>2</value>"
            "</Constant></function><scale>3</scale></MultiplierFunction>",
            coordinates="",
        ),
        axis(
            "translation2",
            "<PiecewiseLinearFunction name='function'><x>0 1</x><y>0 2</y>"
            "</PiecewiseLinearFunction>",
        ),
    )
    read_knee = read(osim(knee)).joint("knee")
    first, second = read_knee.rotations
    assert first.function == Linear(1.0, 0.0)
    assert isinstance(second.function, SimmSpline)
    np.testing.assert_array_equal(second.axis, [0.0, 1.0, 0.0])
    fixed, slope = read_knee.translations
    assert fixed.function == Scaled(3.0, Constant(2.0))
    assert fixed.coordinate is None
    assert isinstance(slope.function, PiecewiseLinear)


def test_a_coupler_scales_its_function(read):
    knee = joint("UniversalJoint", "knee", ("q", "follower"))
    coupler = f"""<CoordinateCouplerConstraint name="c"><coupled_coordinates_function>
{LINEAR}</coupled_coordinates_function>
<independent_coordinate_names>q</independent_coordinate_names>
<dependent_coordinate_name>follower</dependent_coordinate_name>
<scale_factor>0.5</scale_factor></CoordinateCouplerConstraint>"""
    model = read(osim(knee, constraints=coupler))
    (found,) = model.couplers
    assert found.function == Scaled(0.5, Linear(1.0, 0.0))
    assert model.free_coordinates == ("q",)
    off = coupler.replace(
        "<scale_factor>", "<isEnforced>false</isEnforced><scale_factor>"
    )
    assert read(osim(knee, constraints=off)).ignored == ("constraint c (off)",)


def test_joints_come_from_the_root_outwards(read):
    late = joint("PinJoint", "knee") + ROOT
    model = read(osim(late, root=""))
    assert [each.name for each in model.joints] == ["root", "knee"]
    assert [each.name for each in model.segments] == ["thigh", "shank"]


def test_an_offset_frame_on_a_frame_moves_its_points(read):
    frames = """<components><PhysicalOffsetFrame name="outer">
<socket_parent>/bodyset/thigh</socket_parent><translation>1 0 0</translation>
<orientation>0 0 1.5707963267948966</orientation></PhysicalOffsetFrame>
<PhysicalOffsetFrame name="inner"><socket_parent>/outer</socket_parent>
<translation>1 0 0</translation><orientation>0 0 0</orientation>
</PhysicalOffsetFrame></components>
<MarkerSet><objects><Marker name="tip"><socket_parent_frame>/inner</socket_parent_frame>
<location>0 1 0</location></Marker></objects></MarkerSet>"""
    (marker,) = read(osim(more=frames)).markers
    assert marker.segment == "thigh"
    np.testing.assert_allclose(marker.location, [0.0, 1.0, 0.0], atol=1e-15)


def test_an_unknown_path_makes_only_its_muscle_foreign(read):
    strange = (
        POINTS.replace('<PathPoint name="b"', '<StrangePoint name="b"')
        .replace("</PathPoint>", "</StrangePoint>")
        .replace("</StrangePoint>", "</PathPoint>", 1)
    )
    model = read(osim(forces=muscle(strange)))
    assert "StrangePoint" in model.foreign["m"]
    assert model.muscle("m").points == ()
    wraps = '<WrapDoughnut name="w"/>'
    wrap = "<PathWrap><wrap_object>w</wrap_object></PathWrap>"
    model = read(osim(forces=muscle(wraps=wrap), wraps=wraps))
    assert "unknown shape" in model.foreign["m"]
    assert "wrapping surface w" in model.ignored


def test_what_is_not_used_is_named(read):
    forces = '<CoordinateActuator name="a"/><Ligament name="l"/>' + muscle().replace(
        "<max_iso", "<appliesForce>false</appliesForce><max_iso"
    )
    sphere = '<objects><ContactSphere name="s"/></objects>'
    more = f"<ContactGeometrySet>{sphere}</ContactGeometrySet>"
    ignored = read(osim(forces=forces, more=more)).ignored
    assert ignored == (
        "CoordinateActuator",
        "Ligament",
        "Millard2012EquilibriumMuscle m (off)",
        "ContactSphere",
    )


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (osim(joint("ScapulothoracicJoint", "knee")), "ScapulothoracicJoint 'knee'"),
        (osim(custom(axis("rotation1", "<GCVSpline name='function'/>"))), "GCVSpline"),
        (osim(constraints='<WeldConstraint name="w"/>'), "WeldConstraint 'w'"),
        (osim(forces='<Schutte1993Muscle_Deprecated name="m"/>'), "Schutte1993"),
        (osim(custom(axis("rotation1", LINEAR, "q p"), coordinates=("q", "p"))), "two"),
    ],
)
def test_what_would_change_the_motion_is_refused_by_name(read, text, named):
    with pytest.raises(InputError, match=named) as refused:
        read(text)
    assert refused.value.remedy


LOOP = joint("PinJoint", "knee") + joint("PinJoint", "other", ("p",), parent="/ground")
TWO = BODY.format(name="thigh", mass="8", wraps="")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "not XML"),
        ("a leg", "not XML"),
        (osim()[:900], "not XML"),
        ("<html></html>", "not of a model"),
        ("<!DOCTYPE a>" + osim().partition("\n")[2], "document type"),
        (
            '<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;&b;">]>'
            + osim().partition("\n")[2].replace("leg", "&d;"),
            "document type",
        ),
        (osim().replace("leg", "&b;"), "not XML"),
        ("<a>" * 200, "nests"),
        ('<?xml version="1.0" encoding="martian"?><a/>', "not XML"),
        (osim(mass="1e999"), "which no body has"),
        (osim(mass="nan"), "which no body has"),
        (osim(mass="heavy"), "no number"),
        (osim(mass="1 2"), "2 numbers"),
        (osim(mass="-3"), "below zero"),
        (osim(joint("PinJoint", "knee", child="foot")), "no frame"),
        (osim(joint("PinJoint", "knee", parent="/jointset/hip/thigh")), "no frame"),
        (osim(joint("PinJoint", "knee", ("q", "p"))), "2 coordinates instead of 1"),
        (osim(LOOP), "loop"),
        (
            osim(joint("PinJoint", "knee", parent="/bodyset/shank")),
            "lead to the ground",
        ),
        (osim(root=""), "hangs in no joint"),
        (
            osim().replace("</Body></objects>", "</Body>" + TWO + "</objects>"),
            "2 of its",
        ),
        (osim(custom(axis("rotation1", LINEAR, "p"))), "none of its own"),
        (osim(custom(axis("rotation1", LINEAR, direction="0 0 0"))), "no direction"),
        (osim(custom(axis("rotation1", SPLINE.replace("0 1 2", "0 2 1")))), "increase"),
        (osim(custom(axis("rotation1", SPLINE.replace("0 1 2", "0 1")))), "2 places"),
        (osim(forces=muscle("")), "0 points"),
        (osim(forces=muscle().replace(">500<", ">-5<")), "above zero"),
        (osim(forces=muscle(wraps="<PathWrap/>")), "no wrapping surface"),
        ("<Model/>", "no segment"),
    ],
)
def test_a_file_that_contradicts_itself_is_refused_with_a_remedy(read, text, found):
    with pytest.raises(FileFormatError, match=found) as refused:
        read(text)
    assert refused.value.remedy


def test_a_missing_file_is_named_without_its_folder(tmp_path):
    with pytest.raises(FileFormatError, match=r"'lost\.osim'") as refused:
        read_osim(tmp_path / "lost.osim")
    assert str(tmp_path) not in str(refused.value)


def test_a_locked_coordinate_is_not_free(read):
    text = osim().replace(coordinate("q"), coordinate("q", locked=True))
    assert read(text).free_coordinates == ()


def test_the_layout_of_opensim_3_is_read(read):
    model = read(OLD)
    hip = model.joint("hip")
    np.testing.assert_array_equal(hip.in_parent.translation, [0.0, 1.0, 0.0])
    np.testing.assert_array_equal(hip.in_parent.orientation, [0.0, 0.2, 0.0])
    np.testing.assert_array_equal(hip.in_child.translation, [0.0, 0.0, 0.3])
    assert model.segment("thigh").inertia[1, 2] == 0.5
    assert model.markers[0].segment == "thigh"


def test_the_files_defaults_stand_where_a_muscle_states_nothing(read):
    more = """<defaults><Millard2012EquilibriumMuscle name="default">
<max_contraction_velocity>15</max_contraction_velocity>
</Millard2012EquilibriumMuscle></defaults>"""
    assert (
        read(osim(forces=muscle(), more=more)).muscle("m").max_contraction_velocity
        == 15
    )
    assert read(osim(forces=muscle())).muscle("m").max_contraction_velocity == 10
