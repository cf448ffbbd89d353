"""What a result still says when the report with pictures of it went."""

from __future__ import annotations

from collections.abc import Sequence

from ilium.findings.naming import task_words
from ilium.findings.sentences import capital
from ilium.findings.wordless import without_numbers
from ilium.findings.words import say
from ilium.programme.decision import date_words
from ilium.programme.edited import Said
from ilium.report.letter import Letter
from ilium.report.letter_parts import Part
from ilium.store.results import Result


def bare_report(
    found: Result, said: Sequence[Said], why: str, *, numbers: bool = True
) -> Letter:
    """Set the words of a result as a page of their own.

    Parameters
    ----------
    found
        The result.
    said
        What is said of it, with a coach's changes.
    why
        Why there are no more than words.
    numbers
        Whether sentences keep their numbers.

    Returns
    -------
    Letter
        A page for the screen and the printer.
    """
    told = [each.sentence for each in said if not each.hidden]
    lines = told if numbers else [without_numbers(each) for each in told]
    return Letter(
        title=capital(task_words(found.task)),
        about=say("app_results.code", code=found.client),
        sender=date_words(found.day),
        parts=(
            Part(
                title=say("app_results.found"),
                lines=tuple(lines) or (say("app_results.nothing"),),
            ),
            Part(title=say("app_results.no_pictures"), lines=(why,)),
        ),
        limits="",
        statement=say("page.statement"),
    )
