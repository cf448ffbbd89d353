"""Ask pingouin for intraclass correlations; run in `.venv-oracles`.

Writes `pingouin.json` beside this file: seeded tables and what pingouin says of them.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pingouin


def tables() -> dict[str, list[list[float]]]:
    """Tables of people by sessions: alike, shifted, noisy, many sessions."""
    random = np.random.default_rng(11)
    made = {}
    for name, n, k, between, shift, noise in (
        ("alike", 12, 2, 3.0, 0.0, 0.5),
        ("shifted", 20, 2, 3.0, 2.0, 1.0),
        ("noisy", 15, 3, 1.0, 0.0, 2.0),
        ("many", 30, 5, 2.0, 0.5, 1.0),
    ):
        people = random.normal(10.0, between, (n, 1))
        table = people + shift * np.arange(k) + random.normal(0.0, noise, (n, k))
        made[name] = np.round(table, 4).tolist()
    return made


def asked(table: list[list[float]]) -> dict[str, list[float]]:
    """ICC(2,1) and ICC(3,1) with their intervals."""
    long = pd.DataFrame(
        [(i, j, value) for i, row in enumerate(table) for j, value in enumerate(row)],
        columns=["person", "session", "value"],
    )
    found = pingouin.intraclass_corr(long, "person", "session", "value")
    kinds = found["Type"].astype(str)
    interval = next(each for each in found.columns if each.startswith("CI95"))
    rows = {}
    for kind, names in (
        ("agreement", ("ICC2", "ICC(A,1)")),
        ("consistency", ("ICC3", "ICC(C,1)")),
    ):
        row = found[kinds.isin(names)].iloc[0]
        rows[kind] = [float(row["ICC"]), *map(float, row[interval])]
    return rows


if __name__ == "__main__":
    made = {name: {"table": table, **asked(table)} for name, table in tables().items()}
    path = Path(__file__).with_name("pingouin.json")
    path.write_text(
        json.dumps({"version": pingouin.__version__, "tables": made}, indent=1) + "\n"
    )
