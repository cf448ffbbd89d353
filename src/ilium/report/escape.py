"""Words from files on a page: nothing in them may become markup or script."""

from __future__ import annotations

import html
import json
from typing import Any

LONGEST = 120


def text(words: str) -> str:
    """Escape words for HTML and SVG, without control characters.

    >>> text('<b>"A"</b>')
    '&lt;b&gt;&quot;A&quot;&lt;/b&gt;'
    """
    return html.escape(plain(words), quote=True)


def plain(words: str) -> str:
    """Words as one readable line: no control or direction characters, not endless.

    Parameters
    ----------
    words
        A label as a file gives it.

    Returns
    -------
    str
        At most `LONGEST` characters, cut with an ellipsis.
    """
    kept = "".join(each if each.isprintable() else " " for each in words)
    return kept if len(kept) <= LONGEST else kept[: LONGEST - 1] + "…"


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
