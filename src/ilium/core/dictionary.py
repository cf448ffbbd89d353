"""The data dictionary: every labelled array that exists, its unit and its limit."""

from __future__ import annotations

from typing import Final

import numpy as np

from ilium.core.quantity import Quantity

MARKER_POSITION: Final = Quantity(
    name="marker_position",
    dims=("time", "marker", "axis"),
    units="m",
    limit=200.0,
    display="mm",
    meaning="Marker trajectories in the laboratory frame; NaN where not seen.",
)
LANDMARK_POSITION: Final = Quantity(
    name="landmark_position",
    dims=("time", "landmark", "axis"),
    units="m",
    limit=200.0,
    display="mm",
    meaning="Markers under ilium's own names, whatever the laboratory calls them.",
)
JOINT_CENTRE: Final = Quantity(
    name="joint_centre",
    dims=("time", "joint", "axis"),
    units="m",
    limit=200.0,
    display="mm",
    meaning="Joint centres in the laboratory frame.",
)
SEGMENT_ROTATION: Final = Quantity(
    name="segment_rotation",
    dims=("time", "segment", "axis", "column"),
    units="1",
    limit=1.0 + 1e-9,
    display="1",
    meaning=(
        "Orientation of each segment: columns are its axes (x forwards, y up, z right) "
        "in the laboratory frame."
    ),
)
CLINICAL_ANGLE: Final = Quantity(
    name="clinical_angle",
    dims=("time", "angle", "component"),
    units="rad",
    limit=7.0,
    display="deg",
    meaning=(
        "Joint and segment angles in Plug-in Gait's names and signs; component X is "
        "sagittal, Y frontal, Z transverse."
    ),
)
CENTRE_OF_MASS: Final = Quantity(
    name="centre_of_mass",
    dims=("time", "axis"),
    units="m",
    limit=200.0,
    display="m",
    meaning="Whole-body centre of mass in the laboratory frame.",
)
PLATE_FORCE: Final = Quantity(
    name="plate_force",
    dims=("time", "axis"),
    units="N",
    limit=50_000.0,
    display="N",
    meaning="Force of one plate on the person, laboratory frame, as recorded.",
)
PLATE_MOMENT: Final = Quantity(
    name="plate_moment",
    dims=("time", "axis"),
    units="N m",
    limit=100_000.0,
    display="N m",
    meaning="Moment on the person about the middle of the plate's surface.",
)
CENTRE_OF_PRESSURE: Final = Quantity(
    name="centre_of_pressure",
    dims=("time", "axis"),
    units="m",
    limit=200.0,
    display="mm",
    meaning="Where the force acts on the plate's surface; NaN while unloaded.",
)
FREE_MOMENT: Final = Quantity(
    name="free_moment",
    dims=("time",),
    units="N m",
    limit=1_000.0,
    display="N m",
    meaning="Moment on the person about the plate's upright at the centre of pressure.",
)
EMG: Final = Quantity(
    name="emg",
    dims=("time", "channel"),
    units="V",
    limit=1e6,
    display="mV",
    meaning="Electromyograms as recorded.",
)
ANALOG: Final = Quantity(
    name="analog",
    dims=("time", "channel"),
    units="as recorded",
    limit=np.inf,
    display="as recorded",
    meaning="Other analog channels as recorded, in the file's own unit.",
)

