"""JSON and TOML that would exhaust whoever reads them are refused like any other."""

from __future__ import annotations

import json

import pytest

from ilium.core.parsing import json_of, toml_of


@pytest.mark.parametrize("text", ["[" * 30_000, '{"a":' * 30_000, b"[" * 30_000])
def test_json_that_nests_beyond_the_stack_is_a_value_error(text):
    with pytest.raises(ValueError, match="nested too deeply"):
        json_of(text)


@pytest.mark.parametrize(
    "text",
    ["a = " + "[" * 30_000, "a = " + "{a=" * 30_000, "a." * 30_000 + "a = 1",
     "[" + "a . " * 30_000 + "a]"],
    ids=["lists", "tables", "dots", "dots of a heading"],
)  # fmt: skip
def test_toml_that_nests_beyond_the_stack_is_a_value_error(text):
    with pytest.raises(ValueError, match="nested too deeply"):
        toml_of(text)


def test_a_row_of_many_numbers_is_no_nesting():
    row = [k + 0.5 for k in range(1000)]
    assert toml_of(f"row = {row}")["row"] == row


@pytest.mark.parametrize("text", ['"\\ud800"', b'{"a": "\\uDFFF"}'])
def test_half_a_character_is_a_value_error(text):
    with pytest.raises(ValueError, match="surrogates"):
        json_of(text)


def test_a_whole_character_in_two_halves_is_read():
    assert json_of(json.dumps("🦴")) == "🦴"
