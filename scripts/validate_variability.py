"""Run every case of a folder of variability cases, and say which hold.

A folder holds ``manifest.json`` with ``data.npz``, ``published.json`` with
``published.npz``, or both. Prints case, error, tolerance and verdict; ends with
``N passed, N failed``; exits 1 if any failed.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from variability_cases import RUNNERS
from variability_cases.compare import Outcome, judged

PAIRS = (("manifest.json", "data.npz"), ("published.json", "published.npz"))


def main(arguments: list[str]) -> int:
    """Run them all."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print("usage: scripts/validate-variability FOLDER", file=sys.stderr)
        return 2
    passed = failed = 0
    for case, arrays in cases(Path(arguments[0])):
        outcome = run(case, arrays)
        passed, failed = passed + outcome.holds, failed + (not outcome.holds)
        verdict = "passed" if outcome.holds else "FAILED"
        print(
            f"{case.get('id', '?'):<24} error {shown(outcome.error):<10} "
            f"tolerance {shown(outcome.tolerance):<10} {verdict}  {outcome.remark}"
        )
    if passed + failed == 0:
        print("There is no case in this folder.", file=sys.stderr)
        failed = 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def cases(folder: Path) -> Iterator[tuple[dict[str, Any], dict[str, np.ndarray]]]:
    """Every case of a folder, with the arrays beside it."""
    for listing, data in PAIRS:
        if not (folder / listing).is_file():
            continue
        contents = json.loads((folder / listing).read_text(encoding="utf-8"))
        arrays: dict[str, np.ndarray] = {}
        if (folder / data).is_file():
            with np.load(folder / data, allow_pickle=False) as held:
                arrays = {name: held[name] for name in held.files}
        for case in contents["cases"]:
            yield case, arrays


def run(case: dict[str, Any], arrays: dict[str, np.ndarray]) -> Outcome:
    """One case: what its measure finds, against what it should."""
    runner = RUNNERS.get(case.get("measure", ""))
    if runner is None:
        return Outcome(remark=f"no such measure: {case.get('measure')!r}")
    try:
        return judged(case, runner(case, arrays), arrays)
    except Exception as error:  # noqa: BLE001 - a case that breaks has failed
        return Outcome(remark=f"{type(error).__name__}: {error}")


def shown(number: float) -> str:
    """A number with the digits that matter."""
    return "-" if math.isnan(number) else f"{number:.3g}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
