"""The output folder of clips: the laboratory's files, and those that only film has."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from shutil import copyfile
from typing import Final

import numpy as np

from ilium.core.keypoints import Keypoints
from ilium.core.provenance import Plain, plain
from ilium.core.quantity import FloatArray, labels, values
from ilium.core.scratch import scratch_folder
from ilium.filmed import VideoAnalysis
from ilium.outputs.columns import FRAMES, headings
from ilium.outputs.documents import (
    document,
    movement_record,
    provenance_json,
    quality_json,
)
from ilium.outputs.findings_json import findings_document
from ilium.outputs.folder import REPORT, write_whole
from ilium.outputs.tables import events_csv, measures_csv
from ilium.outputs.text import matrix
from ilium.outputs.trc import trc_text
from ilium.planar.interval import NORMAL
from ilium.planar.result import PlanarKinematics
from ilium.report import write_report
from ilium.report.film_page import write_film_report
from ilium.report.filmed import Still
from ilium.units import degrees
from ilium.vision.crew import Progress
from ilium.vision.footage import Footage
from ilium.vision.overlay import Drawing
from ilium.vision.proxy import KINDS, constant_rate, frame_times, write_films

TEXTS: Final = (
    "measures.csv", "events.csv", "keypoints.trc", "angles_2d.csv", "frames.csv",
    "findings.json", "quality.json", "records.json",
)  # fmt: skip
FILMS: Final = tuple(f"{kind}.mp4" for kind in KINDS)
MOST_CAMERAS: Final = 9
"""Cameras whose keypoints have files of their own name [1]."""


def write_video_results(
    analysis: VideoAnalysis,
    folder: Path | str,
    *,
    films: bool = True,
    show_face: bool = False,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Path:
    """Write everything that one run on clips leaves; all of it, or nothing.

    Parameters
    ----------
    analysis
        What was computed.
    folder
        Where to; made where it does not exist.
    films
        Whether to write ``proxy.mp4`` and ``overlay.mp4``.
    show_face
        Whether to leave the face as it is in them.
    workers
        Number of processes that encode; ``None`` for one a core.
    progress
        Told how many frames are encoded, and of how many.

    Returns
    -------
    Path
        The report.

    Raises
    ------
    InputError
        Where the folder cannot be written to.
    """
    folder = Path(folder)
    texts = {name: text for name, text in _texts(analysis).items() if text}
    first = analysis.footage[0]
    with scratch_folder() as scratch:
        made: dict[str, Callable[[Path], object]] = {
            REPORT: partial(_report, analysis, films=films, show_face=show_face)
        }
        if films and first.clip is not None:
            paths = {kind: scratch / f"{kind}.mp4" for kind in KINDS}
            drawing = drawing_of(analysis, show_face=show_face)
            write_films(first.clip, paths, drawing, workers=workers, progress=progress)
            made |= {each.name: partial(copyfile, each) for each in paths.values()}
        numbered = (_numbered(each) for each in range(2, MOST_CAMERAS))
        write_whole(
            folder,
            texts,
            made,
            known=(*TEXTS, *FILMS, REPORT, *numbered),
            provenance=lambda files: provenance_json(
                analysis.provenance, analysis.name, files
            ),
        )
    return folder / REPORT


def _report(
    analysis: VideoAnalysis, path: Path, *, films: bool, show_face: bool
) -> None:
    if analysis.spatial is not None:
        write_report(analysis.spatial, path)
    elif analysis.planar is not None:
        write_film_report(
            Shown(analysis, analysis.planar, films=films, show_face=show_face), path
        )


class Shown:
    """One camera's analysis as its report asks for it.

    Parameters
    ----------
    analysis
        What was computed.
    planar
        What the camera shows.
    films
        Whether an overlay film lies beside the report.
    show_face
        Whether to leave the face as it is.
    """

    def __init__(
        self,
        analysis: VideoAnalysis,
        planar: PlanarKinematics,
        *,
        films: bool = False,
        show_face: bool = False,
    ) -> None:
        self._analysis = analysis
        self._show_face = show_face
        self._stills: dict[float, Still | None] = {}
        self.planar = planar.with_issues(*analysis.picture_issues)
        self.movement = analysis.movement
        self.measures = analysis.measures
        self.norms = analysis.norms
        filmed = films and analysis.footage[0].clip is not None
        self.overlay = "overlay.mp4" if filmed else ""

    def still(self, time: float) -> Still | None:
        """Return the frame at a time [s]; ``None`` where there is no film."""
        if time not in self._stills:
            jpeg = self._analysis.still(time, show_face=self._show_face)
            self._stills[time] = Still(jpeg=jpeg) if jpeg else None
        return self._stills[time]


def _texts(analysis: VideoAnalysis) -> dict[str, str]:
    first = analysis.footage[0]
    more = {
        _numbered(number): keypoints_trc(each.keypoints)
        for number, each in enumerate(analysis.footage[1:], start=2)
    }
    return {
        "measures.csv": measures_csv(analysis),
        "events.csv": events_csv(analysis),
        "keypoints.trc": keypoints_trc(first.keypoints),
        **more,
        "angles_2d.csv": angles_2d_csv(analysis),
        "frames.csv": frames_csv(first),
        "findings.json": findings_document(
            analysis.first_screen, analysis.movement.task
        ),
        "quality.json": quality_json(analysis),
        "records.json": video_records_json(analysis),
    }


def _numbered(number: int) -> str:
    return f"keypoints_{number}.trc"


def keypoints_trc(keypoints: Keypoints) -> str:
    """Points of the picture as TRC, in px: x to the right, y down, z zero."""
    flat = values(keypoints.points)
    points = np.concatenate([flat, np.zeros((*flat.shape[:2], 1))], axis=2)
    return trc_text("keypoints.trc", keypoints.time, keypoints.names, points, "px")


def angles_2d_csv(analysis: VideoAnalysis) -> str:
    """Angles in the plane of the picture with their errors, in degrees."""
    planar = analysis.planar
    if planar is None:
        return ""
    signals = labels(planar.angles, "signal")
    columns = [planar.time]
    header = ["time_s"]
    for index, signal in enumerate(signals):
        header += [signal, f"{signal}.error"]
        angle = degrees(values(planar.angles)[:, index])
        error = planar.errors.get(signal)
        total = np.full(angle.shape, np.nan) if error is None else degrees(error.total)
        columns += [angle, np.where(np.isfinite(angle), total, np.nan)]
    return matrix(header, np.column_stack(columns))


def frames_csv(footage: Footage) -> str:
    """When each frame was, and when the films show it; empty without a film."""
    if footage.clip is None:
        return ""
    return matrix(headings(FRAMES), frame_times(footage.clip))


def video_records_json(analysis: VideoAnalysis) -> str:
    """Everything that the methods chose, found or were given along the way."""
    planar = analysis.planar
    record: dict[str, Plain] = {
        "trial": analysis.name,
        "clips": [_clip(each) for each in analysis.footage],
        "offsets": plain(analysis.offsets),
        "movement": movement_record(analysis.movement),
    }
    if planar is not None:
        record["tier"] = planar.tier
        record["standpoint"] = plain(planar.standpoint)
        record["scale"] = plain(planar.scale)
    return document(record)


def _clip(footage: Footage) -> Plain:
    keypoints, clip = footage.keypoints, footage.clip
    return {
        "name": keypoints.name,
        "estimator": keypoints.estimator,
        "width_px": keypoints.width,
        "height_px": keypoints.height,
        "frames": int(keypoints.time.size),
        "levelling": plain(keypoints.levelling),
        "codec": clip.codec if clip else "",
        "rate_hz": plain(clip.rate) if clip else None,
        "film_rate_hz": plain(float(constant_rate(clip))) if clip else None,
    }


def drawing_of(analysis: VideoAnalysis, *, show_face: bool = False) -> Drawing:
    """What the overlay of the first clip shows.

    Parameters
    ----------
    analysis
        What was computed.
    show_face
        Whether to leave the face as it is.

    Returns
    -------
    Drawing
        On the clip's frames; NaN where something was not seen or is not sure.
    """
    footage, planar = analysis.footage[0], analysis.planar
    keypoints = footage.keypoints
    time = keypoints.time
    unknown = np.full(time.size, np.nan)
    angle, error = unknown, unknown
    if planar is not None and "pelvic_obliquity" in labels(planar.angles, "signal"):
        column = labels(planar.angles, "signal").index("pelvic_obliquity")
        seen = values(planar.angles)[:, column]
        angle = _on_frames(time, planar.time, seen)
        total = planar.errors["pelvic_obliquity"].total
        half = NORMAL * np.broadcast_to(total, seen.shape)
        error = _on_frames(time, planar.time, half)
    return Drawing(
        points={name: keypoints.point(name) for name in keypoints.names},
        pelvis=_pelvis(keypoints),
        horizon=np.full(time.size, keypoints.levelling.roll),
        angle=angle,
        error=error,
        covers=np.empty((0, 3)) if show_face else footage.covers(),
    )


def _pelvis(keypoints: Keypoints) -> FloatArray:
    """Ends of the pelvis line: dots where there are any, else the hips."""
    for place in ("asis", "psis"):
        if {f"{place}_left", f"{place}_right"} <= set(keypoints.names):
            break
    else:
        place = "hip"
    ends = [keypoints.point(f"{place}_{side}") for side in ("left", "right")]
    return np.stack(ends, axis=1)


def _on_frames(time: FloatArray, even: FloatArray, signal: FloatArray) -> FloatArray:
    """Signal of the even clock at the nearest time of each frame; NaN stays NaN."""
    nearest = np.clip(np.searchsorted(even, time), 1, even.size - 1)
    nearest -= time - even[nearest - 1] < even[nearest] - time
    return signal[nearest]
