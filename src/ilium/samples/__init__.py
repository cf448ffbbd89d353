"""Recordings to try ilium on."""
