"""Where a programme's history is kept: a file of its own, or the store of clients."""

from __future__ import annotations

import json
from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ilium.errors import FileFormatError, InputError
from ilium.programme.history import History, Item

LARGEST = 50_000_000
"""Size above which a file is no history [bytes]."""


class Place(Protocol):
    """Something that keeps a history."""

    def history(self) -> History:
        """Everything that is kept."""
        ...

    def add(self, *items: Item) -> None:
        """Keep more: all of it, or none."""
        ...


@dataclass(frozen=True, slots=True)
class FilePlace:
    """A history in a JSON file.

    Parameters
    ----------
    path
        The file; made by the first entry.
    """

    path: Path

    def history(self) -> History:
        """Everything in the file; nothing where there is none."""
        from ilium.core.parsing import json_of
        from ilium.programme.documents import history_from

        if not self.path.exists():
            return History()
        try:
            if self.path.stat().st_size > LARGEST:
                raise FileFormatError(
                    f"The file {self.path.name!r} is too large for a history.",
                    "Choose the file that 'ilium programme new' wrote.",
                )
            table = json_of(self.path.read_text(encoding="utf-8"))
        except OSError as error:
            problem = f"The file {self.path.name!r} cannot be read: {error.strerror}."
            raise FileFormatError(problem, "Check its name and folder.") from error
        except ValueError as error:
            problem = f"The file {self.path.name!r} is not JSON."
            remedy = "Choose the file that 'ilium programme new' wrote."
            raise FileFormatError(problem, remedy) from error
        if not isinstance(table, dict):
            problem = f"The file {self.path.name!r} holds no history."
            remedy = "Choose the file that 'ilium programme new' wrote."
            raise FileFormatError(problem, remedy)
        return history_from(table)

    def add(self, *items: Item) -> None:
        """Write the file anew with more in it, whole or not at all."""
        from ilium.core.atomic import replace_text
        from ilium.core.claims import turn
        from ilium.core.system_errors import not_written
        from ilium.programme.documents import history_table

        if not items:
            return
        try:
            with turn(self.path.parent):
                table = history_table(self.history().adding(*items))
                text = json.dumps(table, indent=1, ensure_ascii=False) + "\n"
                replace_text(self.path, text)
        except OSError as error:
            raise not_written(self.path, error) from error


@dataclass(frozen=True, slots=True)
class StorePlace:
    """A client's history in the store.

    Parameters
    ----------
    client
        Id of the client.
    """

    client: str

    def history(self) -> History:
        """Everything of the client's programme, with the checks that were analysed."""
        from ilium.store import open_store

        return open_store().history_of(self.client)

    def add(self, *items: Item) -> None:
        """Keep more: all of it, or none."""
        from ilium.store import open_store

        open_store().record(self.client, *items)


def whose(options: Namespace) -> str:
    """The option that names this history, as it was typed."""
    if options.client:
        return f"--client {options.client.lower()}"
    return f"--file {options.file}"


def place_of(options: Namespace) -> Place:
    """Where the command line wants the history kept.

    Parameters
    ----------
    options
        With `client` and `file`.

    Returns
    -------
    Place
        The store, or a file.

    Raises
    ------
    InputError
        Where neither or both are given.
    """
    if bool(options.client) == bool(options.file):
        raise InputError(
            "The programme needs to know whose it is: one of --client and --file.",
            "Give --client ID for the store, or --file FILE for a file of its own.",
        )
    return StorePlace(options.client) if options.client else FilePlace(options.file)
