"""Analysis to pages that people read."""
