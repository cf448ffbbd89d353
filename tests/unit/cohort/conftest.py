"""One small study, analysed once."""

from __future__ import annotations

import pytest

from cohorts import write_study
from ilium.cohort.crew import LocalCrew
from ilium.cohort.finding import find_study
from ilium.cohort.orders import Run
from ilium.cohort.run import run_cohort

QUICK = Run(stages={"musculoskeletal": {"depth": "none"}})


@pytest.fixture(scope="session")
def study_folder(tmp_path_factory):
    """Two people on two days, two squats each, and one file that is none."""
    folder = write_study(tmp_path_factory.mktemp("cohort") / "st", 2, 2, 2)
    (folder / "P02" / "day1" / "broken.c3d").write_bytes(b"no recording")
    return folder


@pytest.fixture(scope="session")
def analysed(study_folder, tmp_path_factory):
    """Its results and what the run said."""
    out = tmp_path_factory.mktemp("results") / "out"
    with LocalCrew(2) as crew:
        summary = run_cohort(find_study(str(study_folder)), str(out), crew, run=QUICK)
    return out, summary
