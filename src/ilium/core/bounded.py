"""A file of a stranger, read whole, but never beyond the size of its kind."""

from __future__ import annotations

from pathlib import Path

from ilium.errors import FileFormatError


def content_of(path: Path, *, most: int, remedy: str) -> bytes:
    """Read a file that is not larger than its kind can be.

    Parameters
    ----------
    path
        The file.
    most
        Largest size of its kind [bytes].
    remedy
        What to do where it is larger.

    Returns
    -------
    bytes
        All that it holds.

    Raises
    ------
    FileFormatError
        Where it cannot be read or is larger.
    """
    try:
        with path.open("rb") as file:
            content = file.read(most + 1)
    except OSError as error:
        problem = f"The file {path.name!r} cannot be read: {error.strerror}."
        raise FileFormatError(problem, "Check its name and folder.") from error
    if len(content) > most:
        problem = f"The file {path.name!r} is larger than {most // 10**6} MB."
        raise FileFormatError(problem, remedy)
    return content
