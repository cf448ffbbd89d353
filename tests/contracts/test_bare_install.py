"""With nothing but what `make demo` installs, the README's first command works."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BARE = """
import sys
from importlib.machinery import PathFinder
beyond = set(sys.argv[1].split(","))
class Bare(PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        if name.partition(".")[0] in beyond:
            return None
        return super().find_spec(name, path, target)
sys.meta_path[:] = [Bare if each is PathFinder else each for each in sys.meta_path]
from ilium.cli import main
sys.exit(main(sys.argv[2:]))
"""
"""Runs a command where modules that were not installed cannot be imported."""


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def beyond_the_run() -> set[str]:
    """Modules that this environment has, and `locks/run.txt` does not bring."""
    lock = (ROOT / "locks" / "run.txt").read_text(encoding="utf-8")
    brought = {plain(each) for each in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)}
    return {
        module
        for module, owners in packages_distributions().items()
        if not {plain(each) for each in owners} & {*brought, "ilium"}
    }


@pytest.mark.parametrize("words", [("doctor", "--warm", "--quiet"), ("demo",)])
def test_make_demo_needs_no_extra(words, tmp_path):
    beyond = beyond_the_run()
    assert {"fastapi", "pyarrow", "cv2", "matplotlib"} <= beyond
    assert not {"numpy", "scipy", "ezc3d", "numba"} & beyond
    done = subprocess.run(
        [sys.executable, "-c", BARE, ",".join(sorted(beyond)), *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "demo-ilium" / "report.html").exists() == (words == ("demo",))
