"""What CONTRIBUTING.md tells a newcomer to write works as it stands there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
BLOCK = re.compile(
    r"^```\{code-block\} \w+\n:caption: (\S+)\n\n(.*?)^```$", re.MULTILINE | re.DOTALL
)
LEFT_OUT = shutil.ignore_patterns("vendor", "static", "__pycache__", "words")
CONTRIBUTION = {
    "measure": "src/ilium/measures/",
    "marker set": "src/ilium/model/sets/",
    "movement": "src/ilium/core/movements/",
}


def blocks(page):
    return dict(BLOCK.findall(page))


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A copy of the sources, so that the repository stays as it is."""
    root = tmp_path_factory.mktemp("newcomer")
    shutil.copytree(ROOT / "src" / "ilium", root / "src" / "ilium", ignore=LEFT_OUT)
    words = "src/ilium/findings/words"
    shutil.copytree(ROOT / words, root / words)
    (root / "tests").mkdir()
    shutil.copy(ROOT / "tests" / "builders.py", root / "tests")
    return root


def put(root, files):
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def run(root, *tests):
    paths = os.pathsep.join([str(root / "src"), str(root / "tests")])
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    command += ["-c", os.devnull, "--rootdir", str(root), "--import-mode=importlib"]
    return subprocess.run(
        [*command, *(str(root / each) for each in tests)],
        env={**os.environ, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
        cwd=root,
    )


def test_each_contribution_is_one_file_and_its_test():
    files = blocks(PAGE)
    own = [path for path in files if path.startswith("src/")]
    assert len(own) == len(CONTRIBUTION)
    for folder in CONTRIBUTION.values():
        assert sum(path.startswith(folder) for path in own) == 1
    assert len(files) == 2 * len(own)


def test_what_the_page_writes_runs_and_is_not_there_before(checkout):
    files = blocks(PAGE)
    tests = [path for path in files if path.startswith("tests/")]
    put(checkout, {path: files[path] for path in tests})
    before = run(checkout, *tests)
    assert before.returncode == 1, before.stdout
    put(checkout, files)
    after = run(checkout, *tests)
    assert after.returncode == 0, after.stdout + after.stderr
    for path in files:
        assert not (ROOT / path).exists()


@pytest.mark.parametrize("path", [each for each in blocks(PAGE) if each.endswith("py")])
def test_the_pages_code_is_as_the_house_writes_it(path):
    pytest.importorskip("ruff")
    for command in (["check", "-q"], ["format", "--check", "-q"]):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *command, "--stdin-filename", path, "-"],
            input=blocks(PAGE)[path],
            capture_output=True,
            text=True,
            check=False,
            cwd=ROOT,
        )
        assert done.returncode == 0, done.stdout + done.stderr
