"""One part of the films of a clip, decoded, drawn on and encoded; in a worker."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from fractions import Fraction
from typing import Any, Final

import numpy as np

from ilium.capture.serving import Telling
from ilium.vision.decoding import Decoder, Image
from ilium.vision.encoding import Encoder
from ilium.vision.overlay import COVER, Drawing, cover_all, draw

TELL_EVERY: Final = 15
"""Frames between two messages about progress [1]."""


def film_part(decoder: Decoder, request: Mapping[str, Any], tell: Telling) -> None:
    """Write one part of each film.

    Parameters
    ----------
    decoder
        The clip.
    request
        ``start``, ``stop`` [frame], ``scale`` [1], ``size`` [px], ``rate`` as numerator
        and denominator [Hz], ``paths`` of the films by kind and the ``drawing``.
    tell
        Told how many frames are done.
    """
    start, stop, scale = request["start"], request["stop"], request["scale"]
    width, height = request["size"]
    drawing = Drawing.read(request["drawing"])
    picture: Image = np.full((height, width, 3), COVER, np.uint8)
    due = start
    with ExitStack() as stack:
        films = {
            kind: stack.enter_context(
                Encoder(path, width, height, Fraction(*request["rate"]))
            )
            for kind, path in request["paths"].items()
        }
        for number, decoded in decoder.pictures(start, stop, scale):
            for _ in range(due, number):  # Damaged frames: the one before stays.
                _put(films, picture, picture)
            picture = np.ascontiguousarray(decoded[:height, :width])
            row = number - start
            if drawing.covers.size:
                cover_all(picture, drawing.covers[row], scale)
            drawn = picture
            if "overlay" in films:
                drawn = picture.copy()
                draw(drawn, drawing, row, scale)
            _put(films, picture, drawn)
            due = number + 1
            if row % TELL_EVERY == 0:
                tell(row)
        for _ in range(due, stop):
            _put(films, picture, picture)
    tell(stop - start)


def _put(films: Mapping[str, Encoder], plain: Image, drawn: Image) -> None:
    for kind, film in films.items():
        film.put(drawn if kind == "overlay" else plain)
