"""Write the bill of materials of ilium, CycloneDX 1.6 as JSON, to build/sbom.json."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from supply_chain.bill import bill
from supply_chain.locks import ROOT

import ilium


def main() -> int:
    """Write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "sbom.json")
    path = parser.parse_args().out
    text = bill(ilium.__version__)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    print(f"{path}: {len(json.loads(text)['components'])} components")
    return 0


if __name__ == "__main__":
    sys.exit(main())
