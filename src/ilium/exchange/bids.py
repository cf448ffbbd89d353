"""A parcel as a Motion-BIDS data set, one tracking system for each clock.

Jeung S, Cockx H, Appelhoff S, et al. (2024). Motion-BIDS: an extension to the brain
imaging data structure to organize motion data for reproducible research. Sci Data
11, 716. doi:10.1038/s41597-024-03559-8
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from ilium import __version__
from ilium.core.atomic import together
from ilium.core.issue import Issue
from ilium.core.movement import TASKS
from ilium.core.participant import Participant
from ilium.errors import InputError
from ilium.exchange.bids_signals import (
    ANGLES,
    MISSING,
    about_table,
    cell,
    channel_notes,
    channel_of,
    is_written,
    json_text,
    motion_text,
    signals_of,
    system_of,
    tab_separated,
)
from ilium.exchange.parcel import Parcel
from ilium.exchange.tables import flat_tables
from ilium.outputs.text import number

VERSION: Final = "1.10.0"
DESCRIPTION: Final = "dataset_description.json"
NOT_CARRIED: Final = ("leg_length", "knee_width", "ankle_width", "inter_asis")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in a data set a recording belongs.

    Parameters
    ----------
    subject, session
        Labels of letters and digits; the session may be empty.
    task
        Key of `ilium.core.movement.TASKS`, or any word; empty for that of the parcel.
    run
        Number of the repetition of the recording from 1; ``None`` without.
    """

    subject: str = "01"
    session: str = ""
    task: str = ""
    run: int | None = None

    def __post_init__(self) -> None:
        for word, label in (("subject", self.subject), ("session", self.session)):
            if not re.fullmatch(r"[A-Za-z0-9]*", label) or (
                word == "subject" and not label
            ):
                raise InputError(
                    f"{label!r} is no label for a {word} in BIDS.",
                    "Use letters and digits only, for example 01.",
                )

    @property
    def folder(self) -> str:
        """Folder inside the data set."""
        session = f"/ses-{self.session}" if self.session else ""
        return f"sub-{self.subject}{session}/motion"

    def stem(self, task: str, system: str = "") -> str:
        """Beginning of a file's name."""
        parts = [f"sub-{self.subject}"]
        parts += [f"ses-{self.session}"] if self.session else []
        parts.append(f"task-{task}")
        parts += [f"tracksys-{system}"] if system else []
        parts += [f"run-{self.run}"] if self.run is not None else []
        return "_".join(parts)


def bids_files(parcel: Parcel, place: Place) -> dict[str, str]:
    """Every file of a data set of one recording.

    Parameters
    ----------
    parcel
        What is carried.
    place
        Where it belongs.

    Returns
    -------
    dict
        Path inside the data set to its text.

    Raises
    ------
    InputError
        Where there are no markers, forces, electromyograms or angles.
    """
    task = place.task or parcel.task or "movement"
    label = task_label(task)
    words = TASKS.get(task, task)
    tables = [each for each in flat_tables(parcel) if is_written(each)]
    if not tables:
        raise InputError(
            "There is no signal that Motion-BIDS has a place for.",
            "Give a recording with markers, forces, electromyograms or angles.",
        )
    start = float(tables[0].numbers("time_s")[0])
    files = _data_set(parcel)
    for each in tables:
        stem = f"{place.folder}/{place.stem(label, system_of(each.name))}"
        channels = [channel_of(column) for column in signals_of(each)]
        files[f"{stem}_motion.tsv"] = motion_text(each)
        files[f"{stem}_motion.json"] = json_text(
            about_table(each, channels, words, start)
        )
        files[f"{stem}_channels.tsv"] = tab_separated(
            [list(channels[0]), *(list(x.values()) for x in channels)]
        )
        files[f"{stem}_channels.json"] = json_text(channel_notes(each.name))
    if parcel.events:
        stem = f"{place.folder}/{place.stem(label)}"
        files[f"{stem}_events.tsv"] = _events(parcel, start)
        files[f"{stem}_events.json"] = json_text(EVENT_NOTES)
    return files


def task_label(task: str) -> str:
    """Label of letters and digits.

    >>> task_label("single_leg_squat")
    'singleLegSquat'
    """
    first, *rest = re.findall(r"[A-Za-z0-9]+", task) or ["movement"]
    return first + "".join(each[:1].upper() + each[1:] for each in rest)


