"""Measures of jumping and landing."""
