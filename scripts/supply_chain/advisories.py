"""Known vulnerabilities of locked packages, as pip-audit finds them.

An answer counts only where it is whole: every package asked for is in it, and so is a
package that is known to be vulnerable, which stands in for the service's memory.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Key = tuple[str, str]
CANARY: Key = ("pyyaml", "5.3")
"""Runs what a file tells it to (CVE-2020-14343); a service must know of it."""


class NotAuditedError(Exception):
    """Nothing is known: the service could not be asked, or its answer is not whole."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Hole:
    """One known vulnerability of one locked package.

    Parameters
    ----------
    name, version
        The package.
    advisory
        Name of the advisory.
    mended
        Versions without it, as far as the advisory says.
    """

    name: str
    version: str
    advisory: str
    mended: tuple[str, ...]

    def __str__(self) -> str:
        """One line for a person."""
        after = f"; mended in {', '.join(self.mended)}" if self.mended else ""
        return f"{self.name} {self.version}: {self.advisory}{after}"


def audit(
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
            answers += _answers(here, seconds)
    return _holes(asked, answers)


def layers(keys: Sequence[Key]) -> list[list[Key]]:
    """The packages in as few lists as hold every name only once."""
    found: list[list[Key]] = []
    for key in keys:
        free = (each for each in found if key[0] not in {name for name, _ in each})
        layer = next(free, None)
        if layer is None:
            layer = []
            found.append(layer)
        layer.append(key)
    return found


def _answers(command: list[str], seconds: float) -> list[dict[str, Any]]:
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, timeout=seconds
        )
    except subprocess.TimeoutExpired as error:
        raise NotAuditedError(f"No answer within {seconds:g} s.") from error
    try:
        return json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError, TypeError) as error:
        said = done.stderr.strip().splitlines()
        raise NotAuditedError(said[-1] if said else "No answer.") from error


def _holes(asked: Sequence[Key], answers: list[dict[str, Any]]) -> list[Hole]:
    known = {(each["name"], each.get("version", "")): each for each in answers}
    lost = [key for key in asked if "vulns" not in known.get(key, {})]
    if lost:
        raise NotAuditedError(f"No answer on {' '.join(lost[0])}.")
    if not known[CANARY]["vulns"]:
        name, version = CANARY
        raise NotAuditedError(
            f"The service does not know that {name} {version} is vulnerable: "
            "whatever answers is not an advisory service."
        )
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
