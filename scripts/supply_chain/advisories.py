"""What is known to be wrong with a locked package, and when an answer is none.

Whoever is asked, is asked about a package too that is known to be vulnerable. It
stands in for the service's memory: who does not know it, knows nothing of the others.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Key = tuple[str, str]


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
        Versions without it, as far as the service says.
    use
        What the package is there for; empty where that is not said.
    """

    name: str
    version: str
    advisory: str
    mended: tuple[str, ...]
    use: str = ""

    @property
    def key(self) -> Key:
        """Name and version of the package."""
        return self.name, self.version

    def __str__(self) -> str:
        """One line for a person."""
        after = f"; mended in {', '.join(self.mended)}" if self.mended else ""
        use = f" ({self.use})" if self.use else ""
        return f"{self.name} {self.version}{use}: {self.advisory}{after}"


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


def answer(
    command: Sequence[str], seconds: float, folder: Path | None = None
) -> tuple[Any, str]:
    """Run a client that prints its answer as JSON.

    Parameters
    ----------
    command
        The client and its arguments.
    seconds
        How long it may take [s].
    folder
        Where it runs; here where it is not given.

    Returns
    -------
    content : object
        The answer; ``None`` where it is not JSON.
    words : str
        The last line of what the client said beside it.

    Raises
    ------
    NotAuditedError
        Where the client takes longer.
    """
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            check=False,
            timeout=seconds,
            cwd=folder,
        )
    except subprocess.TimeoutExpired as error:
        raise NotAuditedError(f"No answer within {seconds:g} s.") from error
    said = done.stderr.strip().splitlines()
    words = said[-1] if said else "No answer."
    try:
        return json.loads(done.stdout), words
    except ValueError:
        return None, words


def forgetful(canary: Key) -> NotAuditedError:
    """What to say of a service that does not know the canary."""
    name, version = canary
    return NotAuditedError(
        f"The service does not know that {name} {version} is vulnerable: "
        "whatever answers is not an advisory service."
    )
