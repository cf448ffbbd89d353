"""What the operating system says, as a problem and what to do about it."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Final

from ilium.errors import InputError

SHOWN: Final = 60
"""Letters of a name that an error repeats."""
ROOM: Final = "Make room on that disk, or choose a folder on another one."
RIGHT: Final = "Choose a folder that you may write to."
REMEDIES: Final = {
    errno.ENOSPC: ROOM,
    errno.EDQUOT: ROOM,
    errno.EFBIG: ROOM,
    errno.EACCES: RIGHT,
    errno.EPERM: RIGHT,
    errno.EROFS: RIGHT,
    errno.ENAMETOOLONG: "Choose a shorter name.",
    errno.EILSEQ: "Choose another name: this disk cannot hold it.",
    errno.EMFILE: "Close other programs, or raise the limit with ulimit -n.",
    errno.ENFILE: "Close other programs.",
    errno.ENOMEM: "Close other programs.",
    errno.EIO: "Check the disk, or choose a folder on another one.",
}
OTHERWISE: Final = "Choose a folder that exists and that you may write to."


def remedy_of(error: OSError) -> str:
    """What to do about what the operating system refused."""
    return REMEDIES.get(error.errno or 0, OTHERWISE)


def reason_of(error: OSError) -> str:
    """Why, in the operating system's words."""
    return error.strerror or type(error).__name__


def refusal(error: OSError) -> InputError:
    """Say what the operating system refused, and what to do.

    Parameters
    ----------
    error
        What it said.

    Returns
    -------
    InputError
        Ready to be raised or told.
    """
    name = error.filename2 or error.filename
    about = f" at {shortened(Path(_text(name)).name)!r}" if _text(name) else ""
    return InputError(
        f"This computer refused to read or write{about}: {reason_of(error)}.",
        remedy_of(error),
    )


def not_written(path: Path, error: OSError) -> InputError:
    """Say why a file cannot be written, and what to do.

    Parameters
    ----------
    path
        The file.
    error
        What the operating system said.

    Returns
    -------
    InputError
        Ready to be raised.
    """
    return InputError(
        f"The file {shortened(path.name)!r} cannot be written: {reason_of(error)}.",
        remedy_of(error),
    )


def not_writable(folder: Path, error: OSError) -> InputError:
    """Say why a folder cannot take the results, and what to do.

    Parameters
    ----------
    folder
        The folder that was given.
    error
        What the operating system said.

    Returns
    -------
    InputError
        Ready to be raised.
    """
    name = shortened(folder.resolve().name)
    return InputError(
        f"The results cannot be written to the folder {name!r}: {reason_of(error)}.",
        remedy_of(error),
    )


def shortened(name: str) -> str:
    """A name that an error can repeat, however long it is."""
    return name if len(name) <= SHOWN else f"{name[:SHOWN]}…"


def _text(name: object) -> str:
    if isinstance(name, bytes):
        return name.decode("utf-8", "backslashreplace")
    return name if isinstance(name, str) else ""
