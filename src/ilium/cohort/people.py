"""What a study says about its people: a table of all, and files beside recordings."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from ilium.cohort.places import Place
from ilium.cohort.spreadsheet import rows_of_table
from ilium.core.from_toml import toml_tables
from ilium.core.participant import Participant
from ilium.core.participant_table import PAIRED, participant_of
from ilium.errors import InputError, UnknownNameError

ABOUT: Final = "participant.toml"
"""File about a person, in the participant's folder or in that of a session."""
EVERYBODY: Final = ("participants.csv", "participants.tsv")
"""Table about everybody, beside the participants' folders."""
BODY: Final = (*(each.name for each in dataclasses.fields(Participant)), *PAIRED)
"""Names of the body measures."""


@dataclass(slots=True)
class People:
    """What is known about people, each file read once.

    Parameters
    ----------
    place
        The study's folder.
    paths
        Every file in it.
    """

    place: Place
    paths: Sequence[str]
    _read: dict[str, dict[str, Any]] = field(default_factory=dict)
    _everybody: dict[str, dict[str, Any]] | None = None

    def of(self, participant: str, session: str) -> tuple[str, Participant]:
        """Group and body of a participant.

        Parameters
        ----------
        participant, session
            Labels, which are names of folders.

        Returns
        -------
        tuple of str and Participant
            What the table of everybody says, then the participant's own file, then
            that of the session.
        """
        table = dict(self._all().get(participant, {}))
        for folder in (participant, f"{participant}/{session}"):
            table |= self._table(f"{folder}/{ABOUT}")
        return str(table.pop("group", "")), participant_of(table)

    def strangers(self, participants: set[str]) -> list[str]:
        """People of the table of everybody who have no folder, in order."""
        return sorted(self._all().keys() - participants)

    def _table(self, path: str) -> dict[str, Any]:
        if path not in self._read:
            self._read[path] = {}
            if path in self.paths:
                self._read[path] = toml_tables(self.place.read(path), path)
        return self._read[path]

    def _all(self) -> dict[str, dict[str, Any]]:
        if self._everybody is None:
            self._everybody = everybody(self.place)
        return self._everybody


def everybody(place: Place) -> dict[str, dict[str, Any]]:
    """Read the table about everybody of a study, where there is one.

    Parameters
    ----------
    place
        The study's folder.

    Returns
    -------
    dict
        Participant to group and body measures as they are written.

    Raises
    ------
    InputError
        Where it cannot be read, or a row is not one participant's.
    """
    path = next((each for each in EVERYBODY if place.has(each)), "")
    if not path:
        return {}
    known = ("participant", "group", *BODY)
    found: dict[str, dict[str, Any]] = {}
    for row in rows_of_table(place, path):
        cells: dict[str, Any] = dict(row.cells)
        for name in cells:
            if name not in known:
                raise UnknownNameError.among(f"column of {path!r}", name, known)
        who = str(cells.pop("participant", ""))
        if not who or who in found or row.surplus:
            problem = f"Line {row.line} of {path!r} is not one participant's."
            remedy = "Give each participant one row, under the name of the folder."
            raise InputError(problem, remedy)
        found[who] = cells
    return found