def write_bids(
    parcel: Parcel, folder: Path, place: Place, *, overwrite: bool = False
) -> tuple[Issue, ...]:
    """Write a recording into a data set, which is made where it does not exist.

    Parameters
    ----------
    parcel
        What is carried.
    folder
        The data set.
    place
        Where in it the recording belongs.
    overwrite
        Whether a recording of the same name may be replaced.

    Returns
    -------
    tuple of Issue
        What is left out.

    Raises
    ------
    InputError
        Where the folder is no data set, or holds this recording already.
    """
    files = bids_files(parcel, place)
    if (
        folder.is_dir()
        and any(folder.iterdir())
        and not (folder / DESCRIPTION).exists()
    ):
        problem = f"{folder.name!r} holds something else than a BIDS data set."
        raise InputError(problem, "Name an empty folder, or a data set.")
    there = [x for x in files if "/" in x and (folder / x).exists()]
    if there and not overwrite:
        problem = f"The data set holds {Path(there[0]).name} already."
        remedy = "Say --run, --session or --subject, or --overwrite to replace it."
        raise InputError(problem, remedy)
    with together(folder, alone=True) as made:
        for name, text in files.items():
            if "/" in name or not (folder / name).exists():
                made.text(name, text)
        rows = _participants(folder / "participants.tsv", parcel, place)
        made.text("participants.tsv", rows)
    return tuple(_losses(parcel))


def _data_set(parcel: Parcel) -> dict[str, str]:
    about = {
        "Name": "Movements measured with ilium",
        "BIDSVersion": VERSION,
        "DatasetType": "raw",
        "GeneratedBy": [{"Name": "ilium", "Version": __version__}],
    }
    readme = (
        "# Movements measured with ilium\n\n"
        "Signals of motion capture in Motion-BIDS. Positions are metres in ilium's "
        "laboratory frame: x forwards, y up, z to the right. Forces and moments act "
        "on the person; moments are about that frame's origin. Angles are degrees.\n"
    )
    if parcel.task:
        readme += f"\nMovement: {TASKS.get(parcel.task, parcel.task)}.\n"
    return {
        DESCRIPTION: json_text(about),
        "README.md": readme,
        "participants.json": json_text(PARTICIPANT_NOTES),
    }


def _events(parcel: Parcel, start: float) -> str:
    rows = [["onset", "duration", "trial_type", "side", "source"]]
    rows += [
        [
            number(each.time - start),
            "0",
            cell(each.name),
            each.side,
            cell(each.source),
        ]
        for each in sorted(parcel.events)
    ]
    return tab_separated(rows)


def _participants(path: Path, parcel: Parcel, place: Place) -> str:
    """The table of participants with this one's row, others as they are."""
    body = Participant() if parcel.trial is None else parcel.trial.participant
    told = ("" if each is None else number(each) for each in (body.height, body.mass))
    own = [f"sub-{place.subject}", *(each or MISSING for each in told)]
    heading = ["participant_id", "height", "weight"]
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    rows = [line.split("\t") for line in lines] or [heading]
    if rows[0] != heading:
        if any(row[0] == own[0] for row in rows):
            return "\n".join(lines) + "\n"
        filler = [MISSING] * (len(rows[0]) - 1)
        return tab_separated([*rows, [own[0], *filler]])
    others = [row for row in rows[1:] if row[0] != own[0]]
    return tab_separated([heading, *sorted([*others, own])])


def _losses(parcel: Parcel) -> Iterator[Issue]:
    """What Motion-BIDS has no place for."""
    curves = [each.name for each in parcel.courses if each.name not in ANGLES]
    if curves:
        what = f"Motion-BIDS takes angles; left out: {', '.join(curves)}."
        yield Issue(kind="left-out", where="curves", what=what, severity="caution")
    trial = parcel.trial
    if trial is None:
        return
    if any(np.isfinite(each.corners).all() for each in trial.plates):
        what = "Corners and types of the plates are left out."
        yield Issue(kind="left-out", where="plates", what=what)
    body = trial.participant
    if any(
        getattr(body, name) is not None
        for name in body.__dataclass_fields__
        if name.startswith(NOT_CARRIED)
    ):
        what = "Leg lengths and joint widths are left out: participants.tsv has none."
        yield Issue(kind="left-out", where="body", what=what)


EVENT_NOTES: Final[Mapping[str, Any]] = {
    "trial_type": {"Description": "What happened, in snake case: foot_strike, bottom."},
    "side": {"Description": "The side that the event belongs to: left, right or both."},
    "source": {"Description": "Where the event comes from: file, plate or a method."},
}
PARTICIPANT_NOTES: Final[Mapping[str, Any]] = {
    "height": {"Description": "Body height.", "Units": "m"},
    "weight": {"Description": "Body mass.", "Units": "kg"},
}
