"""NUMBERS: kernels on plain NumPy arrays."""
