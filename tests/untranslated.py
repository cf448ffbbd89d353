"""What a page in the made-up language shows that no translator was given."""

from __future__ import annotations

import html.parser
import re

VOID = {"meta", "input", "br", "img", "link"}
ALLOWED = re.compile(
    r"\b(ilium|L|R|SD|BW|deg|s|ms|mm|cm|m|kg|kN|N|W|Hz|n|p|doi|C3D|memory)\b"
    r"|[0-9a-f]{12}|10\.\d{4,9}/\S+"
)
"""Units, the program's name, hashes and addresses: the same in every language."""
LETTERS = re.compile(r"[A-Za-z]{2,}")


class Text(html.parser.HTMLParser):
    """Text and labels of a page that are not marked as another language."""

    def __init__(self, page):
        super().__init__()
        self.open, self.found = [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag not in VOID:
            foreign = "lang" in given and tag != "html"
            self.open.append(foreign or tag in ("script", "style"))
        if not any(self.open):
            self.found += [given[key] for key in ("aria-label", "alt") if key in given]

    def handle_endtag(self, tag):
        self.open.pop()

    def handle_data(self, data):
        if data.strip() and not any(self.open):
            self.found.append(data.strip())


def beside_the_catalogue(text):
    """What stands outside all brackets: words that no translator was given."""
    while (shorter := re.sub(r"⟦[^⟦⟧]*⟧", " ", text)) != text:
        text = shorter
    return LETTERS.findall(ALLOWED.sub(" ", text))


def untranslated(page, *given):
    """Words of a pseudo-language page that do not come from the catalogue."""
    kept = []
    labels = re.compile("|".join(map(re.escape, given)) or "$^")
    for text in Text(page).found:
        words = beside_the_catalogue(labels.sub("", text))
        if words:
            kept.append((words, text[:90]))
    return kept
