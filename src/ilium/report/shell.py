"""What every page has: templates, style sheet, script, and a closed policy."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from ilium.findings.language import spoken_language
from ilium.findings.numbers import short
from ilium.findings.words import catalogue, say
from ilium.report.tokens import DARK, LIGHT, custom_properties

if TYPE_CHECKING:
    from jinja2 import Environment


def render_page(
    template: str,
    *,
    script: str = "",
    style: str = "",
    **values: Any,  # noqa: ANN401
) -> str:
    """Render a page that holds its own style and script and opens nothing by itself.

    Parameters
    ----------
    template
        Name of its template.
    script
        File of its script among the templates; empty for none.
    style
        Its style sheet; empty for that of the report.
    **values
        What the template shows.

    Returns
    -------
    str
        One document without any address that a browser would open by itself.
    """
    style, code = style or style_sheet(), script_text(script) if script else ""
    return (
        _templates()
        .get_template(template)
        .render(
            language=page_language(),
            style=style,
            script=code,
            style_hash=_hash(style),
            script_hash=_hash(code) if code else "'none'",
            made_with=say("page.made_with"),
            **values,
        )
    )


def page_language() -> str:
    """What the page says its language is."""
    return spoken_language().code


@cache
def style_sheet() -> str:
    """The one style sheet of every page."""
    light, dark = custom_properties(LIGHT), custom_properties(DARK)
    return render_style("report.css", light=light, dark=dark)


def render_style(template: str, **values: object) -> str:
    """Fill in a style sheet of the templates."""
    return _templates().get_template(template).render(**values)


@cache
def script_text(name: str) -> str:
    """The script of a page, as it stands among the templates."""
    folder = resources.files("ilium.report") / "templates"
    return (folder / name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


@cache
def _templates() -> Environment:
    from jinja2 import (  # noqa: PLC0415 - costs start-up time
        Environment,
        PackageLoader,
        StrictUndefined,
    )

    catalogue()
    environment = Environment(
        loader=PackageLoader("ilium.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["say"] = say
    environment.globals["short"] = short
    return environment
