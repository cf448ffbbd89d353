"""The numbers of the report are those of measures.csv."""

from __future__ import annotations

import csv
import html.parser
import io
import math
import re

import pytest

from ilium.catalogue import kind_of
from ilium.outputs.tables import measures_csv
from ilium.report import render_report
from people import a_jumper, a_squatter


class Cells(html.parser.HTMLParser):
    """Every row of every table: the text of its cells."""

    def __init__(self, page):
        super().__init__()
        self.rows, self.inside = [], False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
            self.inside = True
        elif tag == "span" and self.inside and ("class", "why quiet") in attrs:
            self.inside = False

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.inside = False

    def handle_data(self, data):
        if self.inside:
            self.rows[-1][-1] += data


def summaries(analysis):
    """Summary of every measure in measures.csv: name and side to its number."""
    rows = csv.DictReader(io.StringIO(measures_csv(analysis)))
    return {
        (row["measure"], row["side"]): float(row["value"])
        for row in rows
        if not row["repetition"] and row["value"] not in ("", "nan")
    }


def shown(page):
    """Numbers of the tables that have the columns left and right, by title."""
    return {row[0].strip(): row[1:] for row in Cells(page).rows if len(row) == 5}


def agrees(cell, value):
    """Whether a number as written is a value, rounded to the decimals written."""
    written = re.match(r"−?\d+(?:\.(\d+))?", cell)
    decimals = len(written[1] or "")
    return abs(float(written[0].replace("−", "-")) - value) <= 0.5001 * 10**-decimals


@pytest.mark.parametrize("analysis", [a_squatter(), a_jumper()], ids=["squat", "jump"])
def test_every_number_of_the_tables_is_that_of_the_file(analysis):
    table = shown(render_report(analysis))
    compared = 0
    for (name, side), value in summaries(analysis).items():
        kind = kind_of(name)
        column = {"left": 0, "right": 1}.get(side)
        if column is None or kind.title not in table or math.isnan(value):
            continue
        assert agrees(table[kind.title][column], value)
        compared += 1
    assert compared > 20


def test_a_number_that_differs_is_noticed():
    """Negative control: another person's file does not belong to this report."""
    table = shown(render_report(a_squatter(9, 3)))
    number = summaries(a_squatter(15, 3))["pelvic_drop_peak", "left"]
    assert not agrees(table["Pelvic drop peak"][0], number)
