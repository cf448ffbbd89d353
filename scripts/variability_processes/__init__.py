"""Seeded processes on which the intervals of measures of variability are judged."""
