"""CITATION.cff: what its schema 1.2.0 requires, and the version of the package."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import ilium

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "CITATION.cff"
REQUIRED = {"cff-version", "message", "title", "authors"}
KNOWN = REQUIRED | {
    "type", "abstract", "version", "license", "keywords", "doi", "url",
    "repository-code", "date-released", "references", "preferred-citation", "contact",
    "identifiers", "commit", "license-url", "repository", "repository-artifact",
}  # fmt: skip
LINE = re.compile(r"^(?:([a-z-]+):(?: (.+))?|  ?-? *(?:([a-z-]+): )?(.+))$")


def read(text):
    """Top-level keys to a text or a list: the little of YAML that the file uses."""
    table, key = {}, ""
    for line in text.splitlines():
        found = LINE.fullmatch(line)
        assert found, line
        if found[1]:
            key = found[1]
            assert key not in table, f"{key} stands twice"
            table[key] = found[2] or []
        else:
            table[key].append({found[3]: found[4]} if found[3] else found[4])
    return table


def faults(table):
    """What the schema does not allow."""
    told = [f"{key} is missing" for key in sorted(REQUIRED - set(table))]
    told += [f"{key} is unknown" for key in sorted(set(table) - KNOWN)]
    if table.get("cff-version") != "1.2.0":
        told.append("another version of the schema")
    if table.get("type", "software") not in ("software", "dataset"):
        told.append("type is neither software nor dataset")
    authors = table.get("authors") or [{}]
    if not all({"name", "family-names", "alias"} & set(each) for each in authors):
        told.append("an author has no name")
    return told


def test_the_citation_is_what_its_schema_asks_for():
    assert faults(read(FILE.read_text(encoding="utf-8"))) == []


def test_the_citation_names_this_version_wherever_it_is_said():
    table = read(FILE.read_text(encoding="utf-8"))
    assert table["version"].strip('"') == ilium.__version__
    assert table["license"] == "MIT"
    page = (ROOT / "docs" / "citing.md").read_text(encoding="utf-8")
    assert f"version {ilium.__version__}" in page


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("title: ilium\n", "", "title is missing"),
        ("license: MIT", "licence: MIT", "licence is unknown"),
        ("cff-version: 1.2.0", "cff-version: 1.0.3", "another version of the schema"),
        ("type: software", "type: program", "type is neither software nor dataset"),
        ("  - name: the ilium project\n", "", "an author has no name"),
    ],
)
def test_a_citation_that_the_schema_refuses_is_noticed(old, new, told):
    """Negative control."""
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    assert faults(read(text.replace(old, new))) == [told]
