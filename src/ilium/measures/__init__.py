"""Measures of one file each: what lies in this folder is found and measured.

A file holds ``KINDS``, its rows of the catalogue, and a function ``estimate`` that
looks at one repetition and returns an `ilium.core.estimate.Estimate` for each of them,
by name; an empty mapping says that the measure does not belong to the movement.
"""

from ilium.measures.found import KINDS, measure_files

__all__ = ["KINDS", "measure_files"]
