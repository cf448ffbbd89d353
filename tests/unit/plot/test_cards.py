"""Objects show themselves: light, escaped, in the language that is spoken."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from ilium.core.measure import Measure
from ilium.findings.language import speaking
from ilium.plot.cards import card, table
from ilium.report.tokens import DARK, LIGHT
from parcels import MEASURES, analysed_squat, small_trial

VOID = ("br",)


class Reader(HTMLParser):
    """Tags of a card, and its words."""

    def __init__(self):
        super().__init__()
        self.open, self.seen, self.words = [], set(), ""

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        assert not any(name.startswith("on") or name == "src" for name, _ in attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open[-1:] != ["style"]:
            self.words += data + " "


def read(markup) -> Reader:
    reader = Reader()
    reader.feed(markup)
    assert reader.open == []
    return reader


def things():
    analysis = analysed_squat()
    return {
        "analysis": analysis,
        "trial": analysis.trial,
        "kinematics": analysis.kinematics,
        "movement": analysis.movement,
        "finding": analysis.findings[0],
        "measure": analysis.measures[0],
    }


@pytest.mark.parametrize("name", things())
def test_a_card_is_sound_markup_without_script(name):
    markup = things()[name]._repr_html_()
    found = read(markup)
    assert "script" not in found.seen
    assert "http" not in markup
    assert found.words.strip()
    assert len(markup) < 20_000


def test_an_analysis_shows_its_headline_and_both_sides():
    analysis = analysed_squat()
    words = read(analysis._repr_html_()).words
    assert analysis.first_screen.headline in words
    for each in ("● left", "▲ right", "°", "±"):
        assert each in words


@pytest.mark.parametrize(
    "label", ["</td><script>alert(1)</script>", '" onload="x', "<img src=x>", "&amp;"]
)
def test_a_hostile_label_stays_a_word(label):
    trial = replace(small_trial((label, "RASI")), name=label)
    found = read(trial._repr_html_())
    assert found.seen <= {"div", "style", "h4", "p", "table", "tbody", "tr", "td"}
    assert found.words.count(label) == 2


def test_a_card_is_dark_where_the_notebook_is():
    markup = card(MEASURES[0])
    assert f"--ink:{LIGHT['ink']}" in markup
    assert markup.count(f"--ink:{DARK['ink']}") == 2
    assert "prefers-color-scheme:dark" in markup
    assert '[data-jp-theme-light="false"]' in markup


def test_a_measure_shows_people_s_units_with_its_error():
    words = read(MEASURES[0]._repr_html_()).words
    assert "7° ± 3°" in words


def test_measures_show_themselves_as_a_table():
    shown = table(MEASURES)
    assert list(shown) == list(MEASURES)
    assert "Pelvic drop" in read(shown._repr_html_()).words


def test_a_card_speaks_german():
    with speaking("de", None):
        assert "Kraftmessplatten" in read(small_trial()._repr_html_()).words


def test_what_is_no_object_of_ilium_has_no_card():
    with pytest.raises(TypeError, match="int"):
        card(3)


def test_showing_needs_no_matplotlib():
    import subprocess
    import sys

    code = (
        "import sys; from ilium.core.measure import Measure;"
        "Measure(name='pelvic_drop_peak', side='left', value=0.1, unit='rad')"
        "._repr_html_(); assert 'matplotlib' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    assert Measure.__slots__
