"""Write docs/validation.md from what the oracles' tests recorded.

First: ``pytest tests/oracles``. Each test leaves its errors in ``build/validation``.
"""

from __future__ import annotations

import json
import math
import sys
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

import ilium

ROOT = Path(__file__).resolve().parents[1]
RECORDS = ROOT / "build" / "validation"
PAGE = ROOT / "docs" / "validation.md"
INTRODUCTION = """# Validation

Every method is checked against something outside ilium: another program, a published
table, a closed form. The error below is the **worst over all cases**, measured by the
tests in `tests/oracles`; a test stops the build where it exceeds its tolerance. Each
check has a **negative control**: the same comparison with a mistake put in on purpose,
which must exceed the tolerance, so that the check is known to notice; the error shown
is the smallest over its cases.

Measured with ilium VERSION. This page is generated: `make validation`.
"""

Records = dict[tuple[str, str], list[dict[str, Any]]]


def main() -> int:
    """Render the page; say what is missing."""
    records = recorded(RECORDS)
    if not records:
        print("No oracle has run: pytest tests/oracles first.", file=sys.stderr)
        return 2
    PAGE.write_text(page(ROOT / "tests" / "oracles", records), encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)}: {len(records)} quantities")
    return 0


def recorded(folder: Path) -> Records:
    """Every error that a test recorded, by topic and quantity."""
    found: Records = defaultdict(list)
    for path in sorted(folder.glob("*.json")):
        for each in json.loads(path.read_text(encoding="utf-8")):
            found[each["topic"], each["quantity"]].append(each)
    return dict(found)


def page(oracles: Path, records: Records) -> str:
    """The whole page: one section an oracle, one row a quantity."""
    sections = [
        section(path, records) for path in sorted(oracles.glob("*/oracle.toml"))
    ]
    introduction = INTRODUCTION.replace("VERSION", ilium.__version__)
    return "\n".join([introduction, *sections])


def section(path: Path, records: Records) -> str:
    """One oracle: where it comes from, and every quantity with its error."""
    oracle = tomllib.loads(path.read_text(encoding="utf-8"))
    topic = path.parent.name
    lines = [f"## {oracle['title']}", "", origin(oracle), ""]
    lines += ["| quantity | worst error | tolerance | cases | negative control |"]
    lines += ["| --- | --: | --: | --: | --- |"]
    for quantity in oracle["quantity"]:
        lines.append(row(quantity, records.get((topic, quantity["name"]), [])))
    reasons = [each for each in oracle["quantity"] if each.get("why")]
    lines += ["", "Tolerances:", ""]
    lines += [f"* *{each['name']}*: {each['why']}" for each in reasons]
    return "\n".join([*lines, ""])


def origin(oracle: dict[str, Any]) -> str:
    """One line: source, DOI, licence, command."""
    parts = [oracle["source"]]
    if oracle.get("doi"):
        parts.append(f"[doi:{oracle['doi']}](https://doi.org/{oracle['doi']})")
    if oracle.get("licence"):
        parts.append(f"licence {oracle['licence']}")
    return f"{'; '.join(parts)}. Run it: `{oracle['command']}`."


def row(quantity: dict[str, Any], records: list[dict[str, Any]]) -> str:
    """One quantity: its worst error beside its tolerance, and what must fail."""
    unit = "" if quantity["unit"] == "1" else f" {quantity['unit']}"
    checks = [each for each in records if each["control"] is None]
    controls: dict[str, float] = {}
    for each in records:
        if each["control"]:
            least = controls.get(each["control"], math.inf)
            controls[each["control"]] = min(least, each["error"])
    worst = shown(max(each["error"] for each in checks)) if checks else "not run"
    cells = [
        quantity["name"],
        f"{worst}{unit}" if checks else worst,
        f"{quantity['tolerance']:g}{unit}",
        str(len(checks)),
        "; ".join(f"{name}: {shown(error)}{unit}" for name, error in controls.items())
        or "–",
    ]
    return "| " + " | ".join(each.replace("|", "\\|") for each in cells) + " |"


def shown(error: float) -> str:
    """Error with the digits that matter: two."""
    return f"{error:.2g}"


if __name__ == "__main__":
    sys.exit(main())
