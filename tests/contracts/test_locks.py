"""The locks install on every Python that ilium supports, from any package index."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
from pathlib import Path

import pytest
from supply_chain.pythons import VERSIONS, interpreter

ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted((ROOT / "locks").glob("*.txt"))
NO_NETWORK = ("Failed to establish a new connection", "Could not fetch URL")
APART = ("oracles", "mediapipe")
"""Locks of other programs, in environments of their own."""


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.stem)
def test_a_lock_names_no_package_index(lock):
    text = lock.read_text(encoding="utf-8")
    for sign in ("://", "--index", "--extra-index", "--find-links", "file:"):
        assert sign not in text


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.stem)
def test_every_package_has_a_version_and_a_hash(lock):
    text = lock.read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if re.match(r"[a-z0-9]", line)]
    assert len(lines) > 15
    for line in lines:
        assert re.match(r"[a-z0-9._-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", line), line


def test_every_lock_agrees_with_the_one_that_people_install():
    shared = [each for each in LOCKS if each.stem not in APART]
    pins = [set(_pins(lock)) for lock in shared]
    run = set(_pins(ROOT / "locks" / "run.txt"))
    assert all(run <= each for each in pins)


@pytest.mark.parametrize("version", VERSIONS)
def test_pip_finds_a_wheel_for_everything(version, tmp_path):
    python = interpreter(version)
    if python is None:
        pytest.skip(f"Python {version} is not on the PATH")
    command = [python, "-m", "pip", "install", "--dry-run", "--ignore-installed"]
    command += ["--only-binary=:all:", "--require-hashes", "--quiet"]
    command += ["--target", str(tmp_path), "-r", str(ROOT / "locks" / "run.txt")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if (
        any(sign in done.stderr for sign in NO_NETWORK)
        and os.environ.get("CI") != "true"
    ):
        pytest.skip("no package index can be reached")
    assert done.returncode == 0, done.stderr


def _pins(lock: Path) -> list[str]:
    return re.findall(
        r"^([a-z0-9._-]+==\S+)", lock.read_text(encoding="utf-8"), re.MULTILINE
    )


def wanted_by_tests():
    """Packages without which a test would be skipped."""
    asked = re.compile(r'importorskip\(\s*"([\w.]+)"')
    found = {
        name.partition(".")[0]
        for file in (ROOT / "tests").rglob("*.py")
        for name in asked.findall(file.read_text(encoding="utf-8"))
    }
    return sorted(found)


@pytest.mark.skipif(os.environ.get("CI") != "true", reason="only where all must be")
@pytest.mark.parametrize("name", wanted_by_tests())
def test_no_test_is_skipped_for_want_of_a_package(name):
    assert importlib.util.find_spec(name), f"{name} is missing from locks/test.txt"
