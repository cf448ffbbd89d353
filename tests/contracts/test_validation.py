"""The validation page shows every oracle, its error, its tolerance and its control."""

from __future__ import annotations

import importlib.util
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ORACLES = sorted((ROOT / "tests" / "oracles").glob("*/oracle.toml"))
PAGE = ROOT / "docs" / "validation.md"


@pytest.fixture(scope="module")
def validation():
    spec = importlib.util.spec_from_file_location(
        "validation", ROOT / "scripts" / "validation.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("path", ORACLES, ids=lambda path: path.parent.name)
def test_an_oracle_says_what_it_compares_and_why_its_tolerance(path):
    oracle = tomllib.loads(path.read_text(encoding="utf-8"))
    assert oracle["title"]
    assert oracle["source"]
    assert oracle["command"]
    for quantity in oracle["quantity"]:
        assert quantity["name"]
        assert quantity["unit"]
        assert quantity["tolerance"] >= 0
        assert quantity["why"]


@pytest.mark.parametrize("path", ORACLES, ids=lambda path: path.parent.name)
def test_the_page_has_every_quantity_of_every_oracle(path):
    oracle = tomllib.loads(path.read_text(encoding="utf-8"))
    page = PAGE.read_text(encoding="utf-8")
    assert f"## {oracle['title']}" in page
    for quantity in oracle["quantity"]:
        assert f"| {quantity['name']} |" in page


def test_no_quantity_on_the_page_waits_for_its_run():
    assert "not run" not in PAGE.read_text(encoding="utf-8")


def test_the_page_shows_the_worst_case_and_the_control(validation):
    quantity = {"name": "angle", "unit": "deg", "tolerance": 0.01}
    records = [
        {"error": 0.001, "control": None},
        {"error": 0.004, "control": None},
        {"error": 5.0, "control": "sides swapped"},
    ]
    assert validation.row(quantity, records) == (
        "| angle | 0.004 deg | 0.01 deg | 2 | sides swapped: 5 deg |"
    )


def test_the_page_says_so_where_an_oracle_has_not_run(validation):
    quantity = {"name": "angle", "unit": "deg", "tolerance": 0.01}
    assert "not run" in validation.row(quantity, [])
