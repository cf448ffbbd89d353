"""Files that appear whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path


def replace_file(path: Path, write: Callable[[Path], object]) -> None:
    """Write a file to a temporary neighbour, then put it in its place.

    Parameters
    ----------
    path
        Where the file is to appear.
    write
        Writes the whole file to the path that it is given.
    """
    neighbour = path.with_name(f".{path.stem}.{os.getpid()}{path.suffix}")
    try:
        write(neighbour)
        neighbour.replace(path)
    except BaseException:
        neighbour.unlink(missing_ok=True)
        raise


def replace_text(path: Path, text: str) -> None:
    """Write a text file, UTF-8 with line feeds, whole or not at all.

    Parameters
    ----------
    path
        Where the file is to appear.
    text
        Its contents.
    """
    replace_file(path, lambda neighbour: neighbour.write_bytes(text.encode("utf-8")))
