"""Whether any locked package, Python's or npm's, has a known vulnerability.

Ends with 0 where the advisory services were asked about every version of every package
in every lock and know of none, with 1 where one of them knows of one (each is named),
and with 3, `not audited`, where a service cannot be reached or its answer cannot be
trusted. What is known counts first: 1 also where the other service gave no answer,
which is said as well.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from supply_chain.advisories import Hole, NotAuditedError
from supply_chain.locks import ROOT, lock_files, read_lock, read_page_lock
from supply_chain.page_advisories import audit_pages
from supply_chain.python_advisories import audit_python

CLEAN, VULNERABLE, NOT_AUDITED = 0, 1, 3
WORST_FIRST = (VULNERABLE, NOT_AUDITED, CLEAN)
PAGES = "package-lock.json"


def main(arguments: list[str] | None = None) -> int:
    """Ask, and say what came back."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("locks", nargs="*", type=Path, help="lock files; all")
    parser.add_argument("--service", default="", help="address of an OSV service")
    parser.add_argument("--registry", default="", help="address of npm's registry")
    parser.add_argument("--seconds", type=float, default=300.0, help="at most")
    parser.add_argument("--patience", type=float, default=15.0, help="for one answer")
    options = parser.parse_args(arguments)
    locks = options.locks or [*lock_files(), ROOT / PAGES]
    limits = {"seconds": options.seconds, "patience": options.patience}
    codes: set[int] = set()
    if python := [each for each in locks if each.name != PAGES]:
        keys = {each.key for lock in python for each in read_lock(lock)}
        ask = partial(audit_python, keys, service=options.service, **limits)
        codes.add(_said("Python", len(keys), ask))
    if pages := [each for each in locks if each.name == PAGES]:
        packages = {each for lock in pages for each in read_page_lock(lock)}
        ask = partial(audit_pages, packages, registry=options.registry, **limits)
        codes.add(_said("npm", len({each.key for each in packages}), ask))
    return next(code for code in WORST_FIRST if code in codes)


def _said(kind: str, count: int, ask: Callable[[], list[Hole]]) -> int:
    try:
        holes = ask()
    except NotAuditedError as error:
        print(f"{kind} packages not audited: {error}", file=sys.stderr)
        return NOT_AUDITED
    for each in holes:
        print(each)
    found = len({each.key for each in holes})
    print(f"{count} {kind} packages asked about: {found} with a known vulnerability.")
    return VULNERABLE if holes else CLEAN


if __name__ == "__main__":
    sys.exit(main())
