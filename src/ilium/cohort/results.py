"""The folder of a cohort's results: parts as they come, tables by participant.

Each trial's rows are kept in a file of their own (``_parts``) as soon as they are
there; when a participant's trials are all settled they go into one Parquet file a
table. A run that is killed loses nothing that was kept; repeating a step does no harm.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, unquote

from ilium.cohort.columns import TABLES, schema_of
from ilium.cohort.places import Place
from ilium.cohort.rows import unpack
from ilium.cohort.stored import stored_rows
from ilium.cohort.study import Identity

if TYPE_CHECKING:
    import pyarrow as pa

PARTS: Final = "_parts"
FILE: Final = "part-0.parquet"
_FOLDER: Final = re.compile(r"^trials/participant=([^/]+)/part-0\.parquet$")
_NOT_TEXT: Final = re.compile(
    r"[-+]?[0-9.,_:eE+-]+|true|false|null|none|nan|inf", re.IGNORECASE
)
"""Labels that programs take for a number, a day or nothing in a folder's name."""
PREFIX: Final = "sub-"


def label_of(participant: str) -> str:
    """Participant's label in the results.

    Parameters
    ----------
    participant
        Label in the study.

    Returns
    -------
    str
        The same; ``sub-01`` for ``01``, which readers of partitioned folders would
        turn into the number 1.

    Examples
    --------
    >>> label_of("P01"), label_of("01")
    ('P01', 'sub-01')
    """
    return f"{PREFIX}{participant}" if _NOT_TEXT.fullmatch(participant) else participant


def folder_of(table: str, participant: str) -> str:
    """Folder of one table of one participant, as readers of partitions expect it."""
    return f"{table}/participant={quote(label_of(participant), safe='')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is there of a trial.

    Parameters
    ----------
    key
        What it was computed from.
    failed
        Whether it has no result.
    """

    key: str
    failed: bool


class Results:
    """Results of a cohort in a folder.

    Parameters
    ----------
    place
        The folder.
    """

    def __init__(self, place: Place) -> None:
        self._place = place
        self._parts: dict[str, dict[Identity, str]] = {}
        self._settled: set[str] = set()
        self.known: dict[Identity, Known] = {}
        self._look()

    def keep(self, identity: Identity, part: bytes, known: Known) -> None:
        """Keep one trial's rows.

        Parameters
        ----------
        identity
            Participant's label in the results, session and trial.
        part
            What `ilium.cohort.rows.pack` wrote.
        known
            What is there from now on.
        """
        name = hashlib.sha256("\0".join(identity).encode()).hexdigest()[:20]
        path = f"{PARTS}/{quote(identity[0], safe='')}/{name}.parquet"
        self._place.write(path, part)
        self._parts.setdefault(identity[0], {})[identity] = path
        self.known[identity] = known

    def settle(self, participant: str, wanted: Iterable[Identity]) -> None:
        """Write a participant's tables, of all that is kept.

        Parameters
        ----------
        participant
            Label in the results.
        wanted
            Trials of the study; the rows of others go.
        """
        wanted = set(wanted)
        parts = self._parts.get(participant, {})
        there = {each for each in self.known if each[0] == participant}
        if not parts and there <= wanted and participant in self._settled:
            return
        fresh = {
            each: unpack(self._place.read(path))[1]
            for each, path in parts.items()
            if each in wanted
        }
        for table in TABLES:
            old = self._table(table, participant)
            self._write(table, participant, _merged(table, old, fresh, wanted))
        for path in parts.values():
            self._place.remove(path)
        self._parts.pop(participant, None)
        self._settled.add(participant)
        for each in there - wanted:
            del self.known[each]

    def forget(self, participant: str) -> None:
        """Remove a participant who is no longer in the study."""
        for path in self._parts.pop(participant, {}).values():
            self._place.remove(path)
        for table in reversed(TABLES):
            self._place.remove(f"{folder_of(table, participant)}/{FILE}")
        self._settled.discard(participant)
        for each in [each for each in self.known if each[0] == participant]:
            del self.known[each]

    def participants(self) -> set[str]:
        """Labels of those of whom something is there."""
        return {each[0] for each in self.known} | set(self._parts) | self._settled

    def trials(self) -> list[dict[str, Any]]:
        """Rows of the table of trials, in order, with their participant."""
        found: list[dict[str, Any]] = []
        for each in sorted(self._settled):
            table = self._table("trials", each)
            if table is not None:
                found += [{"participant": each, **row} for row in table.to_pylist()]
        return found

    def _look(self) -> None:
        paths = self._place.files()
        for match in filter(None, map(_FOLDER.match, paths)):
            self._settled.add(unquote(match.group(1)))
        for row in self.trials():
            self._know(row["participant"], row)
        for path in paths:
            if path.startswith(f"{PARTS}/"):
                self._part(path)

    def _part(self, path: str) -> None:
        try:
            participant, tables = unpack(self._place.read(path))
        except (OSError, ValueError, KeyError, IndexError):
            self._place.remove(path)  # Cut off as it was written: done again.
            return
        label = label_of(participant)
        for row in tables["trials"].to_pylist():
            identity = self._know(label, row)
            self._parts.setdefault(label, {})[identity] = path

    def _know(self, label: str, row: Mapping[str, Any]) -> Identity:
        identity = (label, row["session"], row["trial"])
        self.known[identity] = Known(key=row["key"], failed=row["status"] == "failed")
        return identity

    def _table(self, table: str, participant: str) -> pa.Table | None:
        if participant not in self._settled:
            return None
        path = f"{folder_of(table, participant)}/{FILE}"
        return stored_rows(self._place, path, table)

    def _write(self, table: str, participant: str, rows: pa.Table) -> None:
        import pyarrow.parquet as pq  # noqa: PLC0415 - an extra

        written = io.BytesIO()
        pq.write_table(rows, written, compression="zstd")
        path = f"{folder_of(table, participant)}/{FILE}"
        self._place.write(path, written.getvalue())


def _merged(
    table: str,
    old: pa.Table | None,
    fresh: Mapping[Identity, Mapping[str, pa.Table]],
    wanted: set[Identity],
) -> pa.Table:
    """Rows of one table: fresh ones before old ones, in order of their trials."""
    import pyarrow as pa  # noqa: PLC0415 - an extra
    import pyarrow.compute as pc  # noqa: PLC0415 - an extra

    pieces = {each[1:]: tables[table] for each, tables in fresh.items()}
    kept = {each[1:] for each in wanted} - pieces.keys()
    if old is not None:
        for session, trial in kept:
            there = (pc.field("session") == session) & (pc.field("trial") == trial)
            pieces[session, trial] = old.filter(there)
    ordered: Sequence[pa.Table] = [pieces[each] for each in sorted(pieces)]
    empty = schema_of(table).empty_table()
    return pa.concat_tables([empty, *ordered]).combine_chunks()
