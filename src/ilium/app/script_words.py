"""Words for a page's scripts: a part of the catalogue as JSON."""

from __future__ import annotations

from string import Formatter

from markupsafe import Markup

from ilium.findings.words import catalogue, say
from ilium.report.escape import script_json


def script_words(part: str) -> Markup:
    """Every text of a part of the catalogue, for a ``script`` element.

    Parameters
    ----------
    part
        Beginning of its keys, such as ``app_live``.

    Returns
    -------
    Markup
        JSON of key (without the part) to text in the visitor's language, its
        ``{names}`` not filled in; ``static/js/page_words.js`` does that.
    """
    keys = [each for each in catalogue() if each.startswith(f"{part}.")]
    return Markup(  # noqa: S704 - `script_json` escapes it
        script_json({each.removeprefix(f"{part}."): _open(each) for each in keys})
    )


def _open(key: str) -> str:
    names = {name for _, name, _, _ in Formatter().parse(catalogue()[key]) if name}
    return say(key, **{name: f"{{{name}}}" for name in names})
