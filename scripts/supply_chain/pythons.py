"""The Pythons of this machine that ilium runs on."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

VERSIONS = ("3.11", "3.12", "3.13")


def interpreter(version: str) -> str | None:
    """A Python of this version that has pip, where the PATH or pyenv knows one.

    Parameters
    ----------
    version
        For example ``3.12``.

    Returns
    -------
    str or None
        Its path.
    """
    names = [f"python{version}"]
    pyenv = shutil.which("pyenv")
    if pyenv:
        root = Path(_says([pyenv, "root"]))
        folders = sorted((root / "versions").glob(f"{version}.*"))
        names += [str(each / "bin" / "python3") for each in folders]
    for name in names:
        found = shutil.which(name)
        probe = [found or name, "-c", "import sys, pip; print(*sys.version_info[:2])"]
        if found and _says(probe) == version.replace(".", " "):
            return found
    return None


def _says(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip()
