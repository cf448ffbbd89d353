"""What a clip must pass before it is measured: reason and remedy, never a number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from ilium.conventions import SIDES
from ilium.core.issue import Issue, Severity
from ilium.core.keypoints import Keypoints
from ilium.core.quantity import values
from ilium.planar.settings import PlanarSettings
from ilium.planar.view import Standpoint
from ilium.units import degrees

if TYPE_CHECKING:
    from ilium.planar.result import PlanarKinematics

NEEDED = tuple(f"{part}_{side}" for part in ("hip", "knee", "ankle") for side in SIDES)
"""Points without which nothing is measured in a front or rear view."""

NOBODY = "no-person"
"""Kind of the issue of a clip in which nobody was found: nothing else matters then."""

FEET_TELL = 1.2
"""Standard errors of a yaw that is only read from the feet, which a gate allows [1]."""


def gates(solved: PlanarKinematics, settings: PlanarSettings) -> tuple[Issue, ...]:
    """Check what one camera saw.

    Parameters
    ----------
    solved
        The angles, before anything is measured from them.
    settings
        Limits.

    Returns
    -------
    tuple of Issue
        ``serious`` where the clip answers nothing, ``caution`` where a part is left
        out or wider errors hold; the largest obstacle first, each with its remedy.
    """
    if any(each.kind == NOBODY for each in solved.issues):
        return ()
    found = [
        *_person(solved, settings),
        *_distance(solved, settings),
        *_sides(solved),
        *_turned(solved, settings),
        *_camera(solved, settings),
        *_frames(solved, settings),
    ]
    order = ("serious", "caution", "note")
    return tuple(sorted(found, key=lambda each: order.index(each.severity)))


def picture_gates(
    light: float, blur: float, width: float, settings: PlanarSettings
) -> tuple[Issue, ...]:
    """Check the picture itself.

    Parameters
    ----------
    light
        Mean brightness, from 0 to 1 [1]; NaN where not measured.
    blur
        Smear of the picture while somebody moves [px]; NaN where not measured.
    width
        Distance of the hips [px]; NaN where not measured.
    settings
        Limits.

    Returns
    -------
    tuple of Issue
        Cautions with their remedies.
    """
    found: list[Issue] = []
    if light < settings.light:
        found.append(
            _issue(
                "too-dark",
                f"The picture is dark ({light:.0%} of full brightness,"
                f" {settings.light:.0%} are needed): switch on a light or turn round so"
                " that the window is behind the camera.",
                "caution",
                light,
                "1",
            )
        )
    if blur > settings.blur * width:
        found.append(
            _issue(
                "too-blurred",
                f"The picture is smeared over {blur:.0f} px: more light, or a shorter"
                " exposure, gives sharp frames.",
                "caution",
                blur,
                "px",
            )
        )
    return tuple(found)


def _person(solved: PlanarKinematics, settings: PlanarSettings) -> Iterator[Issue]:
    keypoints = solved.keypoints
    needed = _needed(solved)
    seen = min(
        float(np.isfinite(keypoints.point(each)[:, 0]).mean()) for each in needed
    )
    if seen < settings.seen:
        yield _issue(
            "person-not-seen",
            f"Hips, knees and ankles are in sight in {seen:.0%} of the frames only:"
            " put the whole person into the picture, from head to feet.",
            "serious",
            seen,
            "1",
        )
        return
    sure = min(_sure(keypoints, each) for each in needed)
    if sure < settings.sure:
        yield _issue(
            "points-unsure",
            f"The points of the body are found with a confidence of {sure:.0%} only,"
            f" {settings.sure:.0%} are needed: tighter clothes, more light and a plain"
            " background help.",
            "serious",
            sure,
            "1",
        )


def _needed(solved: PlanarKinematics) -> tuple[str, ...]:
    """Points that the view must show; in a side view those of the better-seen side."""
    if solved.view != "side":
        return NEEDED
    keypoints = solved.keypoints
    sums = {
        side: sum(_sure(keypoints, each) for each in NEEDED if each.endswith(side))
        for side in SIDES
    }
    best = max(SIDES, key=lambda side: sums[side])
    return tuple(each for each in NEEDED if each.endswith(best))


def _sure(keypoints: Keypoints, name: str) -> float:
    if name not in keypoints.names:
        return 0.0
    column = values(keypoints.confidence)[:, keypoints.names.index(name)]
    return float(np.median(column))


def _distance(solved: PlanarKinematics, settings: PlanarSettings) -> Iterator[Issue]:
    seen = solved.hips_apart[np.isfinite(solved.hips_apart)]
    if not seen.size or solved.view == "side":
        return
    width = float(np.median(seen))
    if width < settings.hips:
        yield _issue(
            "too-far-away",
            f"Move closer: the hips are {width:.0f} px apart, {settings.hips:.0f} are"
            " needed.",
            "serious",
            width,
            "px",
        )


def _sides(solved: PlanarKinematics) -> Iterator[Issue]:
    if solved.standpoint.agrees:
        return
    what = (
        f"Left and right lie in the picture as in another view than {solved.view}: the"
        " film is mirrored, or the view was named wrongly. Film without the mirror"
        " setting, or name the view anew."
    )
    yield _issue("sides-swapped", what, "serious", None, None)


def yaw_of(standpoint: Standpoint, settings: PlanarSettings) -> tuple[float, float]:
    """How far the person is turned from square on, and how much of it may be error.

    Parameters
    ----------
    standpoint
        Yaw as the feet tell it.
    settings
        Yaw as somebody measured it.

    Returns
    -------
    tuple of float
        Size of the yaw and leeway of a limit [rad]; NaN where nothing tells.
    """
    if settings.yaw is not None:
        return abs(settings.yaw), 0.0
    return abs(standpoint.yaw), FEET_TELL * settings.yaw_error


def is_square_on(standpoint: Standpoint, settings: PlanarSettings) -> bool:
    """Whether angles of knee, hip and trunk may be read from the picture."""
    yaw, leeway = yaw_of(standpoint, settings)
    return not yaw > settings.square + leeway


def _turned(solved: PlanarKinematics, settings: PlanarSettings) -> Iterator[Issue]:
    if solved.view == "side":
        return
    yaw, leeway = yaw_of(solved.standpoint, settings)
    if yaw > settings.turned + leeway:
        yield _issue(
            "turned-away",
            f"The person stands turned by {degrees(yaw):.0f}° from square on,"
            f" {degrees(settings.turned):.0f}° at most can be measured: turn square on"
            " to the camera.",
            "serious",
            yaw,
            "rad",
        )
    elif yaw > settings.square + leeway:
        yield _issue(
            "not-square-on",
            f"The person stands turned by {degrees(yaw):.0f}° from square on: angles of"
            " knee, hip and trunk are left out beyond"
            f" {degrees(settings.square):.0f}°. Turn square on to the camera.",
            "caution",
            yaw,
            "rad",
        )


def _camera(solved: PlanarKinematics, settings: PlanarSettings) -> Iterator[Issue]:
    levelling = solved.keypoints.levelling
    for name, angle, limit, remedy in (
        ("rolled", levelling.roll, settings.rolled, "turn it level"),
        ("pitched", levelling.pitch, settings.pitched,
         "put the lens at the height of the pelvis, and level"),
    ):  # fmt: skip
        if abs(angle) > limit:
            yield _issue(
                f"camera-{name}",
                f"The camera is {name} by {degrees(abs(angle)):.0f}°,"
                f" {degrees(limit):.0f}° at most can be measured: {remedy}.",
                "serious",
                angle,
                "rad",
            )
    if not levelling.known:
        yield _issue(
            "camera-not-levelled",
            "Nobody measured how level the camera stood: read changes from standing,"
            " not the angles themselves. A ChArUco board or a plumb line in the picture"
            " tells.",
            "note",
            None,
            None,
        )


def _frames(solved: PlanarKinematics, settings: PlanarSettings) -> Iterator[Issue]:
    rate = solved.trial.rate
    if rate < settings.slowest:
        yield _issue(
            "too-few-frames",
            f"The clip has {rate:.0f} frames a second, {settings.slowest:.0f} are"
            " needed: set the camera to 30 or 60.",
            "serious",
            rate,
            "Hz",
        )


def _issue(
    kind: str, what: str, severity: Severity, value: float | None, unit: str | None
) -> Issue:
    return Issue(
        kind=kind, where="picture", what=what, severity=severity, value=value, unit=unit
    )
