"""What ilium reads, against OpenSim's own reading of the same file."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from conftest import lacking
from ilium.maths.multibody.frames import body_xyz
from ilium.model.body_model import Placement
from ilium.model.library import shipped_model
from ilium.model.osim_read import read_osim
from ilium.model.osim_write import osim_text
from opensim_poses import (
    array,
    largest,
    picture_of_ilium,
    picture_of_opensim,
    random_pose,
)
from osim_texts import OLD, axis, custom, joint, muscle, osim, rich

SUBJECT = "nimblephysics/opencap_Subject4/Models/manually_scaled.osim"
PLACES = (
    ("origin of a segment in ground", "origins"),
    ("axes of a segment in ground", "axes"),
    ("marker in ground", "markers"),
    ("path point in ground", "points"),
)


@pytest.fixture(scope="module")
def opensim():
    try:
        import opensim as module
    except ImportError:
        lacking("opensim is not installed")
    module.Logger.setLevelString("Off")
    return module


@pytest.fixture(scope="module")
def subject(samples):
    return samples / SUBJECT


def compare(oracle, opensim, path, case, seed=1):
    """Hold a file's poses against OpenSim's, in two random poses."""
    model = read_osim(path)
    rng = np.random.default_rng(seed)
    for number in range(2):
        pose = random_pose(model, rng)
        theirs = picture_of_opensim(opensim, path, model, pose)
        ours = picture_of_ilium(model, pose)
        for quantity, part in PLACES:
            if getattr(ours, part):
                error = largest(getattr(ours, part), getattr(theirs, part))
                oracle.holds(quantity, error, case=f"{case}, pose {number + 1}")
    return model, pose, theirs


def test_a_scaled_model_stands_where_opensim_puts_it(oracle, opensim, subject):
    model, pose, theirs = compare(oracle, opensim, subject, "OpenCap subject 4")
    hip = model.joint("hip_l")
    swapped = replace(hip, rotations=hip.rotations[::-1])
    joints = tuple(swapped if each is hip else each for each in model.joints)
    wrong = picture_of_ilium(replace(model, joints=joints), pose)
    for quantity, part in PLACES:
        error = largest(getattr(wrong, part), getattr(theirs, part))
        oracle.bites(quantity, "one hip's rotations in reverse order", error)


SPLINE = (
    "<SimmSpline name='function'><x>-1 0 0.7 1</x><y>0 0.2 0.1 0.5</y></SimmSpline>"
)
POLYNOMIAL = (
    "<PolynomialFunction name='function'><coefficients>0.3 -0.2 0.1 0.05</coefficients>"
    "</PolynomialFunction>"
)
STRAIGHT = (
    "<PiecewiseLinearFunction name='function'><x>-0.5 0.1 0.6</x><y>0 0.3 0.2</y>"
    "</PiecewiseLinearFunction>"
)
TIMES = (
    "<MultiplierFunction name='function'><function><SimmSpline><x>-1 0 1</x>"
    "<y>0.1 -0.1 0.2</y></SimmSpline></function><scale>1.3</scale></MultiplierFunction>"
)
KNEES = {
    "pin": joint("PinJoint", "knee"),
    "slider": joint("SliderJoint", "knee"),
    "universal": joint("UniversalJoint", "knee", ("q", "p")),
    "ball": joint("BallJoint", "knee", ("q", "p", "r")),
    "gimbal": joint("GimbalJoint", "knee", ("q", "p", "r")),
    "planar": joint("PlanarJoint", "knee", ("q", "p", "r")),
    "free": joint("FreeJoint", "knee", ("q", "p", "r", "x", "y", "z")),
    "weld": joint("WeldJoint", "knee", ()),
    "custom": custom(
        axis("rotation1", SPLINE, direction="0 0 1"),
        axis("rotation2", POLYNOMIAL, direction="1 0.2 0"),
        axis("rotation3", STRAIGHT, direction="0 1 0.5"),
        axis("translation1", TIMES, direction="1 0 0"),
        axis("translation2", SPLINE, direction="0 1 0.3"),
        axis("translation3", POLYNOMIAL, direction="0 0 1"),
    ),
}


@pytest.mark.parametrize("kind", KNEES)
def test_every_kind_of_joint_moves_as_in_opensim(oracle, opensim, tmp_path, kind):
    path = tmp_path / "leg.osim"
    path.write_text(osim(KNEES[kind], forces=muscle()), encoding="utf-8")
    compare(oracle, opensim, path, kind)


def test_the_layout_of_opensim_3_stands_alike(oracle, opensim, tmp_path):
    """Numbers of up to six digits: OpenSim itself rounds longer ones of old joints."""
    path = tmp_path / "old.osim"
    path.write_text(OLD, encoding="utf-8")
    compare(oracle, opensim, path, "layout of OpenSim 3")


@pytest.fixture
def rich_file(tmp_path):
    path = tmp_path / "rich.osim"
    path.write_text(rich(), encoding="utf-8")
    return path


def test_moving_points_and_frames_on_frames_stand_alike(oracle, opensim, rich_file):
    model, pose, theirs = compare(oracle, opensim, rich_file, "every ingredient")
    assert model.free_coordinates == ("q",)
    still = tuple(
        replace(each, points=tuple(replace(point, motion=()) for point in each.points))
        for each in model.muscles
    )
    wrong = picture_of_ilium(replace(model, muscles=still), pose)
    error = largest(wrong.points, theirs.points)
    oracle.bites("path point in ground", "a moving point that rests", error)


def test_every_wrapping_surface_stands_alike(oracle, opensim, rich_file):
    model = read_osim(rich_file)
    loaded = opensim.Model(str(rich_file))
    loaded.initSystem()
    theirs = loaded.getBodySet().get("thigh").getWrapObjectSet()
    for surface in model.surfaces:
        there = theirs.get(surface.name)
        assert there.get_active() == surface.active
        quadrant = there.getPropertyByName("quadrant").toString().removeprefix("+")
        assert quadrant == surface.quadrant
        frame = there.getTransform()
        turn = frame.R().asMat33()
        axes = np.array([[turn.get(i, j) for j in range(3)] for i in range(3)])
        error = np.abs(axes - body_xyz(surface.placement.orientation)).max()
        oracle.holds("axes of a segment in ground", error, case=surface.name)
        error = np.abs(array(frame.p()) - surface.placement.translation).max()
        oracle.holds("origin of a segment in ground", error, case=surface.name)


def test_thelens_and_de_grootes_muscles_have_opensims_parameters(
    oracle, opensim, rich_file
):
    model = read_osim(rich_file)
    loaded = opensim.Model(str(rich_file))
    muscles = loaded.getMuscles()
    thelen = opensim.Thelen2003Muscle.safeDownCast(muscles.get("t"))
    degroote = opensim.DeGrooteFregly2016Muscle.safeDownCast(muscles.get("g"))
    for theirs, name in ((thelen, "t"), (degroote, "g")):
        ours = model.muscle(name)
        assert ours.kind == ("thelen" if name == "t" else "degroote")
        for parameter, value in ours.curves.items():
            there = float(getattr(theirs, f"get_{parameter}")())
            error = abs(there - value) / max(abs(there), 1e-3)
            case = f"{ours.kind}, {parameter}"
            oracle.holds("parameter of a muscle, relative", error, case=case)
        assert theirs.getMaxContractionVelocity() == ours.max_contraction_velocity
    assert thelen.get_minimum_activation() == model.muscle("t").min_activation
    assert degroote.getMinControl() == model.muscle("g").min_activation


def test_what_is_written_of_every_ingredient_stands_alike(
    oracle, opensim, rich_file, tmp_path
):
    model = read_osim(rich_file)
    written = tmp_path / "written.osim"
    written.write_text(osim_text(model), encoding="utf-8")
    pose = {"q": 0.7}
    source = picture_of_opensim(opensim, rich_file, model, pose)
    ours = picture_of_opensim(opensim, written, model, pose)
    oracle.holds(
        "origin of a segment, written against source",
        largest(ours.origins, source.origins),
        case="every ingredient",
    )
    oracle.holds(
        "length of a muscle, written against source",
        largest(ours.lengths, source.lengths),
        case="every ingredient",
    )


def segment_errors(opensim, path, model):
    loaded = opensim.Model(str(path))
    bodies = loaded.getBodySet()
    mass = inertia = 0.0
    for segment in model.segments:
        body = bodies.get(segment.name)
        mass = max(mass, abs(body.getMass() - segment.mass))
        theirs = body.getInertia()
        moments, products = theirs.getMoments(), theirs.getProducts()
        difference = [
            moments.get(0) - segment.inertia[0, 0],
            moments.get(1) - segment.inertia[1, 1],
            moments.get(2) - segment.inertia[2, 2],
            products.get(0) - segment.inertia[0, 1],
            products.get(1) - segment.inertia[0, 2],
            products.get(2) - segment.inertia[1, 2],
        ]
        inertia = max(inertia, float(np.abs(difference).max()))
    return mass, inertia


def test_masses_and_inertias_are_opensims(oracle, opensim, subject):
    model = read_osim(subject)
    mass, inertia = segment_errors(opensim, subject, model)
    oracle.holds("mass of a segment", mass)
    oracle.holds("inertia of a segment about its centre of mass", inertia)
    heavier = tuple(
        replace(each, mass=each.mass + 0.01, inertia=each.inertia.T * 1.01)
        for each in model.segments
    )
    mass, inertia = segment_errors(opensim, subject, replace(model, segments=heavier))
    oracle.bites("mass of a segment", "10 g more", mass)
    oracle.bites("inertia of a segment about its centre of mass", "1 % more", inertia)


def muscle_error(opensim, path, model):
    loaded = opensim.Model(str(path))
    muscles = loaded.getMuscles()
    worst = 0.0
    for ours in model.muscles:
        theirs = opensim.Millard2012EquilibriumMuscle.safeDownCast(
            muscles.get(ours.name)
        )
        active = theirs.getActiveForceLengthCurve()
        passive = theirs.getFiberForceLengthCurve()
        pairs = (
            (theirs.getMaxIsometricForce(), ours.max_isometric_force),
            (theirs.getOptimalFiberLength(), ours.optimal_fibre_length),
            (theirs.getTendonSlackLength(), ours.tendon_slack_length),
            (theirs.getPennationAngleAtOptimalFiberLength(), ours.pennation),
            (theirs.getMaxContractionVelocity(), ours.max_contraction_velocity),
            (theirs.get_minimum_activation(), ours.min_activation),
            (
                active.getMinActiveFiberLength(),
                ours.curves["ActiveForceLengthCurve.min_norm_active_fiber_length"],
            ),
            (
                passive.get_strain_at_zero_force(),
                ours.curves["FiberForceLengthCurve.strain_at_zero_force"],
            ),
            (
                passive.getStiffnessAtOneNormForceInUse(),
                ours.curves["FiberForceLengthCurve.stiffness_at_one_norm_force"],
            ),
            (
                theirs.getForceVelocityCurve().get_eccentric_curviness(),
                ours.curves["ForceVelocityCurve.eccentric_curviness"],
            ),
            (
                theirs.getTendonForceLengthCurve().get_strain_at_one_norm_force(),
                ours.curves["TendonForceLengthCurve.strain_at_one_norm_force"],
            ),
        )
        for one, two in pairs:
            worst = max(worst, abs(one - two) / max(abs(one), 1e-3))
    return worst


def test_muscles_have_opensims_parameters(oracle, opensim, subject):
    model = read_osim(subject)
    quantity = "parameter of a muscle, relative"
    oracle.holds(quantity, muscle_error(opensim, subject, model))
    stronger = tuple(
        replace(each, max_isometric_force=each.max_isometric_force * 1.001)
        for each in model.muscles
    )
    error = muscle_error(opensim, subject, replace(model, muscles=stronger))
    oracle.bites(quantity, "forces 0.1 % greater", error)


def test_opensim_loads_what_ilium_writes_as_the_same_model(
    oracle, opensim, subject, tmp_path
):
    model = read_osim(subject)
    written = tmp_path / "written.osim"
    written.write_text(osim_text(model), encoding="utf-8")
    pose = random_pose(model, np.random.default_rng(4))
    source = picture_of_opensim(opensim, subject, model, pose)
    ours = picture_of_opensim(opensim, written, model, pose)
    origin, length = (
        largest(ours.origins, source.origins),
        largest(ours.lengths, source.lengths),
    )
    oracle.holds("origin of a segment, written against source", origin)
    oracle.holds("length of a muscle, written against source", length)
    surfaces = tuple(
        replace(each, dimensions=tuple(1.1 * size for size in each.dimensions))
        for each in model.surfaces
    )
    hip = model.joint("hip_r")
    place = Placement(hip.in_parent.translation + 0.001, hip.in_parent.orientation)
    joints = tuple(
        replace(each, in_parent=place) if each is hip else each for each in model.joints
    )
    written.write_text(
        osim_text(replace(model, surfaces=surfaces, joints=joints)), encoding="utf-8"
    )
    wrong = picture_of_opensim(opensim, written, model, pose)
    oracle.bites(
        "origin of a segment, written against source",
        "a hip 1 mm aside",
        largest(wrong.origins, source.origins),
    )
    oracle.bites(
        "length of a muscle, written against source",
        "cylinders 10 % larger, a hip 1 mm aside",
        largest(wrong.lengths, source.lengths),
    )


def test_the_shipped_model_loads_in_opensim_and_stands_alike(oracle, opensim, tmp_path):
    path = tmp_path / "shipped.osim"
    path.write_text(osim_text(shipped_model()), encoding="utf-8")
    model, _, _ = compare(oracle, opensim, path, "shipped model")
    loaded = opensim.Model(str(path))
    mass = loaded.getTotalMass(loaded.initSystem())
    oracle.holds("mass of a segment", abs(mass - model.mass), case="whole body")
