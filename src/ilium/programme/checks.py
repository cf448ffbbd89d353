"""From measures to what a history keeps of a check."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable

from ilium.core.measure import Measure
from ilium.programme.history import CheckResult, CheckValue


def check_of(
    measures: Iterable[Measure],
    task: str,
    date: dt.date,
    *,
    retest: bool = False,
    recording: str = "",
) -> CheckResult:
    """Summaries of a recording as a check of a history.

    Parameters
    ----------
    measures
        Of one recording; single repetitions and what was not measured are left out.
    task
        A key of `ilium.core.movement.TASKS`.
    date
        Day of the recording.
    retest
        Whether it repeats an earlier check.
    recording
        Name or hash of the recording.

    Returns
    -------
    CheckResult
        With every error that is known.
    """
    values = tuple(
        CheckValue(
            measure=each.name,
            side=each.side,
            value=each.value,
            unit=each.unit,
            tier=each.tier,
            sem=each.sem if math.isfinite(each.sem) else None,
            sd=each.sd if math.isfinite(each.sd) else None,
            n=each.n,
        )
        for each in measures
        if each.repetition is None and math.isfinite(each.value)
    )
    return CheckResult(
        date=date, task=task, values=values, retest=retest, recording=recording
    )
