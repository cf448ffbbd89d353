"""Measures of left against right."""
