"""Whether any locked Python package has a known vulnerability.

Ends with 0 where the advisory service was asked about every version of every package
in every lock and knows of none, with 1 where it knows of one (each is named), and with
3, `not audited`, where the service cannot be reached or its answer cannot be trusted.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from supply_chain.advisories import NotAuditedError, audit
from supply_chain.locks import lock_files, read_lock

CLEAN, VULNERABLE, NOT_AUDITED = 0, 1, 3


def main(arguments: list[str] | None = None) -> int:
    """Ask, and say what came back."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("locks", nargs="*", type=Path, help="lock files; all")
    parser.add_argument("--service", default="", help="address of an OSV service")
    parser.add_argument("--seconds", type=float, default=300.0, help="at most")
    parser.add_argument("--patience", type=float, default=15.0, help="for one answer")
    options = parser.parse_args(arguments)
    locks = options.locks or lock_files()
    keys = {each.key for lock in locks for each in read_lock(lock)}
    try:
        holes = audit(
            keys,
            service=options.service,
            seconds=options.seconds,
            patience=options.patience,
        )
    except NotAuditedError as error:
        print(f"not audited: {error}", file=sys.stderr)
        return NOT_AUDITED
    for each in holes:
        print(each)
    found = len({(each.name, each.version) for each in holes})
    print(f"{len(keys)} packages asked about: {found} with a known vulnerability.")
    return VULNERABLE if holes else CLEAN


if __name__ == "__main__":
    sys.exit(main())
