"""Words from files on a page: nothing in them may become markup or script."""

from __future__ import annotations

import html
import json
from typing import Any

from ilium.findings.language import spoken_language
from ilium.findings.one_language import ENGLISH

LONGEST, SENTENCE = 120, 600


def text(words: str) -> str:
    """Escape words for HTML and SVG, without control characters.

    >>> text('<b>"A"</b>')
    '&lt;b&gt;&quot;A&quot;&lt;/b&gt;'
    """
    return html.escape(plain(words, SENTENCE), quote=True)


def plain(words: str, longest: int = LONGEST) -> str:
    """Words as one readable line: no control or direction characters, not endless.

    Parameters
    ----------
    words
        A label as a file gives it, or a sentence that holds one.
    longest
        Most characters.

    Returns
    -------
    str
        Cut with an ellipsis.
    """
    kept = "".join(each if each.isprintable() else " " for each in words)
    return kept if len(kept) <= longest else kept[: longest - 1] + "…"


class English(str):
    """Words that exist in English only: marked as such on a page in another language.

    Definitions, methods and what the stages say of quality are written where they are
    computed; a template that shows them marks their language by itself.
    """

    __slots__ = ()

    def __html__(self) -> str:
        """Markup that a template takes as it is."""
        return in_english(text(self))


def in_english(markup: str) -> str:
    """Markup of English words, with their language where the page has another."""
    if spoken_language().code == ENGLISH or not markup:
        return markup
    return f'<span lang="{ENGLISH}">{markup}</span>'


def script_json(data: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    """JSON that cannot leave a `script` element.

    Parameters
    ----------
    data
        Anything that JSON can hold.

    Returns
    -------
    str
        Compact JSON in which ``<``, ``>``, ``&`` and the two line separators that end
        a line in JavaScript are written as escapes, so that neither ``</script>`` nor
        ``<!--`` occurs.
    """
    compact = json.dumps(data, separators=(",", ":"), allow_nan=False, sort_keys=True)
    for mark in ("<", ">", "&", "\u2028", "\u2029"):
        compact = compact.replace(mark, f"\\u{ord(mark):04x}")
    return compact
