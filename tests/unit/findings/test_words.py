"""The catalogue of sentences: nothing in it frightens, blames or ranks."""

from __future__ import annotations

import re

import pytest

from ilium.errors import UnknownNameError
from ilium.findings.references import errors, references
from ilium.findings.words import catalogue, count, join, say, spoken

FORBIDDEN = (
    "unstable", "weak", "asymmetric body", "misaligned", "wrong", r"\bbad\b", "poor",
    "normal", "abnormal", r"\bred\b", "fail", "deficit", "patient", "good leg",
    "bad leg", r"\bfix\b", "correct", "protect", "damage", r"\bwear\b", "grade b",
    "low quality", "inaccurate", "danger", "diagnos", "injury", "stiff", "robotic",
    "chaotic", "trendelenburg", "back-pain", r"\bscore of\b",
)  # fmt: skip

QUOTED = {"app_learn.varied.text_1": ("robotic",)}
"""Text to words of the text behind ilium that it quotes."""


def frightening(words):
    return [each for each in FORBIDDEN if re.search(each, words.lower())]


@pytest.mark.parametrize("key", sorted(catalogue()))
def test_no_sentence_uses_a_forbidden_word(key):
    if not key.startswith("flag.corrective"):
        assert set(frightening(catalogue()[key])) <= set(QUOTED.get(key, ()))


def test_ranges_and_errors_are_named_without_forbidden_words():
    for each in (*references(), *errors()):
        words = f"{each.title} {getattr(each, 'people', '')}"
        assert not frightening(words)


def test_the_check_notices_a_forbidden_word():
    """Negative control."""
    assert frightening("Your weak side") == ["weak"]
    assert frightening("An injury risk of 3 %")


def test_a_text_that_does_not_exist_is_an_error_with_the_nearest_name():
    with pytest.raises(UnknownNameError, match=r"headline\.alike"):
        say("headline.alik")


def test_the_longest_known_beginning_says_a_measure():
    assert spoken("pelvic_drop_peak", "moves", amount="6°") == "drops 6°"
    assert spoken("pelvic_yaw_take_off_to_landing", "level").endswith("facing forward")
    assert spoken("flight_time", "moves", amount="") == ""


def test_words_are_counted_and_joined_as_people_do():
    assert count(1, "plate") == "1 plate"
    assert count(3, "plate") == "3 plates"
    assert join(["a"]) == "a"
    assert join(["a", "b"]) == "a and b"
