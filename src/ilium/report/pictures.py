"""The pictures of the first screen: which instants, and what to say about them."""

from __future__ import annotations

import math

from ilium.conventions import SIDES, SideOrBoth
from ilium.core.movement import Movement
from ilium.findings.error import half_width
from ilium.findings.numbers import fixed, write
from ilium.findings.proof import STEPPING, median_repetition
from ilium.findings.rules import picture_measure
from ilium.findings.sentences import capital
from ilium.findings.words import say
from ilium.report.context import Context
from ilium.report.film_frame import draw_frame, film_tilt
from ilium.report.filmed import Filmed
from ilium.report.moments import deepest
from ilium.report.stance import Stance, draw_stance, tilt_of
from ilium.units import degrees


def stances(context: Context) -> list[Stance]:
    """Left and right stance side by side, the person's own left first.

    Parameters
    ----------
    context
        The analysis.

    Returns
    -------
    list of Stance
        One picture a side; for movements on both legs one from behind and one from
        the side; without repetitions one from behind.
    """
    if context.film is not None:
        return _film_pictures(context, context.film)
    movement = context.analysis.movement
    sides: list[SideOrBoth] = [
        each for each in SIDES if any(r.side == each for r in movement.repetitions)
    ]
    if sides:
        pictures = [_picture(context, each, "behind") for each in sides]
    else:
        views = ("behind", "side")
        pictures = [_picture(context, "both", view) for view in views]
    return [each for each in pictures if each is not None]


def picture_time(context: Context, side: SideOrBoth) -> float | None:
    """Instant of a side's picture [s]; ``None`` where it has no repetition."""
    movement = context.analysis.movement
    chosen = median_repetition(
        movement, context.measures, side, picture_measure(movement.task)
    )
    if chosen is None and side == "both" and movement.repetitions:
        chosen = movement.repetitions[0]
    if chosen is None:
        return None
    return deepest(context.skeleton, chosen, movement.task)


def start_time(context: Context) -> float:
    """Instant at which the moving figure waits [s]."""
    for side in (*SIDES, "both"):
        time = picture_time(context, side)
        if time is not None:
            return time
    return float(context.skeleton.time[0])


def _picture(context: Context, side: SideOrBoth, view: str) -> Stance | None:
    time = picture_time(context, side)
    if time is None:
        time = start_time(context)
    error = _error(context, side)
    svg = draw_stance(context.skeleton, time, side, error, view)
    if not svg:
        return None
    tilt = tilt_of(context.skeleton, context.skeleton.frame_at(time))
    return Stance(
        side=side,
        title=_title(side, view),
        sentence=_sentence(tilt, error, time, view),
        svg=svg,
        time=time,
    )


def _film_pictures(context: Context, film: Filmed) -> list[Stance]:
    """Real frames, one a side; one for movements on both legs."""
    movement = context.analysis.movement
    sides: list[SideOrBoth] = [
        each for each in SIDES if any(r.side == each for r in movement.repetitions)
    ]
    pictures: list[Stance] = []
    for side in sides or ["both"]:
        time = picture_time(context, side)
        time = start_time(context) if time is None else time
        error = _error(context, side)
        tilt = film_tilt(film.planar, time)
        pictures.append(
            Stance(
                side=side,
                title=say(f"picture.{side}") if sides else say(_frame(movement)),
                sentence=_film_sentence(film.planar.view, tilt, error, time),
                svg=draw_frame(film, time, error),
                time=time,
            )
        )
    return pictures


def _frame(movement: Movement) -> str:
    """Key of the title of a picture that is of no side."""
    return "film.frame" if movement.repetitions else "film.frame_any"


def _film_sentence(view: str, tilt: float, error: float, time: float) -> str:
    if not math.isfinite(tilt):
        return say("picture.plain", time=fixed(time, 2))
    angle = write(degrees(abs(tilt)), "deg", degrees(error))
    return say(
        "film.sentence",
        view=capital(say(f"film.from_{view}").rstrip(".")),
        side="left" if tilt > 0 else "right",
        angle=angle,
        time=fixed(time, 2),
    )


def _title(side: SideOrBoth, view: str) -> str:
    if side == "both":
        return say(f"picture.{view}")
    return say(f"picture.{side}")


def _error(context: Context, side: SideOrBoth) -> float:
    pair = context.pairs.get(picture_measure(context.analysis.movement.task))
    if pair is None or not pair.measures:
        return math.nan
    return half_width(pair.sides.get(side, pair.measures[0]))


def _sentence(tilt: float, error: float, time: float, view: str) -> str:
    if view != "behind" or not math.isfinite(tilt):
        return say("picture.plain", time=fixed(time, 2))
    lower = "left" if tilt > 0 else "right"
    angle = write(degrees(abs(tilt)), "deg", degrees(error))
    return say("picture.sentence", side=lower, angle=angle, time=fixed(time, 2))


def picture_hint(context: Context, pictures: list[Stance]) -> str:
    """One line under the pictures: which instant, which view, what the lines mean."""
    if not pictures:
        return ""
    task = context.analysis.movement.task
    which = "step" if task in STEPPING else "deep"
    if context.film is not None and not context.analysis.movement.repetitions:
        which = "any"
    if context.film is None:
        return f"{say(f'picture.which_{which}')} {say('picture.lines')}"
    lines = "film.plain" if context.film.planar.view == "side" else "film.lines"
    view = say(f"film.from_{context.film.planar.view}")
    return f"{say(f'film.which_{which}')} {view} {say(lines)}"
