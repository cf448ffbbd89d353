"""The film's part of the viewer's data: frames, points in the picture, pelvis line."""

from __future__ import annotations

from typing import Any

import numpy as np

from ilium.app.look.packing import Packing
from ilium.core.scratch import scratch_folder
from ilium.filmed import VideoAnalysis
from ilium.outputs.video import drawing_of
from ilium.pipeline import Analysis
from ilium.report.film_frame import LIMBS
from ilium.units import degrees
from ilium.vision.crew import Progress
from ilium.vision.proxy import constant_rate, write_films


def pack_film(packing: Packing, analysis: VideoAnalysis) -> dict[str, Any]:
    """Collect what was seen in the first clip's pictures.

    Parameters
    ----------
    packing
        Where the arrays go: ``film/time`` real times of the frames [s],
        ``film/points`` u and v of each point in the upright picture [px],
        ``film/pelvis`` angle against the horizon and its 95 % half width [deg].
    analysis
        Of one camera or of several.

    Returns
    -------
    dict
        Size [px], rate of the film [Hz], view, turn of the horizon [rad], names of the
        points and what joins them.
    """
    first = analysis.footage[0]
    seen, drawing = first.keypoints, drawing_of(analysis)
    packing.clock("film/time", seen.time)
    points = [drawing.points[name] for name in seen.names]
    packing.tracks("film/points", np.vstack([each.T for each in points]), 0.1)
    angles = np.stack([degrees(drawing.angle), degrees(drawing.error)])
    packing.tracks("film/pelvis", angles, 0.01)
    roll = seen.levelling.roll
    ends = _pelvis_ends(seen.names)
    return {
        "names": list(seen.names),
        "limbs": _limbs(seen.names),
        "pelvis": [list(seen.names).index(each) for each in ends],
        "width": seen.width,
        "height": seen.height,
        "frames": int(seen.time.size),
        "rate": float(constant_rate(first.clip)) if first.clip is not None else 0.0,
        "view": analysis.planar.view if analysis.planar is not None else "",
        "roll": round(float(roll), 5) if np.isfinite(roll) else None,
    }


def _limbs(names: tuple[str, ...]) -> list[list[Any]]:
    return [
        [
            names.index(one),
            names.index(two),
            two.rsplit("_", maxsplit=1)[-1] if one[-4:] == two[-4:] else "both",
        ]
        for one, two in LIMBS
        if one in names and two in names
    ]


def _pelvis_ends(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names of the ends of the pelvis line, left first; none where it is not seen."""
    for place in ("asis", "psis", "hip"):
        ends = (f"{place}_left", f"{place}_right")
        if set(ends) <= set(names):
            return ends
    return ()


def film_of(
    analysis: Analysis | VideoAnalysis,
    *,
    show_face: bool = False,
    workers: int | None = 1,
    progress: Progress | None = None,
) -> bytes:
    """Make the film that the viewer plays: constant rate, H.264, frame for frame.

    Parameters
    ----------
    analysis
        Of a clip that is still there.
    show_face
        Whether the face may be seen in it.
    workers, progress
        As for `ilium.vision.proxy.write_films`.

    Returns
    -------
    bytes
        An MP4 file; empty where there is no clip, or where the face is to be hidden
        and nobody knows where it is.
    """
    if not isinstance(analysis, VideoAnalysis):
        return b""
    clip = analysis.footage[0].clip
    if clip is None:
        return b""
    drawing = drawing_of(analysis, show_face=show_face)
    if not (show_face or drawing.covers.size):
        return b""
    with scratch_folder() as folder:
        path = folder / "film.mp4"
        write_films(clip, {"proxy": path}, drawing, workers=workers, progress=progress)
        return path.read_bytes()
