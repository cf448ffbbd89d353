"""How often each 95 % interval of a measure of variability holds the truth.

Writes ``src/ilium/variability/coverage.toml`` from seeded simulations: some minutes.
``--only NAME`` measures one anew; ``--runs N`` takes another number of runs and
writes nothing.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from pathlib import Path

import numpy as np
from variability_processes.dynamics import dynamics
from variability_processes.entropies import entropies
from variability_processes.process import SEED, Process
from variability_processes.repetitions import repetitions

TABLE = Path(__file__).parents[1] / "src" / "ilium" / "variability" / "coverage.toml"
HEADING = """# Measured coverage of each 95 % interval: the share of seeded simulations
# in which it held the truth. Written by scripts/variability_coverage.py.
"""


def processes() -> list[Process]:
    """Everything that is simulated."""
    return [*entropies(), *dynamics(), *repetitions()]


def covered(process: Process, runs: int) -> tuple[float, float]:
    """Share of runs whose interval holds the truth, and the truth."""
    truth = process.truth()
    generator = np.random.default_rng(SEED)
    held = 0
    for _ in range(runs):
        value = process.draw(generator)
        held += value.ci_low <= truth <= value.ci_high
    return held / runs, truth


Case = dict[str, str | int | float]


def main() -> int:
    """Measure all or one, write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=0)
    parser.add_argument("--only", default="")
    chosen = parser.parse_args()
    found: dict[str, list[Case]] = {}
    for process in processes():
        if chosen.only and process.measure != chosen.only:
            continue
        runs = chosen.runs or process.runs
        share, truth = covered(process, runs)
        print(
            f"{process.measure} n={process.n} {process.name}: {share:.3f} ({truth:.4g})"
        )
        found.setdefault(process.measure, []).append(
            {"process": process.name, "n": process.n, "runs": runs, "coverage": share}
        )
    if not chosen.runs:
        before = tomllib.loads(TABLE.read_text(encoding="utf-8")) if chosen.only else {}
        tables = {name: each["cases"] for name, each in before.items()} | found
        text = "".join(table(name, cases) for name, cases in tables.items())
        TABLE.write_text(HEADING + text, encoding="utf-8")
    return 0


def table(name: str, cases: list[Case]) -> str:
    """One measure of the table."""
    least = min(float(each["coverage"]) for each in cases)
    rows = [
        f'[[{name}.cases]]\nprocess = "{each["process"]}"\nn = {each["n"]}\n'
        f"runs = {each['runs']}\ncoverage = {float(each['coverage']):.3f}\n"
        for each in cases
    ]
    return f"\n[{name}]\nleast = {least:.3f}\n" + "".join(rows)


if __name__ == "__main__":
    sys.exit(main())
