"""Findings: measures beside published ranges and errors, in plain words."""
