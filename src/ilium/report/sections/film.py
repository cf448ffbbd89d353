"""How the film was taken, and the film itself."""

from __future__ import annotations

import math

from ilium.findings.numbers import fixed, write
from ilium.findings.words import say
from ilium.planar.result import PlanarKinematics
from ilium.report.context import Context, Section
from ilium.report.escape import plain
from ilium.units import degrees


def film_section(context: Context) -> Section | None:
    """Build the section about the film.

    Parameters
    ----------
    context
        The film.

    Returns
    -------
    Section or None
        Facts about camera, view and points, and the link to the overlay film beside
        the report; ``None`` for a laboratory's recording.
    """
    if context.film is None:
        return None
    return Section(
        key="film",
        title=say("film.title"),
        template="film",
        view={
            "facts": _facts(context.film.planar),
            "overlay": context.film.overlay,
            "link": say("film.overlay"),
        },
    )


def _facts(planar: PlanarKinematics) -> list[tuple[str, str]]:
    keypoints, trial = planar.keypoints, planar.trial
    length = fixed(float(trial.time[-1] - trial.time[0]), 1)
    return [
        (say("film.clip"), plain(keypoints.name)),
        (
            say("film.picture"),
            say(
                "film.picture_line",
                width=keypoints.width,
                height=keypoints.height,
                rate=f"{trial.rate:.0f}",
                length=length,
            ),
        ),
        (say("film.view"), say(f"film.from_{planar.view}")),
        (say("film.points"), plain(keypoints.estimator)),
        (say("film.level"), _level(planar)),
    ]


def _level(planar: PlanarKinematics) -> str:
    roll = planar.keypoints.levelling.roll
    if not math.isfinite(roll):
        return say("film.not_level")
    return say("film.level_line", roll=write(degrees(abs(roll)), "deg"))
