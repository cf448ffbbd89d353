"""Measures and references to plain words."""
