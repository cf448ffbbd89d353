"""A film as one HTML file: the laboratory's page with real frames for the figure."""

from __future__ import annotations

from pathlib import Path

from ilium.findings.filmed import filmed_screen
from ilium.findings.first_screen import FirstScreen
from ilium.findings.pairs import pair_up
from ilium.pipeline import Analysis
from ilium.report.analysis_page import analysis_page
from ilium.report.context import Context, Section
from ilium.report.escape import plain
from ilium.report.filmed import Filmed
from ilium.report.sections.asymmetry import asymmetry
from ilium.report.sections.film import film_section
from ilium.report.sections.jump import jump
from ilium.report.sections.methods import methods
from ilium.report.sections.quality import quality
from ilium.report.sections.stability import stability
from ilium.report.sections.timing import timing
from ilium.report.skeleton import build_skeleton


def write_film_report(film: Filmed, path: Path) -> None:
    """Write the report of a film.

    Parameters
    ----------
    film
        The film and what was measured in it.
    path
        File to write; it holds no clock, path or name of a person, and the same film
        gives the same bytes.
    """
    path.write_text(render_film_report(film), encoding="utf-8", newline="\n")


def render_film_report(film: Filmed) -> str:
    """Render the report of a film as HTML.

    Parameters
    ----------
    film
        The film and what was measured in it.

    Returns
    -------
    str
        One document without any address that a browser would open by itself; only the
        overlay film beside it is linked. There is no figure to turn: one camera does
        not know a third dimension.
    """
    context = film_context(film)
    return analysis_page(context, film_first_screen(film), film_sections(context))


def film_first_screen(film: Filmed) -> FirstScreen:
    """Say what the first screen says.

    Parameters
    ----------
    film
        The film and what was measured in it.

    Returns
    -------
    FirstScreen
        A clip that a gate refuses, and a side view in which nothing of the pelvis is
        measured, say what to do instead.
    """
    return filmed_screen(
        film.planar,
        film.movement,
        film.measures,
        name=plain(film.planar.keypoints.name),
        norms=film.norms,
    )


def film_context(film: Filmed) -> Context:
    """Collect what several sections need.

    Parameters
    ----------
    film
        The film and what was measured in it.

    Returns
    -------
    Context
        The figure in the picture's plane in the place of a laboratory's recording.
    """
    planar = film.planar
    analysis = Analysis(
        trial=planar.trial.with_issues(*planar.issues),
        kinematics=planar.kinematics,
        movement=film.movement,
        measures=film.measures,
    )
    return Context(
        analysis=analysis,
        pairs=pair_up(film.measures, film.norms),
        skeleton=build_skeleton(planar.kinematics),
        film=film,
    )


def film_sections(context: Context) -> list[Section]:
    """Every section in the order of the page, with the film's own.

    Parameters
    ----------
    context
        The film.

    Returns
    -------
    list of Section
        Those that have something to show; a clip that a gate refuses shows its reasons
        first.
    """
    parts = [
        stability(context),
        film_section(context),
        timing(context),
        *jump(context),
        asymmetry(context),
        quality(context),
        methods(context),
    ]
    found = [each for each in parts if each is not None]
    refused = context.film is not None and context.film.planar.refused
    return sorted(found, key=lambda each: bool(refused) and each.key != "quality")
