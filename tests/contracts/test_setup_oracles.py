"""The programs to compare with come by their lock and its hashes, all of them."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest
from supply_chain.locks import ROOT, read_lock

PIP = """#!/bin/sh
case "$*" in *--no-build-isolation*) name=built ;; *) name=wheels ;; esac
echo "$*" >"{folder}/$name.arguments"
cat >"{folder}/$name.txt"
[ "$name" != "{broken}" ]
"""


@pytest.fixture
def setup(tmp_path):
    """`scripts/setup oracles` with a program that writes down what pip is asked."""

    def run(broken: str = "") -> subprocess.CompletedProcess[str]:
        for each in ("scripts/setup", "locks/oracles.txt", "pyproject.toml"):
            (tmp_path / each).parent.mkdir(exist_ok=True)
            shutil.copy(ROOT / each, tmp_path / each)
        python = tmp_path / ".venv-oracles" / "bin" / "python"
        python.parent.mkdir(parents=True)
        python.write_text(PIP.format(folder=tmp_path, broken=broken), encoding="utf-8")
        python.chmod(0o755)
        return subprocess.run(
            [str(tmp_path / "scripts" / "setup"), "oracles"],
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_every_package_of_the_lock_is_installed_once_by_its_hash(setup, tmp_path):
    assert setup().returncode == 0
    parts = {name: read_lock(tmp_path / f"{name}.txt") for name in ("wheels", "built")}
    assert [each.name for each in parts["built"]] == ["accrqa"]
    whole = read_lock(ROOT / "locks" / "oracles.txt")
    assert sorted(parts["wheels"] + parts["built"]) == sorted(whole)
    for name in parts:
        asked = (tmp_path / f"{name}.arguments").read_text(encoding="utf-8")
        assert "--require-hashes" in asked
        assert ("--only-binary=:all:" in asked) == (name == "wheels")


def test_what_builds_accrqa_is_locked_too():
    names = {each.name for each in read_lock(ROOT / "locks" / "oracles.txt")}
    assert names >= {"accrqa", "cmake", "setuptools", "wheel"}


def test_without_a_compiler_only_accrqa_is_missing_and_that_is_said(setup):
    done = setup(broken="built")
    assert done.returncode == 0
    assert re.search(r"accrqa is not there; it needs a C\+\+ compiler", done.stderr)


def test_where_another_package_cannot_be_had_the_setup_stops(setup, tmp_path):
    done = setup(broken="wheels")
    assert done.returncode != 0
    assert not (tmp_path / ".venv-oracles" / ".lock-oracles").exists()
