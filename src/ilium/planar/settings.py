"""What one camera is trusted with, in one place."""

from __future__ import annotations

from dataclasses import dataclass

from ilium.units import DEGREE


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanarSettings:
    """Errors of one camera and limits of what it may measure.

    Parameters
    ----------
    yaw
        How far the person is turned to their left from square on to the camera [rad];
        ``None`` where nobody measured it.
    cutoff, quick_cutoff
        Low-pass cut-off of the points' paths, below and from 100 frames a second [Hz].
    dot_error
        Standard error of a coloured dot's place on the bone: where it was stuck, and
        how the skin moves under it [m]. A laboratory that gives its own does without
        ilium's default error of stickers.
    hip_error
        Standard error of a pose model's hip against the other hip, each [m]: two models
        differ by 2 to 2.5° of the hip line.
    joint_error
        Standard error of its other points [m].
    kept
        Share of these errors that is left in a change from quiet standing [1]: of a
        dot the skin's movement, while the place where it was stuck cancels.
    roll_error, pitch_error
        Standard errors of a camera that nobody levelled [rad].
    yaw_error
        Standard error of how square on somebody stands, and turns while moving [rad].
    focal
        Focal length of a camera whose lens is not known, as a share of the picture's
        longer side [1].
    hips
        Least distance of the hips in the picture [px].
    square
        Largest yaw at which angles of the front view are measured [rad].
    turned
        Largest yaw at which the pelvis is [rad].
    rolled, pitched
        Largest roll and pitch of the camera [rad].
    slowest
        Least frame rate [Hz].
    contact_rate
        Least frame rate for contact and flight times [Hz].
    seen
        Least share of the frames in which hips, knees and ankles are seen [1].
    sure
        Least median confidence of those points [1].
    light
        Least mean brightness of the picture, from 0 to 1 [1].
    blur
        Largest smear of the picture, as a share of the hips' distance [1].
    """

    yaw: float | None = None
    cutoff: float = 6.0
    quick_cutoff: float = 12.0
    dot_error: float = 0.005
    hip_error: float = 0.005
    joint_error: float = 0.010
    kept: float = 0.7
    roll_error: float = 2.0 * DEGREE
    pitch_error: float = 5.0 * DEGREE
    yaw_error: float = 5.0 * DEGREE
    focal: float = 0.8
    hips: float = 80.0
    square: float = 10.0 * DEGREE
    turned: float = 30.0 * DEGREE
    rolled: float = 15.0 * DEGREE
    pitched: float = 25.0 * DEGREE
    slowest: float = 24.0
    contact_rate: float = 120.0
    seen: float = 0.5
    sure: float = 0.5
    light: float = 0.15
    blur: float = 0.1


PLANAR = PlanarSettings()
