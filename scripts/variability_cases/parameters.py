"""Parameters of a case as ilium's arguments."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

Case = dict[str, Any]
Arrays = dict[str, np.ndarray]


def signal(case: Case, arrays: Arrays) -> np.ndarray:
    """The one signal of a case; the column that it names, or its cumulative sum."""
    x = np.asarray(arrays[case["data"][0]], dtype=np.float64)
    if "column" in case["params"]:
        x = np.ascontiguousarray(x[:, case["params"]["column"]])
    if str(case["params"].get("on", "")).startswith("cumsum"):
        x = np.cumsum(x)
    return x


def tolerance(params: dict[str, Any]) -> dict[str, Any]:
    """Tolerance of an entropy: absolute, or a share of the SD with its ddof."""
    if "r_abs" in params:
        return {"tolerance": float(params["r_abs"])}
    text = str(params.get("r", "0.2*SD"))
    share = re.match(r"\s*([\d.]+)", text)
    ddof = re.search(r"ddof\s*=\s*(\d)", text)
    return {
        "r": float(share.group(1)) if share else 0.2,
        "ddof": int(ddof.group(1)) if ddof else 0,
    }


def whole(value: object, default: int = 1) -> int:
    """The first whole number in a value such as ``|i-j|>5``."""
    found = re.search(r"\d+", str(value))
    return int(found.group()) if found else default
