"""One persistent worker process for the C3D library: a crash in it is only an error."""

from __future__ import annotations

import atexit
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ilium.capture.child import Child, Lost, Refusal
from ilium.errors import FileFormatError

FloatArray = NDArray[np.float64]

SECONDS = 8.0
"""Time for a small file [s]."""
SECONDS_PER_BYTE = 2e-7
"""Further time for each byte of a file [s]."""
MEMORY = 600_000_000
"""Memory for a small file [bytes]."""
MEMORY_PER_BYTE = 30
"""Further memory for each byte of a file [1]."""

ReaderRefusal = Refusal
"""The library raised an error on a file; another reader may still read it."""


class Worker(Child):
    """The process of the C3D library."""

    def __init__(self) -> None:
        super().__init__("ilium.capture.c3d_worker")

    def parse(self, path: Path) -> dict[str, FloatArray]:
        """Parse a C3D file in the worker.

        Parameters
        ----------
        path
            The file.

        Returns
        -------
        dict[str, FloatArray]
            See `ilium.capture.c3d_worker.parse`.

        Raises
        ------
        ReaderRefusal
            Where the library raised an error.
        FileFormatError
            Where it crashed, or exceeded its time or memory.
        """
        size = path.stat().st_size
        memory = MEMORY + MEMORY_PER_BYTE * size
        request = {"path": str(path.resolve()), "memory": memory}
        try:
            return self.ask(request, SECONDS + SECONDS_PER_BYTE * size).arrays
        except Lost as error:
            msg = f"The C3D library {error} on this file: it is damaged."
            raise FileFormatError(msg, "Export or copy the recording again.") from error


WORKER = Worker()
"""The program's one worker."""

atexit.register(WORKER.end)


def prepare(path: str | Path) -> None:
    """Start the worker for a C3D file, so that it is ready when the file is read.

    Called before heavy imports, whose time then hides the worker's own start.

    Parameters
    ----------
    path
        The file that will be read; nothing happens for other formats.
    """
    if str(path).lower().endswith(".c3d"):
        WORKER.start()
