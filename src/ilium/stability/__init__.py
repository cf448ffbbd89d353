"""Measures of how the pelvis, trunk and knee are held."""

from ilium.stability.measure import measure_stability
from ilium.stability.settings import StabilitySettings

__all__ = ["StabilitySettings", "measure_stability"]
