"""German: complete, calm, in natural sentences with a decimal comma."""

from __future__ import annotations

import re
from importlib import resources

import pytest
from babel.messages.pofile import read_po

from ilium.findings.language import speaking
from ilium.findings.messages import messages
from ilium.findings.numbers import write
from ilium.outputs.tables import measures_csv
from people import a_jumper, a_squatter

FORBIDDEN = (
    "instabil", "schwach", "schwäche", "schaden", "schädig", "diagnos",
    "verletzungsrisiko", r"\bnormal", "abnorm", "falsch", "schlecht", "defizit",
    "patient", "gefahr", "gefährlich", "fehlstellung", "versag", "mangelhaft",
    "ungenau", r"\bkrank", "roboterhaft", r"\bsteif", "chaotisch", "trendelenburg",
    "schonen", "kaputt", "verschleiß",
)  # fmt: skip
ALLOWED: dict[str, tuple[str, ...]] = {
    "app_learn.varied.text_1": ("roboterhaft",),  # quoted from the text behind ilium
}
"""Text id to forbidden words that it may hold, with a reason beside it."""
SIDED = {
    "plain.number_side", "plain.amount", "plain.value_side", "plain.difference",
}  # fmt: skip
"""German says the side at the number, English at the beginning of the sentence."""
PLACE = re.compile(r"\{[^}]*\}")


def translations():
    file = resources.files("ilium.findings") / "words" / "de.po"
    with file.open("rb") as stream:
        return [each for each in read_po(stream, locale="de") if each.id]


TEXTS = [
    (each.context, text)
    for each in translations()
    for text in (each.string if isinstance(each.string, tuple) else (each.string,))
    if text
]


def frightening(words):
    return [each for each in FORBIDDEN if re.search(each, words.lower())]


@pytest.mark.parametrize(("key", "text"), TEXTS)
def test_no_german_sentence_uses_a_forbidden_word(key, text):
    assert set(frightening(text)) <= set(ALLOWED.get(key, ()))


def test_the_check_notices_a_forbidden_word():
    """Negative control."""
    assert frightening("Deine schwache Seite")
    assert frightening("Das ist nicht normal")
    assert not frightening("Dein Becken bleibt waagerecht")


def test_everything_is_translated_and_nothing_is_fuzzy():
    held = {
        (each.context, each.id[0] if isinstance(each.id, tuple) else each.id)
        for each in translations()
        if (all(each.string) if isinstance(each.string, tuple) else each.string)
        and not each.fuzzy
    }
    missing = [each for each in messages() if (each.context, each.text) not in held]
    assert missing == [], "run scripts/words and translate these in words/de.po"


def differing(each):
    """What a translation fills in that the English does not, or leaves out."""
    english = each.id if isinstance(each.id, tuple) else (each.id,)
    found = each.string if isinstance(each.string, tuple) else (each.string,)
    pairs = zip(english, found, strict=True)
    return {
        place for a, b in pairs for place in {*PLACE.findall(a)} ^ {*PLACE.findall(b)}
    }


def test_a_translation_fills_in_what_the_english_fills_in():
    other = {each.context: differing(each) for each in translations()}
    assert {key for key, places in other.items() if places} <= SIDED
    assert all(places <= {"{side}"} for places in other.values())


@pytest.mark.parametrize(
    ("analysis", "said"),
    [
        (
            a_squatter(9, 3),
            "Rechts: dein Becken bleibt waagerecht; links: es sinkt 6° weiter ab",
        ),
        (a_squatter(5, 5.5), "Links und rechts sehen gleich aus, soweit dieses Labor"),
        (a_jumper(half=True), "Nur ein Bein ist aufgenommen (rechts)"),
    ],
    ids=["left drops", "alike", "half"],
)
def test_headlines_are_german_sentences(analysis, said):
    with speaking("de"):
        headline = analysis.first_screen.headline
    assert headline.startswith(said)
    assert len(headline.split()) <= 20


def test_screens_write_a_comma_and_files_a_point():
    analysis = a_squatter(9, 3)
    english = measures_csv(analysis)
    with speaking("de"):
        assert write(7.25, "cm") == "7,2 cm"
        assert measures_csv(analysis) == english
    assert "," in english
