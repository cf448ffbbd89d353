"""What a worker is told: one trial and how to analyse it, as JSON can say it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from ilium.cohort.study import Job
from ilium.core.from_toml import from_table
from ilium.core.participant import Participant
from ilium.core.provenance import plain
from ilium.errors import FileFormatError

MEMORY: Final = 8_000_000_000
"""Address space that one trial may take beyond what its worker holds [bytes]."""
SECONDS: Final = 600.0
"""Time for one recording [s]."""
CLIP_SECONDS: Final = 7200.0
"""Time for one clip, which is followed frame by frame [s]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How every trial is analysed.

    Parameters
    ----------
    stages
        The stages' tables of a settings file.
    axes
        The laboratory's axes forwards and up; empty to detect them.
    marker_set, norms
        Text of the laboratory's own files; empty without.
    seconds
        Time for one trial [s]; 0 for the usual one of recordings and clips.
    """

    stages: Mapping[str, Any] = field(default_factory=dict[str, Any])
    axes: tuple[str, ...] = ()
    marker_set: str = ""
    norms: str = ""
    seconds: float = 0.0

    def limit(self, job: Job) -> float:
        """Time for one trial [s]."""
        return self.seconds or (CLIP_SECONDS if "clip" in job.files else SECONDS)


def text_of(path: str, what: str) -> str:
    """Text of a file that every worker needs; empty without one.

    Parameters
    ----------
    path
        Its path, or nothing.
    what
        What it is, for the error.

    Returns
    -------
    str
        Its text.
    """
    if not path:
        return ""
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        problem = f"The {what} {Path(path).name!r} cannot be read."
        raise FileFormatError(problem, "Check its name and folder.") from error


def order_of(root: str, job: Job, run: Run, known: str) -> dict[str, Any]:
    """Tell a worker about one trial.

    Parameters
    ----------
    root
        Where the study is.
    job
        The trial.
    run
        How it is analysed.
    known
        Key of the result that is there; empty where there is none.

    Returns
    -------
    dict
        What JSON can say.
    """
    seconds = run.limit(job)
    return {
        "memory": MEMORY,
        "seconds": seconds,
        "root": root,
        "known": known,
        "job": plain(asdict(job)),
        "run": plain(
            {
                "stages": run.stages,
                "axes": list(run.axes),
                "marker_set": run.marker_set,
                "norms": run.norms,
            }
        ),
    }


def job_from(order: Mapping[str, Any]) -> Job:
    """Read the trial of an order."""
    table = dict(order["job"])
    body = from_table(Participant, table.pop("body"), "participant")
    return Job(**{**table, "body": body})
