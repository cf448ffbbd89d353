"""The data dictionary of the JSON documents and of the files for OpenSim.

A key is written as its path: ``issues[].kind`` is the field of each element of a list,
``{name}`` stands for a name that differs, ``{name…}`` also for
what lies deeper.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ilium.outputs.columns import Column

_VERSION: Final = Column(
    name="schema_version",
    meaning="Version of the layout; changes when a name changes its meaning.",
)


def _keys(prefix: str, *rows: tuple[str, str, str]) -> tuple[Column, ...]:
    """Columns from (key, unit, meaning) under a common beginning."""
    return tuple(
        Column(name=f"{prefix}{key}", unit=unit, meaning=meaning)
        for key, unit, meaning in rows
    )


def _issue(prefix: str) -> tuple[Column, ...]:
    return _keys(
        prefix,
        ("kind", "", "Name of the remark, as in the list of remarks."),
        ("where", "", "Marker, plate, event or measure that it concerns."),
        ("what", "", "One sentence for people."),
        ("severity", "", "note, caution or serious."),
        ("start", "s", "Where it begins; null for the whole recording."),
        ("end", "s", "Where it ends; null for the whole recording."),
        ("value", "in unit", "The number behind the sentence; null without one."),
        ("unit", "", "SI unit of the value; null without one."),
    )


def _value(prefix: str) -> tuple[Column, ...]:
    """What every value of the variability stage carries."""
    return _keys(
        prefix,
        ("measure", "", "Name of the statistic."),
        ("value", "in units", "With every digit; null where it could not be computed."),
        ("units", "", "Its SI unit."),
        ("ci_low", "in units", "Lower end of the 95 % interval; null where unknown."),
        ("ci_high", "in units", "Upper end of the 95 % interval; null where unknown."),
        ("interval", "", "How the interval was found, and how often it held."),
        ("n", "1", "Number of repetitions or samples behind it."),
        ("flags[]", "", "Machine-readable remarks."),
        (
            "record.{argument…}",
            "",
            "What `ilium.variability.repeat` needs.",
        ),
        (
            "curves.{curve}[]",
            "in units",
            "The curve behind it, over 0 to 100 %.",
        ),
    )


def _quality() -> Iterator[Column]:
    yield _VERSION
    yield from _issue("issues[].")
    yield from _keys(
        "",
        ("undetermined_coordinates[]", "", "Coordinates that the markers leave open."),
    )


def _provenance() -> Iterator[Column]:
    yield _VERSION
    yield from _keys(
        "",
        ("ilium", "", "Version of ilium."),
        ("trial", "", "Label of the recording; never a path."),
        ("inputs[].role", "", "trial, static, forces, marker_set, model or norms."),
        ("inputs[].format", "", "Format of the file."),
        ("inputs[].sha256", "", "Hash of the file's bytes."),
        ("inputs[].name", "", "The file's path; only with `--keep-names`."),
        ("options.{option…}", "SI", "Effective option; null where it was left out."),
        ("settings.{stage}.{setting…}", "SI", "Effective setting of a stage."),
        ("language", "", "Language of the report and the findings."),
        ("files.{file}", "", "Hash of every other file of the folder."),
    )


def _findings() -> Iterator[Column]:
    yield _VERSION
    yield from _keys(
        "",
        ("language", "", "Language of the sentences."),
        ("task", "", "The movement, as in `--task`."),
        ("context", "", "What was recorded, in one line."),
        ("headline", "", "What is steady and what differs, in one sentence."),
        ("usual", "", "What the person's own usual still needs; empty where known."),
        ("next_step", "", "What to record next."),
        ("next_exercise.exercise", "", "Id of the exercise that is suggested."),
        ("next_exercise.words", "", "The exercise with its dose."),
    )
    yield from _keys(
        "findings[].",
        ("measure", "", "The measure that it rests on."),
        ("role", "", "works, differs, changed or look: what the finding is."),
        ("sentence", "", "The finding for people."),
        ("unit", "", "Unit of the numbers below."),
        ("tier", "", "lab, video_a or video_b."),
        ("sides.{side}.value", "in unit", "The number; null where not measured."),
        ("sides.{side}.error", "in unit", "Its standard error; null where unknown."),
        ("sides.{side}.n", "1", "Repetitions behind it."),
        ("sides.{side}.band", "", "usual, near, outside or unknown."),
        ("difference", "in unit", "Left minus right; null with one side."),
        ("difference_error", "in unit", "Standard error of the difference."),
        ("reference.{field}", "in unit", "Range it is held against, with its source."),
        ("share", "", "How many people of that study were like this."),
        ("remark", "", "What else to know; empty mostly."),
        ("cue", "", "Words to try; empty without a cue."),
        ("cue_id", "", "Its id."),
        ("origin", "", "Sentence of the text behind ilium that it goes back to."),
        ("proof.side", "", "Where it can be seen: side."),
        ("proof.repetition", "1", "Where it can be seen: repetition."),
        ("proof.time_s", "s", "Where it can be seen: moment."),
        ("proof.curve", "", "Where it can be seen: curve."),
    )


def _movement() -> Iterator[Column]:
    yield from _keys(
        "movement.",
        ("task", "", "The movement, as in `--task`."),
        ("how", "", "given or recognised."),
        ("confidence", "1", "From 0 to 1; 1 where given."),
        ("why", "", "What spoke for it."),
        ("quiet_s[]", "s", "Begin and end of quiet standing; null without."),
        ("repetitions[].number", "1", "From 1, counted by side."),
        ("repetitions[].side", "", "Stance side, or both."),
        ("repetitions[].start", "s", "Begin."),
        ("repetitions[].end", "s", "End."),
        ("repetitions[].events.{event}", "s", "When an event happens."),
        ("repetitions[].phases[].name", "", "Name of a phase."),
        ("repetitions[].phases[].start", "s", "Begin of the phase."),
        ("repetitions[].phases[].end", "s", "End of the phase."),
        ("repetitions[].complete", "", "false where it is cut or a marker is lost."),
    )


def _records() -> Iterator[Column]:
    yield _VERSION
    yield from _keys(
        "",
        ("trial", "", "Label of the recording."),
        ("frames", "1", "Camera frames."),
        ("rate_hz", "Hz", "Camera frames a second."),
        ("laboratory_frame.forwards", "", "The file's axis that points forwards."),
        ("laboratory_frame.up", "", "The file's axis that points up."),
        ("laboratory_frame.how", "", "given, or how it was detected."),
        ("plates[].name", "", "Name of a force plate."),
        ("plates[].type", "", "Its type in the C3D standard."),
        ("plates[].convention", "", "How its sign was found."),
        ("marker_set", "", "The recognised marker set."),
        ("participant.{measure}", "SI", "Body measures used; null where unknown."),
        ("calibration.{number}.value", "SI", "A number of the static calibration."),
        ("calibration.{number}.source", "", "given, static, file, measured, assumed."),
        ("progression[]", "1", "Direction of progression in the laboratory."),
        ("kinematics_method", "", "Method of the angles with its source."),
        ("centre_of_mass_method", "", "Method of the centre of mass with its source."),
    )
    yield from _movement()
    yield from _keys(
        "musculoskeletal.",
        ("order[]", "", "Stages as they ran, each with its method."),
        ("model", "", "Name of the model."),
        ("model_source", "", "Where it is described."),
        ("mass_kg", "kg", "Mass of the scaled model."),
        ("mass_source", "", "Where the mass is from."),
        ("fitted_to_s[]", "s", "Stretch that the model was scaled to."),
        ("scale_factors.{segment}.x_y_z[]", "1", "Size against the unscaled model."),
        ("scale_factors.{segment}.from", "", "Landmarks that gave it."),
        ("landmark_residuals_m.{landmark}", "m", "Distance to the scaled model."),
        ("marker_weights.{landmark}", "1", "Weight in the fit of each frame."),
        ("cutoff_hz", "Hz", "Cut-off of motion and forces."),
    )
    yield from _variability()
    yield from _keys(
        "asymmetry[].",
        ("name", "", "The measure."),
        ("side", "", "The side that is larger."),
        ("share", "1", "Share of pairs of repetitions in which it is."),
        ("beyond", "", "Whether the difference exceeds the spread."),
        ("difference", "SI", "Left minus right."),
        ("own", "SI", "What differs by chance, from the repetitions."),
        ("n_left", "1", "Repetitions on the left."),
        ("n_right", "1", "Repetitions on the right."),
    )


def _variability() -> Iterator[Column]:
    part = "variability."
    yield from _keys(
        f"{part}coordination[].",
        ("proximal", "", "The upper of two signals."),
        ("distal", "", "The lower one."),
        ("side", "", "Side of the repetitions."),
        ("patterns_chang.{pattern}", "1", "Share of time in each of 4 patterns."),
        ("patterns_needham.{pattern}", "1", "Share of time in each of 8 patterns."),
    )
    yield from _value(f"{part}coordination[].{{statistic}}.")
    yield from _keys(
        f"{part}spread[].",
        ("signal", "", "The signal whose repetitions are compared."),
        ("side", "", "Side of the repetitions."),
    )
    yield from _value(f"{part}spread[].{{statistic}}.")
    for name, words in (
        ("end_points", "What is compared, such as the foot's place."),
        ("structure", "Signal and statistic."),
    ):
        yield from _keys(
            f"{part}{name}[].", ("name", "", words), ("side", "", "Side, or both.")
        )
        yield from _value(f"{part}{name}[].")
    yield from _keys(
        f"{part}pelvis_manifold[].",
        ("side", "", "Stance side."),
        ("joints[]", "", "Joints that may keep the pelvis level."),
        ("level_per_joint[]", "1", "Change of the level a radian of each joint."),
        ("keep_level[][]", "1", "Directions in which joints vary without effect."),
    )
    yield from _value(f"{part}pelvis_manifold[].{{statistic}}.")
    yield from _keys(
        f"{part}left_against_right[].",
        ("signal", "", "The curve that is compared."),
        ("n_left", "1", "Repetitions on the left."),
        ("n_right", "1", "Repetitions on the right."),
        ("can_tell", "", "Whether so many repetitions can tell a difference."),
        ("method", "", "The test along the curve, with its source."),
        ("permutations", "1", "Number of exchanges."),
        ("seed", "1", "Seed of the exchanges."),
        ("alpha", "1", "False alarms along the whole curve."),
        ("threshold", "1", "Value of t from which on it differs."),
        ("t[]", "1", "The statistic at 0 to 100 %."),
        ("stretches[].from_percent", "%", "Where the difference begins."),
        ("stretches[].to_percent", "%", "Where it ends."),
        ("stretches[].peak", "1", "Largest t there."),
        ("stretches[].p", "1", "Its probability by chance."),
    )
    yield from _keys(
        f"{part}refused[].",
        ("what", "", "Statistic that was asked for and not computed."),
        ("why", "", "Why not."),
        ("enough", "", "What would be enough."),
    )


def _clips() -> Iterator[Column]:
    """What records.json holds of a clip."""
    yield _VERSION
    yield from _keys("", ("trial", "", "Label of the recording."))
    yield from _movement()
    yield from _keys(
        "clips[].",
        ("name", "", "Label of the clip."),
        ("estimator", "", "Which network found the points."),
        ("width_px", "px", "Width of the upright picture."),
        ("height_px", "px", "Height of the upright picture."),
        ("frames", "1", "Number of pictures."),
        ("levelling.{field}", "rad", "How the camera stood, and how sure."),
        ("codec", "", "How the clip was encoded."),
        ("rate_hz", "Hz", "Pictures a second; null from keypoints."),
        ("film_rate_hz", "Hz", "Pictures a second of proxy.mp4 and overlay.mp4."),
    )
    yield from _keys(
        "",
        ("offsets[]", "s", "Clock of each camera against the first."),
        ("tier", "", "video_a or video_b."),
        ("standpoint.{field}", "", "View, and how the person stands in it."),
        ("scale.metres", "m", "Metres that a picture's height stands for."),
        ("scale.source", "", "given, assumed or from cameras."),
        ("scale.thigh", "m", "Length of the thigh."),
        ("scale.shank", "m", "Length of the shank."),
        ("scale.trunk", "m", "Length of the trunk."),
    )
    yield from _issue("scale.issues[].")


_SHARED: Final = {
    "quality.json": tuple(_quality()),
    "provenance.json": tuple(_provenance()),
    "findings.json": tuple(_findings()),
}
DOCUMENTS: Final = {**_SHARED, "records.json": tuple(_records())}
"""JSON document to its keys, in order."""
CLIP_DOCUMENTS: Final = {**_SHARED, "records.json": tuple(_clips())}
"""The same of a clip's folder."""

