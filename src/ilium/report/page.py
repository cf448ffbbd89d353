"""An analysis as one HTML file that opens anywhere, offline."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from ilium.findings.first_screen import FirstScreen
from ilium.findings.pairs import pair_up
from ilium.findings.words import say
from ilium.pipeline import Analysis
from ilium.report.analysis_page import analysis_page
from ilium.report.context import Context, Section
from ilium.report.escape import SENTENCE, plain, script_json
from ilium.report.pictures import start_time
from ilium.report.player import player_data
from ilium.report.sections.asymmetry import asymmetry
from ilium.report.sections.forces import forces
from ilium.report.sections.jump import jump
from ilium.report.sections.kinematics import kinematics
from ilium.report.sections.methods import methods
from ilium.report.sections.moments import moments
from ilium.report.sections.muscles import muscles
from ilium.report.sections.quality import quality
from ilium.report.sections.recording import recording
from ilium.report.sections.stability import stability
from ilium.report.sections.timing import timing
from ilium.report.sections.variability import variability
from ilium.report.skeleton import build_skeleton


def write_report(analysis: Analysis, path: Path) -> None:
    """Write the report of an analysis.

    Parameters
    ----------
    analysis
        What one run computed.
    path
        File to write; it holds no clock, path or name of a person, and the same
        analysis gives the same bytes.
    """
    path.write_text(render_report(analysis), encoding="utf-8", newline="\n")


def render_report(analysis: Analysis) -> str:
    """Render the report as HTML.

    Parameters
    ----------
    analysis
        What one run computed.

    Returns
    -------
    str
        One document without any address that a browser would open by itself.
    """
    context = build_context(analysis)
    first = build_first_screen(analysis)
    return analysis_page(context, first, sections(context), figure=_figure(context))


def build_context(analysis: Analysis) -> Context:
    """Collect what several sections need.

    Parameters
    ----------
    analysis
        What one run computed.

    Returns
    -------
    Context
        Its measures paired by side, and its figure.
    """
    return Context(
        analysis=analysis,
        pairs=pair_up(analysis.measures, analysis.norms),
        skeleton=build_skeleton(analysis.kinematics),
    )


def build_first_screen(analysis: Analysis) -> FirstScreen:
    """Say what the first screen says.

    Parameters
    ----------
    analysis
        What one run computed.

    Returns
    -------
    FirstScreen
        Words with their numbers.
    """
    first = analysis.first_screen
    return replace(first, context=plain(first.context, SENTENCE))


def sections(context: Context) -> list[Section]:
    """Every section in the order of the page: the pelvis before any jump number.

    Parameters
    ----------
    context
        The analysis.

    Returns
    -------
    list of Section
        Those that have something to show.
    """
    found = [
        stability(context),
        recording(context),
        timing(context),
        muscles(context),
        moments(context),
        kinematics(context),
        forces(context),
        *jump(context),
        asymmetry(context),
        variability(context),
        quality(context),
        methods(context),
    ]
    return [each for each in found if each is not None]


def _figure(context: Context) -> dict[str, Any] | None:
    if not context.skeleton.names:
        return None
    data = player_data(
        context.analysis.trial, context.skeleton, context.analysis.movement
    )
    data["begin"] = round(start_time(context), 4)
    return {"json": script_json(data), "sentence": say("figure.sentence")}
