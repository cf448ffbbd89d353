"""Movement scores, item by item."""
