"""TOML to frozen dataclasses."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import pytest

from ilium.core.from_toml import from_table, read_toml
from ilium.core.participant import Participant
from ilium.errors import FileFormatError, InputError, UnknownNameError


@dataclass(frozen=True)
class Inner:
    depth: float = 1.0


@dataclass(frozen=True)
class Outer:
    inner: Inner = Inner()
    name: Literal["a", "b"] = "a"
    flag: bool = False
    cutoff: float | Literal["auto"] | None = None
    names: tuple[str, ...] = ()
    window: tuple[float, float] = (0.0, 1.0)
    donors: Mapping[str, str] = field(default_factory=dict)


def test_what_is_not_given_keeps_its_default():
    assert from_table(Outer, {}, "x") == Outer()


def test_a_nested_table_makes_a_nested_dataclass():
    table = {"inner": {"depth": 2}, "names": ["p", "q"], "donors": {"a": "b"}}
    made = from_table(Outer, table, "x")
    assert made == Outer(inner=Inner(2.0), names=("p", "q"), donors={"a": "b"})


def test_a_number_with_its_unit_becomes_si():
    made = from_table(Inner, {"depth": "60 deg"}, "x")
    assert math.isclose(made.depth, math.pi / 3)
    assert from_table(Participant, {"height": "170 cm"}, "x").height == 1.7


def test_a_list_of_the_right_length_becomes_a_tuple():
    assert from_table(Outer, {"window": [1, "2 s"]}, "x").window == (1.0, 2.0)


def test_one_of_several_kinds_is_enough():
    assert from_table(Outer, {"cutoff": "auto"}, "x").cutoff == "auto"
    assert from_table(Outer, {"cutoff": "6 Hz"}, "x").cutoff == 6.0


def test_an_unknown_key_is_named_with_its_neighbour():
    with pytest.raises(UnknownNameError, match="depth"):
        from_table(Inner, {"dept": 1.0}, "x")


@pytest.mark.parametrize(
    "table",
    [
        {"inner": {"depth": "deep"}},
        {"inner": {"depth": "60 furlong"}},
        {"inner": {"depth": True}},
        {"inner": {"depth": False}},
        {"window": [0.5]},
        {"window": [0.5, 1.0, 2.0]},
        {"inner": 3},
        {"name": "c"},
        {"flag": 1},
        {"cutoff": "none"},
        {"names": "p"},
        {"donors": {"a": 1}},
        {"names": [1]},
    ],
)
def test_a_value_of_the_wrong_kind_says_what_to_give(table):
    with pytest.raises(InputError) as caught:
        from_table(Outer, table, "x")
    assert caught.value.problem
    assert caught.value.remedy


def test_a_file_that_is_not_toml_is_refused(tmp_path):
    path = tmp_path / "settings.toml"
    path.write_text("a = = 1", encoding="utf-8")
    with pytest.raises(FileFormatError, match="not TOML"):
        read_toml(path)
    with pytest.raises(FileFormatError, match="cannot be read"):
        read_toml(tmp_path / "missing.toml")
