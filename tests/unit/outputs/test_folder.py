"""The output folder: whole or known to be incomplete, and always the same bytes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ilium.errors import InputError
from ilium.outputs import folder as output
from ilium.outputs.folder import is_complete, write_results

FILES = {
    "report.html",
    "measures.csv",
    "events.csv",
    "angles_plug_in_gait.csv",
    "forces.csv",
    "findings.json",
    "quality.json",
    "records.json",
    "columns.json",
    "provenance.json",
}


@pytest.fixture(autouse=True)
def _quick_report(request, monkeypatch):
    """Spare the page where the test is not about its bytes."""
    if "bytes" not in request.node.name:
        monkeypatch.setattr(
            output, "write_report", lambda _, path: path.write_text("a page")
        )


def contents(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir()}


def test_a_run_leaves_the_files_of_the_contract(analysis, tmp_path):
    out = tmp_path / "a" / "out"
    assert write_results(analysis, out) == out / "report.html"
    assert set(contents(out)) == FILES
    assert is_complete(out)


def test_the_same_analysis_gives_the_same_bytes_anywhere(analysis, tmp_path):
    write_results(analysis, tmp_path / "one")
    write_results(analysis, tmp_path / "two")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    write_results(analysis, tmp_path / "one")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_no_file_holds_a_path_or_a_host(analysis, tmp_path):
    write_results(analysis, tmp_path / "out")
    for name, content in contents(tmp_path / "out").items():
        assert str(tmp_path).encode() not in content, name
        assert str(Path.home()).encode() + b"/" not in content, name


def test_every_document_has_a_schema_version_and_no_nan(analysis, tmp_path):
    write_results(analysis, tmp_path)
    for name in ("quality.json", "records.json", "columns.json", "provenance.json"):
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert json.loads(text)["schema_version"] == 1
        assert "NaN" not in text


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_folder_with_a_changed_or_missing_file_is_incomplete(
    name, analysis, tmp_path
):
    write_results(analysis, tmp_path)
    (tmp_path / name).write_text("changed", encoding="utf-8")
    assert not is_complete(tmp_path)
    (tmp_path / name).unlink()
    assert not is_complete(tmp_path)
    write_results(analysis, tmp_path)
    assert is_complete(tmp_path)


def test_a_run_that_breaks_off_leaves_what_was_there(analysis, tmp_path, monkeypatch):
    write_results(analysis, tmp_path)
    before = {each.name: each.read_bytes() for each in tmp_path.iterdir()}

    def breaks(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(output, "write_report", breaks)
    with pytest.raises(InputError, match="No space left"):
        write_results(analysis, tmp_path)
    assert is_complete(tmp_path)
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == before


def test_a_new_folder_that_cannot_be_filled_is_taken_back(
    analysis, tmp_path, monkeypatch
):
    def breaks(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(output, "write_report", breaks)
    with pytest.raises(InputError):
        write_results(analysis, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_an_interrupt_takes_a_new_folder_back(analysis, tmp_path, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(output, "write_report", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_results(analysis, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_report_on_paper_is_written_where_asked_and_goes_with_its_run(
    analysis, tmp_path
):
    write_results(analysis, tmp_path, pdf=True)
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
    assert is_complete(tmp_path)
    write_results(analysis, tmp_path)
    assert not (tmp_path / "report.pdf").exists()


def test_hostile_labels_stay_text(analysis, tmp_path):
    write_results(analysis, tmp_path)
    issues = json.loads((tmp_path / "quality.json").read_text(encoding="utf-8"))
    assert issues["issues"][0]["where"] == "=cmd()"
