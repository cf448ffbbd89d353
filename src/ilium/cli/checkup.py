"""What a computer must have for ilium, one check after the other."""

from __future__ import annotations

import compileall
import importlib
import importlib.metadata
import os
import pkgutil
import platform
import re
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import ilium
from ilium.core.folders import cache, home, recordings
from ilium.errors import InputError
from ilium.samples.demo import demo_recording
from ilium.vision.weights import WEIGHTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at.

    Parameters
    ----------
    what
        What was found, or what is missing.
    holds
        Whether it is as it should be.
    needed
        Whether analysis cannot do without.
    remedy
        What to do where it does not hold.
    """

    what: str
    holds: bool
    needed: bool
    remedy: str = ""


def checks() -> list[Check]:
    """Look at everything, in the order in which it matters."""
    folders = [_samples(), _cache(), _store()]
    return [_python(), *_packages(), _demo(), *folders, *_weights()]


def warm() -> float:
    """Compile every module of ilium, as far as it is installed, and its kernels.

    Returns
    -------
    float
        How long it took [s].
    """
    start = time.perf_counter()
    for root in ilium.__path__:
        compileall.compile_dir(root, quiet=2)
    for module in pkgutil.walk_packages(ilium.__path__, "ilium."):
        if not module.name.endswith("__main__"):
            _import(module.name)
    importlib.import_module("ilium.cli.warming").warm_kernels()
    return time.perf_counter() - start


def _import(name: str) -> None:
    """Import a module, unless it waits for an extra that is not installed."""
    try:
        importlib.import_module(name)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "ilium":
            raise


def _python() -> Check:
    here = sys.version_info[:2]
    return Check(
        what=f"ilium {ilium.__version__}, Python {platform.python_version()}",
        holds=(3, 11) <= here < (3, 14),
        needed=True,
        remedy="Install Python 3.11, 3.12 or 3.13 and install ilium there.",
    )


def _packages() -> list[Check]:
    return [_package(each) for each in _requirements()]


def _requirements() -> list[str]:
    try:
        stated = importlib.metadata.requires("ilium") or []
    except importlib.metadata.PackageNotFoundError:
        return []
    return [each for each in stated if "extra ==" not in each]


def _package(requirement: str) -> Check:
    name = re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0]
    remedy = f"Install it with: pip install '{requirement}'."
    try:
        version = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        what = f"The package {name} is not installed."
        return Check(what=what, holds=False, needed=True, remedy=remedy)
    return Check(what=f"{name} {version}", holds=True, needed=True, remedy=remedy)


def _demo() -> Check:
    try:
        demo_recording()
    except InputError as error:
        return Check(what=error.problem, holds=False, needed=False, remedy=error.remedy)
    return Check(what="the demo recording is installed", holds=True, needed=False)


def _samples() -> Check:
    folder = recordings()
    return Check(
        what=f"public recordings in {folder}" if folder else "no $ILIUM_SAMPLES",
        holds=folder is not None,
        needed=False,
        remedy="Only the project's own checks need it; `ilium samples list` says more.",
    )


def _store() -> Check:
    folder = home() / "store"
    server = bool(os.environ.get("ILIUM_DATABASE"))
    nearest = next(each for each in (folder, *folder.parents) if each.exists())
    where = "a database server, files in " if server else ""
    return Check(
        what=f"the store of clients: {where}{folder}",
        holds=os.access(nearest, os.W_OK) and nearest.is_dir(),
        needed=False,
        remedy="Name a folder that can be written to, with the variable ILIUM_HOME.",
    )


def _cache() -> Check:
    folder = cache()
    nearest = next(each for each in (folder, *folder.parents) if each.exists())
    return Check(
        what=f"the cache folder {folder} can be written",
        holds=os.access(nearest, os.W_OK) and Path(nearest).is_dir(),
        needed=False,
        remedy="Name one that can, with the variable ILIUM_CACHE.",
    )


def _weights() -> list[Check]:
    return [
        Check(
            what=f"the pose model's weights {each.name!r}: it {each.title}",
            holds=each.installed,
            needed=False,
            remedy="Only video needs them. Bring them with: ilium weights install.",
        )
        for each in WEIGHTS
    ]
