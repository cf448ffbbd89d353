"""NUMBERS: compiled kernels of nonlinear time-series analysis, memory O(N)."""
