"""The process in which clips are read, followed and written: one job a request.

Run by `ilium.vision.clip` and `ilium.vision.chunks`. What a job needs is imported when
it is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ilium.capture.serving import Telling, serve_standard_streams
from ilium.vision.told_cameras import told_cameras

if TYPE_CHECKING:
    from ilium.vision.decoding import Decoder

Made = tuple[Mapping[str, Any], Mapping[str, NDArray[Any]]]

_open: dict[str, Decoder] = {}
"""The decoder that was used last, so that reading on is quick."""


def main() -> None:
    """Serve until the requests end."""
    serve_standard_streams(_answer)


def _answer(request: Mapping[str, Any], tell: Telling) -> Made:
    jobs = {
        "ready": _ready,
        "examine": _examine,
        "pictures": _pictures,
        "follow": _follow,
        "film": _film,
        "sound": _sound,
        "cameras": _cameras,
        "learn": _learn,
    }
    return jobs[request["job"]](request, tell)


def _ready(request: Mapping[str, Any], _tell: Telling) -> Made:
    """Import what the jobs need, and open the pose model."""
    from ilium.vision import decoding, following  # noqa: PLC0415 - heavy

    del decoding
    if request["estimator"]:
        following.estimator_of(request["estimator"])
    return {}, {}


def _examine(request: Mapping[str, Any], _tell: Telling) -> Made:
    from ilium.vision.decoding import NotAClip, examine  # noqa: PLC0415 - heavy

    try:
        facts, stamps, tick, gravity = examine(request["path"])
    except NotAClip as error:
        return {"instead": str(error)}, {}
    said = {**asdict(facts), "tick": tick, "gravity": gravity.sensor}
    return said, {
        "stamps": stamps,
        "gravity_times": gravity.times,
        "gravity": gravity.vectors,
    }


def _pictures(request: Mapping[str, Any], _tell: Telling) -> Made:
    found = list(
        decoder(request["clip"]).pictures(
            request["start"], request["stop"], request["scale"]
        )
    )
    numbers = np.array([number for number, _ in found], dtype=np.int64)
    if not found:
        return {}, {"numbers": numbers}
    return {}, {"numbers": numbers, "pictures": np.stack([each for _, each in found])}


def _follow(request: Mapping[str, Any], tell: Telling) -> Made:
    from ilium.vision.following import (  # noqa: PLC0415 - heavy
        estimator_of,
        follow_stretch,
    )

    arrays = follow_stretch(decoder(request["clip"]), request, tell)
    return {"estimator": estimator_of(request["estimator"]).name}, arrays


def _learn(request: Mapping[str, Any], _tell: Telling) -> Made:
    from ilium.vision.following import learn_stickers  # noqa: PLC0415 - heavy

    return learn_stickers(decoder(request["clip"]), request), {}


def _film(request: Mapping[str, Any], tell: Telling) -> Made:
    from ilium.vision.filmed_part import film_part  # noqa: PLC0415 - heavy

    film_part(decoder(request["clip"]), request, tell)
    return {}, {}


def _sound(request: Mapping[str, Any], _tell: Telling) -> Made:
    from ilium.vision.hearing import hear  # noqa: PLC0415 - heavy

    samples, rate, begin = hear(request["path"])
    return {"rate": rate, "begin": begin}, {"samples": samples}


def _cameras(request: Mapping[str, Any], _tell: Telling) -> Made:
    from ilium.vision.calibration_opencv import opencv_cameras  # noqa: PLC0415 - heavy

    return told_cameras(opencv_cameras(Path(request["path"]), request["text"]))


def decoder(clip: Mapping[str, Any]) -> Decoder:
    """Open a clip's decoder, or take the one that is open.

    Parameters
    ----------
    clip
        ``path``, ``stamps``, ``rotation`` and ``mirrored``, as `ilium.vision.clip`
        says them.

    Returns
    -------
    Decoder
        Ready to read on.
    """
    from ilium.vision.decoding import Decoder  # noqa: PLC0415 - heavy

    key = f"{clip['sha256']} {clip['path']}"
    if key not in _open:
        for each in _open.values():
            each.close()
        _open.clear()
        _open[key] = Decoder(
            clip["path"],
            np.array(clip["stamps"], dtype=np.int64),
            rotation=clip["rotation"],
            mirrored=clip["mirrored"],
        )
    return _open[key]
