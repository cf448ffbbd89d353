"""The picture's plane as the finders of movements see it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ilium.conventions import SIDES
from ilium.core.quantity import FloatArray
from ilium.events.body import Body, body_of
from ilium.events.finding import scene_of
from ilium.events.found import Scene
from ilium.events.settings import EventSettings
from ilium.events.standing import still_standing
from ilium.maths.filters import low_pass
from ilium.planar.result import PlanarKinematics
from ilium.units import DEGREE

SLOW = 1.5
"""Cut-off of what stands still or turns slowly: points of a picture tremble [Hz]."""

STILL, TURNING = 0.08, 20.0 * DEGREE
"""Speed below which points stand still, and the pelvis does not turn, in a picture
[m/s], [rad/s]."""

NOISES = 6.0
"""Standard errors of a frame that a movement of the pelvis must exceed [1]."""


def planar_scene(planar: PlanarKinematics, settings: EventSettings) -> Scene:
    """Put together what the finders look at.

    Parameters
    ----------
    planar
        The figure in the picture's plane.
    settings
        Thresholds.

    Returns
    -------
    Scene
        Without what the view does not show: in a side view the pelvis stays level, in
        front and rear view no thigh moves backwards and the straightest knee counts as
        straight. Stillness is read from slowly filtered paths.
    """
    hike = max(settings.hike, NOISES * _trembling(planar))
    quick = scene_of(planar.trial, planar.kinematics, replace(settings, hike=hike))
    calm = body_of(
        planar.kinematics, replace(settings, body_cutoff=SLOW, foot_cutoff=SLOW)
    )
    still = still_standing(
        _shown(calm, planar.view), None, speed=STILL, turning=TURNING
    )
    return replace(quick, body=_shown(quick.body, planar.view), still=still)


def calm_scene(planar: PlanarKinematics, scene: Scene) -> Scene:
    """Return the same scene with slowly filtered paths, for what is held still.

    Parameters
    ----------
    planar
        The figure in the picture's plane.
    scene
        As `planar_scene` made it.

    Returns
    -------
    Scene
        Points tremble less than five degrees a second in it.
    """
    slow = replace(scene.settings, body_cutoff=SLOW, foot_cutoff=SLOW)
    body = body_of(planar.kinematics, slow)
    return replace(scene, body=_shown(body, planar.view))


def _shown(body: Body, view: str) -> Body:
    if view == "side":
        return replace(body, rise=np.zeros_like(body.rise))
    unseen = {side: np.full_like(body.thigh[side], np.nan) for side in SIDES}
    upright = np.where(np.isfinite(body.trunk), 0.0, np.nan)
    bent = {side: _from_straight(body.knee_flexion[side]) for side in SIDES}
    rise = _slow(body.rise, body.rate)
    return replace(body, thigh=unseen, trunk=upright, rise=rise, knee_flexion=bent)


def _from_straight(flexion: FloatArray) -> FloatArray:
    """Flexion counted from the straightest leg, whose length nobody measured [rad]."""
    seen = flexion[np.isfinite(flexion)]
    return flexion - float(np.percentile(seen, 5.0)) if seen.size else flexion


def _slow(signal: FloatArray, rate: float) -> FloatArray:
    return low_pass(signal, min(2.0 * SLOW, 0.4 * rate), rate)


def _trembling(planar: PlanarKinematics) -> float:
    """Standard error of the pelvis's angle in a frame [rad]; 0 in a side view."""
    if "pelvic_obliquity" not in planar.errors:
        return 0.0
    noise = planar.errors["pelvic_obliquity"].noise
    seen = noise[np.isfinite(noise)]
    return float(np.median(seen)) if seen.size else 0.0