_CLOCK: Final = Column(name="time", unit="s", meaning="Time of the recording.")


def _storage(name: str, unit: str, meaning: str) -> tuple[Column, ...]:
    return _CLOCK, Column(name=name, unit=unit, meaning=meaning)


OPENSIM: Final = {
    "ik.mot": _storage("{coordinate}", "deg or m", "Coordinate of the model."),
    "id.sto": _storage(
        "{coordinate}_{kind}",
        "N m or N",
        "Net internal moment or force of a coordinate, as OpenSim names it.",
    ),
    "muscle_forces.sto": _storage("{muscle}", "N", "Tendon force."),
    "activations.sto": _storage("{muscle}", "1", "Activation, between 0 and 1."),
    "external_loads.mot": _storage(
        "ground_force_{side}_{component}",
        "N, m or N m",
        "Force (v), place (p) and free moment (m) under each foot, in OpenSim's frame.",
    ),
    "keypoints.trc": (
        Column(name="Frame#", unit="1", meaning="Number of the picture, from 1."),
        Column(name="Time", unit="s", meaning="Time on the clip's clock."),
        Column(
            name="{keypoint}",
            unit="px",
            meaning="Place in the upright picture: x to the right, y down, z 0.",
        ),
    ),
}
"""File for other programs to its columns."""
