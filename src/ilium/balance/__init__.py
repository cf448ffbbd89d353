"""Measures of regaining and keeping balance."""
