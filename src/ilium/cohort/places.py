"""Folders of a study: on this machine, or at any address that fsspec knows."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Any, Final, Protocol
from urllib.parse import urlsplit

from ilium.core.atomic import replace_file
from ilium.errors import FileFormatError, InputError

REMOTE: Final = "://"


class Place(Protocol):
    """A folder whose files are named by their path in it, with ``/`` between."""

    name: str
    """Last part of its path."""

    def files(self) -> list[str]:
        """Every file in it, in order; hidden ones are left out."""
        ...

    def has(self, path: str) -> bool:
        """Whether it holds a file."""
        ...

    def read(self, path: str) -> bytes:
        """Bytes of one file."""
        ...

    def write(self, path: str, data: bytes) -> None:
        """Write one file, whole or not at all; folders are made."""
        ...

    def remove(self, path: str) -> None:
        """Remove one file, if it is there."""
        ...

    def local(self, path: str, scratch: Path) -> Path:
        """Make one file readable by programs that need a path of this machine."""
        ...


def place_at(address: str) -> Place:
    """Open a folder.

    Parameters
    ----------
    address
        A path of this machine, or an address such as ``s3://bucket/study``.

    Returns
    -------
    Place
        The folder; it need not exist.

    Raises
    ------
    InputError
        Where fsspec, or its driver for this kind of address, is not installed.
    """
    return Remote(address) if REMOTE in address else Local(Path(address))


class Local:
    """A folder of this machine, or one that it shares with others.

    Parameters
    ----------
    folder
        Its path.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.name = folder.resolve().name

    def files(self) -> list[str]:
        """Every file in it, in order; hidden ones are left out."""
        found: list[str] = []
        for root, folders, names in os.walk(self.folder):
            folders[:] = sorted(each for each in folders if not each.startswith("."))
            found += [
                (Path(root) / name).relative_to(self.folder).as_posix()
                for name in names
                if not name.startswith(".")
            ]
        return sorted(found)

    def has(self, path: str) -> bool:
        """Whether it holds a file."""
        return (self.folder / path).is_file()

    def read(self, path: str) -> bytes:
        """Bytes of one file."""
        try:
            return (self.folder / path).read_bytes()
        except OSError as error:
            raise _unreadable(path, error.strerror or "not there") from error

    def write(self, path: str, data: bytes) -> None:
        """Write one file, whole or not at all; folders are made."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        replace_file(target, lambda neighbour: neighbour.write_bytes(data))

    def remove(self, path: str) -> None:
        """Remove one file, if it is there, and folders that it leaves empty."""
        (self.folder / path).unlink(missing_ok=True)
        with suppress(OSError):
            for parent in PurePosixPath(path).parents[:-1]:
                (self.folder / parent).rmdir()

    def local(self, path: str, scratch: Path) -> Path:  # noqa: ARG002
        """Path of the file itself."""
        return self.folder / path


class Remote:
    """A folder at an address.

    Parameters
    ----------
    address
        What fsspec understands.
    """

    def __init__(self, address: str) -> None:
        self._system, self._root = _system_of(address)
        self.name = address.rstrip("/").rpartition("/")[2]

    def files(self) -> list[str]:
        """Every file in it, in order; hidden ones are left out."""
        self._system.invalidate_cache()
        found = self._asked("the folder", self._system.find, self._root)
        paths = [each.removeprefix(self._root).lstrip("/") for each in found]
        return sorted(
            each
            for each in paths
            if not any(part.startswith(".") for part in each.split("/"))
        )

    def has(self, path: str) -> bool:
        """Whether it holds a file."""
        return bool(self._asked(path, self._system.exists, self._path(path)))

    def read(self, path: str) -> bytes:
        """Bytes of one file."""
        found = self._asked(path, self._system.cat_file, self._path(path))
        return bytes(found)

    def write(self, path: str, data: bytes) -> None:
        """Write one file; stores of objects put them whole."""
        target = self._path(path)
        self._system.makedirs(target.rpartition("/")[0], exist_ok=True)
        self._system.pipe_file(target, data)

    def remove(self, path: str) -> None:
        """Remove one file, if it is there."""
        if self._system.exists(self._path(path)):
            self._system.rm_file(self._path(path))

    def local(self, path: str, scratch: Path) -> Path:
        """Fetch one file."""
        target = scratch / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(self.read(path))
        return target

    def _path(self, path: str) -> str:
        return f"{self._root}/{path}"

    def _asked(self, what: str, question: Any, path: str) -> Any:  # noqa: ANN401
        try:
            return question(path)
        except (OSError, PermissionError) as error:
            raise _unreadable(what, type(error).__name__) from error


def _system_of(address: str) -> tuple[Any, str]:
    kind = urlsplit(address).scheme
    try:
        import fsspec  # noqa: PLC0415 - an extra

        system, root = fsspec.core.url_to_fs(address)
    except ImportError as error:
        raise InputError(
            f"Addresses that begin with {kind}:// need a package that is not"
            f" installed: {error.name or error}.",
            "Install it: pip install 'ilium[cluster]', and for S3 also s3fs.",
        ) from error
    except ValueError as error:
        problem = f"An address that begins with {kind}:// is of no known kind."
        raise InputError(problem, "Give a folder, or an address of fsspec.") from error
    return system, str(root).rstrip("/")


def _unreadable(path: str, reason: str) -> FileFormatError:
    name = path.rpartition("/")[2]
    return FileFormatError(
        f"The file {name!r} cannot be read: {reason}.",
        "Check that it is there and that you may read it.",
    )
