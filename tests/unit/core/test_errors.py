"""What an error says can be shown on any terminal, and read."""

from __future__ import annotations

import pytest

from ilium.errors import InputError, UnknownNameError


def test_an_ordinary_error_says_what_it_was_given():
    error = InputError("The rate is 0 Hz.", "Give the camera's frame rate – 30, say.")
    assert error.problem == "The rate is 0 Hz."
    assert str(error) == "The rate is 0 Hz. Give the camera's frame rate – 30, say."
    assert error.args == (error.problem, error.remedy)


@pytest.mark.parametrize("sign", ["\x1b", "\x00", "\ud800", "\u2028", "\r", "\x85"])
def test_what_a_terminal_would_obey_or_cannot_print_is_replaced(sign):
    error = InputError(f"There is no marker {sign}[2J.", "Mend it.")
    assert error.problem == "There is no marker \ufffd[2J."
    error.problem.encode()


def test_a_problem_that_quotes_a_whole_file_keeps_its_ends():
    error = InputError(f"The cell {'x' * 100_000} is no number.", "Correct it.")
    assert len(error.problem) < 1000
    assert error.problem.startswith("The cell xxx")
    assert error.problem.endswith("xxx is no number.")


def test_of_very_many_names_some_are_listed_and_the_others_counted():
    names = [f"landmark_{number:03}" for number in range(300)]
    error = UnknownNameError.among("landmark", "elephant", names)
    assert error.remedy.startswith("Choose one of: landmark_000, landmark_001")
    assert error.remedy.endswith(" more.")
    listed = error.remedy.count("landmark_")
    assert f"and {300 - listed} more." in error.remedy
