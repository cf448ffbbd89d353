"""The letter and the class as they are typed: seen first, agreed to, without names."""

from __future__ import annotations

import io

import pytest

from ilium.cli import main

BEGIN = ("--goal", "lunges again", "--all-no", "--equipment", "band,step")


@pytest.fixture(autouse=True)
def _own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("ILIUM_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("ILIUM_DATABASE", raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO())


@pytest.fixture
def run(capsys):
    """Exit code, output and errors of one command."""

    def call(*words):
        code = main([str(each) for each in words])
        return (code, *capsys.readouterr())

    return call


@pytest.fixture
def client(run):
    """Ada, who trains."""
    made = run("client", "add", "--name", "Ada", "--adult", "--consent", "store")
    client = made[1].split()[0]
    run("programme", "new", "--client", client, *BEGIN)
    return client


def test_a_letter_needs_the_persons_consent_to_sharing(run, client, tmp_path):
    words = ("client", "letter", client, "--with", "goal", "--out", "l.html", "--yes")
    code, _, errors = run(*words)
    assert code != 0
    assert "--give share" in errors
    assert not (tmp_path / "l.html").exists()
    run("client", "consent", client, "--give", "share")
    code, out, _ = run(*words)
    assert code == 0
    page = (tmp_path / "l.html").read_text(encoding="utf-8")
    assert "lunges again" in out
    assert "lunges again" in page
    assert "Ada" not in out + page


def test_a_letter_is_seen_and_not_written_before_somebody_agrees(run, client, tmp_path):
    run("client", "consent", client, "--give", "share")
    words = ("client", "letter", client, "--out", "l.html")
    code, out, errors = run(*words, "--with", "goal,name")
    assert code == 2
    assert "About: Ada" in out
    assert "nobody agreed" in errors
    assert not (tmp_path / "l.html").exists()
    assert "Nobody ticked" in run(*words)[2]


def test_a_class_is_one_page_and_a_sheet_for_each_member(run, client, tmp_path):
    pytest.importorskip("typst")
    pypdf = pytest.importorskip("pypdf")
    made = run("client", "add", "--name", "Bea", "--adult", "--consent", "store")
    other = made[1].split()[0]
    group = run("group", "new", "Tuesday")[1].split()[0]
    assert "Nobody takes part" in run("group", "plan", group, "--out", "c.pdf")[2]
    run("group", "add", group, client, other)
    code, _, errors = run("group", "plan", group, "--out", "c.pdf")
    assert (code, errors) == (0, "")
    pages = [
        " ".join(each.extract_text().split())
        for each in pypdf.PdfReader(tmp_path / "c.pdf").pages
    ]
    assert len(pages) == 3
    assert "Tuesday" in pages[0]
    assert f"talk first with: {other}" in pages[0]
    assert client in pages[1]
    assert not any("Ada" in each or "Bea" in each for each in pages)


def test_a_class_is_refused_as_a_page_of_html(run, client):
    group = run("group", "new", "Tuesday")[1].split()[0]
    run("group", "add", group, client)
    assert ".pdf" in run("group", "plan", group, "--out", "c.html")[2]