JOINT_COORDINATE: Final = Quantity(
    name="joint_coordinate",
    dims=("time", "coordinate"),
    units="rad",
    limit=100.0,
    display="deg",
    meaning=(
        "Coordinates of the musculoskeletal model in OpenSim's names and signs; the "
        "pelvis' translations are metres."
    ),
)
MARKER_RESIDUAL: Final = Quantity(
    name="marker_residual",
    dims=("time", "marker"),
    units="m",
    limit=10.0,
    display="mm",
    meaning="Distance from each marker to the same marker on the posed model.",
)
JOINT_MOMENT: Final = Quantity(
    name="joint_moment",
    dims=("time", "coordinate"),
    units="N m",
    limit=20_000.0,
    display="N m",
    meaning=(
        "Net internal moment about each coordinate, positive in the coordinate's "
        "direction; newtons for the pelvis' translations."
    ),
)
JOINT_POWER: Final = Quantity(
    name="joint_power",
    dims=("time", "coordinate"),
    units="W",
    limit=100_000.0,
    display="W",
    meaning="Moment times speed of each coordinate; positive where it generates.",
)
CLINICAL_MOMENT: Final = Quantity(
    name="clinical_moment",
    dims=("time", "moment", "component"),
    units="N m/kg",
    limit=50.0,
    display="N m/kg",
    meaning=(
        "Net joint moments per body mass in Plug-in Gait's names, axes and signs; "
        "component X is sagittal, Y frontal, Z transverse."
    ),
)
CLINICAL_POWER: Final = Quantity(
    name="clinical_power",
    dims=("time", "power"),
    units="W/kg",
    limit=500.0,
    display="W/kg",
    meaning="Net joint power per body mass in Plug-in Gait's names.",
)
FOOT_FORCE: Final = Quantity(
    name="foot_force",
    dims=("time", "side", "axis"),
    units="N",
    limit=50_000.0,
    display="N",
    meaning="Force of the ground on each foot, at the kinetics' cut-off.",
)
FOOT_PRESSURE: Final = Quantity(
    name="foot_pressure",
    dims=("time", "side", "axis"),
    units="m",
    limit=200.0,
    display="m",
    meaning="Where the ground's force acts on each foot; NaN while unloaded.",
)
FOOT_FREE_MOMENT: Final = Quantity(
    name="foot_free_moment",
    dims=("time", "side", "axis"),
    units="N m",
    limit=1_000.0,
    display="N m",
    meaning="Moment of the ground on each foot at its centre of pressure.",
)
MUSCLE_FORCE: Final = Quantity(
    name="muscle_force",
    dims=("time", "muscle"),
    units="N",
    limit=50_000.0,
    display="N",
    meaning="Force along each muscle's tendon.",
)
MUSCLE_ACTIVATION: Final = Quantity(
    name="muscle_activation",
    dims=("time", "muscle"),
    units="1",
    limit=1.0 + 1e-9,
    display="1",
    meaning="Activation of each muscle, between 0 and 1.",
)
RESERVE_MOMENT: Final = Quantity(
    name="reserve_moment",
    dims=("time", "coordinate"),
    units="N m",
    limit=20_000.0,
    display="N m",
    meaning="What the muscles could not produce of each coordinate's moment.",
)
JOINT_REACTION: Final = Quantity(
    name="joint_reaction",
    dims=("time", "joint", "axis"),
    units="N",
    limit=100_000.0,
    display="BW",
    meaning=(
        "Force of the parent on the child segment at each joint, muscles included, in "
        "the child's axes."
    ),
)
JOINT_REACTION_MOMENT: Final = Quantity(
    name="joint_reaction_moment",
    dims=("time", "joint", "axis"),
    units="N m",
    limit=20_000.0,
    display="N m",
    meaning=(
        "Moment of the parent on the child segment about each joint's centre, muscles "
        "taken off, in the child's axes."
    ),
)
EMG_ENVELOPE: Final = Quantity(
    name="emg_envelope",
    dims=("time", "channel"),
    units="1",
    limit=1e6,
    display="1",
    meaning="Envelope of each electromyogram as a share of its own largest value.",
)

CYCLE_ANGLE: Final = Quantity(
    name="cycle_angle",
    dims=("repetition", "percent"),
    units="rad",
    limit=100.0,
    display="deg",
    meaning="One angle over 0 to 100 % of every repetition; NaN where not measured.",
)
KEYPOINT_POSITION: Final = Quantity(
    name="keypoint_position",
    dims=("time", "keypoint", "image_axis"),
    units="px",
    limit=100_000.0,
    display="px",
    meaning=(
        "Points of the body in a camera's upright picture: x to the right, y down from "
        "the upper left corner; NaN where not seen."
    ),
)
KEYPOINT_CONFIDENCE: Final = Quantity(
    name="keypoint_confidence",
    dims=("time", "keypoint"),
    units="1",
    limit=1.0 + 1e-9,
    display="1",
    meaning="How sure the finder is that a point of the body is where it says.",
)
KEYPOINT_NOISE: Final = Quantity(
    name="keypoint_noise",
    dims=("time", "keypoint"),
    units="px",
    limit=100_000.0,
    display="px",
    meaning="Standard error of a point's place along each picture axis.",
)
DICTIONARY: Final = (
    MARKER_POSITION,
    LANDMARK_POSITION,
    JOINT_CENTRE,
    SEGMENT_ROTATION,
    CLINICAL_ANGLE,
    CENTRE_OF_MASS,
    PLATE_FORCE,
    PLATE_MOMENT,
    CENTRE_OF_PRESSURE,
    FREE_MOMENT,
    EMG,
    ANALOG,
    JOINT_COORDINATE,
    MARKER_RESIDUAL,
    JOINT_MOMENT,
    JOINT_POWER,
    CLINICAL_MOMENT,
    CLINICAL_POWER,
    FOOT_FORCE,
    FOOT_PRESSURE,
    FOOT_FREE_MOMENT,
    MUSCLE_FORCE,
    MUSCLE_ACTIVATION,
    RESERVE_MOMENT,
    JOINT_REACTION,
    JOINT_REACTION_MOMENT,
    EMG_ENVELOPE,
    KEYPOINT_POSITION,
    KEYPOINT_CONFIDENCE,
    KEYPOINT_NOISE,
    CYCLE_ANGLE,
)
"""Every quantity, in the order of the data dictionary's page."""
