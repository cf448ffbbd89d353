"""Sixty trials: nothing is lost, and neither memory nor cost grows along the way."""

from __future__ import annotations

import statistics

from cohorts import write_study
from ilium.cohort.crew import LocalCrew
from ilium.cohort.finding import find_study
from ilium.cohort.orders import Run, order_of

QUICK = Run(stages={"musculoskeletal": {"depth": "none"}})


def test_sixty_trials_take_no_more_memory_or_time_at_the_end(tmp_path):
    study = find_study(str(write_study(tmp_path / "st", 3, 2, 10)))
    jobs = sorted(study.jobs, key=lambda job: (job.trial, job.participant))
    orders = [order_of(study.root, job, QUICK, "") for job in jobs]
    with LocalCrew(2) as crew:
        found = list(crew.each(orders))
    assert sorted(each.number for each in found) == list(range(60))
    assert {each.state for each in found} == {"done"}
    resident = [each.facts["resident"] for each in found]
    assert statistics.median(resident[-12:]) < 1.2 * statistics.median(resident[12:24])
    seconds = [each.facts["seconds"] for each in found]
    assert statistics.median(seconds[-20:]) < 2.0 * statistics.median(seconds[20:40])
