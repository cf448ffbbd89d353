"""Find out the licence of every locked package: installed ones, else by the client."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from importlib.metadata import Distribution, distributions
from pathlib import Path

from supply_chain import evidence
from supply_chain.locks import ROOT
from supply_chain.needs import normalised

Key = tuple[str, str]
TARGETS = (
    ("--python-version", "3.11"),
    ("--python-version", "3.13"),
    ("--python-version", "3.11", "--platform", "win_amd64"),
)
"""Builds that are tried in turn: all of one version have one licence."""


def here(folders: Iterable[Path]) -> dict[Key, Distribution]:
    """Every package that is installed in folders, by name and version.

    Parameters
    ----------
    folders
        The ``site-packages`` of environments.

    Returns
    -------
    dict
        The first folder's where several hold one.
    """
    found: dict[Key, Distribution] = {}
    for folder in folders:
        for each in distributions(path=[str(folder)]):
            found.setdefault((normalised(each.name), each.version), each)
    return found


def environments(root: Path = ROOT) -> list[Path]:
    """The ``site-packages`` of this environment and of the one of the oracles."""
    others = sorted(root.glob(".venv*/lib/python*/site-packages"))
    return [Path(each) for each in sys.path if each.endswith("site-packages")] + others


def licences(keys: Iterable[Key], kept: Mapping[Key, str]) -> dict[Key, str]:
    """The licence that each package states, asked for only where it is not kept.

    Parameters
    ----------
    keys
        Names and versions.
    kept
        What was found out before.

    Returns
    -------
    dict
        SPDX expressions; empty where a package states none.
    """
    local = here(environments())
    found: dict[Key, str] = {}
    for key in keys:
        if key in local:
            found[key] = evidence.installed(local[key])
        else:
            found[key] = kept[key] if key in kept else asked(key)
    return found


def asked(key: Key) -> str:
    """What the package client's report says of a package that is not installed."""
    for target in TARGETS:
        with tempfile.TemporaryDirectory() as scratch:
            command = [sys.executable, "-m", "pip", "install", "--dry-run", "--quiet"]
            command += ["--no-deps", "--ignore-installed", "--only-binary=:all:"]
            command += ["--report", "-", "--target", scratch, *target, "==".join(key)]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            metadata = json.loads(done.stdout)["install"][0]["metadata"]
            fields = {
                name: value if isinstance(value, list) else [value]
                for name, value in metadata.items()
                if name in ("license_expression", "license", "classifier")
            }
            return evidence.stated(fields)
    return evidence.UNKNOWN
