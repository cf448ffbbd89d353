"""Commands about people, as they are typed."""

from __future__ import annotations

import json

import pytest

from ilium.cli import main
from ilium.store import open_store
from stored import Squat


@pytest.fixture(autouse=True)
def _own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("ILIUM_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("ILIUM_DATABASE", raising=False)
    monkeypatch.chdir(tmp_path)


def said(capsys, *arguments) -> str:
    assert main([str(each) for each in arguments]) == 0
    return capsys.readouterr().out


def refused(capsys, *arguments) -> str:
    assert main([str(each) for each in arguments]) in (1, 2)
    told = capsys.readouterr().err
    assert "Problem:" in told
    assert "Remedy:" in told
    return told


def added(capsys, *more) -> str:
    words = ("client", "add", "--name", "Ada", "--adult", "--consent", "store")
    return said(capsys, *words, *more).strip()


def test_a_client_is_added_listed_shown_and_erased(capsys):
    client = added(capsys, "--mass", "61", "--height", "170 cm")
    assert client in said(capsys, "client", "list")
    found = json.loads(said(capsys, "client", "show", client, "--json"))["client"]
    assert (found["name"], found["body"]) == ("Ada", {"mass": 61.0, "height": 1.7})
    assert "height 1.7" in said(capsys, "client", "show", client.upper())
    assert "typed again" in refused(capsys, "client", "erase", client)
    said(capsys, "client", "erase", client, "--yes")
    assert json.loads(said(capsys, "client", "list", "--json"))["clients"] == []


def test_nobody_is_added_without_a_word_of_consent(capsys):
    words = ("client", "add", "--adult", "--name", "Ada")
    assert "agreeing" in refused(capsys, *words)
    assert "Ada" not in said(capsys, "client", "list")


def test_withdrawing_says_what_follows(capsys):
    client = added(capsys)
    told = said(capsys, "client", "consent", client, "--withdraw", "store")
    assert "Nothing more is kept" in told
    assert client in said(capsys, "client", "list", "--due")
    assert "agreed" in refused(capsys, "questionnaire", "add", client, "nprs", "now=3")


def test_withdrawing_video_says_what_goes_and_what_went(capsys):
    client = added(capsys, "--consent", "video")
    consent = ("client", "consent", client)
    assert "for good" not in said(capsys, *consent), "there is no film yet"
    store = open_store()
    for number in range(3):
        film = b"film %d" % number
        store.documents.add(client, "clip", film, ending="mp4")
    number = store.results.add(client, Squat())
    report = {"result": number, "language": "en", "person": True}
    store.documents.add(client, "report", b"pictures", **report)
    what = "3 films and 1 report with pictures"
    assert f"this would go for good: {what}." in said(capsys, *consent)
    assert len(store.documents.of(client)) == 4
    told = said(capsys, *consent, "--withdraw", "video")
    assert f"goes, for good: {what}." in told
    assert f"Gone: {what}." in told
    assert store.documents.of(client) == ()
    assert "for good" not in said(capsys, *consent)


def test_withdrawing_video_stays_readable_for_programs(capsys):
    client = added(capsys, "--consent", "video")
    open_store().documents.add(client, "clip", b"film", ending="mp4")
    told = said(capsys, "client", "consent", client, "--withdraw", "video", "--json")
    assert json.loads(told)["consent"][-1]["given"] is False
    assert open_store().documents.of(client) == ()


def test_a_yes_to_a_safety_question_says_what_to_do(capsys):
    client = added(capsys)
    refused(capsys, "client", "screen", client)
    assert "wait" in said(capsys, "client", "screen", client, "--all-no")
    told = said(capsys, "client", "screen", client, "--yes", "saddle")
    assert "emergency" in told
    found = json.loads(
        said(capsys, "client", "screen", client, "--all-no", "--pregnant", "--json")
    )
    assert found["safety"]["texts"] == ["clearance"]


def test_a_questionnaire_is_scored_and_shown(capsys):
    client = added(capsys)
    told = said(
        capsys, "questionnaire", "add", client, "psfs", "lunges=4", "warrior=6", "x=8"
    )
    assert told == "psfs: 6\n"
    assert "psfs   6" in said(capsys, "questionnaire", "show", client)
    assert "now=3" in refused(capsys, "questionnaire", "add", client, "nprs", "three")
    assert "nprs" in said(capsys, "questionnaire", "list")


def test_a_group_runs_from_start_to_attendance(capsys):
    client = added(capsys)
    group = said(capsys, "group", "new", "Tuesday", "--start", "2026-03-02").strip()
    said(capsys, "group", "add", group, client)
    said(capsys, "group", "attend", group, client, "--on", "2026-03-10")
    shown = said(capsys, "group", "show", group)
    assert "week 2" in shown
    assert f"{client}  x" in shown
    found = json.loads(said(capsys, "group", "list", "--json"))["groups"]
    assert found[0]["attended"] == {"2026-03-10": [client]}


def test_a_backup_comes_back_elsewhere(capsys, tmp_path, monkeypatch):
    client = added(capsys)
    said(capsys, "store", "backup", "b.zip")
    assert "--replace" in refused(capsys, "store", "restore", "b.zip")
    monkeypatch.setenv("ILIUM_HOME", str(tmp_path / "other"))
    assert "1 clients are back" in said(capsys, "store", "restore", "b.zip")
    assert client in said(capsys, "client", "list")
    assert "every row is kept" in said(capsys, "store", "migrate")


def test_a_lost_file_is_told_by_info(capsys, tmp_path):
    assert "whole: yes" in said(capsys, "store", "info")
    (tmp_path / "home" / "store" / "ilium.db").write_bytes(b"letter" * 1000)
    assert "damaged" in refused(capsys, "store", "info")


def test_doctor_shows_where_clients_are_kept(capsys, tmp_path):
    assert str(tmp_path / "home" / "store") in said(capsys, "doctor")


def test_an_analysis_is_kept_for_its_client_without_names(capsys, samples, tmp_path):
    client = added(capsys, "--mass", "61")
    trial = samples / "btkdata" / "PiG" / "PiG_Motion3_FF.c3d"
    words = ("analyse", trial, "--no-muscles", "-q", "--out", "o")
    said(capsys, *words, "--client", client, "--on", "2026-03-02")
    found = json.loads(said(capsys, "client", "show", client, "--json"))["client"]
    assert [each["task"] for each in found["results"]] == ["walk"]
    assert found["visits"] == ["2026-03-02"]
    records = json.loads((tmp_path / "o" / "records.json").read_text())
    assert records["participant"]["mass"] == 61.0
    written = b"".join(each.read_bytes() for each in (tmp_path / "o").iterdir())
    assert b"Ada" not in written
    said(capsys, "client", "consent", client, "--withdraw", "store")
    assert "agreed" in refused(capsys, *words, "--client", client)
