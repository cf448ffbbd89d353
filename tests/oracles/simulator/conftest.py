"""Simulated captures and their analyses, each made once a run."""

from __future__ import annotations

from functools import cache

import pytest

from simulated import analysed, capture


@pytest.fixture(scope="session")
def made():
    """Return a function from a movement to its capture."""

    def taken(movement):
        if movement == "walk":
            return capture(movement, 4.0, repetitions=3)
        return capture(movement, **({} if "jump" in movement else {"repetitions": 1}))

    return taken


@pytest.fixture(scope="session")
def taken(tmp_path_factory, made):
    """Return a function from a movement to the analysis of its files."""
    folder = tmp_path_factory.mktemp("simulated")
    return cache(lambda movement: analysed(made(movement), folder))
