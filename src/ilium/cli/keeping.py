"""What the commands about people share: the store, days, and readable tables."""

from __future__ import annotations

import datetime as dt
import json
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from dataclasses import asdict, is_dataclass
from typing import TYPE_CHECKING, Any

from ilium.errors import InputError

if TYPE_CHECKING:
    from ilium.store import Store

SCHEMA_VERSION = 1


def add_store_option(*parsers: ArgumentParser) -> None:
    """Declare the option that says which database."""
    for each in parsers:
        each.add_argument(
            "--database",
            metavar="URL",
            help="sqlite:/// or postgresql:// (default: $ILIUM_DATABASE, else a file)",
        )


def opened(options: Namespace) -> Store:
    """Open the store that the options name."""
    from ilium.store import open_store

    return open_store(options.database)


def day(text: str | None) -> dt.date | None:
    """Read a day written as 2026-12-31.

    Parameters
    ----------
    text
        As typed; ``None`` where not given.

    Returns
    -------
    date or None
        The day.

    Raises
    ------
    InputError
        Where it is none.
    """
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise InputError(f"{text!r} is not a day.", "Write it as 2026-12-31.") from None


def show_json(name: str, found: object) -> None:
    """Print something for programs."""
    told = json.dumps(
        {"schema_version": SCHEMA_VERSION, name: _plain(found)},
        indent=1,
        ensure_ascii=False,
    )
    print(told)


def show_table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table in columns that line up; of an empty one its heads."""
    cells = [[str(each) for each in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(heads, *cells, strict=True)]
    for row in [list(heads), *cells]:
        line = "  ".join(
            each.ljust(width) for each, width in zip(row, widths, strict=True)
        )
        print(line.rstrip())


def _plain(value: Any) -> Any:  # noqa: ANN401
    if is_dataclass(value) and not isinstance(value, type):
        return _plain(asdict(value))
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, dt.date) else value
