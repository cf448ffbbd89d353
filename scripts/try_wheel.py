"""Build the wheel and run its demo in a clean environment of each Python that is here.

``scripts/try_wheel.py 3.12`` tries that one alone. Needs a package index.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from supply_chain.locks import ROOT
from supply_chain.pythons import VERSIONS, interpreter
from supply_chain.wheels import CleanRoom, build


def main() -> int:
    """Try each; say how it went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("versions", nargs="*", default=VERSIONS)
    worst = 0
    with tempfile.TemporaryDirectory() as scratch:
        wheel = build(Path(scratch))
        print(f"{wheel.name}: {wheel.stat().st_size / 1e6:.1f} MB")
        for version in parser.parse_args().versions:
            python = interpreter(version)
            if python is None:
                print(f"Python {version}: not on this machine")
                continue
            began = time.monotonic()
            try:
                tried(python, wheel, Path(scratch) / version)
            except RuntimeError as error:
                print(f"Python {version}: {error}")
                worst = 1
            else:
                print(f"Python {version}: demo done, {time.monotonic() - began:.0f} s")
    return worst


def tried(python: str, wheel: Path, folder: Path) -> None:
    """Install and run the demo."""
    room = CleanRoom(python, folder)
    room.install(wheel, ROOT / "locks" / "run.txt")
    room.demo()


if __name__ == "__main__":
    sys.exit(main())
