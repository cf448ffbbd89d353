"""TYPES: labelled arrays, envelopes, measures."""
