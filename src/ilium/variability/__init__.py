"""Movement variability: how much, in what structure, how steady."""
