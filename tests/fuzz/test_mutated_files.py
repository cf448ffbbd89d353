"""Damaged input of every kind: a result or an error with advice, and nothing else."""

from __future__ import annotations

import os

import pytest

from fuzz.reader import Reader
from fuzz.readers import READERS, shares
from fuzz.recordings import OF_LABORATORIES
from fuzz.running import MOST_MEMORY, Tally, keep, run

GATE = shares(1600)
LABORATORY_GATE = 60
FULL = int(os.environ.get("ILIUM_FUZZ_INPUTS", "100000"))
NEVER_REFUSE = ("sensor_packets",)
"""Readers that leave out what they cannot read, and say so in their result."""


def named(reader: Reader) -> str:
    return reader.name


def assert_sound(reader: Reader, tally: Tally) -> None:
    assert not tally.faults, keep(reader, tally)
    assert tally.grown < MOST_MEMORY
    assert tally.children < MOST_MEMORY


@pytest.mark.parametrize("reader", READERS, ids=named)
def test_damaged_input_is_read_or_refused_with_advice(reader):
    tally = run(reader, 0, GATE[reader.name])
    assert_sound(reader, tally)
    assert tally.read, "no input got through: the damage is too gross to test anything"
    assert tally.refused or reader.name in NEVER_REFUSE


def test_damaged_public_recordings_are_read_or_refused(samples):
    tally = run(OF_LABORATORIES, 0, LABORATORY_GATE)
    assert_sound(OF_LABORATORIES, tally)
    assert min(tally.read, tally.refused) > LABORATORY_GATE // 10


@pytest.mark.full
@pytest.mark.parametrize("reader", READERS, ids=named)
def test_much_damaged_input_is_read_or_refused(reader):
    assert_sound(reader, run(reader, 0, shares(FULL)[reader.name]))


@pytest.mark.full
def test_many_damaged_public_recordings_are_read_or_refused(samples):
    assert_sound(OF_LABORATORIES, run(OF_LABORATORIES, 0, FULL // 20))
