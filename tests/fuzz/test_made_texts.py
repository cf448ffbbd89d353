"""Texts made anew of a format's own words: read, or refused with advice."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz.documents import inputs
from fuzz.reader import Reader
from fuzz.readers import READERS
from fuzz.running import given as tried
from fuzz.running import warm

EXAMPLES = 15
"""Texts of each reader in the gate [1]."""
SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)
FULL = int(os.environ.get("ILIUM_FUZZ_INPUTS", "100000"))
BINARY = (
    "c3d", "c3d_copied", "clip", "sound", "sensor_packets", "live_frame", "cohort",
    "kept_curves", "viewer_data", "live_socket",
)  # fmt: skip
BY_TEXT = [each for each in READERS if each.name not in BINARY]


def named(reader: Reader) -> str:
    return reader.name


def try_texts(reader: Reader, count: int) -> dict[str, int]:
    """Try so many texts, the same each time; how many were read and refused."""
    found = {"read": 0, "refused": 0}
    seeds = warm(reader)

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=SLOW,
    )
    @given(st.data())
    def one(data):
        members = data.draw(inputs(seeds))
        outcome, text = tried(reader, members)
        assert outcome in found, f"{text}\n{members}"
        found[outcome] += 1

    one()
    return found


@pytest.mark.parametrize("reader", BY_TEXT, ids=named)
def test_a_text_of_its_own_words_is_read_or_refused(reader):
    found = try_texts(reader, EXAMPLES)
    assert sum(found.values()) >= EXAMPLES


@pytest.mark.full
@pytest.mark.parametrize("reader", BY_TEXT, ids=named)
def test_many_texts_of_its_own_words_are_read_or_refused(reader):
    try_texts(reader, max(EXAMPLES, FULL // 20 // len(BY_TEXT)))
