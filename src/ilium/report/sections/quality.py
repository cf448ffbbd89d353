"""How good the data are, and what they cannot show."""

from __future__ import annotations

from ilium.core.issue import Issue
from ilium.findings.numbers import fixed
from ilium.findings.words import say
from ilium.report.context import Context, Section
from ilium.report.escape import SENTENCE, English, plain

ORDER = ("serious", "caution", "note")


def quality(context: Context) -> Section:
    """Build the section about data quality and limitations.

    Parameters
    ----------
    context
        The analysis.

    Returns
    -------
    Section
        Every issue, the most serious first, and what every report cannot show.
    """
    issues = sorted(
        context.analysis.issues, key=lambda each: ORDER.index(each.severity)
    )
    return Section(
        key="quality",
        title=say("section.quality"),
        template="quality",
        lead=say("quality.lead") if issues else say("quality.none"),
        view={
            "issues": [_row(each) for each in issues],
            "limits": [say(f"limit.{key}") for key in _limits(context)],
        },
    )


def _row(issue: Issue) -> dict[str, str]:
    when = ""
    if issue.start is not None and issue.end is not None:
        when = say("quality.when", start=fixed(issue.start, 2), end=fixed(issue.end, 2))
    return {
        "severity": say(f"severity.{issue.severity}"),
        "where": English(plain(issue.where).replace("_", " ")),
        "what": English(plain(issue.what, SENTENCE)),
        "when": when,
    }


def _limits(context: Context) -> list[str]:
    limits = ["skin", "norms", "error", "cause"]
    if context.film is not None:
        return ["one_camera", "points", *limits[1:]]
    if context.analysis.kinematics.static is None:
        limits.insert(0, "static")
    if not context.analysis.trial.plates:
        limits.insert(0, "plates")
    return limits
