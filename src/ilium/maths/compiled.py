"""Compilation of the kernels: where it is cached, and how it is asked for.

Every compiled kernel of ilium lives in `ilium.maths` and is made by `kernel`. numba
notices a change of a kernel's own file but not of the files that it calls, so the
cache's folder carries a fingerprint of all of them.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, ParamSpec, TypeVar, cast

from platformdirs import user_cache_path

P = ParamSpec("P")
R = TypeVar("R")


def _fingerprint() -> str:
    root = Path(__file__).parent
    stats = ((each, each.stat()) for each in sorted(root.rglob("*.py")))
    text = ";".join(
        f"{each.relative_to(root)}:{stat.st_size}:{stat.st_mtime_ns}"
        for each, stat in stats
    )
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _cache_folder() -> Path | None:
    given = os.environ.get("ILIUM_CACHE")
    root = Path(given) if given else user_cache_path("ilium")
    folder = root / "numba" / _fingerprint()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        return _private_folder()


def _private_folder() -> Path | None:
    """Folder for temporary files that nobody else may write to; ``None`` without.

    numba runs what it finds there, so that a folder which others prepared is not taken.
    """
    user = os.getuid() if hasattr(os, "getuid") else 0
    try:
        folder = Path(tempfile.gettempdir()) / f"ilium-numba-{user}-{_fingerprint()}"
        folder.mkdir(mode=0o700, exist_ok=True)
        stat = folder.lstat()
        ours = os.name != "posix" or (stat.st_uid == user and not stat.st_mode & 0o077)
        if folder.is_symlink() or not ours:
            return None
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        return None


_FOLDER: Final = os.environ.get("NUMBA_CACHE_DIR") or _cache_folder()
if _FOLDER is not None:
    os.environ["NUMBA_CACHE_DIR"] = str(_FOLDER)

import numba  # noqa: E402 - it reads the variable as it is imported

_KEPT: Final = _FOLDER is not None
"""Whether compiled kernels are kept on disk: where nothing can be written, they last
as long as the program."""
_NUMBERS: Final[dict[str, Any]] = {"error_model": "numpy", "nogil": True}
"""What numba does with numbers: IEEE 754, no fast-math, the lock released."""
_COUNTED: Final[dict[str, Any]] = {"_nrt": True}
_UNCOUNTED: Final[dict[str, Any]] = {"_nrt": False}
"""Whether numba counts who holds an array."""


def is_cold() -> bool:
    """Whether no kernel is kept from an earlier run, so that this one compiles all."""
    return _FOLDER is None or next(Path(_FOLDER).rglob("*.nbi"), None) is None


def kernel(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a function of plain numbers on its first call, and cache it on disk.

    Divisions by zero follow IEEE 754, sums keep their order (no fast-math), nothing
    runs in parallel and the interpreter's lock is released: the same input gives the
    same bits.

    Parameters
    ----------
    function
        Takes and returns numbers, arrays and named tuples of them.

    Returns
    -------
    Callable
        The compiled function.
    """
    compiled: object = numba.njit(cache=_KEPT, **_NUMBERS, **_COUNTED)(function)
    return cast("Callable[P, R]", compiled)


def lean(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a kernel that neither makes nor returns an array, and counts no owners.

    The arrays that it is given stay with its caller, so that nobody needs to count who
    holds them: in small kernels of large named tuples most of the time went there. The
    numbers are those of `kernel`.

    Parameters
    ----------
    function
        Takes numbers, arrays and named tuples of them; returns numbers or nothing.

    Returns
    -------
    Callable
        The compiled function.
    """
    compiled: object = numba.njit(cache=_KEPT, **_NUMBERS, **_UNCOUNTED)(function)
    return cast("Callable[P, R]", compiled)


def inlined(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a function into every kernel that calls it, never on its own.

    For small functions of large named tuples, which would take longer to hand over than
    to work with. The numbers are those of `kernel`.

    Parameters
    ----------
    function
        Takes and returns numbers, arrays and named tuples of them.

    Returns
    -------
    Callable
        The function, for the use of kernels.
    """
    compiled = numba.njit(inline="always", error_model="numpy", nogil=True)(function)
    return cast("Callable[P, R]", compiled)
