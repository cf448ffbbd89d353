"""The scripts of the app's pages: their own tests, and their types."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from conftest import lacking

ROOT = Path(__file__).parents[2]


def node(*command: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    if shutil.which("node") is None or not (ROOT / "node_modules").exists():
        lacking("Node.js is not installed, or scripts/assets was not run")
    quiet = {**os.environ, "NO_COLOR": "1"}
    return subprocess.run(
        command, cwd=folder, env=quiet, capture_output=True, text=True, check=False
    )


def test_the_scripts_pass_their_own_tests():
    files = sorted(str(each) for each in (ROOT / "tests" / "js").glob("*.test.js"))
    assert len(files) > 3
    done = node("node", "--test", *files)
    assert done.returncode == 0, done.stdout[-4000:]
    assert "# fail 0" in done.stdout


def test_a_failing_script_test_is_noticed(tmp_path):
    """Negative control."""
    broken = tmp_path / "broken.test.js"
    broken.write_text(
        'import { test } from "node:test";\n'
        'test("no", () => { throw new Error("no"); });\n',
        encoding="utf-8",
    )
    assert node("node", "--test", str(broken), folder=tmp_path).returncode != 0


def test_the_scripts_have_no_type_error():
    compiler = ROOT / "node_modules" / ".bin" / "tsc"
    if not compiler.exists():
        lacking("the type checker is not installed; run scripts/assets")
    done = node(str(compiler), "--project", "tsconfig.json")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("word", ["eval(", "innerHTML", "document.write", "http://"])
def test_no_script_does_what_the_policy_forbids(word):
    """Nor what an address or a name could be smuggled through."""
    folder = ROOT / "src" / "ilium" / "app" / "static" / "js"
    found = [
        each.name
        for each in folder.rglob("*.js")
        if word in each.read_text(encoding="utf-8").replace("http://www.w3.org", "")
    ]
    assert found == []
