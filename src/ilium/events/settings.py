"""Thresholds of the event finders, in one place."""

from __future__ import annotations

from dataclasses import dataclass

from ilium.kinetics.ground_force import FORCES, ForceSettings
from ilium.units import DEGREE


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSettings:
    """What counts as a contact, a flight, a repetition and as stillness.

    Parameters
    ----------
    force
        How plates are zeroed and when they are touched: 20 N, or 5 standard deviations
        of the unloaded signal where they are larger.
    shortest_flight
        Shorter unloaded stretches are no flight [s].
    shortest_contact
        Shorter loaded stretches within a flight are ringing of the plate [s].
    fast_contact
        Contact below which a jump after a drop is a drop jump; from there on it is a
        drop vertical jump [s].
    stable_band
        Half-width of the band around body weight within which somebody who has landed
        counts as stabilised [body weight].
    stable_time
        How long the force must stay within it [s].
    still_time
        Shortest quiet standing [s].
    still_speed
        Speed of pelvis and feet below which somebody stands still [m/s].
    joint_speed
        Angular speed of the joint above which a repetition has begun [rad/s].
    joint_return
        Distance from its starting angle at which a repetition has ended [rad].
    squat_depth
        Least knee flexion of a squat, from where it began [rad].
    hike
        Least sum of lowering and lifting of a hip hike [rad].
    kick
        Least hip extension of a kickback, from where it began [rad].
    hold_speed
        Angular speed below which a position is held [rad/s].
    hold_time
        Shortest hold of a warrior [s].
    body_cutoff
        Low-pass cut-off for pelvis and joints [Hz].
    foot_cutoff
        Low-pass cut-off for the markers of the feet [Hz].
    foot_contacts
        How foot strike and foot off are read from markers, a key of
        `ilium.events.foot_contacts.DETECTORS`; ``auto`` takes the one for walking or
        for running.
    stored
        Whether foot strikes and foot offs stored in the file win over those that are
        found.
    """

    force: ForceSettings = FORCES
    shortest_flight: float = 0.1
    shortest_contact: float = 0.02
    fast_contact: float = 0.25
    stable_band: float = 0.05
    stable_time: float = 1.0
    still_time: float = 1.0
    still_speed: float = 0.05
    joint_speed: float = 10.0 * DEGREE
    joint_return: float = 5.0 * DEGREE
    squat_depth: float = 20.0 * DEGREE
    hike: float = 4.0 * DEGREE
    kick: float = 10.0 * DEGREE
    hold_speed: float = 5.0 * DEGREE
    hold_time: float = 5.0
    body_cutoff: float = 6.0
    foot_cutoff: float = 20.0
    foot_contacts: str = "auto"
    stored: bool = False
