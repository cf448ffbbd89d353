"""What people read of a result: its report in every language, on screen and printed."""

from __future__ import annotations

from collections.abc import Iterator
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
    return [
        made
        for language in languages()
        for made in _in_language(analysis, language, pictures=pictures)
    ]


def _in_language(
    analysis: Analysis | VideoAnalysis, language: str, *, pictures: bool
) -> Iterator[Made]:
    printing = find_spec("typst") is not None
    with speaking(language):
        measured = analysis
        if isinstance(analysis, VideoAnalysis) and analysis.spatial is not None:
            measured = analysis.spatial
        if isinstance(measured, Analysis):
            yield REPORT, language, render_report(measured).encode()
            if printing:
                yield PRINTED, language, render_pdf(measured)
        elif measured.planar is not None:
            film = (Shown if pictures else Drawn)(measured, measured.planar)
            yield REPORT, language, render_film_report(film).encode()
            if printing:
                yield PRINTED, language, render_film_pdf(film)


class Drawn(Shown):
    """One camera's analysis without any picture of the person: line figures stay."""

    def still(self, time: float) -> Still | None:
        """No frame at all."""
        del time
        return None
