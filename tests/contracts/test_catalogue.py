"""The catalogue: one row a measure, every number in a unit that people read."""

from __future__ import annotations

from collections import Counter

import pytest

from ilium.catalogue import KINDS, kind_of
from ilium.errors import UnknownNameError
from ilium.units import PER_SI

FAMILIES = {
    "stability",
    "jump",
    "balance",
    "gait",
    "moments",
    "score",
    "muscle",
    "symmetry",
    "variability",
    "timing",
}
FORBIDDEN = (
    "unstable",
    "weak",
    "damage",
    "diagnosis",
    "injury risk",
    "trendelenburg",
    "abnormal",
)


def test_no_two_measures_share_a_name():
    assert [name for name, n in Counter(e.name for e in KINDS).items() if n > 1] == []


def test_every_row_of_the_catalogue_is_complete():
    for kind in KINDS:
        complete(kind)


def complete(kind):
    assert kind.name.isidentifier()
    assert kind.name == kind.name.lower()
    assert kind.title[:1] == kind.title[:1].upper()
    assert not kind.title.endswith(".")
    assert kind.positive
    assert kind.definition.strip().endswith(".")
    assert kind.family in FAMILIES
    assert kind.display == kind.unit or PER_SI[kind.display][0] == kind.unit
    words = f"{kind.title} {kind.positive} {kind.definition}".lower()
    assert not [each for each in FORBIDDEN if each in words]


def test_an_unknown_measure_offers_the_nearest_name():
    with pytest.raises(UnknownNameError, match="flight_time"):
        kind_of("fligth_time")
