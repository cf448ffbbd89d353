"""Importing ilium and asking for help cost next to nothing."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys

import pytest

import ilium

HEAVY = {"numpy", "scipy", "xarray", "pandas", "ezc3d", "jinja2", "matplotlib", "numba"}


def loaded(statement: str) -> set[str]:
    """Modules that a fresh interpreter holds after a statement."""
    code = f"import json, sys\n{statement}\nprint(json.dumps(sorted(sys.modules)))"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_importing_ilium_imports_nothing_heavy():
    modules = loaded("import ilium")
    assert not HEAVY & modules
    assert {each for each in modules if each.startswith("ilium")} == {"ilium"}


def test_help_imports_nothing_heavy():
    modules = loaded("import ilium.cli; ilium.cli.build_parser().format_help()")
    assert not HEAVY & modules


@pytest.mark.parametrize("name", [each for each in ilium.__all__ if each[0] != "_"])
def test_every_public_name_is_there_when_asked_for(name):
    home = importlib.import_module(ilium._HOMES[name])
    assert getattr(ilium, name) is getattr(home, name)
    assert name in dir(ilium)


def test_a_name_that_is_not_public_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        ilium.nothing  # noqa: B018
