"""All of the analysis of video, in order: what `ilium.pipeline` is for a laboratory."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from ilium.conventions import Side
from ilium.core.camera import Camera, Levelling
from ilium.core.issue import Issue
from ilium.core.keypoints import Keypoints
from ilium.core.participant import Participant
from ilium.core.provenance import Input, Provenance, provenance_of
from ilium.core.quantity import FloatArray
from ilium.core.stage import begin
from ilium.errors import InputError
from ilium.filmed import VideoAnalysis
from ilium.findings.norm_files import own_norms, read_norms
from ilium.findings.references import attach
from ilium.pipeline import analyse
from ilium.planar.gates import picture_gates
from ilium.planar.measure import measure_planar
from ilium.planar.movement import find_planar_movement
from ilium.planar.pelvis_in_space import (
    agreement_issues,
    pelvis_errors,
    with_camera_errors,
)
from ilium.planar.result import PlanarKinematics
from ilium.planar.solve import solve_planar
from ilium.planar.view import View
from ilium.settings import DEFAULTS, Settings
from ilium.symmetry import compare_sides
from ilium.vision.calibration import camera_for, read_calibration
from ilium.vision.clip import Clip, open_clip
from ilium.vision.clocks import Sync, offsets_of
from ilium.vision.crew import Progress
from ilium.vision.footage import Footage, film_of, seen_by
from ilium.vision.keypoint_files import read_keypoints
from ilium.vision.levelling import Line
from ilium.vision.triangulate import reconstruct

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Asked:
    """What a run was asked for."""

    task: str
    side: Side | None
    view: View | None
    participant: Participant | None
    norms: Path | None
    sync: Sync
    offsets: tuple[float, ...]
    settings: Settings


def analyse_video(
    clips: Sequence[Path | str | Clip] = (),
    *,
    keypoints: Path | str | Keypoints | None = None,
    task: str = "auto",
    side: Side | None = None,
    view: View | None = None,
    participant: Participant | None = None,
    calibration: Path | str | None = None,
    levelling: Levelling | None = None,
    plumb: Sequence[Line] = (),
    sync: Sync = "motion",
    offsets: Sequence[float] = (),
    stickers: str | None = None,
    estimator: str = "blazepose-heavy",
    norms: Path | None = None,
    settings: Settings = DEFAULTS,
    workers: int | None = None,
    progress: Progress | None = None,
    keep_names: bool = False,
) -> VideoAnalysis:
    """Take clips from pictures to measures.

    Parameters
    ----------
    clips
        One film, or two and more of calibrated cameras.
    keypoints
        What another program found, in place of clips.
    task
        A key of `ilium.core.movement.TASKS`, or ``auto`` to recognise it.
    side
        Working side of a single-leg movement; ``None`` to recognise it.
    view
        ``front``, ``rear`` or ``side``; ``None`` to find it.
    participant
        Body measures, for sizes.
    calibration
        File of the cameras.
    levelling
        How the one camera stood, where somebody measured it.
    plumb
        Upper and lower end of lines that hang by gravity in the one clip's picture
        [px].
    sync, offsets
        How several clips came to one clock, as for `ilium.vision.clocks.offsets_of`.
    stickers
        Colour of the stickers; ``None`` without.
    estimator
        Pose model.
    norms
        TOML file of the laboratory's own ranges and errors.
    settings
        Settings of every stage.
    workers
        Number of processes; ``None`` for one a core.
    progress
        Told how many frames of a clip are done, and of how many.
    keep_names
        Whether the provenance keeps the files' paths.

    Returns
    -------
    VideoAnalysis
        From the pictures to the measures.

    Raises
    ------
    InputError
        Where what was given cannot be used: problem and remedy.
    """
    cameras = () if calibration is None else read_calibration(Path(calibration))
    _check(clips, keypoints, cameras)
    if len(clips) > 1 and (levelling is not None or plumb):
        problem = "Plumb line, roll and pitch belong to one camera, not to several."
        raise InputError(problem, "Leave them out: the calibration tells the level.")
    footage: tuple[Footage, ...]
    if keypoints is not None:
        begin(logger, "reading")
        read = (
            keypoints if isinstance(keypoints, Keypoints) else read_keypoints(keypoints)
        )
        if cameras:
            camera = camera_for(cameras, read.name, 0, read.width, read.height)
            read = seen_by(camera, read)
        footage = (Footage(keypoints=read),)
    else:
        opened = [each if isinstance(each, Clip) else open_clip(each) for each in clips]
        footage = tuple(
            film_of(
                each,
                camera_for(cameras, each.name, number, each.width, each.height)
                if cameras
                else None,
                estimator=estimator,
                stickers=stickers,
                view=view,
                workers=workers,
                progress=progress,
            )
            for number, each in enumerate(opened)
        )
    if levelling is not None or plumb:
        footage = tuple(each.levelled(levelling, plumb) for each in footage)
    options = {
        "task": task, "side": side, "view": view, "participant": participant,
        "stickers": stickers, "estimator": footage[0].keypoints.estimator,
        "sync": sync if len(footage) > 1 else None, "offsets": tuple(offsets),
    }  # fmt: skip
    files = {"calibration": calibration, "norms": norms}
    made = _provenance(footage, clips, files, options, settings, keep=keep_names)
    asked = _Asked(
        task=task, side=side, view=view, participant=participant, norms=norms,
        sync=sync, offsets=tuple(offsets), settings=settings,
    )  # fmt: skip
    if len(footage) == 1:
        return _one(footage[0], asked, made)
    return _several(footage, cameras, asked, made)


def _check(
    clips: Sequence[object], keypoints: object | None, cameras: Sequence[Camera]
) -> None:
    if (keypoints is None) == (not clips):
        problem = "Give either clips or a file of keypoints."
        raise InputError(problem, "Name one clip, or a file by --keypoints.")
    if len(clips) > 1 and len([each for each in cameras if each.placed]) < len(clips):
        raise InputError(
            f"{len(clips)} clips need as many cameras whose places are known.",
            "Give their calibration by --calibration, or one clip at a time.",
        )


def _one(footage: Footage, asked: _Asked, made: Provenance) -> VideoAnalysis:
    """One camera: angles in the plane of its picture."""
    begin(logger, "angles")
    settings = asked.settings
    planar = solve_planar(
        footage.keypoints,
        view=asked.view,
        participant=asked.participant,
        settings=settings.planar,
    )
    begin(logger, "movement")
    movement = find_planar_movement(
        planar,
        task=asked.task,
        side=asked.side,
        events=settings.events,
        settings=settings.planar,
    )
    begin(logger, "measuring")
    found = measure_planar(
        planar, movement, stability=settings.stability, settings=settings.planar
    )
    norms = own_norms() if asked.norms is None else read_norms(asked.norms)
    measures = attach(found, movement, norms)
    apart = attach(compare_sides(measures, task=movement.task), movement, norms)
    return VideoAnalysis(
        footage=(footage,),
        movement=movement,
        measures=(*measures, *apart),
        planar=planar,
        picture_issues=_picture_issues(footage, planar, settings),
        norms=norms,
        provenance=made,
    )


def _picture_issues(
    footage: Footage, planar: PlanarKinematics, settings: Settings
) -> tuple[Issue, ...]:
    watched = footage.watched
    if watched is None:
        return ()
    return picture_gates(
        _median(watched.light),
        _median(watched.blur),
        _median(planar.hips_apart),
        settings.planar,
    )


def _median(numbers: FloatArray) -> float:
    known = numbers[np.isfinite(numbers)]
    return float(np.median(known)) if known.size else float("nan")


def _several(
    footage: tuple[Footage, ...],
    cameras: Sequence[Camera],
    asked: _Asked,
    made: Provenance,
) -> VideoAnalysis:
    """Several cameras: markers in space, then the laboratory's way."""
    begin(logger, "joining")
    views = [each.keypoints for each in footage]
    offsets = offsets_of(footage, asked.sync, asked.offsets)
    found = reconstruct(views, cameras, [each.seconds for each in offsets])
    errors = pelvis_errors(found)
    spatial = analyse(
        found.trial.with_issues(*agreement_issues(errors)),
        participant=asked.participant,
        task=asked.task,
        side=asked.side,
        norms=asked.norms,
        settings=asked.settings,
    )
    norms = own_norms() if asked.norms is None else read_norms(asked.norms)
    task = spatial.movement.task
    measures = attach(
        with_camera_errors(spatial.measures, task, errors), spatial.movement, norms
    )
    return VideoAnalysis(
        footage=footage,
        movement=spatial.movement,
        measures=measures,
        spatial=replace(spatial, measures=measures),
        offsets=offsets,
        provenance=made,
    )


def _provenance(
    footage: tuple[Footage, ...],
    clips: Sequence[Path | str | Clip],
    files: Mapping[str, Path | str | None],
    options: dict[str, object],
    settings: Settings,
    *,
    keep: bool,
) -> Provenance:
    names = [str(each) if keep and not isinstance(each, Clip) else "" for each in clips]
    inputs = tuple(
        Input(
            role="clip" if each.clip else "keypoints",
            format=each.keypoints.source.format,
            sha256=each.keypoints.source.sha256,
            name=name,
        )
        for each, name in zip(footage, names or [""], strict=True)
    )
    rest = provenance_of(
        {},
        files,
        options=options,
        settings=settings,
        keep_names=keep,
    )
    return replace(rest, inputs=(*inputs, *rest.inputs))
