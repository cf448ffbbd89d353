"""Text of the tables: repeatable, exact enough, safe in a spreadsheet."""

from __future__ import annotations

import csv
import io
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilium.outputs.text import cell, matrix, table

text = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=30)


@given(st.lists(text, min_size=2, max_size=5))
def test_every_text_comes_back_whole_apart_from_the_formula_guard(row):
    written = table(["column"] * len(row), [row])
    read = list(csv.reader(io.StringIO(written, newline="")))[1:]
    assert read[0] == [
        f"'{each}" if each[:1] in tuple("=+-@") and each else each for each in row
    ]


@pytest.mark.parametrize("label", ["=1+1", "+cmd", "-2+3", "@SUM(A1)"])
def test_a_label_that_a_spreadsheet_would_execute_is_quoted(label):
    assert cell(label) == f'"\'{label}"'


@given(st.floats(-1e9, 1e9))
def test_a_number_keeps_nine_digits(number):
    assert math.isclose(float(cell(number)), number, rel_tol=1e-8, abs_tol=1e-300)


def test_a_negative_number_is_not_taken_for_a_formula():
    assert cell(-2.5) == "-2.5"


def test_what_is_missing_is_an_empty_cell():
    numbers = np.array([[0.0, np.nan], [np.nan, -0.0]])
    assert matrix(["a", "b"], numbers) == "a,b\n0,\n,0\n"


def test_a_table_without_rows_keeps_its_heading():
    assert matrix(["time_s"], np.empty((0, 1))) == "time_s\n"
