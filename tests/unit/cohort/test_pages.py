"""The page of columns is made of the tables' own columns."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pyarrow.parquet as pq
import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def page(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "docs")  # its neighbours lie beside it
    path = ROOT / "docs" / "generate.py"
    spec = importlib.util.spec_from_file_location("docs_generate", path)
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made.cohort_page()


def test_the_page_names_every_column_that_the_files_hold(analysed, page):
    out, _ = analysed
    sections = page.split("\n## ")[1:]
    stated = {}
    for section in sections:
        name, *lines = section.splitlines()
        rows = [line.split("|") for line in lines if line.startswith("| `")]
        stated[name] = [row[1].strip(" `") for row in rows]
    written = {
        folder.name: pq.read_schema(next(folder.rglob("*.parquet"))).names
        for folder in sorted(out.iterdir())
        if folder.is_dir()
    }
    assert stated == written
