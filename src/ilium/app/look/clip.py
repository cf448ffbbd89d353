"""Clips: at most 15 s of film or figure, with the pelvis line, to keep or to share.

The pictures are drawn and encoded in a process of their own, so that pages stay quick;
the picture that is shown beforehand comes from the same lines of code.
"""

from __future__ import annotations

import atexit
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, Literal

from ilium.capture.child import Child, Lost, Refusal
from ilium.core.scratch import scratch_folder
from ilium.errors import ComputationError, InputError

LONGEST: Final = 15.0
"""Longest clip, as it plays [s]."""
MEMORY: Final = 2_000_000_000
"""Memory of the process that draws, beyond its libraries [bytes]."""
STARTING: Final = 60.0
"""Time for that process to start [s]."""
DRAWING: Final = 120.0
"""Time to draw and encode the longest clip [s]."""

_WORKER = Child("ilium.app.look.clip_worker")
atexit.register(_WORKER.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What goes into a clip.

    Parameters
    ----------
    start, end
        Stretch of the recording [s].
    speed
        How fast it plays against real time [1].
    picture
        ``film`` (the face hidden) or ``figure``.
    pelvis, angle
        Whether the pelvis line with its horizon, and its angle with ±, are drawn.
    turn
        From where the figure is seen, about the upright from behind [rad].
    """

    start: float
    end: float
    speed: float = 1.0
    picture: Literal["film", "figure"] = "figure"
    pelvis: bool = True
    angle: bool = True
    turn: float = 0.0

    def __post_init__(self) -> None:
        length = (self.end - self.start) / self.speed
        if not 0.0 < length <= LONGEST + 1e-6:
            raise InputError(
                f"The clip would be {length:.1f} s long; at most {LONGEST:.0f} s.",
                "Choose a shorter stretch, or let it play faster.",
            )


def draw_picture(look: Path, film: Path | None, asked: Asked, time: float) -> bytes:
    """Draw one picture of a clip, exactly as the clip shows it.

    Parameters
    ----------
    look
        The viewer's package.
    film
        The film that belongs to it.
    asked
        What goes in.
    time
        Moment of the recording [s].

    Returns
    -------
    bytes
        A JPEG file.
    """
    with scratch_folder() as folder:
        path = folder / "picture.jpg"
        _ask(look, film, asked, {"job": "picture", "time": time, "to": str(path)})
        return path.read_bytes()


def make_clip(look: Path, film: Path | None, asked: Asked) -> bytes:
    """Draw and encode a clip.

    Parameters
    ----------
    look, film, asked
        As for `draw_picture`.

    Returns
    -------
    bytes
        An MP4 file, H.264, 30 frames a second, without sound.
    """
    with scratch_folder() as folder:
        path = folder / "clip.mp4"
        _ask(look, film, asked, {"job": "clip", "to": str(path)})
        return path.read_bytes()


def _ask(look: Path, film: Path | None, asked: Asked, job: Mapping[str, Any]) -> None:
    if asked.picture == "film" and film is None:
        problem = "There is no film of this recording."
        raise InputError(problem, "Choose the figure.")
    paths = {"look": str(look), "film": str(film) if film is not None else ""}
    request = {**job, **paths, "asked": asdict(asked), "memory": MEMORY}
    try:
        _WORKER.ask(request, STARTING + DRAWING)
    except (Lost, Refusal) as error:
        if isinstance(error, Refusal) and error.advice:
            raise InputError(*error.advice) from error
        problem = f"The clip could not be drawn: {error}."
        raise ComputationError(problem, "Choose a shorter stretch.") from error
