"""Build ilium's wheel, and try it where nothing but it and its lock is installed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from supply_chain.locks import ROOT

PROBE = "import ilium, pathlib; print(pathlib.Path(ilium.__file__).resolve())"


def build(folder: Path, root: Path = ROOT, **environment: str) -> Path:
    """Build the wheel of a checkout.

    Parameters
    ----------
    folder
        Where to.
    root
        The checkout.
    environment
        Variables of the environment besides those that are there.

    Returns
    -------
    Path
        The wheel.
    """
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    subprocess.run(
        [*command, "--directory", str(folder)],
        cwd=root,
        env=os.environ | environment,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    return wheel


class CleanRoom:
    """A fresh environment and an empty home, with nothing of this one.

    Parameters
    ----------
    python
        Interpreter to make it with.
    folder
        Where; made by this.
    """

    def __init__(self, python: str, folder: Path) -> None:
        self.folder = folder
        self.bin = folder / "venv" / "bin"
        self.home = folder / "home"
        self.home.mkdir(parents=True)
        subprocess.run([python, "-m", "venv", str(folder / "venv")], check=True)

    @property
    def environment(self) -> dict[str, str]:
        """Variables: the machine's own for its package client, none of Python's."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("PYTHON", "ILIUM", "VIRTUAL_ENV", "XDG_"))
        }
        return kept | {"HOME": str(self.home), "PATH": f"{self.bin}:{os.defpath}"}

    def run(self, *command: str) -> str:
        """Run a command of the environment in its empty home; what it printed."""
        done = subprocess.run(
            [str(self.bin / command[0]), *command[1:]],
            cwd=self.home,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)}: {done.stderr or done.stdout}")
        return done.stdout

    def install(self, wheel: Path, lock: Path) -> None:
        """Install what the lock names, by its hashes, and the wheel."""
        pip = ("python", "-m", "pip", "install", "--quiet", "--only-binary=:all:")
        self.run(*pip, "--require-hashes", "-r", str(lock))
        self.run(*pip, "--no-deps", str(wheel))

    def demo(self) -> Path:
        """Run the demo; the folder that it wrote.

        Raises
        ------
        RuntimeError
            Where ilium is not the wheel's, or a report is missing.
        """
        place = Path(self.run("python", "-c", PROBE).strip())
        if self.folder not in place.parents:
            raise RuntimeError(f"{place} is not the wheel's.")
        out = self.home / "demo-ilium"
        self.run("ilium", "demo", "--no-open", "--quiet", "--out", str(out))
        if not list(out.rglob("report.html")):
            raise RuntimeError("The demo wrote no report.")
        return out
