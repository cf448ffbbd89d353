"""Known vulnerabilities of npm's packages, as npm's own client finds them.

npm is asked about a project of its own, in which each locked package is wanted
directly: no setting can then leave out those that are only tools or only for other
operating systems, and npm says which version mends each. Its service names only what
is vulnerable. That it was asked about everything is known from the number of packages
in the answer, that it knows anything at all from the canary.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Collection, Iterator, Sequence
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
from supply_chain.locks import PagePackage

CANARY: Key = ("lodash", "4.17.15")
"""Lets a key of an object reach all objects (CVE-2020-8203); a service must know it."""
REPORT = 2
"""Form of npm's report since npm 7."""
SHIPPED, TOOL = "shipped with the app's pages", "only a tool"


def audit_pages(
    packages: Collection[PagePackage],
    *,
    registry: str = "",
    seconds: float,
    patience: float = 15.0,
) -> list[Hole]:
    """Ask for the known vulnerabilities of npm's packages.

    Parameters
    ----------
    packages
        What npm's lock names.
    registry
        Address of npm's registry; the one that npm is set to where it is empty.
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
        Where npm is not installed, where the service cannot be reached, answers too
        late or not to everything.
    """
    shipped = {each.key for each in packages if not each.tool}
    uses = {each.key: SHIPPED if each.key in shipped else TOOL for each in packages}
    npm = shutil.which("npm")
    if npm is None:
        raise NotAuditedError("npm is not installed.")
    command = [npm, "audit", "--package-lock-only", "--json", "--no-update-notifier"]
    command += ["--fetch-retries=0", f"--fetch-timeout={round(1000 * patience)}"]
    command += [f"--registry={registry}"] if registry else []
    holes: list[Hole] = []
    with tempfile.TemporaryDirectory() as scratch:
        here = [*command, f"--cache={Path(scratch) / 'cache'}"]
        for number, layer in enumerate(layers(sorted({*uses, CANARY}))):
            folder = Path(scratch) / str(number)
            _write_project(folder, layer)
            holes += _holes(layer, _report(here, seconds, folder), uses)
    if CANARY not in {each.key for each in holes}:
        raise forgetful(CANARY)
    return sorted(each for each in holes if each.key in uses)


def _write_project(folder: Path, layer: Sequence[Key]) -> None:
    own = {"name": "asked-about", "version": "0.0.0", "dependencies": dict(layer)}
    packages = {f"node_modules/{name}": {"version": each} for name, each in layer}
    lock = {**own, "lockfileVersion": 3, "packages": {"": own, **packages}}
    folder.mkdir()
    for name, content in (("package.json", own), ("package-lock.json", lock)):
        (folder / name).write_text(json.dumps(content), encoding="utf-8")


def _report(command: list[str], seconds: float, folder: Path) -> dict[str, Any]:
    content, words = answer(command, seconds, folder)
    if not isinstance(content, dict):
        raise NotAuditedError(words)
    if content.get("auditReportVersion") != REPORT:
        raise NotAuditedError(_said(content) or words)
    return content


def _said(content: dict[str, Any]) -> str:
    """What npm says where it has no report."""
    error = content.get("error")
    summary = error.get("summary") if isinstance(error, dict) else error
    return str(content.get("message") or summary or "").strip()


def _holes(
    layer: Sequence[Key], report: dict[str, Any], uses: dict[Key, str]
) -> list[Hole]:
    try:
        counted = report["metadata"]["dependencies"]["total"]
        found = list(_named(dict(layer), report["vulnerabilities"], uses))
    except (KeyError, TypeError, AttributeError) as error:
        raise NotAuditedError("npm's report is not understood.") from error
    if counted != len(layer):
        raise NotAuditedError(f"{counted} of {len(layer)} packages were asked about.")
    return found


def _named(
    versions: dict[str, str], vulnerable: dict[str, Any], uses: dict[Key, str]
) -> Iterator[Hole]:
    for name, each in vulnerable.items():
        key = name, versions[name]
        mend = each["fixAvailable"]
        for cause in each["via"]:
            yield Hole(
                name=name,
                version=versions[name],
                advisory=_advisory(cause),
                mended=(mend["version"],) if isinstance(mend, dict) else (),
                use=uses.get(key, ""),
            )


def _advisory(cause: dict[str, Any]) -> str:
    url = cause.get("url") or ""
    named = re.search(r"GHSA(?:-\w{4}){3}$", url)
    return named[0] if named else url or f"npm advisory {cause['source']}"
