"""Measures of how the pelvis, trunk and knee are held."""
