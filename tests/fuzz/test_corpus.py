"""What once found a fault finds none any more."""

from __future__ import annotations

import pytest

from fuzz.corpus import LARGEST, PLACE, cases, input_of
from fuzz.reader import members_in
from fuzz.readers import reader_of
from fuzz.running import given, warm

CASES = cases()


@pytest.mark.parametrize("case", CASES)
def test_what_once_found_a_fault_is_read_or_refused(case):
    reader = reader_of(case.partition("/")[0])
    outcome, text = given(reader, input_of(case, warm(reader)))
    assert outcome in ("read", "refused"), text


def test_what_is_kept_is_small():
    sizes = {each: sum(map(len, members_in(PLACE / each).values())) for each in CASES}
    assert max(sizes.values()) <= LARGEST, sizes
