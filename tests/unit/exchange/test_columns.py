"""The data dictionary of flat tables against what a parcel becomes, both ways."""

from __future__ import annotations

from dataclasses import replace

from dictionary import columns_against
from ilium.exchange.columns import FLAT
from ilium.exchange.tables import flat_tables
from parcels import small_parcel


def told(tables):
    return [
        line
        for each in tables
        if each.name in FLAT
        for line in columns_against(each.name, each.names, FLAT[each.name])
    ]


def test_every_table_and_column_is_in_the_dictionary_and_the_other_way_round():
    tables = flat_tables(small_parcel())
    assert told(tables) == []
    assert set(FLAT) <= {each.name.partition("_")[0] for each in tables}


def test_a_renamed_column_is_noticed():
    """Negative control."""
    (markers, *_) = flat_tables(small_parcel())
    first, *rest = markers.columns
    renamed = replace(markers, columns=(replace(first, name="clock"), *rest))
    assert "markers: time_s is not written" in told([renamed])
