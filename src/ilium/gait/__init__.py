"""Measures of walking and running."""
