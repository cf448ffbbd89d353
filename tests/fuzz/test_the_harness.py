"""The harness itself: it repeats itself, and notices a reader that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from fuzz import broken, words
from fuzz.judging import faults_of
from fuzz.reader import Reader
from fuzz.readers import READERS, shares
from fuzz.running import given, run
from ilium.errors import IliumError

NOWHERE = Path()
NOTICED = {
    "forgets_a_key": "KeyError: 'width' at",
    "never_ends": "took over 2 s",
    "takes_all_memory": "MemoryError",
    "crashes": "ended the process",
    "says_too_little": "an empty remedy",
    "quotes_its_library": "a library's words alone",
    "tells_its_path": "tells of the code",
}
BROKEN = {each.name.removeprefix("broken_"): each for each in broken.READERS}


@pytest.mark.parametrize("name", NOTICED)
def test_a_reader_that_is_wrong_is_noticed_and_the_input_named(name):
    reader = BROKEN[name]
    whole = broken.whole(NOWHERE)[0]
    harmful = [number for number in range(3) if reader.damaged(number) != whole]
    tally = run(reader, 0, 3)
    assert harmful
    assert [number for number, _ in tally.faults] == harmful
    assert all(NOTICED[name] in text for _, text in tally.faults), tally.faults


def test_every_wrong_reader_has_its_own_control():
    assert NOTICED.keys() == BROKEN.keys()


def test_after_a_process_was_ended_the_next_input_is_tried():
    assert given(BROKEN["crashes"], {"a.toml": b"x"})[0] == "fault"
    assert given(BROKEN["crashes"], broken.whole(NOWHERE)[0]) == ("read", "")


def test_a_number_is_the_same_input_everywhere():
    one, other = (
        Reader(name, words.norms, words.read_own_norms) for name in ("norms", "norms")
    )
    inputs = [one.damaged(number) for number in range(50)]
    assert inputs == [other.damaged(number) for number in range(50)]
    assert len({each["norms.toml"] for each in inputs}) > 45


def test_another_reader_is_given_other_damage():
    one = Reader("one", words.norms, words.read_own_norms)
    other = Reader("other", words.norms, words.read_own_norms)
    assert one.damaged(0) != other.damaged(0)


def test_the_shares_give_every_reader_some_and_sum_up():
    told = shares(2000)
    assert len(told) == len(READERS) == len({each.name for each in READERS})
    assert min(told.values()) >= 5
    assert abs(sum(told.values()) - 2000) < len(READERS)


def test_an_error_with_problem_and_remedy_has_no_fault(tmp_path):
    error = IliumError("The file 'a' is empty.", "Copy it again.")
    assert faults_of(error, tmp_path) == []


def test_an_error_that_quotes_a_file_is_short_and_printable():
    error = IliumError("Found '" + "\x1b[2J\ud800" * 500 + "'.", "Mend it.")
    assert len(error.problem) <= 1000
    assert (
        error.problem.encode().decode().replace("\ufffd", "").startswith("Found '[2J")
    )
    assert "\x1b" not in str(error)
