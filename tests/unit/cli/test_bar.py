"""The bar says how much is done and how long the rest takes."""

import pytest

from ilium.cli import bar
from ilium.cli.bar import Bar


@pytest.fixture
def at(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(bar.time, "monotonic", lambda: now[0])
    return now


def test_time_left_is_what_the_done_part_took_for_each_part_to_come(at):
    bar = Bar("Watching", quiet=False)
    at[0] += 30.0
    assert bar.line(100, 400).endswith("25%, 1:30 left")
    assert bar.line(400, 400).endswith("100%, 0:00 left")


def test_no_time_is_promised_before_anything_is_done(at):
    assert "left" not in Bar("Watching", quiet=False).line(0, 400)


def test_nothing_is_shown_where_nobody_looks(at, capsys):
    with Bar("Watching", quiet=False) as bar:
        bar(1, 2)
    assert capsys.readouterr().err == ""
