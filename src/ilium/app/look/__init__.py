"""Look: what the viewer shows, made once after an analysis; and clips to keep."""
