"""One way in: an address to the trials of its study."""

from __future__ import annotations

from pathlib import Path

from ilium.cohort.folders import study_of_folders
from ilium.cohort.manifest import NAMES, study_of_manifest
from ilium.cohort.names import ending
from ilium.cohort.places import REMOTE, place_at
from ilium.cohort.study import Study
from ilium.errors import InputError


def find_study(address: str, *, task: str = "auto") -> Study:
    """Find the trials of a study.

    Parameters
    ----------
    address
        A folder, or a manifest (CSV or TOML) whose files are named from its own
        folder; of this machine, or an address of fsspec. A folder that holds a
        ``manifest.toml`` or ``manifest.csv`` is read by that.
    task
        Movement of every trial of which nothing says one.

    Returns
    -------
    Study
        Trials in order, and files that cannot be used.

    Raises
    ------
    InputError
        Where it is not there, or holds no trial.
    """
    if REMOTE not in address:  # workers elsewhere have another working folder
        address = Path(address).absolute().as_posix()
    if ending(address) in ("csv", "toml"):
        root, _, name = address.rpartition("/")
        root = root or "."
        return study_of_manifest(root, place_at(root), name, task=task)
    if REMOTE not in address and not Path(address).is_dir():
        problem = f"There is no folder {Path(address).name!r}."
        raise InputError(problem, "Name the folder of the study, or its manifest.")
    place = place_at(address)
    files = place.files()
    for name in NAMES:
        if name in files:
            return study_of_manifest(address, place, name, task=task)
    return study_of_folders(address, place, task=task)
