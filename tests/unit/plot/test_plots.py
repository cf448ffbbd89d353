"""Plots hold the report's numbers, in the report's colours and shapes."""

from __future__ import annotations

import importlib

import numpy as np
import pytest

import ilium.plot
from ilium.errors import InputError, UnknownNameError
from ilium.plot.charts import GROUPS, all_charts
from ilium.report.tokens import DARK, LIGHT
from parcels import analysed_squat


@pytest.fixture(autouse=True)
def _agg():
    """Draw without a screen, and leave no figure open."""
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    yield
    importlib.import_module("matplotlib.pyplot").close("all")


def lines_of(figure, label):
    return [
        line
        for axes in figure.axes
        for line in axes.get_lines()
        if line.get_label() == label
    ]


def test_the_curves_are_those_of_the_report():
    analysis = analysed_squat()
    figure = ilium.plot.curves(analysis, "pelvic_drop")
    chart = all_charts(analysis)["curve-pelvic_drop"]
    theirs = next(x for x in chart.lines if x.style == "left")
    ours = lines_of(figure, "left")[0]
    np.testing.assert_array_equal(ours.get_ydata(), theirs.y)
    assert figure.axes[0].get_title(loc="left") == "Pelvic drop, °"


def test_left_is_solid_with_circles_and_right_dashed_with_triangles():
    figure = ilium.plot.curves(analysed_squat(), "pelvis")
    left, right = lines_of(figure, "left")[0], lines_of(figure, "right")[0]
    assert (left.get_marker(), right.get_marker()) == ("o", "^")
    assert left.get_linestyle() == "-"
    assert right.get_linestyle() == "--"
    assert left.get_color() == LIGHT["left"]
    assert right.get_color() == LIGHT["right"]


def test_a_dark_page_has_the_dark_colours():
    figure = ilium.plot.curves(analysed_squat(), "knee", dark=True)
    assert lines_of(figure, "left")[0].get_color() == DARK["left"]


def test_the_usual_range_is_shaded_where_one_is_known():
    words = [
        each.get_text()
        for each in ilium.plot.curves(analysed_squat(), "pelvic_drop").legends[0].texts
    ]
    assert any(each.startswith("usual range") for each in words)
    without = ilium.plot.curves(analysed_squat(), "pelvic_drop", usual=False)
    assert [each.get_text() for each in without.legends[0].texts] == ["left", "right"]


@pytest.mark.parametrize("word", [each for each in GROUPS if each != "foot"])
def test_every_word_draws_something(word, tmp_path):
    figure = ilium.plot.curves(analysed_squat(), word)
    assert figure.axes
    figure.savefig(tmp_path / "plot.png", dpi=30)


def test_a_name_that_does_not_exist_offers_the_nearest():
    with pytest.raises(UnknownNameError, match="Did you mean 'pelvic_drop'"):
        ilium.plot.curves(analysed_squat(), "pelvic_drops")
    with pytest.raises(UnknownNameError, match="pelvic_drop_peak"):
        ilium.plot.measures(analysed_squat(), "pelvic_drop_peek")


def test_measures_stand_with_their_errors():
    figure = ilium.plot.measures(analysed_squat(), ["pelvic_drop_peak"])
    drawn = figure.axes[0].containers
    assert len(drawn) == 2
    assert drawn[0][0].get_xdata()[0] == pytest.approx(8.0, abs=0.5)


def test_names_can_be_drawn_one_by_one():
    analysis = analysed_squat()
    for name in ilium.plot.names(analysis)[:3]:
        assert ilium.plot.curves(analysis, name).axes


def test_without_matplotlib_it_says_how_to_get_it(monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "matplotlib.pyplot", None)
    with pytest.raises(InputError, match=r"ilium\[plot\]"):
        ilium.plot.curves(analysed_squat())


@pytest.mark.parametrize(("backend", "open_"), [("inline", 0), ("agg", 1)])
def test_a_notebook_shows_a_plot_once(monkeypatch, backend, open_):
    """Its plain backend shows every open figure, and the value of the cell besides."""
    plt = importlib.import_module("matplotlib.pyplot")
    monkeypatch.setattr(plt, "get_backend", lambda: backend)
    figure = ilium.plot.curves(analysed_squat(), "pelvic_drop")
    assert len(plt.get_fignums()) == open_
    assert lines_of(figure, "left")
