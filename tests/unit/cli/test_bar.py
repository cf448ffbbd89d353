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
    assert bar.line(100, 400).endswith("100 of 400, 25%, 1:30 left")
    assert bar.line(400, 400).endswith("100%, 0:00 left")
    assert bar.line(10, 40_000).endswith("33:19:30 left")


def test_seconds_never_reach_sixty(at):
    bar = Bar("Watching", quiet=False)
    at[0] += 59.7
    assert bar.line(1, 2).endswith("1:00 left")


def test_what_was_done_before_the_run_promises_no_pace(at):
    """Skipped trials take a moment; the time left is that of the trials to come."""
    bar = Bar("Analysing", quiet=True)
    for done in range(1, 5001):
        at[0] += 0.001
        bar(done, 10_000)
    for done in range(5001, 5301):
        at[0] += 1.0
        bar(done, 10_000)
    assert bar.line(5300, 10_000).endswith("1:18:20 left")


def test_no_time_is_promised_before_anything_is_done(at):
    assert "left" not in Bar("Watching", quiet=False).line(0, 400)


def test_into_a_file_a_line_is_written_each_minute(at, capsys):
    with Bar("Watching", quiet=False) as bar:
        for done in range(1, 6):
            at[0] += 25.0
            bar(done, 10)
    told = capsys.readouterr().err.splitlines()
    assert told == ["Watching 3 of 10, 30%, 2:55 left"]


@pytest.mark.parametrize(("quiet", "seconds"), [(True, 90.0), (False, 5.0)])
def test_nothing_is_shown_where_nobody_wants_it_or_it_is_soon_over(
    at, capsys, quiet, seconds
):
    with Bar("Watching", quiet=quiet) as bar:
        at[0] += seconds
        bar(1, 2)
    assert capsys.readouterr().err == ""
