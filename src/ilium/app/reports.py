"""What people read of a result: its report in every language, on screen and printed."""

from __future__ import annotations

from importlib.util import find_spec

from ilium.filmed import VideoAnalysis
from ilium.findings.language import speaking
from ilium.findings.translations import languages
from ilium.outputs.video import Shown
from ilium.pipeline import Analysis
from ilium.report.film_page import render_film_report
from ilium.report.filmed import Still
from ilium.report.page import render_report
from ilium.report.pdf import render_film_pdf, render_pdf
from ilium.store.documents import PRINTED, REPORT

PHOTOGRAPH = b"data:image/jpeg"
"""What stands in a report on screen that has a frame of a clip in it."""
Made = tuple[str, str, bytes]


def report_documents(
    analysis: Analysis | VideoAnalysis, *, pictures: bool = False
) -> list[Made]:
    """Write the report of a result in every language.

    Parameters
    ----------
    analysis
        Of the laboratory or of clips.
    pictures
        Whether frames of a clip, with the face hidden, may stand in it: only where the
        person agreed that video is kept. Without, their line figure stands there.

    Returns
    -------
    list of tuple
        Kind (`REPORT` as HTML, `PRINTED` as PDF where Typst is installed), language,
        bytes; nothing of clips in which nobody was found.
    """
    shown = _shown(analysis, pictures=pictures)
    printing = find_spec("typst") is not None
    made: list[Made] = []
    for language in languages():
        with speaking(language):
            if isinstance(shown, Analysis):
                made.append((REPORT, language, render_report(shown).encode()))
                if printing:
                    made.append((PRINTED, language, render_pdf(shown)))
            elif shown is not None:
                made.append((REPORT, language, render_film_report(shown).encode()))
                if printing:
                    made.append((PRINTED, language, render_film_pdf(shown)))
    return made


def _shown(
    analysis: Analysis | VideoAnalysis, *, pictures: bool
) -> Analysis | Shown | None:
    """What a report is made of: the body in space where it is known, or the film."""
    if isinstance(analysis, Analysis):
        return analysis
    if analysis.spatial is not None:
        return analysis.spatial
    if analysis.planar is None:
        return None
    return (Shown if pictures else Drawn)(analysis, analysis.planar)


class Drawn(Shown):
    """One camera's analysis without any picture of the person: line figures stay."""

    def still(self, time: float) -> Still | None:
        """No frame at all."""
        del time
        return None
