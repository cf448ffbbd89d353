"""Whether a reader did what every reader must: a result, or an error with advice."""

from __future__ import annotations

import traceback
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from ilium.errors import IliumError

LONGEST_TEXT = 1500
"""Most characters of a problem or a remedy: what is longer, nobody reads [1]."""
ENDS = (".", "!", "?", "…", ")", "'", '"')
UNWANTED = ("Traceback (most", 'File "', " object at 0x", "<class '", "<function ")
CONTROLS = ("Cc", "Cs", "Zl", "Zp")


def faults_of(error: IliumError, folder: Path) -> list[str]:
    """What is wrong with an error that was raised; empty where it is as it should be.

    Parameters
    ----------
    error
        What a reader raised.
    folder
        Where its file lies: no path is said.
    """
    found: list[str] = []
    for name, text in (("problem", error.problem), ("remedy", error.remedy)):
        if not isinstance(text, str) or not text.strip():
            found.append(f"an empty {name}")
            continue
        if not text.endswith(ENDS):
            found.append(f"a {name} that does not end: {text[-60:]!r}")
        if len(text) > LONGEST_TEXT:
            found.append(f"a {name} of {len(text)} characters: {text[:80]!r}")
        if any(each in text for each in UNWANTED) or str(folder) in text:
            found.append(f"a {name} that tells of the code: {text[:200]!r}")
        if any(unicodedata.category(c) in CONTROLS for c in text if c != "\n"):
            found.append(f"a {name} with control characters: {text[:200]!r}")
    cause = error.__cause__
    if cause is not None and error.problem.strip(". ") == str(cause).strip(". "):
        found.append(f"a problem in a library's words alone: {error.problem!r}")
    return found


def write(members: Mapping[str, bytes], folder: Path) -> None:
    """Lay an input out as files."""
    for name, data in members.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def judged(reader, members: Mapping[str, bytes], folder: Path) -> tuple[str, str]:
    """Give an input to a reader.

    Parameters
    ----------
    reader
        A row of the table.
    members
        Names and bytes of the input's files.
    folder
        An empty one.

    Returns
    -------
    str
        ``read``, ``refused`` or ``fault``.
    str
        What the fault is.
    """
    write(members, folder)
    try:
        reader.call(folder)
    except IliumError as error:
        faults = faults_of(error, folder)
        place = _place(error)
        return (
            ("fault", f"{'; '.join(faults)} [{place}]") if faults else ("refused", "")
        )
    except MemoryError as error:
        return "fault", f"MemoryError at {_place(error)}"
    except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
        return "fault", f"{type(error).__name__}: {str(error)[:300]} at {_place(error)}"
    return "read", ""


def _place(error: BaseException) -> str:
    """Where in ilium it happened, innermost last."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [each for each in frames if "/ilium/" in each.filename] or frames
    return " > ".join(f"{Path(f.filename).name}:{f.lineno}" for f in own[-3:])
