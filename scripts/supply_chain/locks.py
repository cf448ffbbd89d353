"""The packages that the locks name, Python's and npm's."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ENTRY = re.compile(
    r"^(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>[^\s;\\]+)"
    r"(?:\s*;\s*(?P<marker>[^\\\n]+?))?\s*\\\n"
    r"(?P<hashes>(?:\s+--hash=sha256:[0-9a-f]{64}(?:\s*\\)?\n)+)"
    r"(?P<notes>(?:\s+#.*\n)*)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Pinned:
    """One version of one Python package, as a lock names it.

    Parameters
    ----------
    name, version
        Normalised name, exact version.
    marker
        Where it is installed; empty for everywhere.
    hashes
        SHA-256 of every file that may be installed, in hexadecimal digits.
    parents
        What asked for it: packages, or ``ilium`` and ``ilium:GROUP``.
    """

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]
    parents: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str]:
        """Name and version."""
        return self.name, self.version


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class PagePackage:
    """One version of one npm package.

    Parameters
    ----------
    name, version
        Name, exact version.
    sha512
        Hash of its archive in hexadecimal digits.
    licence
        As its author gives it, an SPDX expression.
    tool
        Whether it only builds or checks, and nothing of it is shipped.
    """

    name: str
    version: str
    sha512: str
    licence: str
    tool: bool

    @property
    def key(self) -> tuple[str, str]:
        """Name and version."""
        return self.name, self.version


def lock_files(root: Path = ROOT) -> list[Path]:
    """Every lock of Python packages."""
    return sorted((root / "locks").glob("*.txt"))


def read_lock(path: Path) -> list[Pinned]:
    """Read every package that a lock names.

    Parameters
    ----------
    path
        Lock file as ``scripts/lock`` writes it.

    Returns
    -------
    list of Pinned
        In the file's order; two versions of one package where markers part them.

    Raises
    ------
    ValueError
        Where a line that begins an entry was not understood.
    """
    text = path.read_text(encoding="utf-8")
    found = [
        Pinned(
            name=each["name"],
            version=each["version"],
            marker=each["marker"] or "",
            hashes=tuple(re.findall(r"sha256:([0-9a-f]{64})", each["hashes"])),
            parents=_parents(each["notes"]),
        )
        for each in ENTRY.finditer(text)
    ]
    begun = len(re.findall(r"^[^\s#]", text, re.MULTILINE))
    if len(found) != begun:
        raise ValueError(f"{path.name}: {len(found)} of {begun} entries understood.")
    return found


def _parents(notes: str) -> tuple[str, ...]:
    lines = (line.strip().lstrip("#").strip() for line in notes.splitlines())
    names = (line.removeprefix("via").strip() for line in lines)
    own = re.compile(r"ilium \(pyproject\.toml(?::(\w+))?\)")
    found = []
    for name in names:
        asked = own.fullmatch(name)
        if asked:
            found.append(f"ilium:{asked[1]}" if asked[1] else "ilium")
        elif name and not name.startswith("-"):
            found.append(name)
    return tuple(found)


def read_page_lock(path: Path) -> list[PagePackage]:
    """Read every package that npm's lock names.

    Parameters
    ----------
    path
        ``package-lock.json``.

    Returns
    -------
    list of PagePackage
        By name.
    """
    packages = json.loads(path.read_text(encoding="utf-8"))["packages"]
    return sorted(
        PagePackage(
            name=place.rpartition("node_modules/")[2],
            version=each["version"],
            sha512=_hexadecimal(each["integrity"]),
            licence=each.get("license", ""),
            tool=bool(each.get("dev")),
        )
        for place, each in packages.items()
        if place
    )


def _hexadecimal(integrity: str) -> str:
    kind, _, digest = integrity.partition("-")
    if kind != "sha512":
        raise ValueError(f"A hash of npm's lock is {kind}, sha512 was expected.")
    return base64.b64decode(digest).hex()
