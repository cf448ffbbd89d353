"""Plates to loads: vertical force, body weight, which foot stood where."""
