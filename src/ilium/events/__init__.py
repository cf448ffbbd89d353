"""Trial and Kinematics to Movement: events, phases, repetitions."""

from ilium.events.finding import FINDERS, find_movement
from ilium.events.foot_contacts import DETECTORS
from ilium.events.settings import EventSettings

__all__ = ["DETECTORS", "FINDERS", "EventSettings", "find_movement"]
