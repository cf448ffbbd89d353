"""Left beside right: indices of asymmetry with their error."""

from ilium.symmetry.compare import SideComparison, compare_sides, side_comparisons

__all__ = ["SideComparison", "compare_sides", "side_comparisons"]
