"""Give readers many damaged inputs: `python -m fuzz.long_run [READER …] --inputs N`.

Run with `tests` and `src` on the path. What is found is said line by line, and kept as
files below `--keep`, from where it can be made smaller and put into the corpus.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time

from fuzz.readers import READERS, reader_of, shares
from fuzz.running import keep, run


def main() -> None:
    """Run, and end with a line of JSON about every reader."""
    asked = argparse.ArgumentParser()
    asked.add_argument("readers", nargs="*")
    asked.add_argument("--inputs", type=int, default=2000)
    asked.add_argument("--first", type=int, default=0)
    asked.add_argument("--keep", default="")
    options = asked.parse_args()
    if options.keep:
        os.environ["ILIUM_FUZZ_FOUND"] = options.keep
    chosen = tuple(map(reader_of, options.readers)) or READERS
    for each in chosen:
        count = shares(options.inputs, chosen)[each.name]
        began = time.monotonic()
        tally = run(each, options.first, count)
        told = {
            "reader": each.name, "first": options.first, "inputs": count,
            "read": tally.read, "refused": tally.refused, "faults": len(tally.faults),
            "slowest_s": round(tally.slowest, 2), "slowest": tally.where,
            "seconds": round(time.monotonic() - began, 1),
            "grown_mb": tally.grown // 10**6, "children_mb": tally.children // 10**6,
        }  # fmt: skip
        text = keep(each, tally)
        sys.stdout.write(f"{text}\n" * bool(text) + json.dumps(told) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
