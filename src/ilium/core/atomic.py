"""Files that appear whole or not at all, one by one or all together.

What is new is written into a hidden folder beside the old and put in its place by
changing names. Of several files the names to be changed are noted first: a program
that is killed among them leaves the note, and the next to look into the folder ends
the work.
"""

from __future__ import annotations

import errno
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path, PurePosixPath
from typing import Final

from ilium.core.claims import clear_abandoned, own_folder, turn

PREFIX: Final = ".ilium-new-"
NOTE: Final = ".names.json"
"""What is to be put in place and what goes; there once all of it is written."""


class Together:
    """Files of one folder that appear at the same time.

    Parameters
    ----------
    stage
        Where they are until then.
    """

    def __init__(self, stage: Path) -> None:
        self._stage = stage
        self._files: list[str] = []
        self._gone: list[str] = []

    def write(self, name: str, write: Callable[[Path], object]) -> Path:
        """Write a file.

        Parameters
        ----------
        name
            Its path in the folder, with ``/`` between.
        write
            Writes the whole file to the path that it is given.

        Returns
        -------
        Path
            Where it is for now.
        """
        place = self._stage / name
        place.parent.mkdir(parents=True, exist_ok=True)
        write(place)
        self._files.append(name)
        return place

    def text(self, name: str, text: str) -> Path:
        """Write a text file, UTF-8 with line feeds; see `write`."""
        return self.write(name, lambda place: place.write_bytes(text.encode("utf-8")))

    def folder(
        self, name: str, write: Callable[[Path], object], known: Iterable[str] = ()
    ) -> None:
        """Write a folder of files.

        Parameters
        ----------
        name
            Its path in the folder, with ``/`` between.
        write
            Writes the whole folder to the path that it is given.
        known
            Every file that it may hold; those of an earlier run go.
        """
        place = self._stage / name
        write(place)
        found = [
            f"{name}/{each.relative_to(place).as_posix()}"
            for each in sorted(place.rglob("*"))
            if each.is_file()
        ]
        self._files += found
        self.drop(each for each in (f"{name}/{x}" for x in known) if each not in found)

    def drop(self, names: Iterable[str]) -> None:
        """Let files of an earlier run go."""
        self._gone += names

    def put(self, folder: Path) -> None:
        """Change the names: all of them, even where that is interrupted."""
        for name in self._files:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            if (folder / name).is_dir():
                raise IsADirectoryError(
                    errno.EISDIR, "There is a folder of that name", name
                )
        note = {"files": self._files, "gone": self._gone}
        draft = self._stage / f"{NOTE}.draft"
        draft.write_text(json.dumps(note), encoding="utf-8")
        with turn(folder):
            draft.replace(self._stage / NOTE)
            try:
                _carry_out(self._stage)
            except (KeyboardInterrupt, SystemExit):
                if (self._stage / NOTE).exists():
                    _carry_out(self._stage)
                raise


@contextmanager
def together(folder: Path, *, alone: bool = False) -> Iterator[Together]:
    """Write several files of a folder so that all of them are new, or none.

    Parameters
    ----------
    folder
        Where they are to appear; made where it does not exist.
    alone
        Whether no other run may write to the folder until all is done: for what is
        read, changed and written again.

    Yields
    ------
    Together
        Takes the files; they are in place once the block has ended without an error.
    """
    made = [each for each in (folder, *folder.parents) if not each.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        settle(folder)
        whole = turn(folder) if alone else nullcontext()
        with whole, own_folder(folder, PREFIX, keep=NOTE) as stage:
            files = Together(stage)
            yield files
            files.put(folder)
    except BaseException:
        with suppress(OSError):
            for each in made:
                each.rmdir()
        raise


def settle(folder: Path) -> None:
    """End what a killed program began in a folder: all of its files, or none.

    Parameters
    ----------
    folder
        A folder that `together` or `replace_file` may have written to.
    """
    clear_abandoned(folder, PREFIX, _end)


def replace_file(path: Path, write: Callable[[Path], object]) -> None:
    """Write a file to a hidden neighbour, then put it in its place.

    Parameters
    ----------
    path
        Where the file is to appear; of a link, where that leads. What is no file and no
        folder, as a pipe, is written to as it is.
    write
        Writes the whole file to the path that it is given.
    """
    if path.is_symlink():
        path = path.resolve()
    if path.exists() and not path.is_file() and not path.is_dir():
        write(path)
        return
    settle(path.parent)
    with own_folder(path.parent, PREFIX) as stage:
        write(stage / path.name)
        (stage / path.name).replace(path)


def replace_text(path: Path, text: str) -> None:
    """Write a text file, UTF-8 with line feeds, whole or not at all.

    Parameters
    ----------
    path
        Where the file is to appear.
    text
        Its contents.
    """
    replace_file(path, lambda place: place.write_bytes(text.encode("utf-8")))


def _end(stage: Path) -> None:
    if (stage / NOTE).exists():
        with turn(stage.parent):
            _carry_out(stage)


def _carry_out(stage: Path) -> None:
    """Do what the note says and has not been done, and then take the note away."""
    note = json.loads((stage / NOTE).read_text(encoding="utf-8"))
    folder = stage.parent
    names = [PurePosixPath(each) for each in (*note["files"], *note["gone"])]
    if any(each.is_absolute() or ".." in each.parts for each in names):
        return
    for name in note["gone"]:
        (folder / name).unlink(missing_ok=True)
    for name in note["files"]:
        with suppress(FileNotFoundError):
            (stage / name).replace(folder / name)
    (stage / NOTE).unlink()
