"""Every error says problem and remedy, and survives a process boundary."""

from __future__ import annotations

import pickle

import pytest

from ilium import errors
from ilium.errors import IliumError

TREE = [
    each
    for each in vars(errors).values()
    if isinstance(each, type) and issubclass(each, IliumError)
]


@pytest.mark.parametrize("kind", TREE)
def test_an_error_pickles_with_problem_and_remedy(kind):
    back = pickle.loads(pickle.dumps(kind("It is wrong.", "Mend it.")))
    assert type(back) is kind
    assert (back.problem, back.remedy) == ("It is wrong.", "Mend it.")
    assert str(back) == "It is wrong. Mend it."


def test_the_tree_is_the_one_in_its_own_picture():
    for each in TREE:
        assert each.__name__ in errors.__doc__
