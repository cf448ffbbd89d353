"""Which ratios to peers fell against those that were kept."""

from __future__ import annotations

from typing import Any

FACTORS = {"x": 1.5, "share": 1.2}
"""How many times smaller than the kept one a ratio or a share of one run may be.

Both sides of such a figure are measured in the same run, so that it holds on another
machine too; seconds and megabytes do not, and are not compared.
"""


def fallen(kept: dict[str, Any], told: dict[str, Any]) -> list[str]:
    """Ratios that fell by more than their factor, one sentence each.

    Parameters
    ----------
    kept
        What a run wrote; empty where none was kept.
    told
        What the new run told.

    Returns
    -------
    list of str
        Empty where nothing fell. A peer that is missing now is no fall.
    """
    before = {each["name"]: each for each in kept.get("rows", [])}
    found = []
    for row in told["rows"]:
        old = before.get(row["name"], {}).get("value")
        new, factor = row.get("value"), FACTORS.get(row["unit"])
        if not old or new is None or factor is None or row["better"] != "more":
            continue
        if new * factor < old:
            found.append(
                f"{told['benchmark']}: {row['name']} fell from {old:g} to {new:g} "
                f"{row['unit']}, by more than {factor:g} times"
            )
    return found
