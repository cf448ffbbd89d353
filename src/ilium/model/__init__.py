"""The body as analysis knows it: landmarks and marker sets."""
