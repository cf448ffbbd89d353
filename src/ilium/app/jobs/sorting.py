"""What belongs together among files that have arrived."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ilium.app.jobs.pairing import Seen, pairs, seen_in
from ilium.errors import IliumError
from ilium.store import Store
from ilium.store.jobs import Kind
from ilium.store.remembering import Remembered
from ilium.store.uploads import Upload


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One recording that can be analysed.

    Parameters
    ----------
    kind
        How.
    files
        Id of each upload to its role.
    still
        Whether nobody moves in it, so that it may be the static of others.
    """

    kind: Kind
    files: Mapping[str, str]
    still: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Belonging:
    """What belongs together.

    Parameters
    ----------
    pairs
        Recordings, each with its static.
    statics
        Uploads in which somebody only stands.
    refused
        Upload to why it cannot be read.
    """

    pairs: tuple[Pair, ...]
    statics: tuple[str, ...]
    refused: Mapping[str, IliumError] = field(default_factory=dict)


def belonging(store: Store, uploads: Sequence[Upload]) -> Belonging:
    """Find out what belongs together.

    Parameters
    ----------
    store
        Where the files are.
    uploads
        Files of one client; those that are not whole are left out.

    Returns
    -------
    Belonging
        Clips and keypoints each by themselves, movements with their statics. A file
        that was a static already waits for further movements only.
    """
    found: list[Pair] = []
    recordings: dict[str, Seen] = {}
    refused: dict[str, IliumError] = {}
    for each in uploads:
        kind = store.uploads.kind(each.id) if each.whole else ""
        if kind in ("video", "keypoints"):
            found.append(Pair(kind="video", files={each.id: kind}))
        elif kind == "laboratory":
            path = store.uploads.path(each.id)
            try:
                recordings[each.id] = _KNOWN.get(path, lambda path=path: seen_in(path))
            except IliumError as error:
                problem = error.problem.replace(path.name, each.name)
                refused[each.id] = type(error)(problem, error.remedy)
    used = {each.id for each in uploads if each.role == "static"}
    for moving, static in pairs(recordings).items():
        if moving in used:
            continue
        files = {moving: "trial"} | ({static: "static"} if static else {})
        still = recordings[moving].still
        found.append(Pair(kind="laboratory", files=files, still=still))
    return Belonging(
        pairs=tuple(found),
        statics=tuple(key for key, each in recordings.items() if each.still),
        refused=refused,
    )


_KNOWN: Final[Remembered[Path, Seen]] = Remembered(64)
"""What is in a file, which stays as it is under its name."""
