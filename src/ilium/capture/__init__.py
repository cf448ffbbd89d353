"""FILE to Trial: readers, plates, quality, gaps, smoothing."""
