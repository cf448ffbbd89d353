"""A second start opens the app that runs, and nothing else."""

from __future__ import annotations

import pytest

from ilium.app import Hosting, serving
from ilium.app.way_in import WayIn
from ilium.store import open_store
from served import running


@pytest.fixture
def place(tmp_path):
    return tmp_path / "store"


@pytest.fixture
def hosting(place):
    return Hosting(database=f"sqlite:///{place / 'ilium.db'}")


def test_one_that_runs_is_found_by_its_address(place, hosting):
    with running(hosting) as base:
        address = f"{base}/start?token={hosting.token}"
        with WayIn(place).known(address):
            assert WayIn(place).open_already() == address
            assert (place / "open-at").stat().st_mode & 0o777 == 0o600
        assert not (place / "open-at").exists()
        assert WayIn(place).open_already() == ""


def test_one_that_has_ended_is_not_found(place, hosting):
    with running(hosting) as base:
        address = f"{base}/start?token={hosting.token}"
    (place / "open-at").write_text(address)
    assert WayIn(place).open_already() == ""


@pytest.mark.parametrize(
    "written",
    ["http://example.org/start?token=abc", "", "\x00\xff", "http://127.0.0.1:1/"],
)
def test_nothing_else_is_opened(place, hosting, written):
    open_store(hosting.database)
    (place / "open-at").write_text(written, encoding="latin1")
    assert WayIn(place).open_already() == ""


def test_another_program_at_the_port_is_not_taken_for_it(place, hosting):
    with running(hosting) as base:
        (place / "open-at").write_text(f"{base}/start?token=another")
        assert WayIn(place).open_already() == ""


def test_a_second_start_says_so_and_opens_it(place, hosting, monkeypatch, capsys):
    opened = []
    monkeypatch.setattr(serving.webbrowser, "open", opened.append)
    with running(hosting) as base:
        address = f"{base}/start?token={hosting.token}"
        with WayIn(place).known(address):
            serving.start(Hosting(database=hosting.database))
    assert opened == [address]
    assert "open already" in capsys.readouterr().out
