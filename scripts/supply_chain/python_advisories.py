"""Known vulnerabilities of locked Python packages, as pip-audit finds them.

An answer counts only where it is whole: every package asked for is in it.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from supply_chain.advisories import (
    Hole,
    Key,
    NotAuditedError,
    answer,
    forgetful,
    layers,
)

CANARY: Key = ("pyyaml", "5.3")
"""Runs what a file tells it to (CVE-2020-14343); a service must know of it."""


def audit_python(
    keys: Iterable[Key], *, service: str = "", seconds: float, patience: float = 15.0
) -> list[Hole]:
    """Ask for the known vulnerabilities of packages.

    Parameters
    ----------
    keys
        Names and versions.
    service
        Address of an OSV service; pip-audit's own where it is empty.
    seconds
        How long the whole may take [s].
    patience
        How long one answer may take [s].

    Returns
    -------
    list of Hole
        Empty only where the service knows of none.

    Raises
    ------
    NotAuditedError
        Where the service cannot be reached, answers too late, or not to everything.
    """
    asked = [*sorted(set(keys)), CANARY]
    command = [sys.executable, "-m", "pip_audit", "--strict", "--format", "json"]
    command += ["--progress-spinner", "off", "--desc", "off"]
    command += ["--no-deps", "--disable-pip", "--timeout", str(round(patience))]
    command += ["--vulnerability-service", "osv"]
    command += ["--osv-url", service] if service else []
    answers: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as scratch:
        for number, layer in enumerate(layers(asked)):
            file = Path(scratch) / f"{number}.txt"
            file.write_text("".join(f"{n}=={v}\n" for n, v in layer), encoding="utf-8")
            here = [*command, "--cache-dir", scratch, "--requirement", str(file)]
            answers += _dependencies(here, seconds)
    return _holes(asked, answers)


def _dependencies(command: list[str], seconds: float) -> list[dict[str, Any]]:
    content, words = answer(command, seconds)
    try:
        return content["dependencies"]
    except (KeyError, TypeError) as error:
        raise NotAuditedError(words) from error


def _holes(asked: Sequence[Key], answers: list[dict[str, Any]]) -> list[Hole]:
    known = {(each["name"], each.get("version", "")): each for each in answers}
    lost = [key for key in asked if "vulns" not in known.get(key, {})]
    if lost:
        raise NotAuditedError(f"No answer on {' '.join(lost[0])}.")
    if not known[CANARY]["vulns"]:
        raise forgetful(CANARY)
    return sorted(
        Hole(
            name=name,
            version=version,
            advisory=each["id"],
            mended=tuple(each["fix_versions"]),
        )
        for name, version in asked[:-1]
        for each in known[name, version]["vulns"]
    )
