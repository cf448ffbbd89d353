"""The process in which clips are drawn and encoded; run by `ilium.app.look.clip`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np

from ilium.app.look.clip import Asked
from ilium.app.look.clip_drawing import Scene, scene_of
from ilium.capture.serving import Telling, serve_standard_streams
from ilium.core.quantity import FloatArray
from ilium.vision.decoding import Decoder, Image, examine
from ilium.vision.encoding import Encoder, join
from ilium.vision.overlay import BONES, COVER, LEFT, RIGHT, SHADE, cover, draw

RATE: Final = Fraction(30)
"""Frames a second of a clip [Hz]."""
FLOOR: Final = (0x45, 0x52, 0x5D)
"""Colour of the floor, RGB."""
LIMB: Final = 11
"""Thickness of a limb of the figure alone [px]."""
QUALITY: Final = 90
"""Of the picture that is shown beforehand [%]."""


def main() -> None:
    """Serve until the requests end."""
    serve_standard_streams(_answer)


def _answer(
    request: Mapping[str, Any], _tell: Telling
) -> tuple[Mapping[str, Any], Mapping[str, np.ndarray]]:
    asked = Asked(**request["asked"])
    scene = scene_of(Path(request["look"]).read_bytes(), asked)
    film = request["film"] if asked.picture == "film" else ""
    path = Path(request["to"])
    if request["job"] == "picture":
        picture = next(_pictures(scene, np.array([request["time"]]), film))
        settings = [cv2.IMWRITE_JPEG_QUALITY, QUALITY]
        cv2.imwrite(str(path), cv2.cvtColor(picture, cv2.COLOR_RGB2BGR), settings)
    else:
        _encode(scene, asked, film, path)
    return {}, {}


def _encode(scene: Scene, asked: Asked, film: str, path: Path) -> None:
    count = max(2, round((asked.end - asked.start) / asked.speed * float(RATE)))
    steps = np.arange(count, dtype=np.float64)
    times: FloatArray = asked.start + steps * (asked.speed / float(RATE))
    part = path.with_suffix(".part.mp4")
    pictures = _pictures(scene, times, film)
    first = next(pictures)
    height, width = first.shape[:2]
    with Encoder(str(part), width, height, RATE) as encoder:
        encoder.put(first)
        for each in pictures:
            encoder.put(each)
    join([part], path, RATE)


def _pictures(scene: Scene, times: FloatArray, film: str) -> Iterator[Image]:
    """Every picture of a clip, drawn on."""
    rows = [int(np.argmin(np.abs(scene.times - each))) for each in times]
    source = _filmed(film, rows) if film else _plain(scene, rows)
    for row, picture in zip(rows, source, strict=True):
        draw(picture, scene.drawing, row, picture.shape[1] / scene.width)
        yield picture


def _plain(scene: Scene, rows: list[int]) -> Iterator[Image]:
    """Pictures without film: the floor, and where the head is."""
    width, height = scene.size
    scale = width / scene.width
    for row in rows:
        picture: Image = np.full((height, width, 3), SHADE, np.uint8)
        if scene.floor is not None:
            ends = (
                (round(0.08 * width), scene.floor),
                (round(0.92 * width), scene.floor),
            )
            cv2.line(picture, *ends, FLOOR, 2, cv2.LINE_AA)
        _limbs(picture, scene, row, scale)
        if np.isfinite(scene.heads[row]).all():
            cover(picture, scene.heads[row], scale)
        yield picture


def _limbs(picture: Image, scene: Scene, row: int, scale: float) -> None:
    """Draw limbs as thick as a figure alone needs them."""
    points = scene.drawing.points
    for one, two in BONES:
        if one not in points or two not in points:
            continue
        ends = scale * np.stack([points[one][row], points[two][row]])
        if not np.isfinite(ends).all():
            continue
        side = two.rsplit("_", maxsplit=1)[-1] if one[-4:] == two[-4:] else ""
        colour = {"left": LEFT, "right": RIGHT}.get(side, COVER)
        start, end = np.clip(ends, -9e3, 9e3).round().astype(int).tolist()
        cv2.line(picture, start, end, colour, LIMB, cv2.LINE_AA)


def _filmed(film: str, rows: list[int]) -> Iterator[Image]:
    """Frames of the film, each as often as it is shown."""
    _, stamps, _, _ = examine(film)
    decoder = Decoder(film, stamps, rotation=0, mirrored=False)
    wanted = iter(rows)
    row = next(wanted, None)
    last: Image | None = None
    for number, picture in decoder.pictures(rows[0], rows[-1] + 1):
        last = picture
        while row is not None and row <= number:
            yield picture.copy()
            row = next(wanted, None)
    while row is not None and last is not None:
        yield last.copy()
        row = next(wanted, None)
