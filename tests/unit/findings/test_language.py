"""A language is one file, spoken for a stretch of work and no longer."""

from __future__ import annotations

import re
import threading

import pytest

from ilium.errors import FileFormatError, UnknownNameError
from ilium.findings.language import speaking, spoken_language, translated
from ilium.findings.messages import messages
from ilium.findings.naming import name_words, names
from ilium.findings.numbers import digits, fixed, write
from ilium.findings.pseudo import LONGER, pseudo
from ilium.findings.translations import languages
from ilium.findings.words import catalogue, count, say

FRENCH = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

msgctxt "side.left"
msgid "Left"
msgstr "Gauche"

msgctxt "side_word.left"
msgid "left"
msgstr "gauche"

msgctxt "plain.difference_title"
msgid "{title}: {difference} more on the {side} (±{error})"
msgstr "{title} : {difference} de plus à {side} (±{error})"

msgctxt "count.repetition"
msgid "{number} repetition"
msgid_plural "{number} repetitions"
msgstr[0] "{number} répétition"
msgstr[1] "{number} répétitions"
"""


@pytest.fixture
def french(tmp_path):
    (tmp_path / "fr.po").write_text(FRENCH, encoding="utf-8")
    return tmp_path


def test_a_third_language_is_one_file(french):
    assert say("side.left") == "Left"
    with speaking("fr", french):
        assert say("side.left") == "Gauche"
        assert say("side.right") == "Right"
        assert count(0, "repetition") == "0 répétition"
        assert count(2, "repetition") == "2 répétitions"
        assert write(7.25, "cm") == "7,2 cm"
    assert say("side.left") == "Left"
    assert "fr" in languages(french)
    assert "fr" not in languages()


def test_a_side_given_as_a_value_is_said_in_the_language(french):
    values = {"title": "x", "difference": "6°", "error": "3°"}
    with speaking("fr", french):
        said = say("plain.difference_title", side="left", **values)
    assert said == "x : 6° de plus à gauche (±3°)"


def test_another_thread_speaks_its_own_language(french):
    heard = []
    with speaking("fr", french):
        listener = threading.Thread(target=lambda: heard.append(say("side.left")))
        listener.start()
        listener.join()
        assert say("side.left") == "Gauche"
    assert heard == ["Left"]


def test_the_language_ends_with_an_error(french):
    with pytest.raises(ZeroDivisionError), speaking("fr", french):
        _ = 1 / 0
    assert spoken_language().code == "en"


@pytest.mark.parametrize("code", ["klingon", "../de", "e", ""])
def test_a_language_that_does_not_exist_is_named_with_those_that_do(code):
    with pytest.raises(UnknownNameError, match="language"), speaking(code):
        pass


def test_a_damaged_translation_is_an_error_with_a_remedy(tmp_path):
    (tmp_path / "fr.po").write_bytes(b'msgid "a\nmsgstr \xff\xfe')
    with pytest.raises(FileFormatError, match=r"fr\.po"), speaking("fr", tmp_path):
        pass


def test_the_made_up_language_is_longer_and_keeps_what_is_filled_in():
    text = "on the {side} {subject} {moves} (±{error})"
    made = pseudo(text)
    letters = len(re.sub(r"\{[^}]*\}", "", text))
    assert len(made) >= len(text) + LONGER * letters
    assert re.findall(r"\{[^}]*\}", made) == re.findall(r"\{[^}]*\}", text)


def test_numbers_on_screen_follow_the_language():
    assert (digits(-1.25, "m"), fixed(0.5, 2)) == ("−1.25", "0.50")
    with speaking("xx"):
        assert (digits(-1.25, "m"), fixed(0.5, 2)) == ("−1,25", "0,50")
        assert write(0.314, "s", 0.02) == "0,31 ± 0,02 s"


def test_every_text_of_the_catalogue_is_given_to_the_translators():
    given = {each.text for each in messages()} | {each.plural for each in messages()}
    kept = {key: text for key, text in catalogue().items() if text}
    missing = [key for key, text in kept.items() if text not in given]
    assert [key for key in missing if not key.endswith(".towards")] == []


def test_every_name_of_the_data_dictionary_is_given_to_the_translators():
    given = {(each.context, each.text) for each in messages()}
    assert set(names()) <= given
    with speaking("xx"):
        said = name_words("Pelvic drop at 60° of knee flexion, going down")
        assert translated("task", "") == ""
    assert said.count("⟦") >= 2
    assert not re.search(r"[A-Za-z]{3}", re.sub(r"⟦[^⟧]*⟧", "", said))
