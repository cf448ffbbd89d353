"""Paths of muscles: points, surfaces they slide over, lengths and moment arms."""
