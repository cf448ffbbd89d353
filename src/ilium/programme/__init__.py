"""Findings and logs to exercises, dosage and the next week, by readable rules."""
