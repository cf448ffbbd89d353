"""Write docs/reference/licences.md, and stop at a licence that does not go with MIT.

``--collect`` first asks every locked package for its licence anew (installed ones
here, others through pip) and writes ``locks/licences.json``; ``scripts/lock`` does so.
"""

from __future__ import annotations

import argparse
import json
import sys

from supply_chain import collect, licence_page, licence_table
from supply_chain.locks import ROOT
from supply_chain.needs import needs

PAGE = ROOT / "docs" / "reference" / "licences.md"
KEPT = ROOT / "locks" / "licences.json"


def main() -> int:
    """Write the page; name every problem."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--collect", action="store_true", help="ask the packages anew")
    if parser.parse_args().collect:
        write_kept()
    table, decided = licence_table.rows(), licence_table.decisions()
    PAGE.write_text(licence_page.page(table, decided), encoding="utf-8")
    found = licence_table.problems(table, decided)
    local = collect.here(collect.environments())
    found += licence_table.undeclared(table, local, decided)
    for each in found:
        print(each, file=sys.stderr)
    print(f"{PAGE.relative_to(ROOT)}: {len(table)} dependencies, {len(found)} problems")
    return 1 if found else 0


def write_kept() -> None:
    """Ask every locked package for its licence."""
    before = licence_table.kept() if KEPT.exists() else {}
    said: dict[str, dict[str, str]] = {}
    for (name, version), licence in collect.licences(needs(), before).items():
        said.setdefault(name, {})[version] = licence
    KEPT.write_text(json.dumps(said, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
