"""The check of folders against the data dictionary bites, and the rows are complete."""

from __future__ import annotations

import json

import pytest

from dictionary import folder_against_dictionary
from ilium.outputs.documents import quality_json
from ilium.outputs.keys import CLIP_DOCUMENTS, DOCUMENTS, OPENSIM
from ilium.outputs.tables import events_csv, measures_csv


@pytest.fixture
def folder(analysis, tmp_path):
    (tmp_path / "measures.csv").write_text(measures_csv(analysis), encoding="utf-8")
    (tmp_path / "events.csv").write_text(events_csv(analysis), encoding="utf-8")
    (tmp_path / "quality.json").write_text(quality_json(analysis), encoding="utf-8")
    return tmp_path


def test_what_was_written_is_in_the_dictionary_and_the_other_way_round(folder):
    assert folder_against_dictionary(folder) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("event,", "happening,", ["happening is not in", "event is not written"]),
        (",source", "", ["source is not written"]),
    ],
)
def test_a_renamed_or_missing_column_is_noticed(folder, old, new, told):
    path = folder / "events.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), "utf-8")
    found = folder_against_dictionary(folder)
    assert len(found) == len(told)
    assert all(words in line for words, line in zip(told, found, strict=True))


def test_a_renamed_key_of_a_document_is_noticed(folder):
    path = folder / "quality.json"
    whole = json.loads(path.read_text(encoding="utf-8"))
    whole["issues"][0]["gravity"] = whole["issues"][0].pop("severity")
    path.write_text(json.dumps(whole), encoding="utf-8")
    assert folder_against_dictionary(folder) == [
        "quality.json: issues[].gravity is not in the dictionary",
        "quality.json: issues[].severity is not written",
    ]


def test_every_row_says_what_it_is():
    for rows in (*DOCUMENTS.values(), *CLIP_DOCUMENTS.values(), *OPENSIM.values()):
        assert all(each.meaning.endswith(".") for each in rows)
        assert len({each.name for each in rows}) == len(rows)
