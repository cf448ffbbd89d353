"""Captures of known truth: movements whose forces follow from their motion."""
